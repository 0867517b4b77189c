import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { GatewayDatabase } from '../database/index.js';
import { appliedOf, type NewEvent, newEvent, ObservedStates, type StateChange, WatchedFamilies } from '../events/index.js';
import { acceptancePoint } from '../extensions/index.js';
import { type Applied, type ApplyRequest, type Job, type PlanRequest, RunsBySchedule } from '../jobs/index.js';
import { parseCalendarDate } from '../values/calendar-date.js';
import { decimalString } from '../values/exact.js';
import { asSku, asUnitCode } from '../values/identifiers.js';
import type { StoredProduct } from './product.js';
import { productChanged, productWithdrawn } from './product-events.js';

const KIND = 'product';
const PRODUCTS_AT_ONCE = 500;

interface State {
  /** The hash of the product's row. */
  readonly hash: string;
}

interface Chunk {
  /** The last SKU. */
  readonly checkpoint: string;
  readonly isFirst: boolean;
  readonly readAt: Date;
  readonly skus: readonly string[];
  readonly present: ReadonlyMap<string, State>;
}

/** A product that is withdrawn has no record: it is told of. */
export const productAcceptance = acceptancePoint<StoredProduct>('catalog.changes', 'of which changed products events tell', {
  'a stocked product': {
    sku: asSku('BOLT-38-2'),
    name: 'Hex bolt, 3/8 in x 2 in, zinc plated',
    description: 'Hex bolt with a partial thread.',
    type: 'STOCKED',
    itemClass: 'BOLTS',
    categoryValues: ['3/8 IN', 'ZINC', '', '', '', ''],
    baseUnit: asUnitCode('EACH'),
    defaultUnit: asUnitCode('EACH'),
    units: [{ code: asUnitCode('EACH'), baseQuantity: decimalString(1) }],
    quantityDecimals: 0,
    shippingWeight: decimalString('0.05'),
    backorderable: true,
    attributes: [{ name: 'Finish', value: 'ZINC' }],
    imageUrl: 'https://www.example.com/bolt.png',
    substitutes: [],
    components: [],
    variantFamily: null,
    // biome-ignore lint/style/noNonNullAssertion: it is a date.
    createdOn: parseCalendarDate('2026-01-15')!,
    customFields: { origin: 'DE' },
  },
});

/** Finds products of the catalogue's copy that have changed or are gone. GP is not asked. */
@Injectable()
@RunsBySchedule()
export class ProductChanges implements Job<Chunk> {
  readonly name = 'catalog.changes';
  readonly about = 'finds products that have changed or are withdrawn, for events';
  readonly schedule = { cron: '* * * * *', timeZone: 'UTC', missed: 'once' } as const;

  constructor(
    private readonly database: GatewayDatabase,
    private readonly states: ObservedStates,
    private readonly watched: WatchedFamilies,
  ) {}

  async *plan({ watermark, checkpoint }: PlanRequest): AsyncGenerator<Chunk, string | null> {
    // Until GP was read for the first time, nothing can have changed.
    if (!this.watched.has('products') || !(await this.hasProducts())) return null;
    for (let after = checkpoint ?? ''; ; ) {
      const readAt = await this.states.now();
      const rows = await this.different(after);
      const last = rows.at(-1);
      if (!last) return 'watched';
      const present = new Map(rows.flatMap(({ sku, hash }): [string, State][] => (hash === null ? [] : [[sku, { hash }]])));
      yield { checkpoint: last.sku, isFirst: watermark === null, readAt, skus: rows.map(({ sku }) => sku), present };
      after = last.sku;
    }
  }

  async apply({ isFirst, readAt, skus: keys, present }: Chunk, { isDryRun }: ApplyRequest): Promise<Applied> {
    const accepts = { point: productAcceptance, records: () => this.products([...present.keys()]) };
    const look = { kind: KIND, keys, readAt, present, isFirst, isDryRun, accepts, tell: eventsOf };
    return appliedOf(keys.length, await this.states.observe(look));
  }

  private async hasProducts(): Promise<boolean> {
    return (await this.database.selectFrom('product').select('sku').limit(1).executeTakeFirst()) !== undefined;
  }

  private async products(skus: readonly string[]): Promise<ReadonlyMap<string, unknown>> {
    if (skus.length === 0) return new Map();
    const rows = await this.database.selectFrom('product').where('sku', 'in', skus).select(['sku', 'details']).execute();
    return new Map(rows.map(({ sku, details }) => [sku, details]));
  }

  /** The next products that differ from what was seen, with the hash of the product; null for one that is gone. */
  private async different(after: string): Promise<readonly { readonly sku: string; readonly hash: string | null }[]> {
    const { rows } = await sql<{ sku: string; hash: string | null }>`
      select coalesce(p.sku, o.key) as sku, p.content_hash as hash
      from product p
        full join (select key, value ->> 'hash' as hash from observed_state where kind = ${KIND}) o on o.key = p.sku
      where p.content_hash is distinct from o.hash and coalesce(p.sku, o.key) > ${after}
      order by 1 limit ${sql.lit(PRODUCTS_AT_ONCE)}`.execute(this.database);
    return rows;
  }
}

function eventsOf(changes: readonly StateChange<State>[]): NewEvent[] {
  const skus = changes.flatMap(({ key, after }) => (after ? [key] : []));
  const withdrawn = changes.flatMap(({ key, after }) => (after ? [] : [newEvent(productWithdrawn, key, null, { sku: key })]));
  return [...(skus.length > 0 ? [newEvent(productChanged, null, null, { skus, isEverything: false })] : []), ...withdrawn];
}
