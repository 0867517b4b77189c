import { Injectable } from '@nestjs/common';
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { ProductRule } from '../config/index.js';
import { GatewayDatabase } from '../database/index.js';
import { stored } from '../faults/index.js';
import type { Sku } from '../values/identifiers.js';
import type { Category } from './category.js';
import type { CategoryFilter, Listing, ListingResult } from './listing.js';
import { type Product, type StoredProduct, shownProduct } from './product.js';
import { piecesOf, sortName, wordsOf } from './search-text.js';
import type { Visibility } from './visibility.js';

const MAX_WORDS = 20;
const MAX_PIECES_OF_A_WORD = 10;
const ESCAPED_IN_LIKE = /[\\%_]/g;

/** Reads the snapshot of GP's items from the gateway's database. */
@Injectable()
export class ProductStore {
  constructor(private readonly database: GatewayDatabase) {}

  /** Products by SKU. Products that the snapshot does not have are absent. @throws {StoreUnavailable} */
  products(skus: readonly Sku[]): Promise<ReadonlyMap<Sku, Product>> {
    return stored('catalog.products', async () => {
      const rows = await this.database.selectFrom('product').where('sku', 'in', skus).select(['sku', 'details']).execute();
      return new Map(rows.map((row) => [row.sku as Sku, shownProduct(row.details as StoredProduct)]));
    });
  }

  /**
   * SKUs by other codes of theirs: written with other separators, or as a value of one of the custom fields. Each code has its
   * SKUs in their order; codes without one are absent. @throws {StoreUnavailable}
   */
  async skusOfCodes(codes: readonly string[], fields: readonly string[]): Promise<ReadonlyMap<string, readonly Sku[]>> {
    const joined = new Map(codes.map((code) => [code, piecesOf(code).join('')] as const));
    const found = await stored('catalog.skusOfCodes', async () => {
      const spelled = [...new Set(joined.values())].filter((text) => text !== '');
      const { rows } = await sql<{ code: string; sku: string }>`
        select sku_pieces[1] as code, sku from product where sku_pieces[1] = any(${spelled}::text[])`.execute(this.database);
      if (fields.length === 0) return { spelled: rows, named: [] };
      const wanted = codes.map((code) => code.toUpperCase());
      // One look at the products for each field takes a third of the time of one look at all fields of each product.
      const ofField = fields.map((field) => {
        const value = sql`upper(details -> 'customFields' ->> ${field})`;
        return sql`select ${value} as code, sku from product where ${value} = any(${wanted}::text[])`;
      });
      const named = await sql<{ code: string; sku: string }>`${sql.join(ofField, sql` union `)}`.execute(this.database);
      return { spelled: rows, named: named.rows };
    });
    const bySpelling = Map.groupBy(found.spelled, (row) => row.code);
    const byName = Map.groupBy(found.named, (row) => row.code);
    const entries = [...joined].map(([code, text]) => {
      const rows = [...(bySpelling.get(text) ?? []), ...(byName.get(code.toUpperCase()) ?? [])];
      return [code, [...new Set(rows.map((row) => row.sku as Sku))].toSorted()] as const;
    });
    return new Map(entries.filter(([, skus]) => skus.length > 0));
  }

  /** One page of a listing. @throws {StoreUnavailable} */
  list(listing: Listing): Promise<ListingResult> {
    return stored('catalog.list', async () => {
      const { where, rank } = conditions(listing);
      const order = ORDERS[listing.sort];
      const [page, count] = await Promise.all([
        sql<{ sku: string; sort_key: string[] }>`
          select sku, ${order.key} as sort_key from (select sku, sort_name, created_on, ${rank} as rank from product where ${where}) as found
          where ${listing.after ? order.after(listing.after) : sql`true`}
          order by ${order.by} limit ${listing.first + 1}
        `.execute(this.database),
        sql<{ total: number }>`select count(*)::integer as total from product where ${where}`.execute(this.database),
      ]);
      return {
        entries: page.rows.slice(0, listing.first).map((row) => ({ sku: row.sku as Sku, sortKey: row.sort_key })),
        hasNextPage: page.rows.length > listing.first,
        totalCount: count.rows[0]?.total ?? 0,
      };
    });
  }

  /** The categories with visible products, and their ancestors, in their order. @throws {StoreUnavailable} */
  categories(visibility: Visibility): Promise<readonly Category[]> {
    return stored('catalog.categories', async () => {
      const { rows } = await sql<{ id: string; parent_id: string | null; name: string; position: number }>`
        with visible as (select item_class, category_values from product where ${visible(visibility)}),
        used as (
          select 'class/' || item_class as id from visible
          union
          select 'category/' || place || '/' || value
            from visible, unnest(category_values) with ordinality as used(value, place) where value <> ''
        )
        select category.id, category.parent_id, category.name, category.position from category
        where category.id in (select id from used)
          or category.id in (select parent_id from category where id in (select id from used))
        order by category.position
      `.execute(this.database);
      return rows.map(({ id, parent_id, name, position }) => ({ id, parentId: parent_id, name, position }));
    });
  }

  /** The SKUs of one family of variants, in their order. @throws {StoreUnavailable} */
  family(variantFamily: string): Promise<readonly Sku[]> {
    return stored('catalog.family', async () => {
      const rows = await this.database
        .selectFrom('product')
        .where('variant_family', '=', variantFamily)
        .orderBy('sku')
        .select('sku')
        .execute();
      return rows.map((row) => row.sku as Sku);
    });
  }
}

interface Order {
  /** The sort key as an array of texts. */
  readonly key: RawBuilder<string[]>;
  readonly by: RawBuilder<unknown>;
  readonly after: (sortKey: readonly string[]) => RawBuilder<SqlBool>;
}

const ORDERS: Readonly<Record<Listing['sort'], Order>> = {
  RELEVANCE: {
    key: sql`array[rank::text, sku]`,
    by: sql`rank desc, sku`,
    after: ([rank, sku]) => sql`(rank < ${rank}::float8 or (rank = ${rank}::float8 and sku > ${sku}))`,
  },
  NAME: {
    key: sql`array[sort_name, sku]`,
    by: sql`sort_name, sku`,
    after: ([name = '', sku]) => sql`(sort_name, sku) > (${sortName(name)}, ${sku})`,
  },
  SKU: { key: sql`array[sku]`, by: sql`sku`, after: ([sku]) => sql`sku > ${sku}` },
  NEWEST: {
    key: sql`array[created_on::text, sku]`,
    by: sql`created_on desc, sku`,
    after: ([createdOn, sku]) => sql`(created_on < ${createdOn}::date or (created_on = ${createdOn}::date and sku > ${sku}))`,
  },
};

function conditions({ visibility, query, category, attributes, types }: Listing) {
  const all: RawBuilder<SqlBool>[] = [visible(visibility)];
  let rank: RawBuilder<number> = sql`0::float8`;
  if (query !== null) {
    const asSku = query.toUpperCase();
    const skuStart = `${asSku.replace(ESCAPED_IN_LIKE, '\\$&')}%`;
    const words = wordsOf(query).slice(0, MAX_WORDS);
    if (words.length === 0) {
      all.push(sql`sku like ${skuStart}`);
    } else {
      const { begun, whole } = searches(words);
      const together = words.join('');
      all.push(sql`(search @@ ${begun} or sku like ${skuStart})`);
      // First comes the item whose number was typed, then items whose number begins with it, then items that have every word
      // as typed. Within each group the text search's rank decides.
      rank = sql`(case when sku = ${asSku} or sku_pieces[1] = ${together} then 3
        when sku like ${skuStart} or starts_with(sku_pieces[1], ${together}) then 2
        when search @@ ${whole} then 1 else 0 end + ts_rank(search, ${begun}))::float8`;
    }
  }
  if (category) all.push(inCategory(category));
  for (const { name, anyOf } of attributes) {
    all.push(
      sql`(${sql.join(
        anyOf.map((value) => sql`details -> 'attributes' @> ${JSON.stringify([{ name, value }])}::jsonb`),
        sql` or `,
      )})`,
    );
  }
  if (types.length > 0) all.push(sql`type in (${sql.join(types)})`);
  return { where: sql.join(all, sql` and `) as RawBuilder<SqlBool>, rank };
}

/**
 * Two searches for all of the words: `begun` matches the beginnings of words, `whole` only whole words. Both also match other
 * grammatical forms. A word is letters and digits only, so that it contains no search operator. A single letter or digit must
 * match a whole word, since as a beginning it would find nearly all products. The last word is an exception, as the visitor
 * may still be typing it.
 */
function searches(words: readonly string[]) {
  const begun = words.map((word, index) => lexemes(word, word.length === 1 && index < words.length - 1 ? '' : ':*')).join(' & ');
  const whole = words.map((word) => lexemes(word, '')).join(' & ');
  return {
    begun: sql`(${`${begun} | '${words.join('')}':*`}::tsquery || to_tsquery('english', ${begun}))`,
    whole: sql`(${whole}::tsquery || to_tsquery('english', ${whole}))`,
  };
}

/** A word as typed, or its letters and numbers in sequence. @param ending `:*` where more characters may follow */
function lexemes(word: string, ending: '' | ':*'): string {
  const together = `'${word}'${ending}`;
  const pieces = piecesOf(word);
  if (pieces.length === 1 || pieces.length > MAX_PIECES_OF_A_WORD) return together;
  return `(${together} | ${pieces.map((piece) => `'${piece}'`).join(' <-> ')}${ending})`;
}

function inCategory(rule: CategoryFilter): RawBuilder<SqlBool> {
  switch (rule.kind) {
    case 'nothing':
      return sql`false`;
    case 'itemClass':
      return sql`item_class = ${rule.code}`;
    case 'userCategory':
      return sql`category_values[${sql.lit(rule.number)}] <> ''`;
    case 'userCategoryValue':
      return sql`category_values[${sql.lit(rule.number)}] = ${rule.value}`;
  }
}

function visible({ hidden }: Visibility): RawBuilder<SqlBool> {
  return hidden.length === 0 ? sql`true` : sql`not (${sql.join(hidden.map(matched), sql` or `)})`;
}

function matched({ itemClasses, categories }: ProductRule): RawBuilder<SqlBool> {
  const codes = (list: readonly string[]) => sql.join(list.map((code) => code.trim().toUpperCase()));
  return sql`(${sql.join(
    [
      ...(itemClasses.length > 0 ? [sql`upper(item_class) in (${codes(itemClasses)})`] : []),
      ...categories.map(({ number, values }) => sql`upper(category_values[${sql.lit(number)}]) in (${codes(values)})`),
    ],
    sql` or `,
  )})`;
}
