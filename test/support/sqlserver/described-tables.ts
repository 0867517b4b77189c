import type { Loading } from '../../../src/sandbox/load-company.js';

/** A table of the sandbox company, as SQL Server has it. */
export interface DescribedTable {
  /** Whether it stands in GP's system database. */
  readonly system: boolean;
  readonly name: string;
  readonly columns: readonly DescribedColumn[];
  readonly key: readonly string[];
  readonly indexes: readonly { readonly unique: boolean; readonly columns: readonly string[] }[];
}

export interface DescribedColumn {
  readonly name: string;
  /** In T-SQL, such as char(15). */
  readonly type: string;
  /** In T-SQL; null for a column without one. */
  readonly default: string | null;
  /** Whether the database numbers the rows by it. */
  readonly identity: boolean;
  readonly nullable: boolean;
}

interface ColumnRow {
  readonly system: boolean;
  readonly table_name: string;
  readonly column_name: string;
  readonly type: string;
  readonly default: string | null;
  readonly identity: boolean;
  readonly nullable: boolean;
}

interface IndexRow {
  readonly system: boolean;
  readonly table_name: string;
  readonly primary: boolean;
  readonly unique: boolean;
  readonly columns: readonly string[];
}

/** The types of the sandbox's columns that have another name in T-SQL. */
const TYPES: Readonly<Record<string, string>> = { bytea: 'binary(4)', integer: 'int' };
/** GP's names; the sandbox has tables of its own besides. */
const GP_TABLES = `c.relkind = 'r' and n.nspname in (current_schema(), 'DYNAMICS') and c.relname ~ '^[A-Z]{2,3}[0-9]{5,6}$|^ta'`;

/** GP's tables as the sandbox has them: what the sandbox's *tables.sql say, without reading their text. */
export async function describedTables(sandbox: Pick<Loading, 'query'>): Promise<readonly DescribedTable[]> {
  const columns = await sandbox.query<ColumnRow>(
    `select n.nspname = 'DYNAMICS' as system, c.relname as table_name, a.attname as column_name,
       format_type(a.atttypid, a.atttypmod) as type, pg_get_expr(d.adbin, d.adrelid) as default, a.attidentity <> '' as identity,
       not a.attnotnull as nullable
     from pg_class c
     join pg_namespace n on n.oid = c.relnamespace
     join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
     where ${GP_TABLES}
     order by n.nspname, c.relname, a.attnum`,
    [],
  );
  const indexes = await sandbox.query<IndexRow>(
    `select n.nspname = 'DYNAMICS' as system, c.relname as table_name, i.indisprimary as primary, i.indisunique as unique,
       array(select a.attname::text from unnest(i.indkey) with ordinality as k (number, place)
         join pg_attribute a on a.attrelid = c.oid and a.attnum = k.number order by k.place) as columns
     from pg_index i
     join pg_class c on c.oid = i.indrelid
     join pg_namespace n on n.oid = c.relnamespace
     where ${GP_TABLES}
     order by n.nspname, c.relname, i.indexrelid`,
    [],
  );
  const tables = Map.groupBy(columns, ({ system, table_name }) => `${system ? 'DYNAMICS.' : ''}${table_name}`);
  return [...tables.values()].map((own) => {
    const [{ system, table_name: name }] = own as [ColumnRow, ...ColumnRow[]];
    const ofTable = indexes.filter((index) => index.system === system && index.table_name === name);
    return {
      system,
      name,
      columns: own.map((row) => ({
        name: row.column_name,
        type: typeOf(row),
        default: defaultOf(row),
        identity: row.identity,
        nullable: row.nullable,
      })),
      key: ofTable.find(({ primary }) => primary)?.columns ?? [],
      indexes: ofTable.filter(({ primary }) => !primary),
    };
  });
}

function typeOf({ type }: ColumnRow): string {
  return TYPES[type] ?? type.replace(/^character varying/, 'varchar').replace(/^character/, 'char');
}

function defaultOf(row: ColumnRow): string | null {
  if (row.default === null) return null;
  const value = row.default.replace(/::[a-z" ()0-9,]+$/, '').replace(/^\((.*)\)$/, '$1');
  // A date with hyphens is read by the login's language.
  return value.replace(/^'\\x([0-9a-f]*)'$/, '0x$1').replace(/^'(\d{4})-(\d{2})-(\d{2}) 00:00:00'$/, "'$1$2$3'");
}
