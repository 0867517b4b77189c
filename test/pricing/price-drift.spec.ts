import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { JobsCommands } from '../../src/console/jobs-commands.js';
import { GatewayDatabase } from '../../src/database/index.js';
import { JobDesk, type JobRun, JobRunner, JobStore } from '../../src/jobs/index.js';
import { PriceComparison, type PriceSample } from '../../src/pricing/index.js';
import { PriceDrift } from '../../src/pricing/price-drift.job.js';
import { ErpHealth } from '../../src/resilience/index.js';
import { readSandboxCompany } from '../../src/sandbox/company-folder.js';
import { SandboxCompany } from '../../src/sandbox/sandbox-company.js';
import { createDatabase, dropDatabase, onServer } from '../support/databases.js';
import { PATIENCE_MS } from '../support/patience.js';
import { runJob } from '../support/run-job.js';
import { LOGIN, TdsServer } from '../support/tds/tds-server.js';
import { createCopy } from '../support/templates.js';
import { TestGateway } from '../support/test-gateway.js';

const JOB = 'pricing.drift';
const CUSTOMERS = ['HARGATE', 'BRINDLE', 'SUMMITRAIL'];
const ITEMS = ['BRG-6203-2RS', 'CUT-4', 'CUT-6', 'CUT-14', 'CWR-12', 'CWR-38', 'GLV-CUT5-M', 'LEVEL-24', 'PB-12'];
const listOf = (keys: readonly string[]) => keys.map((key) => `'${key}'`).join(', ');

/** A price as GP's procedure is asked for it. */
const CALL = `concat_ws(' ', parameters->>'I_vITEMNMBR', parameters->>'I_vCUSTNMBR', (parameters->>'I_vQUANTITY')::numeric,
  parameters->>'I_vUOFM')`;

interface Key {
  readonly sku: string;
  readonly account: string;
  readonly quantity: string;
  readonly unit: string;
}

describe('The job that compares prices with those of GP', () => {
  const databases: string[] = [];
  let url: string;
  let server: TdsServer;
  let gateway: TestGateway;

  beforeAll(async () => {
    url = await createDatabase();
    databases.push(url, await createCopy('gateway'));
    const opening = { url, company: readSandboxCompany('extended'), timeZone: 'UTC', warn: () => undefined };
    await (await SandboxCompany.open(opening)).close();
    // Prices are those of the day of the machine's clock. A few customers and items are enough, and a price list of each engine.
    await onServer(
      `update "SOP10110" set "STRTDATE" = "STRTDATE" - interval '20 years', "ENDDATE" = "ENDDATE" + interval '500 years';
      update "RM00101" set "INACTIVE" = 1 where "CUSTNMBR" not in (${listOf(CUSTOMERS)});
      delete from "IV00108" where "ITEMNMBR" not in (${listOf(ITEMS)});
      delete from "IV10401" where "EPITMTYP" = 'I' and "ITEMNMBR" not in (${listOf(ITEMS)});
      delete from "IV10400" where "ITEMNMBR" not in (${listOf(ITEMS)})`,
      url,
    );
    server = await TdsServer.start(url, { logins: { [LOGIN.user]: LOGIN.password } });
    gateway = await TestGateway.start({
      DATABASE_URL: databases[1],
      GP_URL: `${server.url}?encrypt=false`,
      GP_PASSWORD: LOGIN.password,
      GP_PROMOTIONS: 'apply',
    });
  });
  afterAll(async () => {
    await gateway?.stop();
    await server?.close();
    for (const database of databases) await dropDatabase(database);
  });

  const run = () => runJob(gateway.gateway.app, JOB);
  const desk = () => gateway.gateway.app.get(JobDesk);
  const failedOf = async ({ id }: JobRun) => {
    const records = await desk().failedRecords(id, 1_000);
    return records.map(({ key, error }) => ({ ...(JSON.parse(key) as Key), error }));
  };
  /** Tries what has failed again, as `npm run jobs -- retry` does. */
  const retry = async (): Promise<JobRun> => {
    const requested = await desk().retry(JOB);
    if (requested.kind !== 'requested') throw new Error(requested.kind);
    await gateway.gateway.app.get(JobRunner).begin();
    const ended = await desk().ended(requested.id, AbortSignal.timeout(PATIENCE_MS));
    if (!ended?.endedAt) throw new Error('The retry does not end.');
    return ended;
  };

  it('runs by no schedule until JOBS_SCHEDULES gives it one', async () => {
    expect((await desk().list()).find(({ name }) => name === JOB)).toMatchObject({ cron: null, dueAt: null });
  });

  it('fails where GP has no such procedure, or it may not be called, says why, and raises no alarm', async () => {
    const health = gateway.gateway.app.get(ErpHealth);
    const before = health.problems();
    const refused = await run();
    expect(refused).toMatchObject({ state: 'FAILED', read: 0, failed: 0, watermarkAfter: null });
    const shown = async ({ id }: JobRun) => (await new JobsCommands(desk()).run(['show', id])).lines[2];
    expect(await shown(refused)).toBe(
      'state         FAILED: NOTHING_COMPARED: taItemListPrice may not be called, or is not there: have a DBA run the script of "npm run gp -- grants"',
    );
    await onServer(
      `create type "taItemListPrice_parameters" as ("I_vCUSTNMBR" text, "I_vITEMNMBR" text, "I_vQUANTITY" text, "I_vCURNCYID" text);
      create table gps_price (call text primary key, price numeric(19,5));
      create function "taItemListPrice"(parameters jsonb, out "O_iErrorState" integer, out "oErrString" varchar, out "I_vUNITPRCE" numeric)
        language sql as $$ select 0, '', coalesce((select price from gps_price where call = ${CALL}), 0) $$;
      insert into sqlserver.denied values ('taItemListPrice', 'EXECUTE')`,
      url,
    );
    expect(await shown(await run())).toMatch('taItemListPrice may not be called, or is not there');
    await onServer('truncate sqlserver.denied', url);
    expect(await shown(await run())).toMatch(
      "taItemListPrice is another version's: it does not have @I_vDOCDATE, @I_vIncludePromo, @I_vUOFM",
    );
    await onServer(
      `alter type "taItemListPrice_parameters" add attribute "I_vUOFM" text, add attribute "I_vDOCDATE" text, add attribute "I_vIncludePromo" text`,
      url,
    );
    expect(health.problems()).toEqual(before);
    const listed = async () => (await desk().list()).find(({ name }) => name === JOB);
    expect(await listed()).toMatchObject({ succeededAt: null, failed: null });
    // Told once, however often it fails, and in one word.
    const told = await gateway.gateway.app
      .get(GatewayDatabase)
      .selectFrom('event')
      .where('type', '=', 'job.failed.v1')
      .select('data')
      .execute();
    expect(told.map(({ data }) => data)).toEqual([{ job: JOB, reason: 'NOTHING_COMPARED' }]);
    await run();
    expect((await listed())?.succeededAt).not.toBeNull();
  });

  it.each([
    ['extended', 1],
    ['standard', 0],
  ])('names item, customer, quantity and both prices of each that differs, by %s pricing', async (_, engine) => {
    const store = gateway.gateway.app.get(JobStore);
    await onServer(`update "DYNAMICS"."SY05501" set "EXPRINST" = ${engine}; truncate gps_price`, url);
    await store.forgetWatermark(JOB);
    const all = await run();
    const differences = await failedOf(all);
    expect(all).toMatchObject({ state: 'SUCCEEDED', failed: differences.length, unchanged: all.read - differences.length });
    // GP has no price of anything: those that the gateway has differ, and those that it has not either do not.
    expect(differences.length).toBeGreaterThan(20);
    for (const { sku, account, quantity, unit, error } of differences) {
      const own = /^(\d+\.\d+) here, 0 in GP$/.exec(error)?.[1];
      await onServer(`insert into gps_price values ('${sku} ${account} ${quantity} ${unit}', ${own})`, url);
    }
    // A retry looks at what has failed, and at nothing else.
    const retried = await retry();
    expect(retried).toMatchObject({ state: 'SUCCEEDED', failed: 0 });
    expect(retried.read).toBeLessThanOrEqual(all.read);

    const { sku, account, quantity, unit, error } = differences.find((each) => each.quantity !== '1') ?? differences[0] ?? fail();
    const own = error.split(' ')[0];
    await onServer(`update gps_price set price = price + 0.01 where call = '${sku} ${account} ${quantity} ${unit}'`, url);
    const one = await run();
    expect(one).toMatchObject({ state: 'SUCCEEDED', read: all.read, failed: 1, unchanged: all.read - 1 });
    const dearer = (Number(own) + 0.01).toFixed(5).replace(/0+$/, '');
    expect(await failedOf(one)).toEqual([{ sku, account, quantity, unit, error: `${own} here, ${dearer} in GP` }]);
    expect((await desk().list()).find(({ name }) => name === JOB)?.failed).toEqual({ runId: one.id, records: 1 });
  });

  it('names an item for which GP answers with an error, and goes on', async () => {
    await onServer(
      `create or replace function "taItemListPrice"(parameters jsonb, out "O_iErrorState" integer, out "oErrString" varchar, out "I_vUNITPRCE" numeric)
        language sql as $$ select 0, '', case when parameters->>'I_vITEMNMBR' = 'CWR-38' then 1 / (0 * length(parameters::text)) else
          coalesce((select price from gps_price where call = ${CALL}), 0) end $$`,
      url,
    );
    const failed = await failedOf(await run());
    const ofItem = failed.filter(({ sku }) => sku === 'CWR-38');
    expect(ofItem.length).toBeGreaterThanOrEqual(CUSTOMERS.length);
    for (const { error } of ofItem)
      expect(error).toMatch(/^[\d.]+ here, no price \(GP's server answers with error \d+.*\) in GP$/);
    expect(failed.length).toBeLessThan(ofItem.length + 2);
  });

  it('begins elsewhere each time, so that every customer and every item has its turn', async () => {
    const comparison = gateway.gateway.app.get(PriceComparison);
    const signal = AbortSignal.timeout(60_000);
    const customers = new Set<string>();
    const items = new Set<string>();
    for (let start = 1; start <= 5; start++) {
      const samples = await comparison.samples(2, start, signal);
      expect(samples).toHaveLength(2);
      for (const { accountNumber, sku } of samples) {
        customers.add(accountNumber);
        items.add(sku);
      }
    }
    expect([...customers].toSorted()).toEqual(CUSTOMERS.toSorted());
    expect(items.size).toBe(ITEMS.length);
    const all = await comparison.samples(1_000, 1, signal);
    expect(new Set(all.map((sample) => JSON.stringify(sample))).size).toBe(CUSTOMERS.length * ITEMS.length);
  });

  it('goes on after its last part where it was interrupted', async () => {
    const job = gateway.gateway.app.get(PriceDrift);
    const request = { watermark: '4', only: null, signal: AbortSignal.timeout(60_000) };
    const planned = async (checkpoint: string | null) => {
      const samples: PriceSample[][] = [];
      const checkpoints: string[] = [];
      for await (const chunk of job.plan({ ...request, checkpoint })) {
        samples.push([...chunk.samples]);
        checkpoints.push(chunk.checkpoint);
      }
      return { samples, checkpoints };
    };
    const all = await planned(null);
    expect(all.samples.flat()).toHaveLength(CUSTOMERS.length * ITEMS.length);
    expect((await planned(all.checkpoints[0] ?? '')).samples).toEqual(all.samples.slice(1));
  });

  it('keeps what has failed for alerts', async () => {
    const { app } = gateway.gateway;
    await app.get(GatewayDatabase).updateTable('job').where('name', '=', JOB).set({ cron: '30 3 * * *' }).execute();
    const { failedRecords } = (await desk().outcomes()).find(({ job }) => job === JOB) ?? {};
    expect(failedRecords).toBeGreaterThanOrEqual(CUSTOMERS.length);
  });
});

function fail(): never {
  throw new Error('Nothing differs.');
}
