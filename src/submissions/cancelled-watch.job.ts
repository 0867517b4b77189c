import { Injectable, Logger } from '@nestjs/common';
import { type Applied, type ApplyRequest, type Job, type JobChunk, type PlanRequest, RunsBySchedule } from '../jobs/index.js';
import { untilAborted } from '../values/until-aborted.js';
import { CancelledSubmissions } from './cancelled-submissions.js';
import { HandOvers } from './hand-overs.js';
import type { Submission } from './submission.js';
import { UnknownKind } from './unknown-kind.js';

const AT_ONCE = 50;
const TRY_FOR_MS = 30_000;
/** After a failed look. Until then other documents have their turn. */
const LOOK_AGAIN_AFTER_MS = 60_000;

interface CancelledChunk extends JobChunk {
  readonly submissions: readonly Submission[];
}

/**
 * Looks at GP once more for each cancelled document that had been tried. An attempt whose connection was cut may reach GP
 * although GP did not show it yet when the document was cancelled. What has arrived is taken back there; what cannot be taken
 * back any more, as it was shipped meanwhile, counts as PUSHED.
 */
@Injectable()
@RunsBySchedule()
export class CancelledWatch implements Job<CancelledChunk> {
  readonly name = 'submissions.cancelled-watch';
  readonly about = 'looks whether cancelled documents have reached GP all the same, and takes them back';
  readonly schedule = { cron: '*/15 * * * * *', timeZone: 'UTC', missed: 'once' } as const;
  private readonly log = new Logger('submissions');

  constructor(
    private readonly cancelled: CancelledSubmissions,
    private readonly handOvers: HandOvers,
  ) {}

  /** @throws {StoreUnavailable} */
  async *plan({ checkpoint }: PlanRequest): AsyncGenerator<CancelledChunk, null> {
    const submissions = checkpoint === null ? await this.cancelled.toLookAt(AT_ONCE) : [];
    if (submissions.length > 0) yield { checkpoint: 'done', submissions };
    return null;
  }

  /** @throws {StoreUnavailable} */
  async apply({ submissions }: CancelledChunk, { isDryRun, signal }: ApplyRequest): Promise<Applied> {
    if (isDryRun) return { read: submissions.length, changed: 0, unchanged: submissions.length, failed: [] };
    let changed = 0;
    for (const submission of submissions) {
      signal.throwIfAborted();
      try {
        const inTime = AbortSignal.any([signal, AbortSignal.timeout(TRY_FOR_MS)]);
        await this.cancelled.endWatch(submission.id, await untilAborted(inTime, () => this.staysInErp(submission, inTime)));
        changed++;
      } catch (fault) {
        // It is no failed record, which would wait for an operator: a later run looks again.
        this.log.warn({ operation: this.name, submission: submission.id, kind: submission.kind, fault });
        await this.cancelled.watchLater(submission.id, LOOK_AGAIN_AFTER_MS);
      }
    }
    return { read: submissions.length, changed, unchanged: submissions.length - changed, failed: [] };
  }

  private async staysInErp(submission: Submission, signal: AbortSignal): Promise<boolean> {
    const { id, kind, documentNumber } = submission;
    const handOver = this.handOvers.of(kind);
    if (!handOver || documentNumber === null) throw new UnknownKind(kind);
    const numbered = { ...submission, documentNumber };
    if (!(await handOver.has(numbered, signal))) return false;
    const stays = !(await handOver.takeBack?.(numbered, signal));
    this.log.warn({
      operation: this.name,
      submission: id,
      kind,
      reason: stays ? 'a cancelled document is in GP and stays there' : 'a cancelled document had reached GP and was taken back',
    });
    return stays;
  }
}
