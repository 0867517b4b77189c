import {
  asServerText,
  isNewer,
  NUMBER_PROCEDURES,
  type NumberCall,
  type NumberProcedureName,
  type ProcedureCall,
  type ProcedureName,
  parameterTypes,
  valuesOf,
} from '../gp/index.js';

/** A statement with its parameters @1, @2, and so on. All of them are texts, which SQL Server converts exactly. */
export interface Statement {
  readonly sql: string;
  readonly parameters: readonly (string | null)[];
}

/** Calls that go in one message. */
export interface CallBatch extends Statement {
  readonly calls: readonly ProcedureCall[];
}

/** Whether a procedure of this GP has a parameter. */
export type HasParameter = (procedure: ProcedureName | NumberProcedureName, parameter: string) => boolean;

/** A row of a batch's answer. It tells which call ended the batch, by its index; after the last call, the number of calls. */
export interface BatchEnd {
  readonly call: number;
  /** @O_iErrorState. */
  readonly errorState: number | null;
  /** @oErrString. */
  readonly errors: string | null;
  /** @@trancount: 1 where the caller's transaction is still there. */
  readonly transactions: number;
  /** xact_state(): 1 where it can still be committed. */
  readonly transactionState: number;
}

/** SQL Server takes 2,100 parameters a request. sp_executesql needs two of them. */
const MOST_PARAMETERS = 2_000;

const OUTCOME = '@state as "errorState", @errors as "errors", @@trancount as "transactions", xact_state() as "transactionState"';

/**
 * The calls in as few messages as their values allow: equal values share a parameter. Each call is followed by its check,
 * which ends the batch. After a deadlock, or where a procedure of the site has rolled back, the next call would otherwise run
 * without a transaction and leave half an order.
 */
export function callBatches(calls: readonly ProcedureCall[], has: HasParameter, mostParameters = MOST_PARAMETERS): CallBatch[] {
  const batches: CallBatch[] = [];
  let batch = new BatchWriter();
  for (const call of calls) {
    if (!batch.isEmpty && batch.parametersWith(call, has) > mostParameters) {
      batches.push(batch.written());
      batch = new BatchWriter();
    }
    batch.add(call, has);
  }
  if (!batch.isEmpty) batches.push(batch.written());
  return batches;
}

/**
 * Takes the next number. The transaction is this statement's: taGetPaymentNumber begins none, and without one its lock would
 * end between reading the number and raising it. No row is selected where the transaction is no longer there.
 */
export function numberStatement(call: NumberCall): Statement {
  const parameters: (string | null)[] = [];
  const given = passed(call, () => true).map(([name, value]) => `@${name} = @${parameters.push(value)}`);
  const outputs = [`@${NUMBER_PROCEDURES[call.procedure].number} = @number output`, '@O_iErrorState = @state output'];
  const sql = [
    'declare @state int, @number varchar(21);',
    'begin transaction;',
    `exec "${call.procedure}" ${[...given, ...outputs].join(', ')};`,
    'if @@trancount = 1 begin commit transaction; select @state as "errorState", @number as "number"; end;',
  ].join('\n');
  return { sql, parameters };
}

class BatchWriter {
  private readonly calls: ProcedureCall[] = [];
  private readonly lines: string[] = [];
  /** The number of each value's parameter. */
  private readonly parameters = new Map<string | null, number>();

  get isEmpty(): boolean {
    return this.calls.length === 0;
  }

  /** How many parameters the batch would have with another call. */
  parametersWith(call: ProcedureCall, has: HasParameter): number {
    const added = new Set(passed(call, has).map(([, value]) => value));
    return this.parameters.size + [...added].filter((value) => !this.parameters.has(value)).length;
  }

  add(call: ProcedureCall, has: HasParameter): void {
    const given = passed(call, has).map(([name, value]) => `@${name} = @${this.parameter(value)}`);
    const outputs = ['@O_iErrorState = @state output', '@oErrString = @errors output'];
    const failed = '@state is null or @state <> 0 or @@trancount <> 1 or xact_state() <> 1';
    this.lines.push(
      'select @state = null, @errors = null;',
      `exec "${call.procedure}" ${[...given, ...outputs].join(', ')};`,
      `if ${failed} begin select ${this.calls.length} as "call", ${OUTCOME}; return; end;`,
    );
    this.calls.push(call);
  }

  written(): CallBatch {
    const sql = [
      'declare @state int, @errors varchar(255);',
      ...this.lines,
      `select ${this.calls.length} as "call", ${OUTCOME};`,
    ].join('\n');
    return { sql, parameters: [...this.parameters.keys()], calls: this.calls };
  }

  private parameter(value: string | null): number {
    const number = this.parameters.get(value) ?? this.parameters.size + 1;
    this.parameters.set(value, number);
    return number;
  }
}

/** The parameters of a call that this GP has, as texts. */
function passed(call: ProcedureCall | NumberCall, has: HasParameter): (readonly [name: string, value: string | null])[] {
  const types = parameterTypes(call.procedure);
  return Object.entries(valuesOf(call)).flatMap(([name, value]) => {
    const type = types[name];
    // A name becomes a part of the statement.
    if (type === undefined) throw new TypeError(`${call.procedure} is not known to have a parameter ${name}`);
    const isLeftOut = isNewer(call.procedure, name) && !has(call.procedure, name);
    return isLeftOut ? [] : [[name, asServerText(value, type)] as const];
  });
}
