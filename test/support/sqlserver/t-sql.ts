import type { DescribedColumn, DescribedTable } from './described-tables.js';

/** The T-SQL that makes the sandbox company's tables on a SQL Server, and fills them. */

/** GP's two databases on the server. */
export interface DatabaseNames {
  readonly company: string;
  readonly system: string;
}

export function createTable(table: DescribedTable): string {
  const columns = table.columns.map((column) => {
    const filled = column.default === null ? '' : ` default ${column.default}`;
    return `${quoted(column.name)} ${column.type} ${column.nullable ? 'null' : 'not null'}${column.identity ? ' identity(1, 1)' : filled}`;
  });
  const key = table.key.length === 0 ? [] : [`primary key (${table.key.map(quoted).join(', ')})`];
  return `create table dbo.${quoted(table.name)} (${[...columns, ...key].join(', ')})`;
}

export function createIndexes(table: DescribedTable): string[] {
  return table.indexes.map(
    ({ unique, columns }, index) =>
      `create ${unique ? 'unique ' : ''}index ${quoted(`AK${index + 2}${table.name}`)} on dbo.${quoted(table.name)} (${columns.map(quoted).join(', ')})`,
  );
}

/**
 * Adds rows. The parameters @1, @2 and so on are their values row by row, as texts: so no digit is lost on the way.
 * @param rows how many
 */
export function insertRows(table: DescribedTable, columns: readonly DescribedColumn[], rows: number): string {
  const row = (first: number) =>
    columns.map(({ type }, index) => (isBytes(type) ? `convert(${type}, @${first + index}, 2)` : `@${first + index}`)).join(', ');
  const values = Array.from({ length: rows }, (_, index) => `(${row(1 + index * columns.length)})`);
  return `insert into dbo.${quoted(table.name)} (${columns.map(({ name }) => quoted(name)).join(', ')}) values ${values.join(', ')}`;
}

/** The columns that the rows bring. The database numbers rows by itself, and stamps them by its own clock. */
export function filledColumns({ columns }: DescribedTable): DescribedColumn[] {
  return columns.filter((column) => !column.identity && column.default !== 'getutcdate()');
}

/** An expression of the sandbox's database that is the column's value as insertRows reads it. */
export function textOfValue({ name, type }: DescribedColumn): string {
  if (isBytes(type)) return `encode("${name}", 'hex')`;
  return type === 'datetime' ? `to_char("${name}", 'YYYY-MM-DD"T"HH24:MI:SS.MS')` : `"${name}"::text`;
}

/** @param value as textOfValue has it. GP's defaults are blank, 0 and 1900-01-01, and NULL for its long texts */
export function isDefault(value: string | null, { type }: DescribedColumn): boolean {
  if (value === null) return true;
  return /char|text/.test(type) ? value === '' : /^(?:0[0.]*|1900-01-01T00:00:00\.000)$/.test(value);
}

/** The triggers by which GP keeps its stamps, as triggers.sql has them for PostgreSQL, under the names that GP gives them. */
export function stampTriggers({ system, name, columns }: DescribedTable, names: DatabaseNames): string[] {
  // A trigger may run for a statement of the other database.
  const full = (table: string) => `${quoted(system ? names.system : names.company)}.dbo.${quoted(table)}`;
  const own = columns.some((column) => column.name === 'DEX_ROW_TS')
    ? [
        trigger(
          name,
          'update',
          `update stamped set DEX_ROW_TS = getutcdate() from ${full(name)} as stamped ` +
            'join inserted on inserted.DEX_ROW_ID = stamped.DEX_ROW_ID',
        ),
      ]
    : [];
  const others = STAMPED_BY_OTHERS.filter(({ by }) => by === name).flatMap(({ stamped, column, events }) =>
    events.map((event) =>
      trigger(
        name,
        event,
        `update ${full(stamped)} set DEX_ROW_TS = getutcdate() ` +
          `where ${column} in (select ${column} from ${event === 'delete' ? 'deleted' : 'inserted'})`,
      ),
    ),
  );
  return [...own, ...others];
}

function trigger(table: string, event: Event, statement: string): string {
  const name = quoted(`zDT_${table}${LETTERS[event]}`);
  return `create trigger ${name} on dbo.${quoted(table)} after ${event} as set nocount on; ${statement}`;
}

type Event = 'insert' | 'update' | 'delete';
const LETTERS: Readonly<Record<Event, string>> = { insert: 'C', update: 'U', delete: 'D' };
/** Changes of rows that stamp a row of another table. */
const STAMPED_BY_OTHERS: readonly {
  readonly stamped: string;
  readonly by: string;
  readonly column: string;
  readonly events: readonly Event[];
}[] = [
  { stamped: 'IV00101', by: 'IV00102', column: 'ITEMNMBR', events: ['insert', 'update', 'delete'] },
  { stamped: 'IV00101', by: 'IV00104', column: 'ITEMNMBR', events: ['insert', 'update', 'delete'] },
  { stamped: 'IV40800', by: 'IV00108', column: 'PRCLEVEL', events: ['insert', 'delete'] },
  { stamped: 'IV40201', by: 'IV40202', column: 'UOMSCHDL', events: ['insert', 'delete'] },
];

/** The suites' portable SQL: the tables of the schema "DYNAMICS" are those of the system database, and $1 is @1. */
export function asTSql(sql: string, names: DatabaseNames): string {
  return sql.replaceAll('"DYNAMICS".', `${quoted(names.system)}.dbo.`).replace(/\$(\d+)/g, '@$1');
}

function isBytes(type: string): boolean {
  return type.startsWith('binary');
}

export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
