import type { Instant } from '../values/instant.js';
import { type ConnectionTrouble, connectionTrouble } from './connection-trouble.js';
import { faultOf } from './fault-of.js';
import { SqlServerFault } from './sql-server-fault.js';

const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 5_000;
/** Servers lock a login after some wrong passwords, and write each attempt into their log. */
const FIRST_PAUSE_AFTER_REFUSAL_MS = 5_000;
const LONGEST_PAUSE_AFTER_REFUSAL_MS = 60_000;

export interface LoginsState {
  /** unknown: no login has ended yet. */
  readonly kind: 'unknown' | 'ready' | 'trouble';
  readonly since: Instant;
  readonly trouble?: ConnectionTrouble & { readonly code: string };
}

/** A pool whose connections log in. */
export interface LoggingIn {
  /** Attempts a login, in the background. */
  tryLogin(): void;
  /** Opens the connections that are kept open, in the background. */
  warm(): void;
}

/**
 * Whether one login to a server is tried, by all pools that use it. While they succeed, any number runs at once. After a failure one is tried at a time, with growing
 * pauses, and all others fail at once with the reason of the last one.
 */
export class Logins {
  state: LoginsState = { kind: 'unknown', since: Date.now() };
  private fault: SqlServerFault | undefined;
  private failures = 0;
  private notBefore = 0;
  private only: Promise<unknown> | undefined;
  private timer: NodeJS.Timeout | undefined;
  private closed = false;
  private readonly pools: LoggingIn[] = [];

  /**
   * @param database the name of the company's database, for messages
   * @param onChange called when the state or the reason of the trouble has changed
   */
  constructor(
    private readonly database: string,
    private readonly onChange: (state: LoginsState) => void,
  ) {}

  /** The pool attempts a login after each pause, so that an end of the trouble is noticed without any question. */
  join(pool: LoggingIn): void {
    this.pools.push(pool);
  }

  /** @throws {SqlServerFault} the login failed, or is not tried before the pause after the last one is over */
  async attempt<T>(login: () => Promise<T>): Promise<T> {
    while (this.state.kind !== 'ready' && this.only) await this.only.catch(() => undefined);
    if (this.closed) throw new SqlServerFault('ECLOSE', 'transient');
    if (this.state.kind === 'ready') return await this.counted(login());
    if (this.fault && performance.now() < this.notBefore) throw this.fault;
    const only = this.counted(login());
    this.only = only;
    try {
      return await only;
    } finally {
      this.only = undefined;
    }
  }

  close(): void {
    this.closed = true;
    clearTimeout(this.timer);
  }

  private async counted<T>(login: Promise<T>): Promise<T> {
    const before = this.failures;
    try {
      const result = await login;
      this.succeeded();
      return result;
    } catch (error) {
      const fault = faultOf(error);
      // Logins that ran at once fail at once. They are one failure.
      if (this.failures === before) this.failed(fault);
      throw fault;
    }
  }

  private succeeded(): void {
    if (this.closed) return;
    this.failures = 0;
    this.fault = undefined;
    clearTimeout(this.timer);
    if (this.state.kind !== 'ready') this.change({ kind: 'ready', since: Date.now() });
  }

  private failed(fault: SqlServerFault): void {
    if (this.closed) return;
    this.failures++;
    this.fault = fault;
    const pauseMs = pauseAfter(this.failures, fault);
    this.notBefore = performance.now() + pauseMs;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      // Timers may fire a moment early by the other clock.
      this.notBefore = 0;
      this.pools[0]?.tryLogin();
    }, pauseMs);
    this.timer.unref();
    const trouble = { ...connectionTrouble(fault, this.database), code: fault.code };
    const isSame = this.state.trouble?.reason === trouble.reason;
    const state: LoginsState = { kind: 'trouble', since: isSame ? this.state.since : Date.now(), trouble };
    if (isSame) this.state = state;
    else this.change(state);
  }

  private change(state: LoginsState): void {
    this.state = state;
    this.onChange(state);
    if (state.kind === 'ready') for (const pool of this.pools) pool.warm();
  }
}

/** A growing pause. It is random, so that the instances do not all come back at once. */
function pauseAfter(failures: number, { kind, number }: SqlServerFault): number {
  const isRefused = kind === 'permanent' && number !== undefined;
  const [first, longest] = isRefused
    ? [FIRST_PAUSE_AFTER_REFUSAL_MS, LONGEST_PAUSE_AFTER_REFUSAL_MS]
    : [FIRST_PAUSE_MS, LONGEST_PAUSE_MS];
  return Math.min(longest, first * 2 ** Math.min(failures - 1, 16)) * (0.5 + Math.random() / 2);
}
