import pg from 'pg';
import type { Counts } from './counts.js';
import { Cut } from './cut.js';
import { type Declared, declaredParameters } from './declared-parameters.js';
import { type BatchSession, type Call, EConnectBatch, type Value } from './econnect-batch.js';
import type { Login } from './login.js';
import { MESSAGE, type Message } from './packets.js';
import { checkCall, refusing } from './procedure-calls.js';
import { EXECUTE_SQL, readHeaders, readRemoteCall } from './remote-call.js';
import { selected, written } from './result-tokens.js';
import { errorNumbered, type ServerTrouble } from './server-trouble.js';
import { SessionTransaction } from './session-transaction.js';
import { asSqlServerError, deadlocked, isConnectionLost, Refused, SqlServerError } from './sql-server-error.js';
import type { StoredProcedures } from './stored-procedures.js';
import * as tokens from './tokens.js';
import { translated } from './translation.js';

export interface SessionSurroundings {
  readonly databaseUrl: string;
  readonly trouble: ServerTrouble;
  readonly counts: Counts;
  readonly procedures: StoredProcedures;
  /** Ends what a session of PostgreSQL's is doing. */
  cancel(processId: number): Promise<void>;
}

const ABOUT_SERVER = /\bsys"?\./i;
/** What stands between semicolons, but for those in texts and names. */
const STATEMENTS = /(?:'(?:[^']|'')*'|"(?:[^"]|"")*"|[^;'"\s]|\s+(?=[^;\s]))+/g;
const SETTING = /^\s*set\s+(?!@)([^;\n]+)(?:;|\n|$)/i;
const VARIABLE = /^\s*declare\s+@(\w+)\s+bigint\s*=\s*(.+)$/is;
const CHANGES_OF = /\bchangetable\(\s*changes\s+"(\w+)"/gi;
/** Errors that end the whole transaction, and the batch with it. */
const ENDING: ReadonlySet<number> = new Set([1205, 3960]);

/** A session of the server's, with a session of PostgreSQL's to itself: transactions, locks and cancels are real. */
export class Session {
  private readonly client: pg.Client;
  private readonly transaction: SessionTransaction;

  private constructor(
    private readonly surroundings: SessionSurroundings,
    private readonly login: Login,
    private readonly spid: number,
  ) {
    this.client = new pg.Client({
      connectionString: surroundings.databaseUrl,
      options: '-c jit=off -c search_path=public,sqlserver -c timezone=UTC',
    });
    this.transaction = new SessionTransaction(this.client, surroundings.trouble, spid);
  }

  static async open(surroundings: SessionSurroundings, login: Login, spid: number, gone: () => void): Promise<Session> {
    const session = new Session(surroundings, login, spid);
    session.client.on('error', gone);
    session.client.on('end', gone);
    await session.client.connect();
    return session;
  }

  async close(): Promise<void> {
    await this.client.end().catch(() => undefined);
  }

  /**
   * @param cancelled fires when the client has given the request up
   * @returns the whole answer
   * @throws {Cut} the connection breaks
   */
  async answer(message: Message, cancelled: AbortSignal): Promise<Buffer> {
    const { counts, trouble } = this.surroundings;
    counts.roundTrips++;
    const inProcedure = message.type === MESSAGE.rpc;
    const { transaction, rest } = readHeaders(message.payload);
    const cancelling: Promise<void>[] = [];
    const cancel = () => cancelling.push(this.surroundings.cancel(this.processId));
    cancelled.addEventListener('abort', cancel, { once: true });
    try {
      if (trouble.server.cutting) throw new Cut();
      if (!transaction.equals(this.transaction.descriptor))
        throw new SqlServerError(3989, 'The transaction descriptor is not that of the session.');
      const parts = await this.parts(message.type, rest, cancelled);
      return Buffer.concat([
        ...this.transaction.toldOnce(),
        ...parts,
        ...(inProcedure ? [tokens.returnStatus(0)] : []),
        tokens.end(inProcedure),
      ]);
    } catch (fault) {
      if (cancelled.aborted) return Buffer.concat([...this.transaction.toldOnce(), tokens.end(inProcedure)]);
      const error = asSqlServerError(fault);
      if (!error || error.severity >= 20) throw fault instanceof Cut || error || isConnectionLost(fault) ? new Cut() : fault;
      if (ENDING.has(error.number)) await this.transaction.rollBack();
      return Buffer.concat([...this.transaction.toldOnce(), tokens.error(error), tokens.end(inProcedure, true)]);
    } finally {
      cancelled.removeEventListener('abort', cancel);
      await Promise.all(cancelling);
    }
  }

  private async parts(type: number, rest: ReturnType<typeof readHeaders>['rest'], cancelled: AbortSignal): Promise<Buffer[]> {
    if (type === MESSAGE.transaction) {
      await this.transaction.manage(rest.u16(), rest.u8(), cancelled);
      return [];
    }
    if (type === MESSAGE.batch) return await this.batch(rest.take(rest.bytes.length - rest.at).toString('utf16le'), cancelled);
    const { procedure, parameters } = readRemoteCall(rest);
    const [statement, declarations, ...given] = parameters;
    if (procedure !== EXECUTE_SQL && procedure !== 'sp_executesql') {
      throw new SqlServerError(2812, `Could not find stored procedure '${procedure}'.`, 16, 62);
    }
    const declared = declaredParameters(declarations?.value ?? '', given);
    const text = statement?.value ?? '';
    this.surroundings.counts.texts.add(`${declarations?.value ?? ''}\n${text}`);
    return await this.statement(text, declared, cancelled, true);
  }

  private async batch(text: string, cancelled: AbortSignal): Promise<Buffer[]> {
    let rest = text;
    for (let setting = SETTING.exec(rest); setting; setting = SETTING.exec(rest)) {
      await this.set(setting[1]?.trim().toLowerCase() ?? '');
      rest = rest.slice(setting[0].length);
    }
    if (rest.trim() === '') return [];
    this.surroundings.counts.texts.add(text);
    return await this.statement(rest, [], cancelled, false);
  }

  private async set(setting: string): Promise<void> {
    this.surroundings.counts.settings.add(setting);
    const [, wait] = /^lock_timeout (-?\d+)$/.exec(setting) ?? [];
    if (wait !== undefined) await this.client.query(`set lock_timeout = ${Math.max(0, Number(wait))}`);
  }

  private async statement(
    text: string,
    parameters: readonly Declared[],
    cancelled: AbortSignal,
    inProcedure: boolean,
  ): Promise<Buffer[]> {
    const { counts, trouble } = this.surroundings;
    await trouble.moves(cancelled);
    cancelled.throwIfAborted();
    if (EConnectBatch.isOne(text)) {
      counts.questions++;
      return await this.callProcedures(text, parameters, cancelled);
    }
    // What a session asks of its database as it begins is neither counted nor struck.
    if (!ABOUT_SERVER.test(text)) {
      counts.questions++;
      await this.strike(cancelled);
    }
    await this.checkTracked(text);
    const results: Buffer[] = [];
    const variables: Declared[] = [...parameters];
    for (const one of text.match(STATEMENTS) ?? []) {
      const [, name, value] = VARIABLE.exec(one) ?? [];
      const { sql, values } = translated(value === undefined ? one : `select ${value}`, variables, this.facts);
      if (name !== undefined) {
        const { rows } = await this.transaction.ask(sql, values);
        variables.push({ name, type: 'bigint', postgresType: 'bigint', value: rows[0]?.[0] ?? null });
        continue;
      }
      results.push(...written(await this.transaction.ask(sql, values), one, inProcedure));
    }
    await trouble.strikeAnswer();
    return results;
  }

  /** A statement is refused as a whole before any of it is run, where it asks for the changes of a table that is not tracked. */
  private async checkTracked(text: string): Promise<void> {
    const asked = [...text.matchAll(CHANGES_OF)].map(([, table]) => table ?? '');
    if (asked.length === 0) return;
    const known = 'select table_name from public.change_tracking_table where table_name = any ($1)';
    const { rows } = await this.client.query<{ table_name: string }>(known, [asked]);
    const untracked = asked.find((table) => !rows.some(({ table_name }) => table_name === table));
    if (untracked) throw new SqlServerError(22105, `Change tracking is not enabled on table '${untracked}'.`);
  }

  private async strike(cancelled: AbortSignal): Promise<void> {
    const { trouble } = this.surroundings;
    await trouble.strike(cancelled).catch(() => {
      throw errorNumbered(983);
    });
    if (trouble.server.failWith !== null) throw errorNumbered(trouble.server.failWith);
    cancelled.throwIfAborted();
  }

  private async callProcedures(text: string, parameters: readonly Declared[], cancelled: AbortSignal): Promise<Buffer[]> {
    const alone = this.transaction.depth === 0 ? await this.surroundings.trouble.strikeTransaction(cancelled) : undefined;
    cancelled.throwIfAborted();
    if (alone?.deadlock) throw deadlocked();
    if (alone?.cutBeforeCommit) throw new Cut();
    const said: Buffer[] = [];
    const facts = () => this.facts;
    const session: BatchSession = {
      get facts() {
        return facts();
      },
      call: async (call) => {
        cancelled.throwIfAborted();
        try {
          return await this.call(call, alone === undefined);
        } catch (fault) {
          // An error ends the call, and not the batch.
          const error = asSqlServerError(fault);
          if (cancelled.aborted || !error || error.severity >= 20 || ENDING.has(error.number)) throw fault;
          said.push(tokens.error(error));
          return undefined;
        }
      },
      row: (row) => said.push(...selected(row)),
      begin: () => this.transaction.begin(0),
      commit: () => this.transaction.commit(),
    };
    await new EConnectBatch(parameters, session).run(text);
    if (alone?.loseAnswer) throw new Cut();
    return said;
  }

  /** @param inOrder whether the call is one of an order's, in whose midst something may strike */
  private async call(call: Call, inOrder: boolean): Promise<ReadonlyMap<string, Value>> {
    const { counts, procedures, trouble } = this.surroundings;
    counts.procedureCalls++;
    const procedure = await procedures.find(call.procedure);
    checkCall(call, procedure);
    if (call.procedure === 'taGetPaymentNumber' && this.transaction.depth === 0) {
      throw new Refused('taGetPaymentNumber begins no transaction: two who call it without one may get the same number.');
    }
    const strikes = inOrder ? trouble.strikeCall(++this.transaction.calls) : undefined;
    if (strikes === 'cutAtCall') throw new Cut();
    if (this.transaction.doomed)
      throw new SqlServerError(3930, 'The current transaction cannot be committed and cannot support operations that write.');
    const refusal = trouble.strikeProcedure(procedure.outputs.has('oErrString'));
    const answer = refusal === null ? await this.execute(call) : refusing(refusal);
    if (this.transaction.struck.deadlock || strikes === 'deadlockAtCall') throw deadlocked();
    if (strikes === 'rollBackAtCall') await this.transaction.rollBack();
    if (strikes === 'doomAtCall') this.transaction.doomed = true;
    return answer;
  }

  private async execute({ procedure, inputs }: Call): Promise<ReadonlyMap<string, Value>> {
    const given = JSON.stringify(Object.fromEntries(inputs));
    const { fields, rows } = await this.transaction.ask(`select * from "${procedure}"($1::text::jsonb)`, [given]);
    return new Map(fields.map(({ name }, index) => [name, rows[0]?.[index] ?? null]));
  }

  private get facts() {
    return {
      transactions: this.transaction.depth,
      transactionState: this.transaction.state,
      spid: this.spid,
      login: this.login.user,
      database: this.login.database,
    };
  }

  private get processId(): number {
    return (this.client as pg.Client & { readonly processID: number }).processID;
  }
}
