import { Connection, type ConnectionConfiguration, Request } from 'tedious';
import { DeadlinePassed } from '../resilience/index.js';
import { faultOf, faultOfServer, type ServerError } from './fault-of.js';
import { sqlParameter } from './sql-parameters.js';
import { SqlServerFault } from './sql-server-fault.js';

/** The error that follows every other error of a login. The one before it tells why. */
const LOGIN_FAILED = 18_456;

/** tedious' code for a question that has run for as long as its settings allow. */
const TOOK_TOO_LONG = 'ETIMEOUT';

/** tedious' code for a question whose cancel the server has acknowledged. */
const CANCELLED = 'ECANCEL';

/** How statements name tables of GP's system database. */
const SYSTEM_DATABASE = 'DYNAMICS';

export type Row = Readonly<Record<string, unknown>>;

/** Is told how each question ended, unless it was given up before its deadline. */
export interface QuestionObserver {
  answered(statement: string): void;
  failed(statement: string, fault: SqlServerFault): void;
  /** @param cameAt when the question came, by performance.now() */
  passedDeadline(cameAt: number): void;
}

/** A login to the server. It runs one question at a time. */
export class SqlServerConnection {
  /** When the server last answered, by performance.now(). */
  answeredAt = performance.now();
  /** The name of GP's system database on this server. Statements call it DYNAMICS. */
  systemDatabase = SYSTEM_DATABASE;
  /** Is told of the questions from now on. */
  observer: QuestionObserver | undefined;
  /** Called where the server neither answers nor acknowledges a cancel: the connection is closed by then. */
  onSilence: ((askedAt: number) => void) | undefined;
  private readonly whenClosed: (() => void)[] = [];

  private constructor(private readonly tedious: Connection) {}

  /**
   * Logs in.
   * @throws {SqlServerFault} the server cannot be reached, is not trusted, or refuses the login
   */
  static open(configuration: ConnectionConfiguration, signal: AbortSignal): Promise<SqlServerConnection> {
    return new Promise((resolve, reject) => {
      const tedious = new Connection(configuration);
      const errors: ServerError[] = [];
      const close = () => tedious.close();
      // Without a listener an error of an idle connection would end the process. It is closed by then, and its question fails.
      tedious.on('error', () => undefined);
      tedious.on('errorMessage', (error) => errors.push(error));
      // Called once, with the error of a failed login. tedious gives no number to it.
      tedious.connect((error) => {
        signal.removeEventListener('abort', close);
        tedious.removeAllListeners('errorMessage');
        if (!error) return resolve(new SqlServerConnection(tedious).watched());
        tedious.close();
        const told = errors.find(({ number }) => number !== LOGIN_FAILED) ?? errors[0];
        reject(told ? faultOfServer(told) : faultOf(error));
      });
      if (signal.aborted) close();
      else signal.addEventListener('abort', close, { once: true });
    });
  }

  /** Whether the socket is open and the server can be asked, as far as this side knows. */
  get isOpen(): boolean {
    return this.tedious.state === this.tedious.STATE.LOGGED_IN;
  }

  /** Whether a transaction is open, by what the server has told. */
  get inTransaction(): boolean {
    return this.tedious.inTransaction;
  }

  /**
   * Asks one question in one round trip, as a call of sp_executesql. The parameters are @1, @2, and so on.
   * @param signal cancels the question: the promise rejects once the server has acknowledged that, or the connection is closed
   * @returns the rows of all its results
   * @throws {SqlServerFault}
   */
  ask(sql: string, parameters: readonly unknown[], signal?: AbortSignal): Promise<Row[]> {
    const typed = parameters.map(sqlParameter);
    const named = this.systemDatabase === SYSTEM_DATABASE ? sql : inDatabase(sql, this.systemDatabase);
    return this.request(named, signal, (request) => {
      for (const [index, { type, value, options }] of typed.entries()) {
        request.addParameter(String(index + 1), type, value, options);
      }
      this.tedious.execSql(request);
    });
  }

  /** Runs a batch without parameters, such as settings of the session. */
  run(sql: string, signal?: AbortSignal): Promise<Row[]> {
    return this.request(sql, signal, (request) => this.tedious.execSqlBatch(request));
  }

  begin(): Promise<void> {
    return this.transact((done) => this.tedious.beginTransaction(done));
  }

  commit(): Promise<void> {
    return this.transact((done) => this.tedious.commitTransaction(done));
  }

  rollback(): Promise<void> {
    return this.transact((done) => this.tedious.rollbackTransaction(done));
  }

  /** Closes the socket at once. A running question fails, and the server rolls back an open transaction. */
  destroy(): void {
    this.tedious.close();
  }

  /** @param listener called once the connection is closed, by whichever side */
  onClosed(listener: () => void): void {
    this.whenClosed.push(listener);
  }

  private watched(): this {
    this.tedious.on('end', () => {
      for (const listener of this.whenClosed) listener();
    });
    return this;
  }

  private request(sql: string, signal: AbortSignal | undefined, send: (request: Request) => void): Promise<Row[]> {
    return new Promise((resolve, reject) => {
      const rows: Row[] = [];
      const cameAt = performance.now();
      const cancel = () => {
        if (signal?.reason instanceof DeadlinePassed) this.observer?.passedDeadline(cameAt);
        this.tedious.cancel();
      };
      const request = new Request(sql, (error) => {
        signal?.removeEventListener('abort', cancel);
        if (error) {
          const { code, kind, missing } = this.faultSince(cameAt, error);
          const fault = new SqlServerFault(code, kind, missing, rows);
          if (!signal?.aborted) this.observer?.failed(sql, fault);
          if (!signal?.aborted && code === TOOK_TOO_LONG) this.observer?.passedDeadline(cameAt);
          return reject(fault);
        }
        this.answeredAt = performance.now();
        this.observer?.answered(sql);
        resolve(rows);
      });
      request.on('row', (columns: readonly { readonly metadata: { readonly colName: string }; readonly value: unknown }[]) => {
        const row: Record<string, unknown> = {};
        for (const { metadata, value } of columns) row[metadata.colName] = value;
        rows.push(row);
      });
      if (signal?.aborted) return reject(new SqlServerFault(CANCELLED, 'transient'));
      send(request);
      signal?.addEventListener('abort', cancel, { once: true });
    });
  }

  /** @param askedAt when the question was asked that has failed, by performance.now() */
  private faultSince(askedAt: number, error: unknown): SqlServerFault {
    const fault = faultOf(error);
    if (this.isOpen && (fault.number !== undefined || fault.code === CANCELLED)) this.answeredAt = performance.now();
    if (fault.code === TOOK_TOO_LONG && !this.isOpen) this.onSilence?.(askedAt);
    return fault;
  }

  private transact(start: (done: (error: Error | null | undefined) => void) => void): Promise<void> {
    const cameAt = performance.now();
    return new Promise((resolve, reject) => {
      start((error) => {
        if (error) return reject(this.faultSince(cameAt, error));
        this.answeredAt = performance.now();
        resolve();
      });
    });
  }
}

function inDatabase(sql: string, database: string): string {
  return sql.replaceAll(`"${SYSTEM_DATABASE}"."dbo".`, () => `"${database.replaceAll('"', '""')}"."dbo".`);
}
