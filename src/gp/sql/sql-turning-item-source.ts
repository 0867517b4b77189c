import type { Kysely } from 'kysely';
import type { TurningDays, TurningItemSource, TurningItems } from '../../pricing/index.js';
import { asSku } from '../../values/identifiers.js';
import type { GpTables } from './gp-tables.js';
import { turningItemsQuery } from './price-rows.query.js';

export class SqlTurningItemSource implements TurningItemSource {
  constructor(private readonly gp: Kysely<GpTables>) {}

  async items({ after, until }: TurningDays, from: string | null, limit: number, signal: AbortSignal): Promise<TurningItems> {
    const rows = await turningItemsQuery(this.gp, { after, until, from: from ?? '', limit }).execute({ signal });
    const last = rows.at(-1);
    return {
      skus: rows.map((row) => asSku(row.ITEMNMBR)),
      next: last !== undefined && rows.length === limit ? last.ITEMNMBR.trimEnd() : null,
    };
  }
}
