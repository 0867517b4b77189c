import { type Kysely, sql } from 'kysely';
import type { GpTables } from './gp-tables.js';

/** A view of both servers. Their own names of types differ. */
interface ColumnRow {
  readonly tableName: string;
  readonly columnName: string;
  readonly dataType: string;
}

/**
 * The columns of tables with their types, as far as the login may see them. The names stand without quotes and in upper case,
 * which a SQL Server that compares byte by byte and PostgreSQL both understand.
 * @param tables of the company's database. They are part of the text, since they do not depend on what is asked for
 */
export function columnsQuery(db: Kysely<GpTables>, tables: readonly string[]) {
  const names = sql.join(tables.map((table) => sql.lit(table)));
  const query = sql<ColumnRow>`select TABLE_NAME as "tableName", COLUMN_NAME as "columnName", DATA_TYPE as "dataType" from INFORMATION_SCHEMA.COLUMNS
    where TABLE_SCHEMA in ('dbo', 'public') and TABLE_NAME in (${names})`;
  return { compile: () => query.compile(db), execute: (options: { readonly signal: AbortSignal }) => query.execute(db, options) };
}
