import { type RawBuilder, sql } from 'kysely';
import type { ChangeSource, StateRow } from './change-source.js';
import type { ChangedFact, StampedTable } from './changed-facts.js';

/** The longest key (an item's) has 31 characters. */
const text = (value: RawBuilder<unknown>) => sql`cast(${value} as varchar(63))`;

export interface LookRow {
  /** `now`, a part of the company's state, a stamped table, or the index of what tracked changes were asked for. */
  readonly part: 'now' | StateRow['part'] | StampedTable | `${number}`;
  readonly first: string | null;
  readonly second: string | null;
  /** GP's clock (`now`), or a row's change stamp. UTC. */
  readonly stamp: Date | null;
}

/** Where the present look goes on from: nothing for the first one. */
export type AskedChanges =
  | { readonly way: 'stamps'; readonly tables: Readonly<Record<string, string>>; readonly since: string; readonly limit: number }
  | { readonly way: 'change-tracking'; readonly facts: readonly ChangedFact[]; readonly since: string; readonly limit: number };

/**
 * One look, in one statement: GP's clock, the state of the company's database, and the keys of rows that have changed since an
 * earlier look, by their stamps or by Change Tracking: at most `limit` of each table or fact.
 */
export function lookQuery(
  source: ChangeSource,
  tables: readonly string[],
  stampedElsewhere: Readonly<Record<string, string>>,
  changes: AskedChanges | null,
) {
  const parts = [
    sql`select ${text(sql`'now'`)} as "part", ${text(sql`''`)} as "first", ${text(sql`''`)} as "second", getutcdate() as "stamp"`,
    sql`select ${text(sql`s."part"`)}, ${text(sql`s."first"`)}, ${text(sql`s."second"`)}, cast(null as datetime)
      from (${source.state(tables, stampedElsewhere)}) as s`,
    ...(changes === null ? [] : changes.way === 'stamps' ? stampedRows(changes) : trackedRows(source, changes)),
  ];
  return source.afterVersion(sql<LookRow>`${sql.join(parts, sql` union all `)}`);
}

/** The keys and stamps of rows that have later stamps. */
function stampedRows({ tables, since, limit }: AskedChanges & { way: 'stamps' }): RawBuilder<LookRow>[] {
  return Object.entries(tables).map(
    ([table, column]) => sql`select ${text(sql.lit(table))}, ${text(sql`s.${sql.id(column)}`)}, ${text(sql`''`)}, s."DEX_ROW_TS"
      from (select r.${sql.id(column)}, r."DEX_ROW_TS" from ${sql.table(table)} as r
        where r."DEX_ROW_TS" > cast(${since} as datetime)
        order by r."DEX_ROW_TS" desc offset 0 rows fetch next ${sql.lit(limit)} rows only) as s`,
  );
}

/** The keys of rows that have changed since a version of Change Tracking. */
function trackedRows(
  source: ChangeSource,
  { facts, since, limit }: AskedChanges & { way: 'change-tracking' },
): RawBuilder<LookRow>[] {
  return facts.map(({ table, by, through, touching, where = {} }, index) => {
    const columns = [...new Set([...by, ...Object.keys(where)])];
    const changed = source.changed(table, columns, since, touching);
    const conditions = Object.entries(where).map(([column, value]) => sql`c.${sql.id(column)} = ${sql.lit(value)}`);
    const onlyThese = conditions.length > 0 ? sql` where ${sql.join(conditions, sql` and `)}` : sql``;
    const [first = sql`''`, second = sql`''`] = by.map((column) => sql`c.${sql.id(column)}`);
    const values = (one: RawBuilder<unknown>, other: RawBuilder<unknown>) =>
      sql`${text(sql.lit(String(index)))} as "part", ${text(one)} as "first", ${text(other)} as "second"`;
    const rows = {
      itself: sql`select distinct ${values(first, second)} from ${changed} as c${onlyThese}`,
      kits: sql`select distinct ${values(sql`k."ITEMNMBR"`, sql`''`)} from ${changed} as c
        inner join "IV00104" as k on k."CMPTITNM" = c."ITEMNMBR"`,
      family: sql`select distinct ${values(sql`m."CUSTNMBR"`, sql`''`)} from ${changed} as c
        inner join "RM00101" as o on o."CUSTNMBR" = c."CUSTNMBR" inner join "RM00105" as n on n."CPRCSTNM" = ${familyOf('o')}
        inner join "RM00101" as m on ${familyOf('m')} = n."CPRCSTNM"`,
      families: sql`select ${values(sql`m."CUSTNMBR"`, sql`''`)} from "RM00105" as n
        inner join "RM00101" as m on ${familyOf('m')} = n."CPRCSTNM" where exists (select 1 from ${changed} as c)`,
      customersOfSheet: sql`select distinct ${values(sql`r."LINKCODE"`, sql`''`)} from ${changed} as c
        inner join "RM00500" as r on r."PRCSHID" = c."PRCSHID" and r."PRODTCOD" = 'C'`,
    }[through ?? 'itself'];
    return sql`select p."part", p."first", p."second", cast(null as datetime) from (
      select r."part", r."first", r."second" from (${rows}) as r
      order by r."first" offset 0 rows fetch next ${sql.lit(limit)} rows only) as p where ${source.isLaterThan(since)}`;
  });
}

function familyOf(customer: string): RawBuilder<string> {
  const own = sql.ref(`${customer}.CUSTNMBR`);
  const parent = sql.ref(`${customer}.CPRCSTNM`);
  return sql<string>`case when ${parent} = '' then ${own} else ${parent} end`;
}
