import { Logger } from '@nestjs/common';
import { LATE, within } from '../values/within.js';
import { pauseMs } from './pause.js';
import { reasonOfRedis } from './reason-of-redis.js';

/** Trouble that returns within TROUBLE_LASTS_MS counts as the same trouble: the pauses go on growing. */
const TROUBLE_LASTS_MS = 10_000;
/** A connection that was ready more often within TROUBLE_LASTS_MS is logged as ready once it has stayed so for that time. */
const MOST_RECOVERIES_LOGGED = 3;

const READY = 'Redis is ready';

/**
 * Whether Redis may be used. After the first answer that is wrong or late it is left out, so that the trouble delays one
 * request only. It is used again once it has answered a probe, for which no request waits, in time.
 */
export class RedisHealth {
  state: 'ready' | 'away' | 'skipped' = 'away';
  private readonly log = new Logger('redis');
  /** The messages that are not logged again before the state changes. */
  private readonly said = new Set<string>();
  private troubles = 0;
  private readySince = 0;
  /** When Redis became ready, within the last TROUBLE_LASTS_MS. */
  private recoveries: number[] = [];
  private timer: NodeJS.Timeout | undefined;
  private closed = false;

  /**
   * @param probe rejects if Redis cannot be used
   * @param deadlineMs the time limit of a probe
   */
  constructor(
    private readonly probe: () => Promise<void>,
    private readonly deadlineMs: number,
  ) {}

  /** To be called when the connection is open: Redis is probed before it is used. */
  connected(): void {
    this.state = 'skipped';
    clearTimeout(this.timer);
    void this.tryIt();
  }

  /** To be called when the connection is lost, or could not be opened. @param fault undefined where Redis has closed it */
  lost(fault: unknown): void {
    clearTimeout(this.timer);
    this.state = 'away';
    const why = fault === undefined ? 'closed' : reasonOfRedis(fault);
    this.say('trouble', `Redis is away (${why}): this instance goes on without it until it is back`);
  }

  /** Leaves Redis out until a probe succeeds. @param why for the log */
  leaveOut(why: string): void {
    if (this.state !== 'ready') return;
    clearTimeout(this.timer);
    this.state = 'skipped';
    if (performance.now() - this.readySince > TROUBLE_LASTS_MS) this.troubles = 0;
    this.say('trouble', `Redis is left out (${why}) until it answers in time`);
    this.tryLater();
  }

  close(): void {
    this.closed = true;
    this.state = 'away';
    clearTimeout(this.timer);
  }

  private tryLater(): void {
    if (this.closed) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.tryIt(), pauseMs(++this.troubles));
    this.timer.unref();
  }

  private async tryIt(): Promise<void> {
    const outcome = await within(this.deadlineMs, this.probe()).catch((fault: unknown) => ({ fault }));
    if (this.closed || this.state !== 'skipped') return;
    if (outcome === undefined) {
      this.ready();
      return;
    }
    const why = outcome === LATE ? 'late' : reasonOfRedis(outcome.fault);
    this.say('trouble', `Redis is left out (${why}) until it answers in time`);
    this.tryLater();
  }

  private ready(): void {
    const now = performance.now();
    this.state = 'ready';
    this.readySince = now;
    this.recoveries = [...this.recoveries.filter((at) => now - at < TROUBLE_LASTS_MS), now];
    if (this.recoveries.length <= MOST_RECOVERIES_LOGGED) this.say('ready', READY);
    else {
      // It comes and goes, many times a second perhaps. Its trouble is in the log already.
      this.timer = setTimeout(() => this.say('ready', READY), TROUBLE_LASTS_MS);
      this.timer.unref();
    }
  }

  /** Logs a message once, until the state changes: trouble that goes on may have another reason than at its beginning. */
  private say(what: 'ready' | 'trouble', message: string): void {
    if (this.said.has(message) || this.closed) return;
    if (what === 'ready') {
      this.said.clear();
      this.log.log(message);
    } else {
      this.said.delete(READY);
      this.log.warn(message);
    }
    this.said.add(message);
  }
}
