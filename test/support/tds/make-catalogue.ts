import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type pg from 'pg';

const CATALOGUE = readFileSync(join(import.meta.dirname, 'catalogue.sql'), 'utf8');
/** Any fixed number: two servers may stand before one company. */
const LOCK = 4_710_733;

/** Makes SQL Server's own views and functions in a company, where they are not there yet. */
export async function makeCatalogue(admin: pg.Pool): Promise<void> {
  const client = await admin.connect();
  try {
    await client.query('begin');
    await client.query('select pg_advisory_xact_lock($1)', [LOCK]);
    const { rows } = await client.query<{ made: boolean }>(`select to_regnamespace('sqlserver') is not null as made`);
    if (!rows[0]?.made) await client.query(CATALOGUE);
    await client.query('commit');
  } catch (fault) {
    await client.query('rollback').catch(() => undefined);
    throw fault;
  } finally {
    client.release();
  }
}
