import { type Kysely, sql } from 'kysely';

/** What buyers have answered to quotes of GP's, and wrote to the sales staff. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const statements = [
    sql`create table quote_answer (
      sequence bigint generated always as identity primary key,
      account_number text not null,
      quote_number text not null,
      answer text not null check (answer in ('DECLINE', 'REQUEST_CHANGE')),
      -- The terms that the buyer saw. The answer counts while the quote has them.
      revision text not null,
      -- Blank where the buyer wrote nothing.
      comment text not null,
      user_email text not null,
      answered_at timestamptz not null
    )`,
    sql`create index on quote_answer (account_number, quote_number, sequence)`,
  ];
  for (const statement of statements) await statement.execute(db);
}
