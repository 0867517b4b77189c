import { type RawBuilder, sql } from 'kysely';
import type { ChangeSource, StateRow } from '../gp/index.js';

/** CHANGETABLE takes a variable and no expression. The driver sends whole numbers up to this one as `int`, which fits it. */
const LARGEST_INT = 2_147_483_647n;

/** The present version of Change Tracking, as it was when the statement began. */
const NOW = sql`@now`;

/**
 * What a SQL Server tells of its changes. The database is named by the time when it was created or restored, and the server by
 * that of tempdb, which is made anew at each start. Functions of Change Tracking answer null where it is off, or where the login
 * lacks VIEW CHANGE TRACKING.
 */
export const SQL_SERVER_CHANGES: ChangeSource = {
  state: (tables, stampedElsewhere) => sql<StateRow>`select 'database' as "part", concat(${secondsOf('d')}, ' ',
      (select max(${secondsOf('t')}) from sys.databases as t where t.database_id = 2)) as "first", '' as "second"
      from sys.databases as d where d.name = db_name()
    union all select 'version', cast(${NOW} as varchar(20)), ''
    ${sql.join(tables.map(minimumOf), sql` `)}
    ${sql.join(Object.entries(stampedElsewhere).map(stampsOf), sql` `)}`,

  changed: (table, columns, since, touching): RawBuilder<unknown> => {
    const names = columns.length > 0 ? sql.join(columns.map((column) => sql`t.${sql.id(column)}`)) : sql`1 as "one"`;
    const touched = touching
      ? sql` where t."SYS_CHANGE_OPERATION" <> 'U' or t."SYS_CHANGE_COLUMNS" is null or ${sql.join(
          touching.map((column) => isTouched(table, column)),
          sql` or `,
        )}`
      : sql``;
    return sql`(select ${names} from changetable(changes ${sql.table(table)}, ${versionOf(since)}) as t${touched})`;
  },

  // A condition on variables alone is decided before the rows are read ("startup expression" in plans).
  isLaterThan: (version) => sql<boolean>`${NOW} > ${versionOf(version)}`,
  afterVersion: <Row>(statement: RawBuilder<Row>) =>
    sql<Row>`declare ${NOW} bigint = change_tracking_current_version(); ${statement}`,
};

function secondsOf(databases: string): RawBuilder<unknown> {
  return sql`datediff(second, '20000101', ${sql.ref(`${databases}.create_date`)})`;
}

function objectId(table: string): RawBuilder<unknown> {
  return sql`object_id(${sql.lit(`dbo.${table}`)})`;
}

function minimumOf(table: string): RawBuilder<unknown> {
  return sql`union all select 'minimum', ${sql.lit(table)}, cast(change_tracking_min_valid_version(${objectId(table)}) as varchar(20))`;
}

/** One trigger each for rows that are created, deleted and updated, and one that keeps the other table's stamp. */
function stampsOf([table, other]: readonly [string, string]): RawBuilder<unknown> {
  return sql`union all select 'stamps', ${sql.lit(table)}, '' where 3 <= ${triggersOf(table)} and 1 <= ${triggersOf(other)}`;
}

/** GP's own triggers (zDT_...) that are switched on. */
function triggersOf(table: string): RawBuilder<unknown> {
  return sql`(select count(*) from sys.triggers where parent_id = ${objectId(table)} and left(name, 4) = 'zDT_' and is_disabled = 0)`;
}

function isTouched(table: string, column: string): RawBuilder<unknown> {
  const place = sql`columnproperty(${objectId(table)}, ${sql.lit(column)}, 'ColumnId')`;
  return sql`change_tracking_is_column_in_mask(${place}, t."SYS_CHANGE_COLUMNS") = 1`;
}

function versionOf(since: string): RawBuilder<unknown> {
  const version = BigInt(since);
  return version <= LARGEST_INT ? sql`${Number(version)}` : sql.lit(version);
}
