import { type Kysely, sql } from 'kysely';

/**
 * Submissions that are taken back before GP has them. One that had been tried may arrive in GP all the same: `look_again_at`
 * says when GP is looked at once more.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const statements = [
    sql`alter table submission drop constraint submission_status_check,
      add constraint submission_status_check check (status in ('RECEIVED', 'PUSHED', 'REJECTED', 'CANCELLED')),
      add column look_again_at timestamptz`,
    sql`create index on submission (look_again_at) where look_again_at is not null`,
    // What a cancelled document claimed is free at once, as that of a refused one.
    sql`create or replace function submission_status_to_claims() returns trigger language plpgsql as $$
    declare
      released timestamptz := case when new.status = 'PUSHED' then new.pushed_at
        when new.status in ('REJECTED', 'CANCELLED') then '-infinity' else 'infinity' end;
    begin
      update submission_claim set released_at = released where submission_id = new.id and released_at <> released;
      update submission_stock set pushed_at = new.pushed_at
      where submission_id = new.id and pushed_at is distinct from new.pushed_at;
      return null;
    end $$`,
  ];
  for (const statement of statements) await statement.execute(db);
}
