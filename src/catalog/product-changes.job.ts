import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { GatewayDatabase } from '../database/index.js';
import { appliedOf, type NewEvent, newEvent, ObservedStates, type StateChange, WatchedFamilies } from '../events/index.js';
import { type Applied, type ApplyRequest, type Job, type PlanRequest, RunsBySchedule } from '../jobs/index.js';
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
    const look = { kind: KIND, keys, readAt, present, isFirst, isDryRun, tell: eventsOf };
    return appliedOf(keys.length, await this.states.observe(look));
  }

  private async hasProducts(): Promise<boolean> {
    return (await this.database.selectFrom('product').select('sku').limit(1).executeTakeFirst()) !== undefined;
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
