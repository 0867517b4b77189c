import pg from 'pg';
import { columnType } from './column-types.js';
import type { SelectedRow } from './econnect-batch.js';
import { Refused } from './sql-server-error.js';
import * as tokens from './tokens.js';

/** What PostgreSQL has answered to a statement, with every value as its text. */
export interface Result {
  readonly fields: readonly pg.FieldDef[];
  readonly rows: readonly (readonly (string | null)[])[];
}

/** A result as SQL Server sends it, with its columns' types. */
export function written({ fields, rows }: Result, statement: string, inProcedure: boolean): Buffer[] {
  if (fields.length === 0) return [tokens.doneWith(rows.length, inProcedure)];
  const decimal = fields.find(({ dataTypeID }) => dataTypeID === pg.types.builtins.NUMERIC);
  if (decimal)
    throw new Refused(
      `"${decimal.name}" leaves as a decimal, which the driver makes a floating point number of; cast it to varchar.`,
    );
  // SQL Server's count(*) is an int, and PostgreSQL's a bigint.
  const countsAreInts = !/\b(bigint|row_number|count_big)\b/i.test(statement);
  const described = fields.map((field, index) => ({
    name: field.name === '?column?' ? '' : field.name,
    type: columnType(
      field,
      rows.map((row) => row[index] ?? null),
      countsAreInts,
    ),
  }));
  const types = described.map(({ type }) => type);
  return [tokens.columns(described), ...rows.map((row) => tokens.row(types, row)), tokens.doneWith(rows.length, inProcedure)];
}

/** A row of a select without a table, in a batch of eConnect's. */
export function selected({ columns }: SelectedRow): Buffer[] {
  const { VARCHAR, INT4 } = pg.types.builtins;
  const fields = columns.map(({ name, isText }) => ({
    ...{ name, tableID: 0, columnID: 0, dataTypeSize: -1, format: 'text' },
    ...{ dataTypeID: isText ? VARCHAR : INT4, dataTypeModifier: isText ? 259 : -1 },
  }));
  return written({ fields, rows: [columns.map(({ value }) => value)] }, '', true);
}
