import type { Kysely } from 'kysely';
import type { ShippingMethodSource } from '../../ordering/index.js';
import type { GpTables } from '../sql/gp-tables.js';
import { type IntakeDatabase, intakeDatabase, shippingMethodsQuery } from './intake.query.js';

/** SY03000. */
export class SqlShippingMethodSource implements ShippingMethodSource {
  private readonly gp: IntakeDatabase;

  constructor(gp: Kysely<GpTables>) {
    this.gp = intakeDatabase(gp);
  }

  async shippingMethods(signal: AbortSignal): Promise<readonly string[]> {
    const rows = await shippingMethodsQuery(this.gp).execute({ signal });
    return rows.map(({ SHIPMTHD }) => SHIPMTHD.trim()).sort();
  }
}
