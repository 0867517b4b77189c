import { type Kysely, sql } from 'kysely';

/**
 * An event that a destination tells in a digest was put aside: that is no delivery. No row can break the constraint, which allows
 * more than the one before; so the table is not read while instances wait for it.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table event_delivery
      drop constraint event_delivery_state_check,
      add constraint event_delivery_state_check check (state in ('PENDING', 'DELIVERED', 'IN_DIGEST', 'UNWANTED', 'GIVEN_UP')) not valid
  `.execute(db);
}
