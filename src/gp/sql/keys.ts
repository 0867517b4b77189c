import { type AliasedRawBuilder, type RawBuilder, sql } from 'kysely';

/** SQL Server accepts 2,100 parameters in a request, and a query needs a few besides its keys. */
const MAX_PARAMETERS = 2_000;
/**
 * How many keys a statement can have. SQL Server compiles each text of a statement and keeps its plan, so that a text for
 * every count of keys would push other plans out. A list of keys is filled up to the next of these counts. They are the
 * sizes of usual pages: a product, its components, a page of 25, a page of 100.
 */
export const KEY_COUNTS = [1, 5, 25, 100, 400, MAX_PARAMETERS] as const;

/** The lengths of GP's key columns. */
export const KEY_LENGTH = {
  customer: 15,
  currency: 15,
  item: 31,
  site: 11,
  priceLevel: 11,
  priceSheet: 15,
  schedule: 11,
  document: 21,
} as const;

/**
 * A key as `char`, the type of its column. Drivers send texts as nvarchar. To compare, SQL Server would convert the whole
 * column, and so read every row and use no index.
 */
export function charKey(value: string, length: number): RawBuilder<string> {
  return sql<string>`cast(${value} as char(${sql.lit(length)}))`;
}

/** Keys for an "in", filled up to a count of KEY_COUNTS. */
export function charKeys(values: readonly string[], length: number): RawBuilder<string>[] {
  return filledUp(values).map((value) => charKey(value, length));
}

/** A list that repeats its last entry up to the next count of KEY_COUNTS. "in" takes a key that comes twice as one. */
export function filledUp<T>(list: readonly T[]): readonly T[] {
  const [last] = list.slice(-1);
  return last === undefined ? list : [...list, ...Array.from({ length: missing(list) }, () => last)];
}

function missing({ length }: readonly unknown[]): number {
  const count = KEY_COUNTS.find((count) => count >= length);
  if (count === undefined) throw new RangeError(`${length} keys do not fit in one request`);
  return count - length;
}

/**
 * Keys of several columns as the rows of a table, to join with. It is filled up with rows of blanks, which join with nothing:
 * GP's keys are not blank. A row that came twice would join twice.
 */
export function keyTable<Alias extends string, Columns extends string>(
  alias: Alias,
  columns: Readonly<Record<Columns, number>>,
  rows: readonly Readonly<Record<Columns, string>>[],
): AliasedRawBuilder<Record<Columns, string>, Alias> {
  const names = Object.keys(columns) as Columns[];
  const blank = Array.from({ length: missing(rows) }, () => undefined);
  const values = [...rows, ...blank].map(
    (row) => sql`(${sql.join(names.map((name) => charKey(row?.[name] ?? '', columns[name])))})`,
  );
  return sql<Record<Columns, string>>`(values ${sql.join(values)})`.as<Alias>(
    sql`${sql.id(alias)}(${sql.join(names.map((name) => sql.id(name)))})`,
  );
}

/**
 * Splits a list into parts that each fit in one request, filled up to a count of KEY_COUNTS.
 * @param parametersEach how many parameters an entry needs
 */
export function inParts<T>(list: readonly T[], parametersEach: number): T[][] {
  const size = Math.max(...KEY_COUNTS.filter((count) => count * parametersEach <= MAX_PARAMETERS));
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
