import { Pool } from 'tarn';
import type { ConnectionConfiguration } from 'tedious';
import { DeadlinePassed } from '../resilience/index.js';
import { untilAborted } from '../values/until-aborted.js';
import { LATE, within } from '../values/within.js';
import { faultOf } from './fault-of.js';
import type { LoggingIn, Logins, LoginsState } from './logins.js';
import { type QuestionObserver, SqlServerConnection } from './sql-server-connection.js';
import { SqlServerFault } from './sql-server-fault.js';

/** A connection that was not used for so long may be cut off without a sign, by a firewall for example. */
const DOUBTFUL_AFTER_MS = 30_000;
/** How long the `select 1` on such a connection may take. */
const PROBE_MS = 500;
/** How long the server may take to show that it answers again. */
const PATIENT_PROBE_MS = 5_000;
/** Idle connections are closed after so long. */
const IDLE_MS = 5 * 60_000;
/** How long a question waits for a connection where its caller sets no limit. */
const ACQUIRE_MS = 30_000;

export interface SqlServerConnectionsOptions {
  readonly configuration: ConnectionConfiguration;
  /** Shared by all pools that sign in as one user, so that a wrong password costs no more logins with more pools. */
  readonly logins: Logins;
  /** So many are kept open, once the server can be reached; with none, the first question waits for a login. */
  readonly least: number;
  readonly most: number;
  /** A connection that has not answered for so long is tried out before it is handed out; DOUBTFUL_AFTER_MS by default. */
  readonly doubtfulAfterMs?: number;
  /** Sets up the session after each login. */
  readonly prepare: (connection: SqlServerConnection) => Promise<void>;
  readonly observer: QuestionObserver;
}

/** A pool of logins to one server. A connection is handed out only while its socket is open. */
export class SqlServerConnections implements LoggingIn {
  private readonly logins: Logins;
  private readonly pool: Pool<SqlServerConnection>;
  private readonly closing = new AbortController();
  private readonly open = new Set<SqlServerConnection>();
  private readonly waiting = new Set<{ reject(fault: SqlServerFault): void }>();
  /** A connection that has not answered since is tried out first: another one was silent at that time. */
  private doubtedBefore = 0;
  /** A connection that has not answered since is not handed out: another one that was idle for as long is dead. */
  private distrustedBefore = 0;

  constructor(private readonly options: SqlServerConnectionsOptions) {
    this.logins = options.logins;
    this.logins.join(this);
    this.pool = new Pool({
      min: options.least,
      max: options.most,
      create: () => this.create(),
      destroy: (connection: SqlServerConnection) => connection.destroy(),
      // Tarn awaits it, which its type does not say.
      validate: ((connection: SqlServerConnection) => this.isUsable(connection)) as unknown as () => boolean,
      acquireTimeoutMillis: ACQUIRE_MS,
      idleTimeoutMillis: IDLE_MS,
    });
  }

  get state(): LoginsState {
    return this.logins.state;
  }

  /** Connections that are in use, that are free, and questions that wait for one. */
  get counts(): { busy: number; idle: number; awaited: number } {
    return { busy: this.pool.numUsed(), idle: this.pool.numFree(), awaited: this.pool.numPendingAcquires() };
  }

  /** Opens connections in the background, as many as are kept open. */
  warm(): void {
    for (let count = 0; count < this.options.least; count++) {
      this.acquire().then(
        (connection) => this.release(connection),
        () => undefined,
      );
    }
  }

  /**
   * Runs an action with a connection of its own. A connection with an open transaction is closed afterwards, and the server
   * rolls back.
   * @throws {SqlServerFault} there is no connection
   * @throws the rejection of `action`, or the reason of `signal` as soon as it fires
   */
  use<T>(signal: AbortSignal, action: (connection: SqlServerConnection) => Promise<T>): Promise<T> {
    return untilAborted(signal, async () => {
      const connection = await this.acquire(signal);
      try {
        signal.throwIfAborted();
        return await action(connection);
      } finally {
        this.release(connection);
      }
    });
  }

  /** @throws {SqlServerFault} there is no connection */
  async acquire(signal?: AbortSignal): Promise<SqlServerConnection> {
    if (this.closing.signal.aborted) throw closed();
    const pending = this.pool.acquire();
    const cameAt = performance.now();
    const abort = () => {
      // Where logins fail, that says why.
      const isConnected = this.state.kind === 'ready';
      if (isConnected && signal?.reason instanceof DeadlinePassed) this.options.observer.passedDeadline(cameAt);
      pending.abort();
    };
    this.waiting.add(pending);
    signal?.addEventListener('abort', abort, { once: true });
    try {
      return await pending.promise;
    } catch (error) {
      throw faultOf(error);
    } finally {
      this.waiting.delete(pending);
      signal?.removeEventListener('abort', abort);
    }
  }

  /** Gives a connection back. One that is still busy, or has an open transaction, is closed. */
  release(connection: SqlServerConnection): void {
    if (!connection.isOpen || connection.inTransaction) connection.destroy();
    this.pool.release(connection);
  }

  /** Sets up the session of a connection once more, to find out whether the server answers. */
  async probe(): Promise<void> {
    if (this.state.kind !== 'ready') return;
    const connection = await this.acquire(AbortSignal.timeout(PATIENT_PROBE_MS)).catch(() => undefined);
    if (!connection) return;
    const answer = await within(PATIENT_PROBE_MS, this.options.prepare(connection)).catch(() => LATE);
    if (answer === LATE) connection.destroy();
    this.release(connection);
  }

  async close(): Promise<void> {
    this.closing.abort();
    this.logins.close();
    for (const connection of this.open) connection.destroy();
    await this.pool.destroy();
  }

  /** Where a login fails and no connection will become free, no question waits any longer. Tarn would go on trying for each. */
  private async create(): Promise<SqlServerConnection> {
    try {
      return await this.logins.attempt(() => this.logIn());
    } catch (error) {
      const fault = faultOf(error);
      if (this.pool.numUsed() + this.pool.numFree() === 0) for (const pending of this.waiting) pending.reject(fault);
      throw fault;
    }
  }

  /** Not by way of the pool: a connection from before the trouble does not show that logins succeed again. */
  tryLogin(): void {
    this.logins
      .attempt(() => this.logIn())
      .then(
        (connection) => connection.destroy(),
        () => undefined,
      );
  }

  private async logIn(): Promise<SqlServerConnection> {
    const { configuration, observer, prepare } = this.options;
    const connection = await SqlServerConnection.open(configuration, this.closing.signal);
    this.open.add(connection);
    connection.onSilence = (askedAt) => {
      this.doubtedBefore = Math.max(this.doubtedBefore, askedAt);
    };
    connection.onClosed(() => this.open.delete(connection));
    try {
      await prepare(connection);
      connection.observer = observer;
      return connection;
    } catch (fault) {
      connection.destroy();
      throw fault;
    }
  }

  private async isUsable(connection: SqlServerConnection): Promise<boolean> {
    if (!connection.isOpen || connection.answeredAt < this.distrustedBefore) return false;
    const { doubtfulAfterMs = DOUBTFUL_AFTER_MS } = this.options;
    const doubtedBefore = Math.max(this.doubtedBefore, performance.now() - doubtfulAfterMs);
    if (connection.answeredAt >= doubtedBefore) return true;
    const answer = await within(PROBE_MS, connection.run('select 1')).catch(() => undefined);
    // One that fails at once, as its session was ended, says nothing about the others.
    if (answer !== LATE) return answer !== undefined;
    this.distrustedBefore = Math.max(this.distrustedBefore, doubtedBefore);
    return false;
  }
}

function closed(): SqlServerFault {
  return new SqlServerFault('ECLOSE', 'transient');
}
