import { Logger } from '@nestjs/common';
import { LATE, within } from '../values/within.js';
import { pauseMs } from './pause.js';
import { reasonOfRedis } from './reason-of-redis.js';

/** Trouble that comes back within this time is the old one: Redis is left out for longer. */
const TROUBLE_LASTS_MS = 10_000;

/**
 * Whether Redis may be asked. It is left out from the first answer that is wrong or late, so that one request pays for its
 * trouble and not every one, until it has answered in time when no request was waiting.
 */
export class RedisHealth {
  state: 'ready' | 'away' | 'skipped' = 'away';
  private readonly log = new Logger('redis');
  private said: 'ready' | 'trouble' | undefined;
  private troubles = 0;
  private readySince = 0;
  private timer: NodeJS.Timeout | undefined;
  private closed = false;

  /**
   * @param probe fails where Redis is not fit to be asked
   * @param patienceMs within which it has to come to its end
   */
  constructor(
    private readonly probe: () => Promise<void>,
    private readonly patienceMs: number,
  ) {}

  /** It can be reached, and is tried before it is used. */
  connected(): void {
    this.state = 'skipped';
    clearTimeout(this.timer);
    void this.tryIt();
  }

  /** The connection is lost, or did not come about. */
  lost(fault: unknown): void {
    clearTimeout(this.timer);
    this.state = 'away';
    this.say('trouble', `Redis is away (${reasonOfRedis(fault)}): this instance goes on without it until it is back`);
  }

  leaveOut(why: string): void {
    if (this.state !== 'ready') return;
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
    const outcome = await within(this.patienceMs, this.probe()).catch((fault: unknown) => ({ fault }));
    if (this.closed || this.state !== 'skipped') return;
    if (outcome === undefined) {
      this.state = 'ready';
      this.readySince = performance.now();
      this.say('ready', 'Redis is ready');
      return;
    }
    const why = outcome === LATE ? 'late' : reasonOfRedis(outcome.fault);
    this.say('trouble', `Redis is left out (${why}) until it answers in time`);
    this.tryLater();
  }

  /** Says what has changed, once. */
  private say(what: 'ready' | 'trouble', message: string): void {
    if (this.said === what || this.closed) return;
    this.said = what;
    if (what === 'ready') this.log.log(message);
    else this.log.warn(message);
  }
}
