import { type Kysely, sql } from 'kysely';

/**
 * Makes the catalogue's order and search the same on every server. Names are ordered by a text without case and accents,
 * which the gateway makes and which is compared by character codes (the collation "C"), as SKUs are. The search finds words
 * that the gateway has split, since PostgreSQL reads "-38" as a number and "5/8" as a path. Rows from before get rough
 * values, until the next refresh writes all products anew.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const statements = [
    sql`alter table product drop column search`,
    sql`drop index product_name_sku_idx, product_sku_idx`,
    sql`alter table product
      alter column sku type text collate "C",
      add column sort_name text collate "C" not null default '',
      add column sku_pieces text[] not null default '{}',
      add column name_words text not null default ''`,
    sql`update product set
      sort_name = lower(name),
      sku_pieces = array_remove(
        array[lower(regexp_replace(sku, '[^[:alnum:]]+', '', 'g'))] || regexp_split_to_array(lower(sku), '[^[:alnum:]]+'), ''),
      name_words = lower(regexp_replace(name, '[^[:alnum:]]+', ' ', 'g')),
      content_hash = ''`,
    sql`update catalog_state set watermark = null`,
    sql`alter table product
      alter column sort_name drop default,
      alter column sku_pieces drop default,
      alter column name_words drop default`,
    sql`alter table product add column search tsvector not null generated always as (
      array_to_tsvector(sku_pieces) ||
      setweight(to_tsvector('simple', name_words), 'B') ||
      setweight(to_tsvector('english', name_words), 'B') ||
      setweight(to_tsvector('simple', keywords), 'C') ||
      setweight(to_tsvector('english', keywords), 'C')
    ) stored`,
    sql`create index on product using gin (search)`,
    sql`create index on product (sort_name, sku)`,
  ];
  for (const statement of statements) await statement.execute(db);
}
