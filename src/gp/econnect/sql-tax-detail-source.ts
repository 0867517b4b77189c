import type { Kysely } from 'kysely';
import type { TaxDetail, TaxDetailSource } from '../../ordering/index.js';
import type { GpTables } from '../sql/gp-tables.js';
import { fitting, inParts } from '../sql/keys.js';
import { type IntakeDatabase, intakeDatabase, TAX_DETAIL_LENGTH, taxDetailsQuery } from './intake.query.js';

/** TX00201, with the schedules of TX00102 that TX00101 has. */
export class SqlTaxDetailSource implements TaxDetailSource {
  private readonly gp: IntakeDatabase;

  constructor(gp: Kysely<GpTables>) {
    this.gp = intakeDatabase(gp);
  }

  async taxDetails(details: readonly string[], signal: AbortSignal): Promise<ReadonlyMap<string, TaxDetail>> {
    const schedules = new Map<string, string[]>();
    for (const part of inParts(fitting(details, TAX_DETAIL_LENGTH), 1)) {
      for (const { TAXDTLID, TAXSCHID } of await taxDetailsQuery(this.gp, part).execute({ signal })) {
        const detail = TAXDTLID.trim().toUpperCase();
        schedules.set(detail, [...(schedules.get(detail) ?? []), ...(TAXSCHID ? [TAXSCHID.trim()] : [])]);
      }
    }
    return new Map([...schedules].map(([detail, its]) => [detail, { schedules: its.sort() }]));
  }
}
