import { createHash } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { PriceVersion, PriceVersionSource, PriceVersions } from '../../pricing/index.js';
import { asSku, type Sku } from '../../values/identifiers.js';
import { requestsFirst } from '../../values/requests-first.js';
import { itemKeysQuery } from './catalog.query.js';
import type { GpTables } from './gp-tables.js';
import { inParts } from './keys.js';
import { ITEM_PRICING_PARAMETERS, itemPricingQuery } from './price.query.js';
import { PRICE_ROWS_PARAMETERS, priceRowsQuery } from './price-rows.query.js';

/** Prices by these methods (PRICMTHD: currency amount, percent of list price) do not depend on costs, which change with each receipt. */
const WITHOUT_COSTS: ReadonlySet<string> = new Set(['1', '2']);

/** An item may have a hundred rows. Pages are answered between. */
const ITEMS_WITHOUT_A_PAUSE = 20;

interface Row {
  readonly ITEMNMBR: string;
}

export class SqlPriceVersionSource implements PriceVersionSource {
  constructor(private readonly gp: Kysely<GpTables>) {}

  async versions(from: string | null, limit: number, signal: AbortSignal): Promise<PriceVersions> {
    const keys = (await itemKeysQuery(this.gp, { after: from, limit }).execute({ signal })).map((row) => row.ITEMNMBR.trimEnd());
    const versions: PriceVersion[] = [];
    for (const part of inParts(keys as Sku[], Math.max(ITEM_PRICING_PARAMETERS, PRICE_ROWS_PARAMETERS))) {
      versions.push(...(await this.versionsOf(part, signal)));
    }
    const last = keys.at(-1);
    return { versions, next: last !== undefined && keys.length === limit ? last : null };
  }

  private async versionsOf(keys: readonly Sku[], signal: AbortSignal): Promise<PriceVersion[]> {
    const { item, component, ...facts } = await itemPricingQuery(this.gp, keys).ask(this.gp, { signal });
    const { ...rows } = await priceRowsQuery(this.gp, keys).ask(this.gp, { signal });
    const costly = new Set(item.filter(({ PRICMTHD }) => !WITHOUT_COSTS.has(PRICMTHD)).map(({ ITEMNMBR }) => ITEMNMBR));
    const withoutCosts = <R extends Row>(row: R) =>
      costly.has(row.ITEMNMBR) ? row : { ...row, CURRCOST: undefined, STNDCOST: undefined };
    const all: readonly (readonly [string, readonly Row[]])[] = [
      ['item', item.map(withoutCosts)],
      ['component', component.map(withoutCosts)],
      ...Object.entries(facts),
      ...Object.entries(rows),
    ];
    const byItem = new Map<string, (readonly [part: string, row: Row])[]>(keys.map((key) => [key, []]));
    for (const [part, ofPart] of all) for (const row of ofPart) byItem.get(row.ITEMNMBR.trimEnd())?.push([part, row]);
    const versions: PriceVersion[] = [];
    for (const [key, own] of byItem) {
      if (versions.length % ITEMS_WITHOUT_A_PAUSE === 0) await requestsFirst();
      const lines = own.map(([part, row]) => `${part} ${JSON.stringify(row)}`).sort();
      versions.push({ sku: asSku(key), version: createHash('sha256').update(lines.join('\n')).digest('base64url') });
    }
    return versions;
  }
}
