import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { GatewayDatabase } from '../../src/database/index.js';
import { EConnectOrderIntake } from '../../src/gp/econnect/econnect-order-intake.js';
import { decimal, orderLine, salesOrder } from '../../src/gp/econnect/order-calls.facts.js';
import { readCompanyFolder, SHIPPED_COMPANY } from '../../src/sandbox/company-folder.js';
import { SandboxCompany } from '../../src/sandbox/sandbox-company.js';
import { SandboxEConnect } from '../../src/sandbox/sandbox-econnect.js';
import { asSku, asUnitCode } from '../../src/values/identifiers.js';
import { buildGateway } from '../support/built-gateway.js';
import { PATIENT } from '../support/companies.js';
import { createDatabase, dropDatabase } from '../support/databases.js';

const DIST = `${pathToFileURL(resolve(import.meta.dirname, '../../dist')).href}/`;
const SCRIPT = join(import.meta.dirname, 'frozen.ts');
const SETUP = { documentId: null, batchId: 'STOREFRONT', cardName: 'VISA', customerClass: null };

describe('While another instance stands still', () => {
  let urls: string[];
  let company: SandboxCompany;
  let gp: pg.Client;
  let instance: ChildProcess | undefined;

  beforeAll(async () => {
    await buildGateway();
    urls = [await createDatabase(), await createDatabase()];
    company = await SandboxCompany.open({
      company: readCompanyFolder(SHIPPED_COMPANY),
      url: urls[0],
      timeZone: 'UTC',
      warn: () => undefined,
    });
    gp = new pg.Client({ connectionString: urls[0] as string });
    await gp.connect();
  });
  afterEach(async () => {
    if (!instance) return;
    const closed = once(instance, 'close');
    instance.kill('SIGKILL');
    await closed;
  });
  afterAll(async () => {
    await gp?.end();
    await company?.close();
    for (const url of urls ?? []) await dropDatabase(url);
  });

  /** Another process of the gateway's code. */
  function start(work: 'number' | 'order' | 'credit', url: string | undefined): void {
    instance = spawn(process.execPath, [SCRIPT, DIST, work, url ?? ''], { stdio: ['ignore', 'ignore', 'inherit'] });
  }

  /** What the database says of a session that is neither this test's nor this process's. */
  async function sessions(condition: string): Promise<readonly { readonly state: string }[]> {
    const { rows } = await gp.query(
      `select state from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and ${condition}`,
    );
    return rows;
  }

  it('in the middle of taking a document number, the others get theirs', async () => {
    // The instance's call waits in the database, and the instance is stopped before it can hear of the end.
    const other = new pg.Client({ connectionString: urls[0] as string });
    await other.connect();
    await other.query('begin');
    await other.query('lock table "SOP40200" in exclusive mode');
    start('number', urls[0]);
    await vi.waitFor(async () => expect(await sessions(`wait_event_type = 'Lock'`)).toHaveLength(1));
    instance?.kill('SIGSTOP');
    await other.query('commit');
    await other.end();

    await vi.waitFor(async () => expect(await sessions(`state = 'active'`)).toEqual([]));
    expect(await sessions(`state like 'idle in transaction%'`)).toEqual([]);
    expect(await new EConnectOrderIntake(new SandboxEConnect(company), company.gp, SETUP).reserveNumber(PATIENT)).toMatch(
      /^ORD26-/,
    );
  }, 120_000);

  it('in the middle of writing an order, its item can be ordered', async () => {
    start('order', urls[0]);
    await vi.waitFor(async () => expect(await sessions(`state = 'idle in transaction'`)).toHaveLength(1));
    const intake = new EConnectOrderIntake(new SandboxEConnect(company), company.gp, SETUP);
    const line = orderLine({
      sku: asSku('CWR-12'),
      unit: asUnitCode('Each'),
      unitPrice: decimal('11.95'),
      extendedPrice: decimal('23.90'),
    });
    const order = salesOrder({ reference: 'GOES-ON', lines: [line], total: decimal('23.90') });
    expect(await intake.submit(await intake.reserveNumber(PATIENT), order, PATIENT)).toEqual({ kind: 'accepted' });
  }, 120_000);

  it("in a transaction of the gateway's own database, others get what it has locked", async () => {
    const database = await GatewayDatabase.open({ url: urls[1] } as Parameters<typeof GatewayDatabase.open>[0]);
    try {
      start('credit', urls[1]);
      const holders = sql<{ n: number }>`select count(*)::int as n from pg_locks where locktype = 'advisory' and granted
        and database = (select oid from pg_database where datname = current_database()) and objid = 4711`;
      await vi.waitFor(async () => expect((await holders.execute(database)).rows).toEqual([{ n: 1 }]));
      // Its queries have ten seconds themselves: repeated as callers repeat theirs.
      await vi.waitFor(() =>
        database.transaction().execute((transaction) => sql`select pg_advisory_xact_lock(4711)`.execute(transaction)),
      );
    } finally {
      await database.destroy();
    }
  }, 120_000);
});
