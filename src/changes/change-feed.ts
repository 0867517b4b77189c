import { randomBytes } from 'node:crypto';
import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { GpSettings } from '../config/index.js';
import { reasonOf } from '../faults/index.js';
import { type PeriodicTask, RunsWhileUp } from '../jobs/index.js';
import { LiveReaders } from '../live/index.js';
import { within } from '../values/within.js';
import { type Announcement, ChangeLog, type LogState } from './change-log.js';
import { type ChangeLook, GpChanges } from './gp-changes.port.js';

/** The cluster looks once in LOOK_EVERY_MS, and each instance takes in what was found once in TAKE_IN_EVERY_MS. */
const LOOK_EVERY_MS = 1_000;
const TAKE_IN_EVERY_MS = 400;
/** Slow questions are asked less often, so that GP spends no more than 1/SHARE_OF_GP of one connection's time on them. */
const SHARE_OF_GP = 5;
/** How old a look may be at most for facts to be fresh on its word. */
const PROMISE_MS = 2_000;
/** After a look that failed, the instance lets others look for RESTS_MS, as the cause may lie in itself. */
const RESTS_MS = 2_500;
/** A silence shorter than QUIET_MS, such as another instance taking over, is not logged. */
const QUIET_MS = 10_000;
/** How long the end of the gateway waits for its database, to give up the lease. */
const RELEASE_TIMEOUT_MS = 500;
/** Without a feed, the task has nothing to do. */
const NEVER_MS = 3_600_000;
/** The number of a look, before any was taken in. */
const NONE = -1;

/**
 * What the feed is doing. `off`: not wanted (GP_CHANGES). `none`: GP tells of no changes. `silent`: no look has succeeded lately,
 * so that freshness goes by time alone. Else the way by which changes are found.
 */
export type FeedState = 'off' | 'none' | 'silent' | 'change-tracking' | 'stamps';

/**
 * Finds what changes in GP, and marks it as changed in all instances. One instance looks at a time. It tells the shared level,
 * then adds to the log what it has found; every instance takes in the log. While the last look is younger than PROMISE_MS, the
 * announced kinds of facts may be fresh for longer (LivePolicy.announcedFreshForMs).
 */
@Injectable()
@RunsWhileUp('meanwhile')
export class ChangeFeed implements PeriodicTask, OnModuleDestroy {
  readonly name = 'changes.feed';
  /** The changes that this instance has found, by way and kind of fact. All facts of a kind count as one. */
  readonly found = new Map<string, { readonly way: string; readonly kind: string; count: number }>();
  private readonly log = new Logger('changes');
  private readonly me = randomBytes(9).toString('base64url');
  private readonly isWanted: boolean;
  private isClosing = false;
  private seen = NONE;
  /** When the last look began that this instance has heard of, by `performance.now()`. */
  private lookedAt = Number.NEGATIVE_INFINITY;
  private way: LogState['way'] | undefined;
  private lookEveryMs = LOOK_EVERY_MS;
  private restsUntil = Number.NEGATIVE_INFINITY;
  private nextInMs = TAKE_IN_EVERY_MS;
  private hint: string | null = null;
  private trouble: string | undefined;
  private said: string | undefined;
  private readonly startedAt = performance.now();

  constructor(
    private readonly gp: GpChanges,
    private readonly changeLog: ChangeLog,
    private readonly readers: LiveReaders,
    { changes }: GpSettings,
  ) {
    this.isWanted = changes !== 'off';
  }

  get everyMs(): number {
    return this.isWanted ? this.nextInMs : NEVER_MS;
  }

  get state(): FeedState {
    if (!this.isWanted) return 'off';
    if (performance.now() - this.lookedAt >= PROMISE_MS || this.way === undefined) return 'silent';
    return this.way ?? 'none';
  }

  /** How long ago the last look began that has succeeded, in seconds; undefined if there was none. */
  get ageSeconds(): number | undefined {
    return Number.isFinite(this.lookedAt) ? (performance.now() - this.lookedAt) / 1_000 : undefined;
  }

  async run(signal: AbortSignal): Promise<void> {
    if (!this.isWanted || this.isClosing) return;
    const began = performance.now();
    try {
      const state = await this.takeIn(performance.now() >= this.restsUntil && !this.isClosing);
      if (state.isMyTurn) await this.look(state, signal);
      else this.nextInMs = TAKE_IN_EVERY_MS;
    } catch (fault) {
      if (!signal.aborted) this.fail(`the gateway's own database: ${reasonOf(fault)}`);
      this.nextInMs = TAKE_IN_EVERY_MS;
    } finally {
      this.nextInMs = Math.max(TAKE_IN_EVERY_MS / 2, this.nextInMs - (performance.now() - began));
      this.say();
    }
  }

  /** Gives the lease up, so that the other instances need not wait for its end. */
  async onModuleDestroy(): Promise<void> {
    if (!this.isWanted) return;
    this.isClosing = true;
    await within(
      RELEASE_TIMEOUT_MS,
      this.changeLog.release(this.me).catch(() => undefined),
    );
  }

  /** Takes in what was announced since the last time, and renews the promise. */
  private async takeIn(mayLook: boolean): Promise<LogState> {
    const askedAt = performance.now();
    const state = await this.changeLog.read(this.me, this.seen, mayLook ? this.lookEveryMs : null);
    // Also when the log has lost looks: the database was restored.
    const hasGap = this.seen === NONE || state.look < this.seen || state.keptFrom > this.seen + 1;
    if (hasGap) this.changed({ kind: null, keys: null });
    else for (const announcement of state.announcements) this.changed(announcement);
    this.seen = state.look;
    this.way = state.way;
    if (state.ageMs === null) return state;
    this.lookedAt = askedAt - state.ageMs;
    const forMs = PROMISE_MS - (performance.now() - this.lookedAt);
    if (forMs > 0) this.readers.announcements.promise(state.announced, forMs);
    return state;
  }

  private changed({ kind, keys }: Announcement): void {
    if (kind !== null) this.readers.changed(kind, keys ?? undefined);
    else for (const namespace of this.kindsOfGp()) this.readers.changed(namespace);
  }

  private kindsOfGp(): string[] {
    return this.readers
      .policies()
      .filter(({ ownDatabase }) => !ownDatabase)
      .map(({ namespace }) => namespace);
  }

  private async look({ position, look }: LogState, signal: AbortSignal): Promise<void> {
    const began = performance.now();
    let found: ChangeLook;
    try {
      found = await this.gp.look(position, signal);
    } catch (fault) {
      if (!signal.aborted) await this.giveUp(`GP: ${reasonOf(fault)}`);
      return;
    }
    const took = performance.now() - began;
    this.lookEveryMs = Math.max(LOOK_EVERY_MS, SHARE_OF_GP * took);
    this.nextInMs = this.lookEveryMs;
    const announcements = announcementsOf(found);
    // The shared level first: an instance that has taken in the announcement reads there before it asks GP.
    for (const { kind, keys } of announcements) {
      for (const namespace of kind === null ? this.kindsOfGp() : [kind]) {
        if (await this.readers.changeShared(namespace, keys ?? undefined)) continue;
        await this.giveUp('Redis, where changed facts have to be marked');
        return;
      }
    }
    const { way, announced } = found;
    this.hint = found.hint;
    if (!(await this.changeLog.add(this.me, look, { way, announced, position: found.position, announcements }))) return;
    this.trouble = undefined;
    for (const { kind, keys } of announcements) this.count(way ?? 'none', kind ?? 'all', keys?.length ?? 1);
    await this.takeIn(false);
  }

  private count(way: string, kind: string, changes: number): void {
    const key = `${way} ${kind}`;
    const entry = this.found.get(key) ?? { way, kind, count: 0 };
    entry.count += changes;
    this.found.set(key, entry);
  }

  /** Lets another instance look, which may have more luck. */
  private async giveUp(trouble: string): Promise<void> {
    this.fail(trouble);
    this.restsUntil = performance.now() + RESTS_MS;
    this.nextInMs = TAKE_IN_EVERY_MS;
    await this.changeLog.release(this.me);
  }

  private fail(trouble: string): void {
    this.trouble = trouble;
  }

  /** Logs a change of state. */
  private say(): void {
    const { state } = this;
    const silentSince = Math.max(this.lookedAt, this.startedAt);
    if (state === 'silent' && performance.now() - silentSince < QUIET_MS) return;
    const hint = this.hint ? `; ${this.hint}` : '';
    const line = {
      off: '',
      none: `GP tells of no changes: freshness goes by time alone${hint}`,
      silent: `No change in GP is announced (${this.trouble ?? 'no instance looks'}): freshness goes by time alone until it is`,
      'change-tracking': `GP's changes are announced, by SQL Server's Change Tracking${hint}`,
      stamps: `GP's changes are announced, by its change stamps${hint}`,
    }[state];
    if (line === '' || `${state}${this.hint}` === this.said) return;
    this.said = `${state}${this.hint}`;
    if (state === 'silent') this.log.warn(line);
    else this.log.log(line);
  }
}

function announcementsOf({ changed, everything }: ChangeLook): Announcement[] {
  if (everything) return [{ kind: null, keys: null }];
  return [...changed].map(([kind, keys]) => ({ kind, keys: keys ?? null }));
}
