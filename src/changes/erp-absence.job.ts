import { Injectable } from '@nestjs/common';
import { appliedOf, erpAway, erpBack, newEvent, ObservedStates, type StateChange, WatchedFamilies } from '../events/index.js';
import { type Applied, type ApplyRequest, type Job, type PlanRequest, RunsBySchedule } from '../jobs/index.js';
import { Clock } from '../values/clock.js';
import { ErpClock } from './erp-clock.port.js';

/** GP is asked once a minute. It is away after no answer for AWAY_AFTER_MS, and back after answers for BACK_AFTER_MS. */
const AWAY_AFTER_MS = 110_000;
const BACK_AFTER_MS = 50_000;
const KEY = 'erp';

/** How GP was last seen, by all instances. */
interface State {
  readonly is: 'here' | 'away';
  /** Since when it has been otherwise, in milliseconds since 1970; null where it has not. */
  readonly otherwiseSince: number | null;
}

interface Chunk {
  readonly checkpoint: string;
}

/** Finds out that GP does not answer, and that it answers again. */
@Injectable()
@RunsBySchedule()
export class ErpAbsence implements Job<Chunk> {
  readonly name = 'changes.erp-absence';
  readonly about = 'finds out whether GP answers, for events';
  readonly schedule = { cron: '* * * * *', timeZone: 'UTC', missed: 'skip' } as const;

  constructor(
    private readonly erp: ErpClock,
    private readonly states: ObservedStates,
    private readonly watched: WatchedFamilies,
    private readonly clock: Clock,
  ) {}

  async *plan(_: PlanRequest): AsyncGenerator<Chunk, string | null> {
    if (this.watched.has('erp')) yield { checkpoint: KEY };
    return null;
  }

  async apply(_: Chunk, { isDryRun, signal }: ApplyRequest): Promise<Applied> {
    const readAt = await this.states.now();
    const before = (await this.states.known<State>(KEY, [KEY])).get(KEY) ?? { is: 'here', otherwiseSince: null };
    const answers = await this.answers(signal);
    const present = new Map([[KEY, stateAfter(before, answers ? 'here' : 'away', this.clock.now())]]);
    const changes = await this.states.observe({
      ...{ kind: KEY, keys: [KEY], readAt, present, isFirst: false, isDryRun },
      tell: eventsOf,
    });
    return appliedOf(1, changes);
  }

  private async answers(signal: AbortSignal): Promise<boolean> {
    try {
      await this.erp.now(signal);
      return true;
    } catch {
      // The gateway closes: that is no sign of GP's absence.
      signal.throwIfAborted();
      return false;
    }
  }
}

function stateAfter(before: State, seen: State['is'], now: number): State {
  if (seen === before.is) return { is: seen, otherwiseSince: null };
  const since = before.otherwiseSince ?? now;
  const isCertain = now - since >= (seen === 'away' ? AWAY_AFTER_MS : BACK_AFTER_MS);
  return isCertain ? { is: seen, otherwiseSince: null } : { is: before.is, otherwiseSince: since };
}

function eventsOf(changes: readonly StateChange<State>[]) {
  return changes
    .filter(({ before, after }) => (before?.is ?? 'here') !== after?.is)
    .map(({ after }) => newEvent(after?.is === 'away' ? erpAway : erpBack, null, null, {}));
}
