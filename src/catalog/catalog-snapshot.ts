import { createHash } from 'node:crypto';
import { Injectable, Logger } from '@nestjs/common';
import { CatalogSettings } from '../config/index.js';
import { GatewayDatabase } from '../database/index.js';
import { Clock } from '../values/clock.js';
import type { Sku } from '../values/identifiers.js';
import { CatalogSource, type ChangeStamp } from './catalog-source.port.js';
import { categoryTree } from './category-tree.js';
import type { Classification, Item } from './item.js';
import type { Product } from './product.js';
import { productOf } from './product-of-item.js';
import { withoutAccents } from './search-text.js';

/** Rows of a long transaction commit with earlier stamps than their commit time, so every look for changes overlaps the last. */
const OVERLAP_MS = 5 * 60_000;
/** Deletions leave no stamp: they are found by comparing all keys, which a company's items change rarely enough to do hourly. */
const COMPARE_EVERY_MS = 60 * 60_000;
const ITEMS_AT_ONCE = 1_000;
const KEYS_AT_ONCE = 10_000;
const ROWS_AT_ONCE = 200;
/** One instance works, the others look again later. Prolonged with every batch of items, so a dead instance is soon replaced. */
const LEASE_MS = 60_000;

export interface RefreshResult {
  /** Products written because they are new or differ from what the snapshot had. */
  readonly changed: number;
  readonly removed: number;
}

/** Keeps the gateway's copy of GP's items up to date, asking GP for no more than what its change stamps say has changed. */
@Injectable()
export class CatalogSnapshot {
  private readonly log = new Logger('catalog');

  constructor(
    private readonly database: GatewayDatabase,
    private readonly source: CatalogSource,
    private readonly settings: CatalogSettings,
    private readonly clock: Clock,
  ) {}

  /**
   * Brings the snapshot up to date, or does nothing where another instance is at it.
   * @returns what has changed, or undefined where another instance holds the lease
   * @throws {ErpUnavailable} GP can't be asked; the snapshot stays as it was, or up to where the refresh had come
   */
  async refresh(signal: AbortSignal): Promise<RefreshResult | undefined> {
    const lease = await this.takeLease();
    if (!lease) return undefined;
    try {
      return await this.refreshUnderLease(lease, signal);
    } finally {
      await this.database.updateTable('catalog_state').set({ leased_until: null }).execute();
    }
  }

  /** When the snapshot was last brought up to date; null where it never was. */
  async refreshedAt(): Promise<Date | null> {
    const state = await this.database.selectFrom('catalog_state').select('refreshed_at').executeTakeFirst();
    return state?.refreshed_at ?? null;
  }

  private async takeLease() {
    const now = this.clock.now();
    return this.database
      .updateTable('catalog_state')
      .set({ leased_until: new Date(now + LEASE_MS) })
      .where((eb) => eb.or([eb('leased_until', 'is', null), eb('leased_until', '<', new Date(now))]))
      .returning(['watermark', 'compared_at'])
      .executeTakeFirst();
  }

  private async prolongLease(): Promise<void> {
    const until = new Date(this.clock.now() + LEASE_MS);
    await this.database.updateTable('catalog_state').set({ leased_until: until }).execute();
  }

  private async refreshUnderLease(
    { watermark, compared_at }: { watermark: string | null; compared_at: Date | null },
    signal: AbortSignal,
  ): Promise<RefreshResult> {
    // Read before the items: what changes while they are read is found by the next refresh.
    const startedAt = await this.source.now(signal);
    const classification = await this.source.classification(signal);
    const reclassified = await this.writeCategories(classification);
    // The names of classes and categories stand in the products, so all of them are made anew where one has changed.
    const changed = await this.writeItems(reclassified ? null : watermark, classification, signal);

    const now = this.clock.now();
    const compares = watermark === null || compared_at === null || now - compared_at.getTime() >= COMPARE_EVERY_MS;
    const removed = changed.removed + (compares ? await this.removeDeleted(signal) : 0);
    await this.database
      .updateTable('catalog_state')
      .set({
        watermark: earlier(startedAt, OVERLAP_MS),
        refreshed_at: new Date(now),
        ...(compares && { compared_at: new Date(now) }),
      })
      .execute();
    if (changed.written + removed > 0) this.log.log(`catalogue: ${changed.written} products written, ${removed} removed`);
    return { changed: changed.written, removed };
  }

  private async writeItems(changedSince: ChangeStamp | null, classification: Classification, signal: AbortSignal) {
    let written = 0;
    let removed = 0;
    let after: Sku | null = null;
    for (;;) {
      await this.prolongLease();
      const items: readonly Item[] = await this.source.items({ changedSince, after, limit: ITEMS_AT_ONCE }, signal);
      const products = items
        .filter((item) => !item.inactive)
        .map((item) => productOf(item, classification, this.settings.variantAttributes));
      for (let start = 0; start < products.length; start += ROWS_AT_ONCE) {
        written += await this.writeProducts(products.slice(start, start + ROWS_AT_ONCE), classification);
      }
      removed += await this.remove(items.filter((item) => item.inactive).map((item) => item.sku));
      if (items.length < ITEMS_AT_ONCE) return { written, removed };
      after = items.at(-1)?.sku ?? null;
    }
  }

  /** Writes those that differ from what is there; a sale changes an item's stamp and not its text. */
  private async writeProducts(products: readonly Product[], classification: Classification): Promise<number> {
    const rows = products.map((product) => {
      const details = JSON.stringify(product);
      const keywords = keywordsOf(product, classification);
      return {
        sku: product.sku,
        name: product.name,
        type: product.type,
        item_class: product.itemClass,
        category_values: [...product.categoryValues],
        variant_family: product.variantFamily,
        created_on: product.createdOn,
        details,
        keywords,
        content_hash: createHash('sha256').update(details).update('\0').update(keywords).digest('base64url'),
      };
    });
    const result = await this.database
      .insertInto('product')
      .values(rows)
      .onConflict((conflict) =>
        conflict
          .column('sku')
          .doUpdateSet((eb) => ({
            name: eb.ref('excluded.name'),
            type: eb.ref('excluded.type'),
            item_class: eb.ref('excluded.item_class'),
            category_values: eb.ref('excluded.category_values'),
            variant_family: eb.ref('excluded.variant_family'),
            created_on: eb.ref('excluded.created_on'),
            details: eb.ref('excluded.details') as never,
            keywords: eb.ref('excluded.keywords'),
            content_hash: eb.ref('excluded.content_hash'),
          }))
          .whereRef('product.content_hash', '<>', 'excluded.content_hash'),
      )
      .executeTakeFirst();
    return Number(result.numInsertedOrUpdatedRows ?? 0);
  }

  private async remove(skus: readonly Sku[]): Promise<number> {
    if (skus.length === 0) return 0;
    const result = await this.database.deleteFrom('product').where('sku', 'in', skus).executeTakeFirst();
    return Number(result.numDeletedRows);
  }

  private async removeDeleted(signal: AbortSignal): Promise<number> {
    const inGp = new Set<string>();
    let after: Sku | null = null;
    for (;;) {
      const skus = await this.source.skus({ after, limit: KEYS_AT_ONCE }, signal);
      for (const sku of skus) inGp.add(sku);
      if (skus.length < KEYS_AT_ONCE) break;
      after = skus.at(-1) ?? null;
    }
    const here = await this.database.selectFrom('product').select('sku').execute();
    return this.remove(here.map((row) => row.sku as Sku).filter((sku) => !inGp.has(sku)));
  }

  private async writeCategories(classification: Classification): Promise<boolean> {
    const categories = categoryTree(classification).map(({ id, parentId, name, position }) => ({
      id,
      parent_id: parentId,
      name,
      position,
    }));
    return this.database.transaction().execute(async (transaction) => {
      const present = await transaction.selectFrom('category').selectAll().orderBy('position').execute();
      const same =
        JSON.stringify(present.map(({ id, parent_id, name, position }) => ({ id, parent_id, name, position }))) ===
        JSON.stringify(categories);
      if (same) return false;
      await transaction.deleteFrom('category').execute();
      // Survives a refresh that fails half way: the next one still makes all products anew.
      await transaction.updateTable('catalog_state').set({ watermark: null }).execute();
      for (let start = 0; start < categories.length; start += ROWS_AT_ONCE) {
        await transaction
          .insertInto('category')
          .values(categories.slice(start, start + ROWS_AT_ONCE))
          .execute();
      }
      return true;
    });
  }
}

/** What the search finds a product by, besides its number and name. */
function keywordsOf({ description, itemClass, attributes, name }: Product, { itemClasses }: Classification): string {
  const className = itemClasses.find(({ code }) => code === itemClass)?.description ?? itemClass;
  const plainName = withoutAccents(name);
  return [
    plainName === name ? '' : plainName,
    description === name ? '' : withoutAccents(description),
    ...[className, ...attributes.map(({ value }) => value)].map(withoutAccents),
  ]
    .filter(Boolean)
    .join(' ');
}

function earlier(stamp: ChangeStamp, milliseconds: number): ChangeStamp {
  return new Date(Date.parse(`${stamp}Z`) - milliseconds).toISOString().slice(0, -1);
}
