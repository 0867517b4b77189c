import { sql } from 'kysely';
import { CHANGED_TABLES } from '../changes/changed-facts.js';
import { type Check, type Finding, note, ok, warning } from './check.js';

interface TrackedTable {
  readonly table: string;
  /** 1 where it is on for the table, 0 where it is off. */
  readonly tracked: number;
  /** 1 where it notes the columns that changed. */
  readonly columns: number;
  /** 1 where the login may see what has changed. */
  readonly allowed: number | null;
}

interface Tracking {
  /** Undefined where it is off for the database. */
  readonly database:
    | { readonly cleanup: number; readonly retention: number; readonly unit: 'MINUTES' | 'HOURS' | 'DAYS' }
    | undefined;
  readonly tables: readonly TrackedTable[];
}

const MINUTES = { MINUTES: 1, HOURS: 60, DAYS: 24 * 60 };
/** A gateway, or its network, may be away for a night. What has changed longer ago is forgotten, and everything is read again. */
const LEAST_RETENTION_MINUTES = 24 * 60;
/** Every sale stamps the row of its items. Without the columns each would outdate the item's prices too. */
const OF_WHICH_COLUMNS_COUNT = 'IV00101';
const GUIDE = 'docs/integrator.md, "What changes in GP", has the statements';

/** SQL Server's Change Tracking: whether it is on, for how long it remembers, and whether it may be asked. */
export const changesCheck: Check<Tracking> = {
  name: 'changes',
  of: 'sqlServer',
  ask: async ({ gp }, _, signal) => {
    const [databases, tables] = await Promise.all([
      sql<NonNullable<Tracking['database']>>`select cast(d.is_auto_cleanup_on as int) as "cleanup",
        d.retention_period as "retention", d.retention_period_units_desc as "unit"
        from sys.change_tracking_databases as d where d.database_id = db_id()`.execute(gp, { signal }),
      trackedTablesQuery(CHANGED_TABLES).execute(gp, { signal }),
    ]);
    return { database: databases.rows[0], tables: tables.rows };
  },
  judge: ({ database, tables }, { changes, locks }) => {
    if (changes === 'off') return [note('GP is not asked what has changed (GP_CHANGES=off): freshness goes by time alone')];
    if (locks === 'nolock')
      return [note('GP is not asked what has changed, as GP_LOCKS is nolock: freshness goes by time alone')];
    if (changes === 'stamps') return [ok('changes are noticed by stamps alone (GP_CHANGES=stamps)')];
    const wanted = changes === 'change-tracking';
    if (!database) {
      const loss = wanted ? 'nothing is announced, and freshness goes by time' : 'changes of stock are announced, by stamps';
      const text = `Change Tracking is off for the database: ${loss}`;
      return [wanted ? warning(text, GUIDE) : note(text, `for prices, customers and deletions too, switch it on: ${GUIDE}`)];
    }
    return [...ofDatabase(database), ...ofTables(tables)];
  },
};

function trackedTablesQuery(tables: readonly string[]) {
  const rows = tables.map((table) => sql`(${sql.lit(table)}, ${sql.lit(`dbo.${table}`)})`);
  return sql<TrackedTable>`select w."table" as "table", case when t.object_id is null then 0 else 1 end as "tracked",
    coalesce(cast(t.is_track_columns_updated_on as int), 0) as "columns",
    has_perms_by_name(w."object", 'OBJECT', 'VIEW CHANGE TRACKING') as "allowed"
    from (values ${sql.join(rows)}) as w("table", "object")
    left join sys.change_tracking_tables as t on t.object_id = object_id(w."object")`;
}

function ofDatabase({ cleanup, retention, unit }: NonNullable<Tracking['database']>): Finding[] {
  const kept = `${retention} ${retention === 1 ? unit.toLowerCase().slice(0, -1) : unit.toLowerCase()}`;
  const findings: Finding[] = [];
  if (cleanup !== 1) {
    const text = 'Change Tracking never forgets a change (AUTO_CLEANUP is off): its tables grow without end';
    findings.push(warning(text, 'alter database current set change_tracking (auto_cleanup = on)'));
  }
  if (retention * MINUTES[unit] < LEAST_RETENTION_MINUTES) {
    findings.push(
      note(
        `changes are kept for ${kept}: after a longer outage every fact is read again when it is next shown`,
        'alter database current set change_tracking (change_retention = 2 days)',
      ),
    );
  }
  return findings.length > 0 ? findings : [ok(`Change Tracking is on for the database, and keeps changes for ${kept}`)];
}

function ofTables(tables: readonly TrackedTable[]): Finding[] {
  const off = tables.filter(({ tracked }) => tracked !== 1).map(({ table }) => table);
  const refused = tables.filter(({ tracked, allowed }) => tracked === 1 && allowed !== 1).map(({ table }) => table);
  const findings: Finding[] = [];
  if (off.length > 0) {
    const text = `Change Tracking is off for ${off.join(', ')}: facts made of them go by time, or by stamps`;
    findings.push(warning(text, off.map((table) => `alter table ${table} enable change_tracking`).join('; ')));
  }
  if (refused.length > 0) {
    findings.push(
      warning(
        `what Change Tracking has noted of ${refused.join(', ')} may not be seen: facts made of them go by time, or by stamps`,
        'have a DBA run the script of "npm run gp -- grants --change-tracking"',
      ),
    );
  }
  if (tables.some(({ table, tracked, columns }) => table === OF_WHICH_COLUMNS_COUNT && tracked === 1 && columns !== 1)) {
    findings.push(
      note(
        `Change Tracking does not note the columns of ${OF_WHICH_COLUMNS_COUNT}: prices of an item are read again after each sale of it`,
        `alter table ${OF_WHICH_COLUMNS_COUNT} disable change_tracking; alter table ${OF_WHICH_COLUMNS_COUNT} enable change_tracking with (track_columns_updated = on)`,
      ),
    );
  }
  return findings.length > 0 ? findings : [ok(`Change Tracking is on for ${tables.length} tables, and may be asked`)];
}
