import { createHash } from 'node:crypto';
import { Injectable, Logger } from '@nestjs/common';
import { CatalogSettings } from '../config/index.js';
import { GatewayDatabase } from '../database/index.js';
import { splitWhereRefused } from '../faults/index.js';
import { Clock } from '../values/clock.js';
import { asSku, type Sku } from '../values/identifiers.js';
import { Progress } from '../values/progress.js';
import { requestsFirst } from '../values/requests-first.js';
import { CatalogSource, type ChangeStamp, type ItemVersion } from './catalog-source.port.js';
import { categoryTree } from './category-tree.js';
import type { Classification, Item } from './item.js';
import { pagesOfKeys } from './pages-of-keys.js';
import type { StoredProduct } from './product.js';
import { productOf } from './product-of-item.js';
import { earlier, ReadVersions } from './read-versions.js';
import { piecesOf, skuPieces, sortName } from './search-text.js';

/** Rows of a long transaction have stamps earlier than their commit. So each look for changes overlaps the one before. */
const OVERLAP_MS = 5 * 60_000;
/** Deletions leave no stamp. They are found by comparing all keys. Once an hour is enough, since items are rarely deleted. */
const COMPARE_EVERY_MS = 60 * 60_000;
/** GP is asked and the database written in steps of this size, so that an embedded database delays no request for long. */
const VERSIONS_AT_ONCE = 500;
const ITEMS_AT_ONCE = 250;
const KEYS_AT_ONCE = 5_000;
const ROWS_AT_ONCE = 50;
/** From this number of items on, the log shows the progress. */
const LONG_WORK = 1_000;
/** The instance that refreshes holds a lease for this long, and prolongs it with every batch. So a dead one is soon replaced. */
const LEASE_MS = 60_000;

export interface RefreshResult {
  /** The number of products that were written because they are new or have changed. */
  readonly changed: number;
  readonly removed: number;
}

interface Written {
  readonly written: number;
  readonly removed: number;
}

/** One look for changes. */
interface Look {
  /** GP's clock when the look began. */
  readonly startedAt: ChangeStamp;
  readonly classification: Classification;
}

/** Keeps the gateway's copy of GP's items up to date. It reads only items whose change stamps in GP are new. */
@Injectable()
export class CatalogSnapshot {
  private readonly log = new Logger('catalog');
  private readonly read = new ReadVersions();
  /** Items that the log has named as unreadable or unwritable. */
  private readonly told = new Set<string>();

  constructor(
    private readonly database: GatewayDatabase,
    private readonly source: CatalogSource,
    private readonly settings: CatalogSettings,
    private readonly clock: Clock,
  ) {}

  /**
   * Brings the snapshot up to date, or does nothing while another instance does.
   * @returns the changes, or undefined where another instance holds the lease
   * @throws {ErpUnavailable} GP is unavailable; the snapshot keeps what was written before the failure
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
    // Read before the items, so that the next refresh finds changes that happen while they are read.
    const startedAt = await this.source.now(signal);
    const classification = await this.source.classification(signal);
    await requestsFirst();
    const reclassified = await this.writeCategories(classification);
    // Products contain the names of classes and categories. Where one of these has changed, all products are written anew.
    if (reclassified || watermark === null) this.read.clear();
    const changed = await this.writeItems(reclassified ? null : watermark, { startedAt, classification }, signal);

    const now = this.clock.now();
    const compares = watermark === null || compared_at === null || now - compared_at.getTime() >= COMPARE_EVERY_MS;
    const removed = changed.removed + (compares ? await this.removeDeleted(signal) : 0);
    const nextFrom = earlier(startedAt, OVERLAP_MS);
    this.read.forgetBefore(nextFrom);
    await this.database
      .updateTable('catalog_state')
      .set({
        watermark: nextFrom,
        refreshed_at: new Date(now),
        ...(compares && { compared_at: new Date(now) }),
      })
      .execute();
    if (changed.written + removed > 0) this.log.log(`catalogue: ${changed.written} products written, ${removed} removed`);
    return { changed: changed.written, removed };
  }

  private async writeItems(changedSince: ChangeStamp | null, look: Look, signal: AbortSignal): Promise<Written> {
    const all = { written: 0, removed: 0 };
    const unread = await this.unread(changedSince, signal);
    const progress = new Progress((message) => this.log.log(message));
    if (unread.length > LONG_WORK) this.log.log(`catalogue: reading ${unread.length} items of GP`);
    for (let start = 0; start < unread.length; start += ITEMS_AT_ONCE) {
      await this.prolongLease();
      const part = unread.slice(start, start + ITEMS_AT_ONCE);
      const { written, removed } = await this.writePart(part, look, signal);
      all.written += written;
      all.removed += removed;
      for (const version of part) this.read.add(version, look.startedAt);
      progress.reached(() => `catalogue: ${start + part.length} of ${unread.length} items read`);
    }
    return all;
  }

  /** The versions of changed items that have not been read yet. */
  private async unread(changedSince: ChangeStamp | null, signal: AbortSignal): Promise<readonly ItemVersion[]> {
    const unread: ItemVersion[] = [];
    const pages = pagesOfKeys(
      VERSIONS_AT_ONCE,
      ({ key }: ItemVersion) => key,
      (after) => this.source.versions({ changedSince, after, limit: VERSIONS_AT_ONCE }, signal),
    );
    for await (const page of pages) {
      await this.prolongLease();
      unread.push(...page.filter((version) => !this.read.has(version)));
    }
    return unread;
  }

  private async writePart(versions: readonly ItemVersion[], { classification }: Look, signal: AbortSignal): Promise<Written> {
    const items: Item[] = [];
    await splitWhereRefused(
      versions.map(({ key }) => key),
      async (keys) => {
        await requestsFirst();
        items.push(...(await this.source.items(keys, signal)));
      },
      (key, fault) => this.tell(key, fault),
    );
    const active = items.filter((item) => !item.inactive);
    let written = 0;
    for (let start = 0; start < active.length; start += ROWS_AT_ONCE) {
      await requestsFirst();
      await splitWhereRefused(
        this.oneForEachSku(active.slice(start, start + ROWS_AT_ONCE)),
        async (part) => {
          const products = part.map((item) => productOf(item, classification, this.settings.variantAttributes));
          written += await this.writeProducts(products, classification);
        },
        ({ sku }, fault) => this.tell(sku, fault),
      );
    }
    return { written, removed: await this.remove(items.filter((item) => item.inactive).map((item) => item.sku)) };
  }

  /** A database that compares byte by byte may hold items that differ only in case. For GP they are one item, and so here. */
  private oneForEachSku(items: readonly Item[]): readonly Item[] {
    return [...new Map(items.map((item) => [item.sku, item])).values()];
  }

  /** Logs an item once. It keeps its old state in the snapshot, and is tried again when it changes or the gateway starts. */
  private tell(key: string, fault: unknown): void {
    if (this.told.has(key)) return;
    this.told.add(key);
    this.log.error({ item: key, fault }, 'An item of GP cannot be read into the catalogue');
  }

  /** Writes the products that differ from the snapshot's: a sale changes an item's stamp, but nothing of the product. */
  private async writeProducts(products: readonly StoredProduct[], classification: Classification): Promise<number> {
    const rows = products.map((product) => {
      const details = JSON.stringify(product);
      const search = {
        sort_name: sortName(product.name),
        sku_pieces: skuPieces(product.sku),
        name_words: piecesOf(product.name).join(' '),
        keywords: keywordsOf(product, classification),
      };
      return {
        sku: product.sku,
        name: product.name,
        type: product.type,
        item_class: product.itemClass,
        category_values: [...product.categoryValues],
        variant_family: product.variantFamily,
        created_on: product.createdOn,
        details,
        ...search,
        content_hash: createHash('sha256').update(details).update('\0').update(JSON.stringify(search)).digest('base64url'),
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
            sort_name: eb.ref('excluded.sort_name'),
            sku_pieces: eb.ref('excluded.sku_pieces'),
            name_words: eb.ref('excluded.name_words'),
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
    const inGp = new Set<Sku>();
    const pages = pagesOfKeys(KEYS_AT_ONCE, String, (after) => this.source.keys({ after, limit: KEYS_AT_ONCE }, signal));
    for await (const keys of pages) for (const key of keys) inGp.add(asSku(key));
    await requestsFirst();
    const here = await this.database.selectFrom('product').select('sku').execute();
    const gone = here.map((row) => row.sku as Sku).filter((sku) => !inGp.has(sku));
    let removed = 0;
    for (let start = 0; start < gone.length; start += ITEMS_AT_ONCE) {
      await requestsFirst();
      removed += await this.remove(gone.slice(start, start + ITEMS_AT_ONCE));
    }
    return removed;
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
      // Written first: if this refresh fails half way, the next one still writes all products anew.
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

/** The words by which the search finds a product, besides its number and name. */
function keywordsOf({ description, itemClass, attributes, name }: StoredProduct, { itemClasses }: Classification): string {
  const className = itemClasses.find(({ code }) => code === itemClass)?.description ?? itemClass;
  const texts = [description === name ? '' : description, className, ...attributes.map(({ value }) => value)];
  return texts.flatMap(piecesOf).join(' ');
}
