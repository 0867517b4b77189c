import { type RawBuilder, sql } from 'kysely';

/** Long enough for any numeric(38,5), which is what a sum over numeric(19,5) becomes. */
const DIGITS = 40;

/** A number as text: drivers decode numeric to a float, and text keeps every digit. Both SQL Server and PostgreSQL run it. */
export function asText(reference: string): RawBuilder<string> {
  return sql<string>`cast(${sql.ref(reference)} as varchar(${sql.lit(DIGITS)}))`;
}

/** A number of a type whose text is not exact: GP has none with more than five decimals. */
export function inexactAsText(reference: string): RawBuilder<string> {
  return sql<string>`cast(cast(${sql.ref(reference)} as numeric(19, 5)) as varchar(${sql.lit(DIGITS)}))`;
}

/** A date as "2026-11-23". The text of a datetime differs between servers; the text of a date does not. */
export function dateAsText(reference: string): RawBuilder<string> {
  return sql<string>`cast(cast(${sql.ref(reference)} as date) as varchar(10))`;
}
