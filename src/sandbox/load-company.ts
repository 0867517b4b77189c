import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { StartRefused } from '../faults/index.js';
import { csvRowsOfBytes, encodingOf, NotCsv, readFileBytes, UnreadableText } from '../files/index.js';
import { Progress } from '../values/progress.js';
import { type Column, type ColumnType, problemWith, sameValue, valueSql } from './column.js';
import type { CompanyFolder } from './company-folder.js';

/** The database of the loader. The caller wraps the whole load in one transaction. */
export interface Loading {
  /** Runs statements without parameters. */
  run(sql: string): Promise<void>;
  query<Row>(sql: string, parameters: readonly unknown[]): Promise<readonly Row[]>;
}

/** The files of GP's tables. */
const TABLES = ['tables.sql', 'sales-tables.sql', 'extended-pricing-tables.sql', 'receivables-tables.sql'];
const ECONNECT = join(import.meta.dirname, 'econnect');
/** Triggers stamp changes of rows. They are made after the load, which is not a change. */
const TRIGGERS = join(import.meta.dirname, 'triggers.sql');
const CHANGE_TRACKING = join(import.meta.dirname, 'change-tracking.sql');
/** A column that the database fills. Files that were exported with all columns contain it. */
const IDENTITY = 'DEX_ROW_ID';
/** The prefix of GP's system database in names of files. */
const SYSTEM = 'DYNAMICS';
const SYSTEM_PREFIX = /^DYNAMICS\./;
const ROWS_AT_ONCE = 2_000;
const MAX_PROBLEMS = 10;

/** Makes GP's tables and eConnect's procedures. */
export async function makeTables(db: Loading): Promise<void> {
  for (const file of schemaFiles()) await db.run(readFileSync(file, 'utf8'));
}

/**
 * Fills GP's tables from a folder of CSV files. Columns that are left out get GP's defaults, and stamps get the time on the
 * company's clock.
 * @param warn called for files and columns that GP does not have
 * @param tell called with the progress every few seconds
 * @throws {StartRefused} a value is invalid; the message names file, line, column and the expected form. The caller rolls back
 */
export async function loadCompany(
  db: Loading,
  company: CompanyFolder,
  warn: (message: string) => void,
  tell: (message: string) => void = () => undefined,
): Promise<void> {
  const tables = await describedTables(db);
  const problems: string[] = [];
  const { files } = company;
  tell(`loading the company: ${files.length} files`);
  const progress = new Progress(tell);
  let rows = 0;
  for (const [index, { file, path, table: name }] of files.entries()) {
    const table = tables.get(name.toUpperCase());
    const loaded = (more: number) => {
      rows += more;
      progress.reached(() => `loading the company: ${file}, file ${index + 1} of ${files.length}, ${rows} rows so far`);
    };
    const rightName = otherDatabasesTable(name, tables);
    if (table) await loadFile(db, table, { file, path }, { problems, warn, loaded });
    else if (rightName) problems.push(`${file}: the file of this table is named ${rightName}.csv.`);
    else warn(`${file}: GP has no table of this name among those that the gateway knows; the file is not loaded.`);
    if (problems.length >= MAX_PROBLEMS) break;
  }
  if (problems.length > 0) {
    throw new StartRefused(
      [
        `The company in ${company.folder} cannot be loaded, and nothing of it is kept:`,
        ...problems.slice(0, MAX_PROBLEMS),
        ...(problems.length >= MAX_PROBLEMS ? ['There may be more.'] : []),
      ].join('\n'),
    );
  }
  for (const file of [TRIGGERS, CHANGE_TRACKING]) await db.run(readFileSync(file, 'utf8'));
  tell(`the company is loaded: ${rows} rows; gathering statistics`);
  // PostgreSQL plans the larger queries badly until it has statistics, which it would otherwise gather later.
  await db.run('analyze');
}

/** The right name of a table that is in the other database: GP's system database instead of the company's, or the reverse. */
function otherDatabasesTable(name: string, tables: ReadonlyMap<string, Table>): string | undefined {
  const bare = name.toUpperCase().replace(SYSTEM_PREFIX, '');
  return [`${SYSTEM}.${bare}`, bare].find((other) => tables.has(other));
}

/** The files of the tables, and after them those of eConnect's procedures. */
function schemaFiles(): string[] {
  return [
    ...TABLES.map((name) => join(import.meta.dirname, name)),
    ...readdirSync(ECONNECT)
      .toSorted()
      .map((name) => join(ECONNECT, name)),
  ];
}

/** A hash of the tables, procedures and triggers: shows whether they have changed. */
export function schemaHash(): string {
  const hash = createHash('sha256');
  for (const file of [...schemaFiles(), TRIGGERS, CHANGE_TRACKING]) hash.update(readFileSync(file)).update('\0');
  return hash.digest('hex');
}

interface Table {
  /** The table's name in SQL. */
  readonly reference: string;
  /** Columns by their names in upper case. */
  readonly columns: ReadonlyMap<string, Column>;
  readonly keyColumns: readonly Column[];
}

/** Column types by PostgreSQL's names. */
const TYPES: Readonly<Record<string, ColumnType>> = {
  bpchar: 'text',
  varchar: 'text',
  text: 'text',
  tinyint: 'tinyint',
  int2: 'smallint',
  int4: 'integer',
  numeric: 'decimal',
  'numeric(19,7)': 'rate',
  datetime: 'datetime',
  bytea: 'bytes',
};

interface ColumnRow {
  readonly table_schema: string;
  readonly table_name: string;
  readonly column_name: string;
  readonly type: string;
  /** Characters of a text; null where it has no limit, and for other types. */
  readonly length: number | null;
  readonly column_default: string | null;
  readonly in_key: boolean;
}

/** The tables by their names in upper case. Those of the system database have the prefix "DYNAMICS.". */
async function describedTables(db: Loading): Promise<ReadonlyMap<string, Table>> {
  // Read from PostgreSQL's own catalogue, since information_schema takes seconds.
  const rows = await db.query<ColumnRow>(
    `select n.nspname as table_schema, c.relname as table_name, a.attname as column_name,
       case format_type(a.atttypid, a.atttypmod) when 'numeric(19,7)' then 'numeric(19,7)' else t.typname end as type,
       case when t.typname in ('bpchar', 'varchar') and a.atttypmod > 0 then a.atttypmod - 4 end as length,
       pg_get_expr(d.adbin, d.adrelid) as column_default, coalesce(a.attnum = any (i.indkey), false) as in_key
     from pg_class c
     join pg_namespace n on n.oid = c.relnamespace
     join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     join pg_type t on t.oid = a.atttypid
     left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
     left join pg_index i on i.indrelid = c.oid and i.indisprimary
     where c.relkind = 'r' and n.nspname in (current_schema(), 'DYNAMICS') and c.relname ~ '^[A-Z]{2,3}[0-9]{5,6}$|^ta'
     order by n.nspname, c.relname, a.attnum`,
    [],
  );
  const tables = new Map<string, { reference: string; columns: Map<string, Column>; keyColumns: Column[] }>();
  for (const row of rows) {
    const system = row.table_schema === 'DYNAMICS';
    const name = system ? `DYNAMICS.${row.table_name}` : row.table_name;
    const reference = system ? `"DYNAMICS"."${row.table_name}"` : `"${row.table_name}"`;
    const table = tables.get(name.toUpperCase()) ?? { reference, columns: new Map<string, Column>(), keyColumns: [] as Column[] };
    tables.set(name.toUpperCase(), table);
    // Files need not have values of this column, since no table refers to it.
    if (row.column_name === IDENTITY) continue;
    const type = TYPES[row.type];
    if (!type) throw new TypeError(`tables.sql: the loader does not know the type ${row.type}`);
    const { column_name, length, column_default } = row;
    const column = { name: column_name, type, length, defaultSql: column_default };
    table.columns.set(column_name.toUpperCase(), column);
    if (row.in_key) table.keyColumns.push(column);
  }
  return tables;
}

/** Collects the findings about a file. */
interface FileReport {
  /** The loader adds problems of the file to it. */
  readonly problems: string[];
  readonly warn: (message: string) => void;
  /** @param rows the number of rows that were added to the database */
  readonly loaded: (rows: number) => void;
}

async function loadFile(
  db: Loading,
  table: Table,
  { file, path }: { readonly file: string; readonly path: string },
  { problems, warn, loaded }: FileReport,
): Promise<void> {
  let header: readonly (Column | undefined)[] | undefined;
  let batch: (readonly string[])[] = [];
  const keys = new Map<string, number>();
  try {
    const bytes = readFileBytes(path);
    if (encodingOf(bytes) === 'windows-1252') warn(`${file}: it is no UTF-8, and is read as code page 1252.`);
    for await (const { line, values: record } of csvRowsOfBytes(bytes, (name) => columnOf(name, table) !== undefined)) {
      if (!header) {
        header = headerOf(record, table, file, warn);
        if (!header.some(Boolean)) problems.push(`${file}, line ${line}: expected a header row with GP's column names.`);
        if (!header.some(Boolean)) return;
        const [twice] = header.filter((column, index) => column && header?.indexOf(column) !== index);
        if (twice) problems.push(`${file}, line ${line}, column ${twice.name}: expected once in the header row.`);
        if (twice) return;
        continue;
      }
      const wrong = wrongValues(record, header, table, keys, line);
      problems.push(...wrong.map((problem) => `${file}, line ${line}, ${problem}`));
      if (problems.length >= MAX_PROBLEMS) return;
      if (problems.length > 0) continue;
      batch.push(record);
      if (batch.length === ROWS_AT_ONCE) {
        await insert(db, table, header, batch);
        loaded(batch.length);
        batch = [];
      }
    }
  } catch (cause) {
    if (!(cause instanceof NotCsv || cause instanceof UnreadableText)) throw cause;
    problems.push(`${file}, ${cause.message}.`);
    return;
  }
  if (!header) problems.push(`${file}: the header row with GP's column names is missing.`);
  else if (problems.length === 0 && batch.length > 0) {
    await insert(db, table, header, batch);
    loaded(batch.length);
  }
}

function headerOf(names: readonly string[], table: Table, file: string, warn: (message: string) => void): (Column | undefined)[] {
  const header = names.map((name) => columnOf(name, table));
  const unknown = names.filter((name, index) => !header[index] && name.trim().toUpperCase() !== IDENTITY);
  if (unknown.length > 0) {
    const named = unknown.map((name) => name.trim() || '(without a name)').join(', ');
    warn(`${file}: GP has no column ${named} in this table; it is not loaded.`);
  }
  return header;
}

function columnOf(name: string, table: Table): Column | undefined {
  return table.columns.get(name.trim().toUpperCase());
}

function wrongValues(
  record: readonly string[],
  header: readonly (Column | undefined)[],
  table: Table,
  keys: Map<string, number>,
  line: number,
): string[] {
  const wrong: string[] = [];
  for (const [index, column] of header.entries()) {
    const expected = column && problemWith(record[index] ?? '', column);
    if (expected) wrong.push(`column ${column.name}: expected ${expected}.`);
  }
  if (wrong.length > 0) return wrong;
  const key = table.keyColumns.map((column) => sameValue(record[header.indexOf(column)] ?? '', column)).join('\0');
  const earlier = keys.get(key);
  if (earlier === undefined) keys.set(key, line);
  else if (table.keyColumns.length > 0) {
    const names = table.keyColumns.map(({ name }) => name).join(', ');
    wrong.push(`column ${names}: expected a key of its own; line ${earlier} has the same.`);
  }
  return wrong;
}

async function insert(
  db: Loading,
  table: Table,
  header: readonly (Column | undefined)[],
  rows: readonly (readonly string[])[],
): Promise<void> {
  const columns = header.flatMap((column, index) => (column ? [{ column, index }] : []));
  if (columns.length === 0) return;
  const names = columns.map(({ column }) => `"${column.name}"`).join(', ');
  const texts = columns.map((_, position) => `$${position + 1}::text[]`).join(', ');
  const aliases = columns.map((_, position) => `c${position}`);
  const values = columns.map(({ column }, position) => valueSql(`c${position}`, column)).join(', ');
  await db.query(
    `insert into ${table.reference} (${names}) select ${values} from unnest(${texts}) as file_rows(${aliases.join(', ')})`,
    columns.map(({ index }) => rows.map((row) => row[index] ?? '')),
  );
}
