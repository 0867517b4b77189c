import type { Call, Value } from './econnect-batch.js';
import { Refused, SqlServerError } from './sql-server-error.js';
import type { StoredProcedure } from './stored-procedures.js';

/** Output parameters that tell how a call went; those of other names are what it was called for. */
const STATE = 'O_iErrorState';
const ERRORS = 'oErrString';
const DATE_WITH_HYPHENS = /^\d{1,4}-\d{1,2}-\d{1,4}/;

/** @throws {SqlServerError} the call names a parameter that the procedure does not have, or writes a date that its login may read otherwise */
export function checkCall({ procedure, inputs, outputs }: Call, { inputs: declared, outputs: given }: StoredProcedure): void {
  for (const name of outputs.keys()) {
    if (given.has(name)) continue;
    if (name === ERRORS)
      throw new SqlServerError(8144, `Procedure or function ${procedure} has too many arguments specified.`, 16, 2);
    throw unknown(name, procedure);
  }
  for (const [name, value] of inputs) {
    const type = declared.get(name);
    if (type === undefined) throw unknown(name, procedure);
    if (type === 'datetime' && value !== null && DATE_WITH_HYPHENS.test(value)) {
      throw new Refused(`@${name} is '${value}': a login with another language reads another day. Dates go as yyyymmdd.`);
    }
  }
  if (!outputs.has(STATE))
    throw new SqlServerError(
      201,
      `Procedure or function '${procedure}' expects parameter '@${STATE}', which was not supplied.`,
      16,
      4,
    );
}

/** What a procedure answers that refuses with one error. */
export function refusing(code: number): ReadonlyMap<string, Value> {
  return new Map([
    [STATE, String(code)],
    [ERRORS, String(code)],
  ]);
}

function unknown(name: string, procedure: string): SqlServerError {
  return new SqlServerError(8145, `@${name} is not a parameter for procedure ${procedure}.`, 16, 2);
}
