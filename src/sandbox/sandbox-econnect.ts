import type { CallProcedure, EConnect, ProcedureResult } from '../gp/index.js';
import type { SandboxCompany } from './sandbox-company.js';

/** Procedures that increment a number and write nothing else. */
const NUMBERS = new Set(['taGetSopNumber', 'taGetPaymentNumber']);
const PROCEDURE = /^ta[A-Za-z]+$/;

/** eConnect as functions of the sandbox's database, with the failures that were requested. */
export class SandboxEConnect implements EConnect {
  constructor(private readonly company: SandboxCompany) {}

  async transaction<T>(signal: AbortSignal, action: (call: CallProcedure) => Promise<T>): Promise<T> {
    signal.throwIfAborted();
    return await orAborted(signal, this.troubled(signal, action));
  }

  async alone(signal: AbortSignal, ...call: Parameters<CallProcedure>): Promise<ProcedureResult> {
    signal.throwIfAborted();
    return await orAborted(signal, this.troubledAlone(signal, call));
  }

  private async troubledAlone(signal: AbortSignal, call: Parameters<CallProcedure>): Promise<ProcedureResult> {
    const { deadlock, loseAnswer, cutBeforeCommit } = await this.company.trouble.strikeTransaction(signal);
    signal.throwIfAborted();
    if (deadlock) throw deadlocked();
    if (cutBeforeCommit) throw connectionGone();
    const result = await this.call(this.company, ...call);
    if (loseAnswer) throw connectionGone();
    return result;
  }

  private async troubled<T>(signal: AbortSignal, action: (call: CallProcedure) => Promise<T>): Promise<T> {
    const { deadlock, loseAnswer, cutBeforeCommit } = await this.company.trouble.strikeTransaction(signal);
    signal.throwIfAborted();
    const result = await this.company.transaction(async (db) => {
      let victim = deadlock;
      const done = await action(async (procedure, parameters) => {
        signal.throwIfAborted();
        const answer = await orAborted(signal, this.call(db, procedure, parameters));
        if (!victim) return answer;
        victim = false;
        throw deadlocked();
      });
      // The caller has given up and would not learn that the transaction was committed.
      signal.throwIfAborted();
      if (cutBeforeCommit) throw connectionGone();
      return done;
    });
    if (loseAnswer) throw connectionGone();
    return result;
  }

  private async call(
    db: Pick<SandboxCompany, 'query'>,
    procedure: string,
    parameters: Readonly<Record<string, string | number | null>>,
  ): Promise<ProcedureResult> {
    if (!PROCEDURE.test(procedure)) throw new TypeError(`${procedure} is no procedure of eConnect.`);
    const refusal = this.company.trouble.strikeProcedure(!NUMBERS.has(procedure));
    if (refusal !== null) return { errorState: refusal, errors: [refusal], outputs: {} };
    const [row] = await db.query<AnswerRow>(`select * from "${procedure}"($1::text::jsonb)`, [JSON.stringify(parameters)]);
    if (!row) throw new TypeError(`${procedure} did not answer.`);
    const { O_iErrorState: errorState, oErrString, ...outputs } = row;
    return { errorState, errors: (oErrString ?? '').split(' ').filter(Boolean).map(Number), outputs };
  }
}

interface AnswerRow extends Record<`O_v${string}`, string | null> {
  readonly O_iErrorState: number;
  readonly oErrString: string | null;
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
