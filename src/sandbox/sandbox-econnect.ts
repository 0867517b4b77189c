import type { Compilable } from 'kysely';
import {
  asServerText,
  type EConnect,
  NUMBER_PROCEDURES,
  type NumberCall,
  type ParameterType,
  PROCEDURES,
  type ProcedureCall,
  ProcedureMissing,
  parameterTypes,
  type Refused,
  valuesOf,
} from '../gp/index.js';
import type { SandboxCompany } from './sandbox-company.js';

/** PostgreSQL's code for a function that is not there. */
const UNDEFINED_FUNCTION = '42883';
const PROCEDURE = /^ta[A-Za-z]+$/;

type Database = Pick<SandboxCompany, 'query'>;

/** eConnect as functions of the sandbox's database, with the failures that were requested. */
export class SandboxEConnect implements EConnect {
  constructor(private readonly company: SandboxCompany) {}

  async run(calls: readonly ProcedureCall[], signal: AbortSignal): Promise<Refused | null> {
    signal.throwIfAborted();
    return await orAborted(signal, this.troubled(calls, signal));
  }

  async runWhere<Row extends object>(
    calls: readonly ProcedureCall[],
    check: Compilable<Row>,
    holds: (rows: readonly Row[]) => boolean,
    signal: AbortSignal,
  ): Promise<Refused | { readonly isCommitted: boolean }> {
    signal.throwIfAborted();
    const mayCommit = async (db: Database): Promise<boolean> => {
      const { sql, parameters } = check.compile();
      return holds((await db.query<object>(sql, parameters)) as readonly Row[]);
    };
    const written = this.troubled<Refused | { readonly isCommitted: boolean }>(calls, signal, mayCommit).catch(
      (fault: unknown) => {
        if (Reflect.get(Object(fault), 'code') === UNDEFINED_FUNCTION) throw new ProcedureMissing({ cause: fault });
        throw fault;
      },
    );
    return (await orAborted(signal, written)) ?? { isCommitted: true };
  }

  async nextNumber(call: NumberCall, signal: AbortSignal): Promise<Refused | { readonly number: string }> {
    signal.throwIfAborted();
    return await orAborted(signal, this.troubledNumber(call, signal));
  }

  async rehearse<Rows extends readonly object[]>(
    calls: readonly ProcedureCall[],
    questions: { readonly [Index in keyof Rows]: Compilable<Rows[Index]> },
    signal: AbortSignal,
  ): Promise<Refused | { readonly [Index in keyof Rows]: readonly Rows[Index][] }> {
    signal.throwIfAborted();
    const rehearsal = this.rolledBack(signal, async (db) => {
      await this.callAll(db, calls, signal);
      const answers: (readonly object[])[] = [];
      for (const question of questions) {
        const { sql, parameters } = (question as Compilable<object>).compile();
        answers.push(await db.query<object>(sql, parameters));
      }
      throw new RolledBack(answers);
    });
    return (await orAborted(signal, rehearsal)) as Refused | { readonly [Index in keyof Rows]: readonly Rows[Index][] };
  }

  private async troubledNumber(call: NumberCall, signal: AbortSignal): Promise<Refused | { readonly number: string }> {
    const { deadlock, loseAnswer, cutBeforeCommit } = await this.company.trouble.strikeTransaction(signal);
    signal.throwIfAborted();
    if (deadlock) throw deadlocked();
    if (cutBeforeCommit) throw connectionGone();
    this.company.trouble.strikeProcedure(false);
    const answer = await this.answerOf(this.company, call);
    if (loseAnswer) throw connectionGone();
    const number = answer[NUMBER_PROCEDURES[call.procedure].number];
    if (answer.O_iErrorState !== 0 || !number) return { procedure: call.procedure, codes: [answer.O_iErrorState] };
    return { number: number.trim() };
  }

  /** @param mayCommit asked after all calls, in their transaction */
  private async troubled<Answer extends object = Refused>(
    calls: readonly ProcedureCall[],
    signal: AbortSignal,
    mayCommit: (db: Database) => Promise<boolean> = async () => true,
  ): Promise<Answer | null> {
    const { deadlock, loseAnswer, cutBeforeCommit } = await this.company.trouble.strikeTransaction(signal);
    signal.throwIfAborted();
    const refused = await this.rolledBack<Answer, null>(signal, async (db) => {
      await this.callAll(db, deadlock ? calls.slice(0, 1) : calls, signal);
      if (deadlock) throw deadlocked();
      if (!(await mayCommit(db))) throw new RolledBack({ isCommitted: false });
      // The caller has given up and would not learn that the transaction was committed.
      signal.throwIfAborted();
      if (cutBeforeCommit) throw connectionGone();
      return null;
    });
    if (loseAnswer) throw connectionGone();
    return refused;
  }

  /** Runs an action in one transaction. It is rolled back where the action throws `RolledBack`, whose answer is returned. */
  private async rolledBack<Answer, Result>(
    signal: AbortSignal,
    action: (db: Database) => Promise<Result>,
  ): Promise<Answer | Result> {
    try {
      return await this.company.transaction(action, signal);
    } catch (fault) {
      if (fault instanceof RolledBack) return fault.answer as Answer;
      throw fault;
    }
  }

  /** @throws {RolledBack} a call is refused */
  private async callAll(db: Database, calls: readonly ProcedureCall[], signal: AbortSignal): Promise<void> {
    for (const call of calls) {
      signal.throwIfAborted();
      const codes = await orAborted(signal, this.codesOf(db, call));
      if (codes.length > 0) throw new RolledBack({ procedure: call.procedure, codes });
    }
  }

  private async codesOf(db: Database, call: ProcedureCall): Promise<readonly number[]> {
    const refusal = this.company.trouble.strikeProcedure(true);
    if (refusal !== null) return [refusal];
    const { O_iErrorState: errorState, oErrString = '' } = await this.answerOf(db, call);
    if (errorState === 0) return [];
    const codes = (oErrString ?? '').split(' ').filter(Boolean).map(Number);
    return codes.length > 0 ? codes : [errorState];
  }

  private async answerOf(db: Database, call: ProcedureCall | NumberCall): Promise<AnswerRow> {
    const { procedure } = call;
    if (!PROCEDURE.test(procedure)) throw new TypeError(`${procedure} is no procedure of eConnect.`);
    const [row] = await db.query<AnswerRow>(`select * from "${procedure}"($1::text::jsonb)`, [JSON.stringify(serverTexts(call))]);
    if (!row) throw new TypeError(`${procedure} did not answer.`);
    return row;
  }
}

interface AnswerRow extends Record<`O_v${string}`, string | null> {
  readonly O_iErrorState: number;
  readonly oErrString?: string | null;
}

/** The parameters as a SQL Server is passed them. */
function serverTexts(call: ProcedureCall | NumberCall): Readonly<Record<string, string | null>> {
  const { procedure } = call;
  const isListed = procedure in PROCEDURES || procedure in NUMBER_PROCEDURES;
  const types: Readonly<Record<string, ParameterType>> = isListed ? parameterTypes(procedure) : {};
  return Object.fromEntries(Object.entries(valuesOf(call)).map(([name, value]) => [name, asServerText(value, types[name])]));
}

/** Thrown in a transaction in order to roll it back. */
class RolledBack extends Error {
  constructor(readonly answer: unknown) {
    super('rolled back');
  }
}

function deadlocked(): Error {
  return Object.assign(new Error('deadlock detected'), { code: '40P01' });
}

function connectionGone(): Error {
  return Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' });
}

/** Rejects as soon as `signal` fires, without waiting for the work. */
function orAborted<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    signal.addEventListener('abort', abort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
