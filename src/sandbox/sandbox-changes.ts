import { type RawBuilder, sql } from 'kysely';
import type { ChangeSource, StateRow } from '../gp/index.js';

/** What the sandbox's PostgreSQL tells of the company's changes (change-tracking.sql, triggers.sql). */
export const SANDBOX_CHANGES: ChangeSource = {
  state: (tables, stampedElsewhere) => sql<StateRow>`
    select 'database' as "part", created || ' ' || pg_postmaster_start_time()::text as "first", '' as "second" from company_database
    union all select 'version', change_tracking_current_version()::text, ''
    union all select 'minimum', table_name, min_valid_version::text from change_tracking_table
      where table_name in (${sql.join([...tables])})
    ${sql.join(Object.entries(stampedElsewhere).map(stampsOf), sql` `)}`,

  changed: (table, columns, since, touching): RawBuilder<unknown> => {
    const names = columns.map((column) => sql`cast(key ->> ${sql.lit(column)} as bpchar) as ${sql.id(column)}`);
    const touched = touching
      ? sql` where operation <> 'U' or columns is null or columns ?| array[${sql.join(touching.map((column) => sql.lit(column)))}]`
      : sql``;
    return sql`(select ${names.length > 0 ? sql.join(names) : sql`1 as one`}
      from change_table(${sql.lit(table)}, cast(${since} as bigint))${touched})`;
  },

  // A statement of PostgreSQL sees one state of the database, so that version and changes agree.
  isLaterThan: (version) => sql<boolean>`change_tracking_current_version() > cast(${version} as bigint)`,
  afterVersion: (statement) => statement,
};

function stampsOf([table, other]: readonly [string, string]): RawBuilder<unknown> {
  const isOn = (of: string, trigger: string) =>
    sql`exists (select 1 from pg_trigger where tgrelid = ${sql.lit(`"${of}"`)}::regclass and tgname = ${sql.lit(trigger)} and tgenabled <> 'D')`;
  return sql`union all select 'stamps', ${sql.lit(table)}, '' where ${isOn(table, 'stamp_item')} and ${isOn(other, 'stamp')}`;
}
