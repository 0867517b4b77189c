import type pg from 'pg';
import { Cut } from './cut.js';
import type { Result } from './result-tokens.js';
import type { ServerTrouble } from './server-trouble.js';
import { SqlServerError } from './sql-server-error.js';
import * as tokens from './tokens.js';

/** Requests of the transaction manager. */
const BEGIN = 5;
const COMMIT = 7;
const ROLL_BACK = 8;
const SNAPSHOT = 5;
const NOT_STRUCK = { deadlock: false, loseAnswer: false, cutBeforeCommit: false };
const NO_TRANSACTION = Buffer.alloc(8);
const asText = { getTypeParser: () => (text: string) => text };

/** The transaction of a session, of which there is one at a time, and what PostgreSQL is asked within it. */
export class SessionTransaction {
  /** How often it was begun: @@TRANCOUNT. */
  depth = 0;
  /** By which each request names it. */
  descriptor: Buffer = NO_TRANSACTION;
  /** Calls of procedures in it. */
  calls = 0;
  /** What strikes it. */
  struck = NOT_STRUCK;
  /** Nothing can be written any more, and it can only be rolled back. */
  doomed = false;
  private begun = 0;
  /** Changes of the environment that the next answer has to tell. */
  private told: Buffer[] = [];

  constructor(
    private readonly client: pg.Client,
    private readonly trouble: ServerTrouble,
    private readonly spid: number,
  ) {}

  /** XACT_STATE(). */
  get state(): -1 | 0 | 1 {
    return this.depth === 0 ? 0 : this.doomed ? -1 : 1;
  }

  /** Ends it, where nothing can strike any more. */
  async commit(): Promise<void> {
    await this.client.query('commit');
    this.ended(tokens.committed);
  }

  /** A statement that fails leaves the transaction as it was before, as in SQL Server with XACT_ABORT off. */
  async ask(sql: string, values: readonly (string | null)[]): Promise<Result> {
    const query = { text: sql, values: [...values], rowMode: 'array' as const, types: asText };
    if (this.depth === 0) return await this.client.query(query);
    await this.client.query('savepoint statement');
    try {
      const result = await this.client.query(query);
      await this.client.query('release savepoint statement');
      return result;
    } catch (fault) {
      await this.client.query('rollback to savepoint statement').catch(() => undefined);
      throw fault;
    }
  }

  async manage(request: number, isolation: number, cancelled: AbortSignal): Promise<void> {
    switch (request) {
      case BEGIN:
        this.struck = await this.trouble.strikeTransaction(cancelled);
        cancelled.throwIfAborted();
        return await this.begin(isolation);
      case COMMIT:
        if (this.depth === 0)
          throw new SqlServerError(3902, 'The COMMIT TRANSACTION request has no corresponding BEGIN TRANSACTION.');
        if (this.struck.cutBeforeCommit) throw new Cut();
        if (this.doomed) {
          await this.rollBack();
          throw new SqlServerError(3930, 'The current transaction cannot be committed and cannot support operations that write.');
        }
        await this.client.query('commit');
        if (this.struck.loseAnswer) throw new Cut();
        this.ended(tokens.committed);
        return;
      case ROLL_BACK:
        if (this.depth === 0)
          throw new SqlServerError(3903, 'The ROLLBACK TRANSACTION request has no corresponding BEGIN TRANSACTION.');
        return await this.rollBack();
      default:
        throw new SqlServerError(3988, `The transaction manager's request ${request} is not known.`);
    }
  }

  async begin(isolation: number): Promise<void> {
    if (this.depth++ > 0) return;
    await this.client.query(`begin${isolation === SNAPSHOT ? ' isolation level repeatable read' : ''}`);
    this.descriptor = Buffer.alloc(8);
    this.descriptor.writeUInt32LE(++this.begun);
    this.descriptor.writeUInt32LE(this.spid, 4);
    this.told.push(tokens.begun(this.descriptor));
  }

  async rollBack(): Promise<void> {
    if (this.depth === 0) return;
    await this.client.query('rollback');
    this.ended(tokens.rolledBack);
  }

  private ended(how: (transaction: Buffer) => Buffer): void {
    this.told.push(how(this.descriptor));
    this.depth = 0;
    this.calls = 0;
    this.struck = NOT_STRUCK;
    this.doomed = false;
    this.descriptor = NO_TRANSACTION;
  }

  toldOnce(): Buffer[] {
    const told = this.told;
    this.told = [];
    return told;
  }
}
