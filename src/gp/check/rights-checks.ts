import { sql } from 'kysely';
import {
  DISPENSABLE_PROCEDURES,
  isNewer,
  NUMBER_PROCEDURES,
  type NumberProcedureName,
  PROCEDURES,
  type ProcedureName,
  parameterTypes,
} from '../econnect/procedures.js';
import { OPTIONAL_COLUMNS } from '../sql/optional-columns.js';
import { allColumns, OPTIONAL_TABLES, placeOf, READS, type UsedColumns } from '../used-objects.js';
import { type Check, type CheckedSettings, type Finding, GRANTS_TODO, ok } from './check.js';
import { type FoundParameter, findProcedures } from './found-procedures.js';
import { inOneLine, type Trouble } from './one-cure.js';

export interface FoundColumn {
  readonly table: string;
  readonly column: string;
  /** Of the table: 1 where the login may read it, 0 where it may not. Null where there is no such table, or it is not visible. */
  readonly allowed: number | null;
  /** Null where there is no such column. */
  readonly length: number | null;
}

/** Whether the tables and columns of all statements are there, and may be read. */
export const tablesCheck: Check<readonly FoundColumn[]> = {
  name: 'tables',
  of: 'sqlServer',
  ask: async ({ gp }, { accountFields, productFields }, signal) => {
    const configured = { RM00101: [...accountFields.values()], IV00101: [...productFields.values()] };
    const columns = allColumns([...Object.values(READS).map((read) => read.columns), configured]);
    const { rows } = await foundColumns(columns).execute(gp, { signal });
    return rows;
  },
  judge: judgeColumns,
};

type ConfiguredFields = Pick<CheckedSettings, 'accountFields' | 'productFields'>;

export function judgeColumns(found: readonly FoundColumn[], fields: ConfiguredFields): readonly Finding[] {
  const tables = Map.groupBy(found, ({ table }) => table);
  const findings = inOneLine([...tables].flatMap(([table, columns]) => troublesOf(table, columns, fields)));
  return findings.some(({ level }) => level !== 'note')
    ? findings
    : [...findings, ok(`${tables.size} tables with ${found.length} columns are there, and may be read`)];
}

/** Whether columns are there, in both databases alike, as a select. */
export function foundColumns(columns: UsedColumns) {
  const wanted = Object.entries(columns).flatMap(([table, names]) => names.map((column) => ({ table, column })));
  const objectOf = (table: string) => {
    const { name, isInSystemDatabase } = placeOf(table);
    // Named as in a statement, as the driver puts the system database's real name there.
    return isInSystemDatabase ? `"DYNAMICS"."dbo"."${name}"` : `dbo.${name}`;
  };
  const rows = wanted.map(({ table, column }) => sql`(${sql.lit(table)}, ${sql.lit(objectOf(table))}, ${sql.lit(column)})`);
  return sql<FoundColumn>`select w."table" as "table", w."column" as "column",
    has_perms_by_name(w."object", 'OBJECT', 'SELECT') as "allowed", col_length(w."object", w."column") as "length"
    from (values ${sql.join(rows)}) as w("table", "object", "column")`;
}

function troublesOf(
  table: string,
  columns: readonly FoundColumn[],
  { accountFields, productFields }: ConfiguredFields,
): Trouble[] {
  const allowed = columns[0]?.allowed;
  const cost = OPTIONAL_TABLES[table];
  if (allowed === null && cost !== undefined) {
    return [{ level: 'note', of: table, one: cost, todo: `nothing, where this GP has no such table; else ${GRANTS_TODO}` }];
  }
  if (allowed === null) {
    const [one, several] = ['is not there, or may not be seen', 'are not there, or may not be seen'];
    return [{ level: 'missing', of: table, one, several, todo: GRANTS_TODO }];
  }
  if (allowed === 0) return [{ level: 'missing', of: table, one: 'may not be read', todo: GRANTS_TODO }];
  return columns
    .filter(({ length }) => length === null)
    .map(({ column }) => {
      const of = `${table}.${column}`;
      const setting =
        (table === 'RM00101' && [...accountFields.values()].includes(column) && 'GP_ACCOUNT_FIELDS') ||
        (table === 'IV00101' && [...productFields.values()].includes(column) && 'GP_PRODUCT_FIELDS');
      const [one, several] = ['is not there', 'are not there'];
      if (setting) {
        const todo = `take it out of ${setting}, or correct it`;
        const named = `, which ${setting} names,`;
        return { level: 'missing', of: `${of}${named}`, one, several, todo };
      }
      if (column in (OPTIONAL_COLUMNS[table] ?? {})) {
        const loss = COST_WITHOUT[column] ?? 'it is read as blank';
        const todo = 'nothing, where this GP is older than the column';
        return { level: 'warning', of, one: `${one}: ${loss}`, several: `${several}: ${loss}`, todo };
      }
      return { level: 'missing', of, one, several, todo: 'this version of GP is older than the gateway knows: ask its makers' };
    });
}

/** What is lost without a column that an older GP may lack. */
export const COST_WITHOUT: Readonly<Record<string, string>> = {
  ALTITEM1: 'products have no first substitute',
  ALTITEM2: 'products have no second substitute',
  CCode: 'addresses have the name of their country alone',
  Convert_Functional_Price: 'no price is converted into another currency',
  CMMTTEXT: 'comments have their first four lines alone',
  EmailToAddress: 'e-mail addresses are those of the field E-mail alone',
  Image_URL: 'categories have no pictures',
  INACTIVE: 'nothing counts as inactive there',
  INET4: 'products have no pictures',
  INETINFO: 'products have no long descriptions',
  Prices_Not_Required_In_Pr: 'items without a price are not sold',
  ShipToName: 'ship-to addresses have no name of their own',
  SOPSTATUS: 'the status of orders is known from their quantities alone',
  WORKFLOWENABLED: 'a new document counts as without the fulfilment workflow',
  UserCatLongDescr: 'categories have their short names alone',
};

/** eConnect's procedures that the gateway calls. */
export const CALLED_PROCEDURES = [...Object.keys(PROCEDURES), ...Object.keys(NUMBER_PROCEDURES)] as (
  | ProcedureName
  | NumberProcedureName
)[];

/** Whether eConnect's procedures are there, may be called, and take what the gateway passes. */
export const proceduresCheck: Check<readonly FoundParameter[]> = {
  name: 'eConnect',
  of: 'sqlServer',
  ask: ({ handingOver }, _, signal) => findProcedures(handingOver, CALLED_PROCEDURES, signal),
  judge: judgeProcedures,
};

export function judgeProcedures(found: readonly FoundParameter[]): readonly Finding[] {
  const findings = inOneLine(
    CALLED_PROCEDURES.flatMap((procedure) =>
      troublesOfProcedure(
        procedure,
        found.filter((row) => row.procedure === procedure),
        found.some(({ allowed }) => allowed === 1),
      ),
    ),
  );
  return findings.some(({ level }) => level !== 'note')
    ? findings
    : [...findings, ok(`${CALLED_PROCEDURES.length} procedures are there, may be called, and take what the gateway passes`)];
}

/** @param mayLackSome whether others may be called: where none may, all are missing for one reason */
function troublesOfProcedure(
  procedure: ProcedureName | NumberProcedureName,
  found: readonly FoundParameter[],
  mayLackSome: boolean,
): Trouble[] {
  const [first] = found;
  const cost = mayLackSome ? DISPENSABLE_PROCEDURES[procedure as ProcedureName] : undefined;
  if (cost !== undefined && first?.allowed !== 1) {
    const one = `is not there, or may not be called: ${cost}`;
    return [{ level: 'note', of: procedure, one, todo: `${GRANTS_TODO}, where this GP has the procedure` }];
  }
  if (!first) {
    const [one, several] = ['is not there, or may not be called', 'are not there, or may not be called'];
    const todo = `${GRANTS_TODO}; else install eConnect's procedures with GP Utilities`;
    return [{ level: 'missing', of: procedure, one, several, todo }];
  }
  if (first.allowed !== 1) return [{ level: 'missing', of: procedure, one: 'may not be called', todo: GRANTS_TODO }];
  const known = new Set(found.map(({ parameter }) => parameter?.replace(/^@/, '')));
  return Object.keys(parameterTypes(procedure))
    .filter((parameter) => !known.has(parameter))
    .map((parameter) => {
      const of = `@${parameter} of ${procedure}`;
      const [one, several] = ['is not there', 'are not there'];
      if (isNewer(procedure, parameter)) {
        const told = 'not there, as in an older GP: what it says is in another parameter too';
        return { level: 'note', of, one: `is ${told}`, several: `are ${told}` };
      }
      const todo = 'another version of eConnect, or a procedure that a vendor has replaced: ask its makers';
      return { level: 'missing', of, one, several, todo };
    });
}

/** Asks for each table's columns, and reads no row: a sandbox has no catalogue of SQL Server's. */
export const readableCheck: Check<readonly string[]> = {
  name: 'tables',
  of: 'sandbox',
  ask: async ({ gp }, _settings, signal) => {
    // What only the check of a server asks is not in a sandbox.
    const { check: _, ...reads } = READS;
    const tables = Object.entries(allColumns(Object.values(reads).map(({ columns }) => columns)));
    for (const [table, columns] of tables) {
      await sql`select ${sql.join(columns.map((column) => sql.ref(column)))} from ${sql.table(table)} where 1 = 0`.execute(gp, {
        signal,
      });
    }
    return tables.map(([table]) => table);
  },
  judge: (tables) => [ok(`${tables.length} tables may be read`)],
};
