import { type AliasedRawBuilder, type RawBuilder, sql } from 'kysely';

/** SQL Server accepts 2,100 parameters in a request, and a query needs a few besides its keys. */
const MAX_PARAMETERS = 2_000;

/** The lengths of GP's key columns. */
export const KEY_LENGTH = { customer: 15, item: 31, site: 11, priceLevel: 11, schedule: 11, document: 21 } as const;

/**
 * A key as `char`, the type of its column. Drivers send texts as nvarchar. To compare, SQL Server would convert the whole
 * column, and so read every row and use no index.
 */
export function charKey(value: string, length: number): RawBuilder<string> {
  return sql<string>`cast(${value} as char(${sql.lit(length)}))`;
}

export function charKeys(values: readonly string[], length: number): RawBuilder<string>[] {
  return values.map((value) => charKey(value, length));
}

/** Keys of several columns as the rows of a table, to join with. */
export function keyTable<Alias extends string, Columns extends string>(
  alias: Alias,
  columns: Readonly<Record<Columns, number>>,
  rows: readonly Readonly<Record<Columns, string>>[],
): AliasedRawBuilder<Record<Columns, string>, Alias> {
  const names = Object.keys(columns) as Columns[];
  const values = rows.map((row) => sql`(${sql.join(names.map((name) => charKey(row[name], columns[name])))})`);
  return sql<Record<Columns, string>>`(values ${sql.join(values)})`.as<Alias>(
    sql`${sql.id(alias)}(${sql.join(names.map((name) => sql.id(name)))})`,
  );
}

/** Splits a list into parts that each fit in one request. @param parametersEach how many parameters an entry needs */
export function inParts<T>(list: readonly T[], parametersEach: number): T[][] {
  const size = Math.floor(MAX_PARAMETERS / parametersEach);
  const parts: T[][] = [];
  for (let start = 0; start < list.length; start += size) parts.push(list.slice(start, start + size));
  return parts;
}

/** Whether a key fits in its column. A longer one is not looked up: cut off, it could match another row. */
export function fits(key: string, length: number): boolean {
  return key.length <= length;
}

export function fitting<Key extends string>(keys: readonly Key[], length: number): Key[] {
  return keys.filter((key) => fits(key, length));
}
