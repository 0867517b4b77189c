import type { Compilable } from 'kysely';
import {
  type EConnect,
  type NumberCall,
  type ProcedureCall,
  ProcedureMissing,
  type Refused,
  TransactionGone,
} from '../gp/index.js';
import { type BatchEnd, callBatches, numberStatement } from './econnect-statements.js';
import { NewerParameters } from './newer-parameters.js';
import type { Row, SqlServerConnection } from './sql-server-connection.js';
import type { SqlServerConnections } from './sql-server-connections.js';
import { SqlServerFault } from './sql-server-fault.js';

/** A procedure has ended with another number of transactions than it began with. */
const TRANSACTION_COUNT_DIFFERS = 266;
const NO_SUCH_PARAMETER = 8145;
/** There is no such procedure (2812), or no right to execute it (229). */
const MISSING_PROCEDURE: ReadonlySet<number> = new Set([2812, 229]);

type Connection = Pick<SqlServerConnection, 'ask' | 'begin' | 'commit' | 'rollback' | 'destroy'>;
type Connections = Pick<SqlServerConnections, 'use'>;

/**
 * eConnect's procedures, called directly. Where an attempt ends without a commit, its transaction is rolled back, or its
 * connection is closed, whereupon the server rolls back.
 */
export class SqlServerEConnect implements EConnect {
  private readonly newer = new NewerParameters();

  /** @param connections logins that may execute the procedures */
  constructor(private readonly connections: Connections) {}

  async run(calls: readonly ProcedureCall[], signal: AbortSignal): Promise<Refused | null> {
    return await this.connections.use(signal, async (connection) => {
      const refused = await this.callAll(connection, calls, signal);
      if (refused) return refused;
      // The caller has given up and would not learn that the transaction was committed.
      signal.throwIfAborted();
      await connection.commit();
      return null;
    });
  }

  async runWhere<Row extends object>(
    calls: readonly ProcedureCall[],
    check: Compilable<Row>,
    holds: (rows: readonly Row[]) => boolean,
    signal: AbortSignal,
  ): Promise<Refused | { readonly isCommitted: boolean }> {
    return await this.connections.use(signal, async (connection) => {
      const refused = await this.callAll(connection, calls, signal).catch((fault: unknown) => {
        if (fault instanceof SqlServerFault && MISSING_PROCEDURE.has(fault.number ?? 0))
          throw new ProcedureMissing({ cause: fault });
        throw fault;
      });
      if (refused) return refused;
      const { sql, parameters } = check.compile();
      const isCommitted = holds((await connection.ask(sql, parameters, signal)) as unknown as readonly Row[]);
      // The caller has given up and would not learn that the transaction was committed.
      signal.throwIfAborted();
      await (isCommitted ? connection.commit() : connection.rollback());
      return { isCommitted };
    });
  }

  async nextNumber(call: NumberCall, signal: AbortSignal): Promise<Refused | { readonly number: string }> {
    return await this.connections.use(signal, async (connection) => {
      const { sql, parameters } = numberStatement(call);
      const rows = await connection.ask(sql, parameters, signal);
      const end = rows.find((row): row is Row & NumberEnd => 'errorState' in row && 'number' in row);
      if (!end) throw new TransactionGone(call.procedure);
      const number = end.number?.trim();
      return end.errorState === 0 && number ? { number } : { procedure: call.procedure, codes: [end.errorState ?? 0] };
    });
  }

  async rehearse<Rows extends readonly object[]>(
    calls: readonly ProcedureCall[],
    questions: { readonly [Index in keyof Rows]: Compilable<Rows[Index]> },
    signal: AbortSignal,
  ): Promise<Refused | { readonly [Index in keyof Rows]: readonly Rows[Index][] }> {
    return await this.connections.use(signal, async (connection) => {
      const refused = await this.callAll(connection, calls, signal);
      if (refused) return refused;
      const answers: Row[][] = [];
      for (const question of questions) {
        const { sql, parameters } = (question as Compilable<object>).compile();
        answers.push(await connection.ask(sql, parameters, signal));
      }
      await connection.rollback();
      return answers as unknown as { readonly [Index in keyof Rows]: readonly Rows[Index][] };
    });
  }

  /**
   * Begins a transaction and runs the calls in it. It is open afterwards.
   * @returns the first refusal, after which the transaction is rolled back
   */
  private async callAll(connection: Connection, calls: readonly ProcedureCall[], signal: AbortSignal): Promise<Refused | null> {
    const has = await this.newer.read(connection, signal);
    signal.throwIfAborted();
    await connection.begin();
    for (const batch of callBatches(calls, has)) {
      signal.throwIfAborted();
      const rows = await connection
        .ask(batch.sql, batch.parameters, signal)
        .catch((fault: unknown) => this.failed(connection, fault));
      const end = rows.find(isBatchEnd);
      const ended = batch.calls[end?.call ?? 0] ?? batch.calls.at(-1);
      const procedure = ended?.procedure ?? '';
      if (!end) throw unanswered(procedure);
      if (end.transactions !== 1 || end.transactionState !== 1) {
        connection.destroy();
        throw new TransactionGone(procedure);
      }
      if (end.call === batch.calls.length) continue;
      if (end.errorState === null) throw unanswered(procedure);
      await connection.rollback();
      return { procedure, codes: codesOf(end.errors, end.errorState) };
    }
    return null;
  }

  /**
   * An error of the server's in the middle of the calls. A procedure that raises one and says all the same why it refuses has
   * refused, as long as the transaction is whole.
   * @returns the rows with the refusal
   */
  private failed(connection: Connection, fault: unknown): Row[] {
    if (!(fault instanceof SqlServerFault)) throw fault;
    const { number, rows } = fault;
    const end = rows.find(isBatchEnd);
    if (end?.errorState && end.transactions === 1 && end.transactionState === 1) return [end];
    if (number === NO_SUCH_PARAMETER) this.newer.forget();
    const isGone = end !== undefined && (end.transactions !== 1 || end.transactionState !== 1);
    if (number !== TRANSACTION_COUNT_DIFFERS && !isGone) throw fault;
    connection.destroy();
    throw new TransactionGone('a procedure of the list');
  }
}

interface NumberEnd {
  readonly errorState: number | null;
  readonly number: string | null;
}

/** Procedures may return rows of their own, which mean nothing here. */
function isBatchEnd(row: Row): row is Row & BatchEnd {
  return 'call' in row && 'errorState' in row && 'transactionState' in row;
}

/** The list of errors is cut at 255 characters, and the last number may be cut with it. */
function codesOf(errors: string | null, errorState: number): number[] {
  const LIST_LENGTH = 255;
  const numbers = (errors ?? '').trimEnd().split(' ').filter(Boolean).map(Number);
  if ((errors ?? '').length === LIST_LENGTH) numbers.pop();
  return numbers.length > 0 ? numbers : [errorState];
}

function unanswered(procedure: string): TypeError {
  return new TypeError(`${procedure} did not answer.`);
}
