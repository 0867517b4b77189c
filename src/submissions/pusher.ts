import { Logger } from '@nestjs/common';
import { Fault, type FaultCode, reasonForOperators } from '../faults/index.js';
import { Clock } from '../values/clock.js';
import { untilAborted } from '../values/until-aborted.js';
import { backoffMs, breakMs } from './backoff.js';
import type { HandOver, HandOverResult } from './hand-over.js';
import type { HandOvers } from './hand-overs.js';
import { LEASE_MS, type Leased } from './lease.js';
import type { Submission } from './submission.js';
import type { SubmissionLeases } from './submission-leases.js';
import { UnknownKind } from './unknown-kind.js';

/** The steps of a push. The process may die after any of them. `prepared` comes only where a document is prepared. */
export type PushStep = 'leased' | 'prepared' | 'numbered' | 'looked' | 'submitting' | 'submitted' | 'marked';

/** Called after every step. */
export type OnStep = (step: PushStep, submissionId: string) => void | Promise<void>;

export type PushOutcome =
  /** GP has the document. */
  | 'pushed'
  /** GP refused the document. */
  | 'rejected'
  /** It is not certain whether GP has the document. It is tried again later. */
  | 'postponed'
  /** The submission is not due, another push has leased it, or an earlier one of its owner comes first. */
  | 'notNow'
  /** The gateway is closing, or the lease ran out during the push. The next push goes on. */
  | 'left';

/** The code of calls that the open breaker does not let through. */
const NOT_TRIED: FaultCode = 'EOPENBREAKER';

/** Longer than the deadlines of GP's guards. */
const TRY_FOR_MS = 120_000;

/** How many numbers one attempt passes over that other submissions have. GP's counter keeps what it has advanced. */
const MOST_TAKEN_NUMBERS = 500;

type Verdict = HandOverResult | { readonly kind: 'leaseLost' };

/**
 * Brings one submission into GP exactly once. The document number is stored before it is used, and GP is asked for the
 * document before it is handed over. So a push that repeats an interrupted one uses its number and finds its document.
 */
export class Pusher {
  private readonly log = new Logger('submissions');

  constructor(
    private readonly leases: SubmissionLeases,
    private readonly handOvers: HandOvers,
    private readonly clock: Clock,
    private readonly onStep: OnStep = () => undefined,
  ) {}

  /**
   * Tries once. A failure of GP or of the connection to it is an outcome and not thrown.
   * @throws {StoreUnavailable} the gateway's database failed. The lease runs out, and the next push goes on
   */
  async push(id: string, signal: AbortSignal): Promise<PushOutcome> {
    const leased = await this.leases.takeLease(id);
    if (!leased) return 'notNow';
    const lease = this.keep(leased);
    try {
      await this.onStep('leased', id);
      const inTime = AbortSignal.any([signal, lease.lost, AbortSignal.timeout(TRY_FOR_MS)]);
      const verdict = await this.handOver(leased, inTime);
      return await this.mark(leased, verdict);
    } catch (fault) {
      if (!(fault instanceof HandOverFailed)) throw fault;
      if (!signal.aborted) return await this.postpone(leased, fault.cause);
      await this.leases.releaseLease(leased);
      return 'left';
    } finally {
      lease.end();
    }
  }

  private async handOver(leased: Leased, signal: AbortSignal): Promise<Verdict> {
    const { submission } = leased;
    const handOver = this.handOvers.of(submission.kind);
    // During an update an older instance may find a kind of document that a newer one has accepted.
    if (!handOver) throw new HandOverFailed(new UnknownKind(submission.kind));

    const prepared = await this.prepared(leased, handOver, signal);
    if (!prepared) return { kind: 'leaseLost' };
    const numbered = await this.numbered({ ...leased, submission: prepared }, handOver, signal);
    if (!numbered) return { kind: 'leaseLost' };
    await this.onStep('numbered', submission.id);

    const note = submission.note === null ? await attempt(signal, async () => handOver.note?.(submission, signal)) : null;
    if (note && !(await this.leases.writeNote(leased, note))) return { kind: 'leaseLost' };

    const isThere = await attempt(signal, () => handOver.has(numbered, signal));
    await this.onStep('looked', submission.id);
    if (isThere) return { kind: 'accepted' };

    // A process that stood still for a while must not hand over a document that another one has leased meanwhile.
    if (!(await this.leases.prolong(leased))) return { kind: 'leaseLost' };
    await this.onStep('submitting', submission.id);
    const result = await attempt(signal, () => handOver.submit(numbered, signal)).finally(() => handOver.written?.(numbered));
    await this.onStep('submitted', submission.id);
    if (result.kind === 'accepted') return result;

    // An earlier attempt that seemed to fail may have arrived since GP was asked. Then GP refuses only the repetition.
    if (await attempt(signal, () => handOver.has(numbered, signal))) return { kind: 'accepted' };
    return result;
  }

  /** The submission with the document that is handed over; undefined where the lease is lost. */
  private async prepared(leased: Leased, handOver: HandOver, signal: AbortSignal): Promise<Submission | undefined> {
    const { submission, prepared } = leased;
    if (prepared !== null) return { ...submission, document: prepared };
    // Before a number is reserved: a merchant's function may fail again and again.
    const document = await attempt(signal, async () => handOver.prepare?.(submission, signal));
    if (document === null || document === undefined) return submission;
    if (!(await this.leases.writePrepared(leased, document))) return undefined;
    await this.onStep('prepared', submission.id);
    return { ...submission, document };
  }

  /**
   * The submission with its number; undefined where the lease is lost. GP gives numbers a second time where its counter is
   * behind, as after a restore: those that other submissions have are passed over.
   */
  private async numbered(leased: Leased, handOver: HandOver, signal: AbortSignal): Promise<Numbered | undefined> {
    const { submission } = leased;
    if (submission.documentNumber !== null) return { ...submission, documentNumber: submission.documentNumber };
    const passed: string[] = [];
    try {
      for (;;) {
        const documentNumber = await attempt(signal, () => handOver.reserveNumber(submission, signal));
        const written = await this.leases.writeNumber(leased, documentNumber);
        if (written === 'lost') return undefined;
        if (written === 'written') return { ...submission, documentNumber };
        // The other submission may still bring its document to GP under this number.
        const isStuck = passed.at(-1) === documentNumber;
        passed.push(documentNumber);
        if (isStuck || passed.length === MOST_TAKEN_NUMBERS) throw new HandOverFailed(new NumberTaken(documentNumber));
      }
    } finally {
      this.logPassed(submission, passed);
    }
  }

  private logPassed({ id, kind }: Submission, passed: readonly string[]): void {
    if (passed.length === 0) return;
    this.log.warn({
      operation: 'submissions.push',
      reason: 'GP gives numbers that it has given before, as after a restore from a backup: they are passed over',
      submission: id,
      kind,
      passed: passed.length,
      first: passed[0],
      last: passed.at(-1),
    });
  }

  private async mark(leased: Leased, verdict: Verdict): Promise<PushOutcome> {
    const { id, kind } = leased.submission;
    switch (verdict.kind) {
      case 'leaseLost':
        return 'left';
      case 'accepted':
        if (!(await this.leases.markPushed(leased))) return 'left';
        break;
      case 'refused':
        if (!(await this.leases.markRejected(leased, verdict))) return 'left';
        this.log.warn({
          operation: 'submissions.push',
          reason: 'refused by GP',
          submission: id,
          kind,
          code: verdict.code,
        });
    }
    await this.onStep('marked', id);
    return verdict.kind === 'accepted' ? 'pushed' : 'rejected';
  }

  private async postpone(leased: Leased, fault: unknown): Promise<PushOutcome> {
    const { id, kind, attempts } = leased.submission;
    const reason = reasonForOperators(fault);
    // The breaker stopped the attempt before GP was asked. It may close within seconds, so the pause must not grow.
    const wasAsked = reason !== NOT_TRIED;
    const counted = wasAsked ? attempts : attempts - 1;
    const delayMs = wasAsked ? backoffMs(attempts, Math.random()) : breakMs(Math.random());
    this.log.warn({ operation: 'submissions.push', submission: id, kind, attempts: counted, delayMs, fault });
    return (await this.leases.markRetry(leased, delayMs, reason, counted)) ? 'postponed' : 'left';
  }

  /** Prolongs a lease while its work goes on. */
  private keep(leased: Leased) {
    const controller = new AbortController();
    let heldUntil = this.clock.now() + LEASE_MS;
    const prolong = async () => {
      const until = this.clock.now() + LEASE_MS;
      const held = await this.leases.prolong(leased).catch(() => undefined);
      if (held === true) heldUntil = until;
      if (held === false || this.clock.now() >= heldUntil) controller.abort(new LeaseLost());
    };
    const timer = setInterval(() => void prolong(), LEASE_MS / 3);
    return { lost: controller.signal, end: () => clearInterval(timer) };
  }
}

type Numbered = Submission & { readonly documentNumber: string };

/** Wraps every error of a hand-over, after which it is not certain what GP has. Only such errors count as an attempt. */
class HandOverFailed extends Error {
  constructor(cause: unknown) {
    super('A document could not be handed over', { cause });
    this.name = 'HandOverFailed';
  }
}

class NumberTaken extends Fault {
  static readonly code = 'NUMBER_TAKEN';
  readonly code = NumberTaken.code;

  constructor(documentNumber: string) {
    super(`GP gave the number ${documentNumber} a second time`);
  }
}

class LeaseLost extends Fault {
  static readonly code = 'LEASE_LOST';
  readonly code = LeaseLost.code;

  constructor() {
    super('The lease of a submission ran out while it was pushed');
  }
}

/** Waits for an action on GP until the signal fires, even if the action ignores the signal. */
async function attempt<T>(signal: AbortSignal, action: () => Promise<T>): Promise<T> {
  try {
    return await untilAborted(signal, action);
  } catch (cause) {
    throw new HandOverFailed(cause);
  }
}
