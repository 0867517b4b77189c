import { type Kysely, sql } from 'kysely';

/**
 * Claims of documents of any kind replace an order's credit (`submission.credit`, `submission.credit_account`) and stock
 * (`submission_stock`). During an update, instances of the former release still write and read those. Triggers copy in both
 * directions; the next release drops them (ADR 29).
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const statements = [
    // This comes first, as its lock is the strongest: no other transaction writes submissions until this one has ended.
    sql`alter table submission alter column credit set default 0, alter column credit_account set default ''`,
    sql`create table submission_claim (
      submission_id uuid not null references submission on delete cascade,
      kind text not null,
      key text not null,
      amount numeric not null,
      -- The claim counts beside facts that were read from GP before this time: 'infinity' while the document is on its way,
      -- then the time when GP got it, or '-infinity' where GP has refused it.
      released_at timestamptz not null default 'infinity',
      primary key (submission_id, kind, key)
    )`,
    // Every fact shows what GP has had for an hour. What GP refused may be tried again.
    sql`insert into submission_claim (submission_id, kind, key, amount, released_at)
      with counted as (
        select id, credit, credit_account, case status when 'PUSHED' then pushed_at when 'REJECTED' then '-infinity'
          else 'infinity' end as released_at
        from submission where status <> 'PUSHED' or pushed_at > now() - interval '1 hour'
      )
      select id, 'credit', credit_account, credit, released_at from counted where credit <> 0
      union all
      select id, 'stock', warehouse || E'\n' || sku, quantity, released_at
      from counted join submission_stock on submission_id = id`,
    sql`create index on submission_claim (kind, key, released_at)`,

    // At depth 0 an instance writes; deeper, another of these triggers does.
    sql`create function submission_credit_to_claim() returns trigger language plpgsql as $$ begin
      insert into submission_claim (submission_id, kind, key, amount)
      select id, 'credit', credit_account, credit from written where credit <> 0;
      return null;
    end $$`,
    sql`create trigger submission_credit_to_claim after insert on submission referencing new table as written
      for each statement when (pg_trigger_depth() = 0) execute function submission_credit_to_claim()`,
    sql`create function submission_stock_to_claim() returns trigger language plpgsql as $$ begin
      insert into submission_claim (submission_id, kind, key, amount)
      select submission_id, 'stock', warehouse || E'\n' || sku, quantity from written;
      return null;
    end $$`,
    sql`create trigger submission_stock_to_claim after insert on submission_stock referencing new table as written
      for each statement when (pg_trigger_depth() = 0) execute function submission_stock_to_claim()`,
    sql`create function submission_claim_to_former() returns trigger language plpgsql as $$ begin
      insert into submission_stock (submission_id, sku, warehouse, quantity)
      select submission_id, substr(key, strpos(key, E'\n') + 1), left(key, strpos(key, E'\n') - 1), amount
      from written where kind = 'stock';
      update submission set credit = amount, credit_account = key
      from written where id = submission_id and written.kind = 'credit';
      return null;
    end $$`,
    sql`create trigger submission_claim_to_former after insert on submission_claim referencing new table as written
      for each statement when (pg_trigger_depth() = 0) execute function submission_claim_to_former()`,
    // For the claims that the other release has written.
    sql`create function submission_status_to_claims() returns trigger language plpgsql as $$
    declare
      released timestamptz := case new.status when 'PUSHED' then new.pushed_at when 'REJECTED' then '-infinity'
        else 'infinity' end;
    begin
      update submission_claim set released_at = released where submission_id = new.id and released_at <> released;
      update submission_stock set pushed_at = new.pushed_at
      where submission_id = new.id and pushed_at is distinct from new.pushed_at;
      return null;
    end $$`,
    sql`create trigger submission_status_to_claims after update of status, pushed_at on submission
      for each row execute function submission_status_to_claims()`,
  ];
  for (const statement of statements) await statement.execute(db);
}
