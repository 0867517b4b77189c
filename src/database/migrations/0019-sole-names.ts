import { type Kysely, sql } from 'kysely';

/** A name that no two submissions have, such as a payment's transaction at the provider. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const statements = [
    sql`alter table submission add column sole_name text`,
    // Of payments that have the same transaction already, the first has it. Masked IDs (*) may be those of several.
    sql`with named as (
        select id, sequence, case when document ->> 'method' = 'CHECK'
          then E'check\n' || owner || E'\n' || (document ->> 'transactionId')
          else E'transaction\n' || (document ->> 'transactionId') end as name
        from submission
        where kind = 'payment' and (document ->> 'amount')::numeric <> 0 and document ->> 'transactionId' not like '%*%'
      )
      update submission set sole_name = first.name
      from (select distinct on (name) id, name from named order by name, sequence) as first
      where submission.id = first.id`,
    sql`create unique index on submission (sole_name)`,
  ];
  for (const statement of statements) await statement.execute(db);
}
