import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Insertable } from 'kysely';
import { CatalogSettings } from '../config/index.js';
import { GatewayDatabase, type ProductTable } from '../database/index.js';
import { splitWhereRefused } from '../faults/index.js';
import type { RecordChange } from '../jobs/index.js';
import type { Sku } from '../values/identifiers.js';
import { requestsFirst } from '../values/requests-first.js';
import { categoryTree } from './category-tree.js';
import type { Classification, Item } from './item.js';
import type { StoredProduct } from './product.js';
import { productOf } from './product-of-item.js';
import { piecesOf, skuPieces, sortName } from './search-text.js';

/** The database is written in steps of this size, so that an embedded one delays no request for long. */
const ROWS_AT_ONCE = 50;
/** What products became of items. */
export interface Written {
  /** Products that were written because they are new or differ, or would be in a dry run. */
  readonly written: number;
  readonly removed: number;
  readonly sample: readonly RecordChange[];
}

/** The gateway's copy of GP's items and categories. */
@Injectable()
export class CatalogSnapshot {
  constructor(
    private readonly database: GatewayDatabase,
    private readonly settings: CatalogSettings,
  ) {}

  /**
   * Makes products of items and writes those that differ. Products of inactive items are removed.
   * @param onRefused called with each item that alone cannot be written; its product stays as it was
   */
  async write(
    items: readonly Item[],
    classification: Classification,
    isDryRun: boolean,
    onRefused: (sku: Sku, fault: unknown) => void,
  ): Promise<Written> {
    const active = items.filter((item) => !item.inactive);
    const inactive = items.filter((item) => item.inactive).map(({ sku }) => sku);
    const sample: RecordChange[] = [];
    let written = 0;
    for (let start = 0; start < active.length; start += ROWS_AT_ONCE) {
      await requestsFirst();
      await splitWhereRefused(
        oneForEachSku(active.slice(start, start + ROWS_AT_ONCE)),
        async (part) => {
          const products = part.map((item) => productOf(item, classification, this.settings.variantAttributes));
          const rows = products.map((product) => rowOf(product, classification));
          if (!isDryRun) written += await this.writeRows(rows);
          else sample.push(...(await this.changesBy(rows)));
        },
        ({ sku }, fault) => onRefused(sku, fault),
      );
    }
    if (isDryRun) {
      const removed = await this.changesByRemoving(inactive);
      return { written: sample.length, removed: removed.length, sample: [...sample, ...removed] };
    }
    return { written, removed: await this.remove(inactive), sample };
  }

  /** Writes the rows that differ from the snapshot's: a sale changes an item's stamp, but nothing of the product. */
  private async writeRows(rows: readonly Insertable<ProductTable>[]): Promise<number> {
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

  async remove(skus: readonly Sku[]): Promise<number> {
    if (skus.length === 0) return 0;
    const result = await this.database.deleteFrom('product').where('sku', 'in', skus).executeTakeFirst();
    return Number(result.numDeletedRows);
  }

  /** What writing the rows would change. */
  private async changesBy(rows: readonly Insertable<ProductTable>[]): Promise<readonly RecordChange[]> {
    const skus = rows.map(({ sku }) => sku);
    const present = await this.database
      .selectFrom('product')
      .where('sku', 'in', skus)
      .select(['sku', 'content_hash', 'details'])
      .execute();
    const bySku = new Map(present.map((row) => [row.sku, row]));
    return rows
      .filter(({ sku, content_hash }) => bySku.get(sku)?.content_hash !== content_hash)
      .map(({ sku, details }) => changeOf(sku, bySku.get(sku)?.details ?? null, JSON.parse(details)));
  }

  private async changesByRemoving(skus: readonly Sku[]): Promise<readonly RecordChange[]> {
    if (skus.length === 0) return [];
    const rows = await this.database.selectFrom('product').where('sku', 'in', skus).select(['sku', 'name']).execute();
    return rows.map(({ sku, name }) => ({ key: sku, before: { name }, after: null }));
  }

  /** Whether GP's categories differ from the snapshot's. Products hold their names, so that all have to be made anew then. */
  async hasOtherCategories(classification: Classification): Promise<boolean> {
    const present = await this.database.selectFrom('category').selectAll().orderBy('position').execute();
    const rows = present.map(({ id, parent_id, name, position }) => ({ id, parent_id, name, position }));
    return JSON.stringify(rows) !== JSON.stringify(categoryRows(classification));
  }

  async writeCategories(classification: Classification): Promise<void> {
    const rows = categoryRows(classification);
    await this.database.transaction().execute(async (transaction) => {
      await transaction.deleteFrom('category').execute();
      for (let start = 0; start < rows.length; start += ROWS_AT_ONCE) {
        await transaction
          .insertInto('category')
          .values(rows.slice(start, start + ROWS_AT_ONCE))
          .execute();
      }
    });
  }
}

function categoryRows(classification: Classification) {
  return categoryTree(classification).map(({ id, parentId, name, position }) => ({ id, parent_id: parentId, name, position }));
}

/** A database that compares byte by byte may hold items that differ only in case. For GP they are one item, and so here. */
function oneForEachSku(items: readonly Item[]): readonly Item[] {
  return [...new Map(items.map((item) => [item.sku, item])).values()];
}

function rowOf(product: StoredProduct, classification: Classification): Insertable<ProductTable> {
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
}

/** The fields in which two states of a product differ. */
function changeOf(sku: string, before: unknown, after: Readonly<Record<string, unknown>>): RecordChange {
  if (before === null) return { key: sku, before: null, after };
  const known = before as Readonly<Record<string, unknown>>;
  const names = Object.keys({ ...known, ...after }).filter((name) => JSON.stringify(known[name]) !== JSON.stringify(after[name]));
  const pick = (values: Readonly<Record<string, unknown>>) => Object.fromEntries(names.map((name) => [name, values[name]]));
  return { key: sku, before: pick(known), after: pick(after) };
}

/** The words by which the search finds a product, besides its number and name. */
function keywordsOf({ description, itemClass, attributes, name }: StoredProduct, { itemClasses }: Classification): string {
  const className = itemClasses.find(({ code }) => code === itemClass)?.description ?? itemClass;
  const texts = [description === name ? '' : description, className, ...attributes.map(({ value }) => value)];
  return texts.flatMap(piecesOf).join(' ');
}
