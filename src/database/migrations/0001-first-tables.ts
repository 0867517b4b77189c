import { type Kysely, sql } from 'kysely';

/** Users and their sessions, known facts of GP, and the snapshot of GP's items. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const statements = [
    sql`create table app_user (
      id uuid primary key,
      email text not null unique check (email = lower(email)),
      name text not null,
      role text not null check (role in ('VIEWER', 'BUYER', 'APPROVER', 'ADMINISTRATOR')),
      password_hash text not null,
      disabled boolean not null default false,
      order_limit_amount text,
      order_limit_currency text,
      created_at timestamptz not null,
      check ((order_limit_amount is null) = (order_limit_currency is null))
    )`,
    sql`create table user_account (
      user_id uuid not null references app_user on delete cascade,
      account_number text not null,
      position integer not null,
      primary key (user_id, account_number)
    )`,
    sql`create table session (
      id uuid primary key,
      user_id uuid not null references app_user on delete cascade,
      account_number text not null,
      started_at timestamptz not null,
      ended_at timestamptz
    )`,
    sql`create index on session (user_id) where ended_at is null`,
    sql`create table refresh_token (
      hash text primary key,
      session_id uuid not null references session on delete cascade,
      state text not null check (state in ('USABLE', 'USED', 'SUPERSEDED')),
      expires_at timestamptz not null
    )`,
    sql`create index on refresh_token (session_id)`,
    sql`create index on refresh_token (expires_at)`,
    sql`create table signing_key (
      kid text primary key,
      private_jwk jsonb not null,
      created_at timestamptz not null
    )`,
    sql`create table known_fact (
      namespace text not null,
      key text not null,
      value jsonb,
      read_at timestamptz not null,
      primary key (namespace, key)
    )`,
    sql`create table product (
      sku text primary key,
      name text not null,
      type text not null,
      item_class text not null,
      category_values text[] not null,
      variant_family text,
      created_on date not null,
      details jsonb not null,
      keywords text not null,
      content_hash text not null,
      search tsvector not null generated always as (
        setweight(to_tsvector('simple', sku), 'A') ||
        setweight(to_tsvector('simple', name), 'B') ||
        setweight(to_tsvector('english', name), 'B') ||
        setweight(to_tsvector('english', keywords), 'C')
      ) stored
    )`,
    sql`create index on product using gin (search)`,
    sql`create index on product (name, sku)`,
    sql`create index on product (created_on desc, sku)`,
    sql`create index on product (item_class)`,
    sql`create index on product using gin (category_values)`,
    sql`create index on product using gin ((details -> 'attributes') jsonb_path_ops)`,
    sql`create index on product (variant_family) where variant_family is not null`,
    // text_pattern_ops ignores the server's locale, so that the index finds SKUs by their beginning.
    sql`create index on product (sku text_pattern_ops)`,
    sql`create table category (
      id text primary key,
      parent_id text,
      name text not null,
      position integer not null
    )`,
    sql`create table catalog_state (
      one_row boolean primary key default true check (one_row),
      watermark text,
      refreshed_at timestamptz,
      leased_until timestamptz,
      compared_at timestamptz
    )`,
    sql`insert into catalog_state default values`,
  ];
  for (const statement of statements) await statement.execute(db);
}
