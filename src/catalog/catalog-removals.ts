import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { GatewayDatabase } from '../database/index.js';
import { type Applied, type ApplyRequest, type Job, type JobChunk, type PlanRequest, RunsBySchedule } from '../jobs/index.js';
import { asSku, type Sku } from '../values/identifiers.js';
import { requestsFirst } from '../values/requests-first.js';
import { CatalogSnapshot } from './catalog-snapshot.js';
import { CatalogSource, type ItemKey } from './catalog-source.port.js';
import { ITEMS_AT_ONCE, ItemImport, type Tally } from './item-import.js';
import { pagesOfKeys } from './pages-of-keys.js';

const KEYS_AT_ONCE = 5_000;
/** The checkpoint once all keys have been seen. */
const ALL_SEEN = '{"allSeen":true}';

type RemovalChunk = JobChunk &
  (
    | { readonly kind: 'begin' }
    | { readonly kind: 'seen'; readonly keys: readonly ItemKey[] }
    | { readonly kind: 'remove'; readonly tally: Tally }
  );

/**
 * Removes the products whose items are deleted in GP. Deletions leave no stamp, so all keys are compared. Products that come
 * while the keys are read are left alone.
 */
@Injectable()
@RunsBySchedule()
export class CatalogRemovals implements Job<RemovalChunk> {
  readonly name = 'catalog.removals';
  readonly about = 'removes products whose items are deleted in GP';
  readonly schedule = { cron: '40 * * * *', timeZone: 'UTC', missed: 'once' } as const;

  constructor(
    private readonly database: GatewayDatabase,
    private readonly snapshot: CatalogSnapshot,
    private readonly source: CatalogSource,
    private readonly items: ItemImport,
  ) {}

  async *plan({ checkpoint, signal }: PlanRequest): AsyncGenerator<RemovalChunk, null> {
    const tally = { read: 0, written: 0, removed: 0 };
    try {
      if (checkpoint === null) yield { kind: 'begin', checkpoint: '{}' };
      if (checkpoint !== ALL_SEEN) {
        const { after = null } = JSON.parse(checkpoint ?? '{}') as { readonly after?: ItemKey };
        const read = (last: string | null) => this.source.keys({ after: last, limit: KEYS_AT_ONCE }, signal);
        for await (const keys of pagesOfKeys(KEYS_AT_ONCE, String, read, after)) {
          if (keys.length > 0) yield { kind: 'seen', keys, checkpoint: JSON.stringify({ after: keys.at(-1) }) };
        }
      }
      yield { kind: 'remove', checkpoint: ALL_SEEN, tally };
      return null;
    } finally {
      this.items.show(tally);
    }
  }

  async apply(chunk: RemovalChunk, { isDryRun }: ApplyRequest): Promise<Applied> {
    switch (chunk.kind) {
      case 'begin':
        await this.database.deleteFrom('catalog_unseen_product').execute();
        await sql`insert into catalog_unseen_product (sku) select sku from product`.execute(this.database);
        return NOTHING;
      case 'seen': {
        const skus = [...new Set(chunk.keys.map(asSku))];
        await sql`delete from catalog_unseen_product where sku = any(${skus}::text[])`.execute(this.database);
        return { ...NOTHING, read: skus.length, unchanged: skus.length };
      }
      case 'remove':
        return isDryRun ? this.show() : this.remove(chunk.tally);
    }
  }

  private async remove(tally: Tally): Promise<Applied> {
    for (;;) {
      await requestsFirst();
      const rows = await this.database.selectFrom('catalog_unseen_product').select('sku').limit(ITEMS_AT_ONCE).execute();
      if (rows.length === 0) return { ...NOTHING, changed: tally.removed };
      const skus = rows.map(({ sku }) => sku as Sku);
      tally.removed += await this.snapshot.remove(skus);
      await this.database.deleteFrom('catalog_unseen_product').where('sku', 'in', skus).execute();
    }
  }

  private async show(): Promise<Applied> {
    const rows = await this.database
      .selectFrom('catalog_unseen_product')
      .innerJoin('product', 'product.sku', 'catalog_unseen_product.sku')
      .select(['product.sku', 'name'])
      .execute();
    return {
      ...NOTHING,
      changed: rows.length,
      sample: rows.map(({ sku, name }) => ({ key: sku, before: { name }, after: null })),
    };
  }
}

const NOTHING: Applied = { read: 0, changed: 0, unchanged: 0, failed: [] };
