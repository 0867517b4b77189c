import { sql } from 'kysely';
import { TABLES_WITH_STAMP_TRIGGERS } from '../used-objects.js';
import { type Check, type Finding, ok, warning } from './check.js';
import { inOneLine } from './one-cure.js';

export interface Trigger {
  readonly table: string;
  readonly trigger: string;
  readonly disabled: number;
}

/** GP's triggers that keep stamps, as a select. */
export const allTriggers = sql<Trigger>`select t.name as "table", g.name as "trigger", cast(g.is_disabled as int) as "disabled"
  from sys.triggers as g inner join sys.tables as t on t.object_id = g.parent_id where left(g.name, 4) = 'zDT_'`;

/**
 * Whether GP's triggers that stamp changed rows (DEX_ROW_TS) are there and switched on. Sites switch them off for mass
 * updates, and forget them.
 */
export const triggersCheck: Check<readonly Trigger[]> = {
  name: 'stamps',
  of: 'sqlServer',
  ask: async ({ gp }, _, signal) => (await allTriggers.execute(gp, { signal })).rows,
  judge: judgeTriggers,
};

export function judgeTriggers(triggers: readonly Trigger[]): readonly Finding[] {
  const late = 'what changes there is noticed late, some of it with the nightly comparison only';
  const used: readonly string[] = TABLES_WITH_STAMP_TRIGGERS;
  const findings = inOneLine(
    used
      .filter((table) => !triggers.some((trigger) => trigger.table === table))
      .map((table) => ({
        level: 'warning',
        of: table,
        one: `has no trigger of GP's (zDT_...) that keeps its stamps: ${late}`,
        several: `have no triggers of GP's (zDT_...) that keep their stamps: ${late}`,
        todo: "have GP Utilities make GP's triggers anew",
      })),
  );
  const off = triggers.filter(({ table, disabled }) => disabled !== 0 && used.includes(table));
  if (off.length > 0) {
    const names = off.map(({ table, trigger }) => `${trigger} of ${table}`).join(', ');
    const statements = off.map(({ table, trigger }) => `enable trigger ${trigger} on ${table}`).join('; ');
    findings.push(warning(`${names} ${off.length === 1 ? 'is' : 'are'} switched off: ${late}`, statements));
  }
  return findings.length > 0 ? findings : [ok(`the triggers of ${used.length} tables are there and switched on`)];
}
