import { sql } from 'kysely';
import { STAMPED_TABLES } from '../used-objects.js';
import { type Check, ok, warning } from './check.js';

interface Trigger {
  readonly table: string;
  readonly trigger: string;
  readonly disabled: number;
}

/**
 * Whether GP's triggers that stamp changed rows (DEX_ROW_TS) are there and switched on. Sites switch them off for mass
 * updates, and forget them.
 */
export const triggersCheck: Check<readonly Trigger[]> = {
  name: 'stamps',
  of: 'sqlServer',
  ask: async ({ gp }, _, signal) => {
    const { rows } = await sql<Trigger>`select t.name as "table", g.name as "trigger", cast(g.is_disabled as int) as "disabled"
      from sys.triggers as g inner join sys.tables as t on t.object_id = g.parent_id where left(g.name, 4) = 'zDT_'`.execute(gp, {
      signal,
    });
    return rows;
  },
  judge: (triggers) => {
    const findings = STAMPED_TABLES.flatMap((table) => {
      const own = triggers.filter((trigger) => trigger.table === table);
      const off = own.filter(({ disabled }) => disabled !== 0).map(({ trigger }) => trigger);
      const late = 'what changes there is noticed with the nightly comparison only';
      if (own.length === 0)
        return [warning(`${table} has no trigger zDT_${table}: ${late}`, `have GP Utilities make GP's triggers anew`)];
      if (off.length > 0) {
        return [
          warning(`${off.join(', ')} of ${table} is switched off: ${late}`, `enable trigger ${off.join(', ')} on ${table}`),
        ];
      }
      return [];
    });
    return findings.length > 0 ? findings : [ok(`the triggers of ${STAMPED_TABLES.length} tables are there and switched on`)];
  },
};
