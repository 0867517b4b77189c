import { type AliasedRawBuilder, type RawBuilder, sql } from 'kysely';

/** SQL Server takes 2,100 parameters a request, and a question needs a few besides its keys. */
const MAX_PARAMETERS = 2_000;

/** The lengths of GP's key columns. */
export const KEY_LENGTH = { customer: 15, item: 31, site: 11, priceLevel: 11, schedule: 11, document: 21 } as const;

/**
 * A key as `char`, as its column is. Drivers send texts as nvarchar, and SQL Server would convert the whole column to
 * compare it with one: every row read, and no index used.
 */
export function charKey(value: string, length: number): RawBuilder<string> {
  return sql<string>`cast(${value} as char(${sql.lit(length)}))`;
}

export function charKeys(values: readonly string[], length: number): RawBuilder<string>[] {
  return values.map((value) => charKey(value, length));
}

/** Rows of keys as a table to join with, for keys of several columns. */
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

/** A list in parts that fit into one request each. */
export function inParts<T>(list: readonly T[], parametersEach: number): T[][] {
  const size = Math.floor(MAX_PARAMETERS / parametersEach);
  const parts: T[][] = [];
  for (let start = 0; start < list.length; start += size) parts.push(list.slice(start, start + size));
  return parts;
}

/** Whether a key can be in its column at all; one that cannot is not asked for, and not cut off to find another's row. */
export function fits(key: string, length: number): boolean {
  return key.length <= length;
}

export function fitting<Key extends string>(keys: readonly Key[], length: number): Key[] {
  return keys.filter((key) => fits(key, length));
}
