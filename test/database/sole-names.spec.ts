import { randomUUID } from 'node:crypto';
import { Kysely, PostgresDialect, sql } from 'kysely';
import { Migrator } from 'kysely/migration';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MIGRATIONS } from '../../src/database/migrate.js';
import { createDatabase, dropDatabase } from '../support/databases.js';

const FORMER = '0018-event-lanes';

describe('Payments that an earlier release has recorded', () => {
  let url: string;
  let db: Kysely<unknown>;
  const migrateTo = async (name: string) => {
    const { error } = await new Migrator({ db, provider: { getMigrations: async () => ({ ...MIGRATIONS }) } }).migrateTo(name);
    if (error) throw error;
  };
  const recorded = (key: string, owner: string, document: object, kind = 'payment') =>
    sql`insert into submission (id, kind, owner, idempotency_key, content_hash, reference, document, status, received_at, next_attempt_at)
      values (${randomUUID()}, ${kind}, ${owner}, ${key}, '', '', ${JSON.stringify(document)}, 'RECEIVED', now(), now())`.execute(
      db,
    );

  beforeAll(async () => {
    url = await createDatabase();
    db = new Kysely({ dialect: new PostgresDialect({ pool: new pg.Pool({ connectionString: url }) }) });
    await migrateTo(FORMER);
  });
  afterAll(async () => {
    await db?.destroy();
    if (url) await dropDatabase(url);
  });

  it('have their transactions as sole names, of several with the same the first', async () => {
    await recorded('first', 'BRINDLE', { method: 'CARD', transactionId: 'pi_1', amount: '2000.00' });
    await recorded('second', 'HARGATE', { method: 'BANK_TRANSFER', transactionId: 'pi_1', amount: '10.00' });
    await recorded('check', 'BRINDLE', { method: 'CHECK', transactionId: '4711', amount: '1' });
    await recorded('check of another', 'HARGATE', { method: 'CHECK', transactionId: '4711', amount: '1' });
    await recorded('masked', 'BRINDLE', { method: 'CARD', transactionId: '************1111', amount: '1' });
    await recorded('of credits alone', 'BRINDLE', { method: 'CARD', transactionId: 'pi_2', amount: '0.00' });
    await recorded('without one', 'BRINDLE', { method: 'CARD', transactionId: null, amount: '0' });
    await recorded('order', 'BRINDLE', { method: 'CARD', transactionId: 'pi_3', amount: '1' }, 'order');
    await migrateTo('0019-sole-names');
    const { rows } = await sql<{ key: string; name: string }>`
      select idempotency_key as key, sole_name as name from submission where sole_name is not null order by sequence`.execute(db);
    expect(rows).toEqual([
      { key: 'first', name: 'transaction\npi_1' },
      { key: 'check', name: 'check\nBRINDLE\n4711' },
      { key: 'check of another', name: 'check\nHARGATE\n4711' },
    ]);
  });
});
