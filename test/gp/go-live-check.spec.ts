import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { TemporaryFolders } from '../sandbox/written-company.js';
import { buildGateway, ConsoleHost, endAll, runBuilt } from '../support/built-gateway.js';
import { dropDatabase, onServer } from '../support/databases.js';
import { LOGIN, TdsServer } from '../support/tds/tds-server.js';
import { createCopy } from '../support/templates.js';

const ORDERS = { user: 'gateway_orders', password: 'Tests-of-orders' };

/** As the README has it. */
const ORDER = {
  input: {
    idempotencyKey: 'go-live-order-1',
    reference: 'WEB-1001',
    lines: [{ sku: 'CUT-4', quantity: '10', unitPrice: '1.92' }],
    payments: [{ method: 'ON_ACCOUNT', amount: '19.20' }],
    total: { amount: '19.20', currency: 'USD' },
  },
};

const folders = new TemporaryFolders();

describe('npm run gp -- check, of a company on a SQL Server', () => {
  let url: string;
  let server: TdsServer;
  const { run: hosted } = new ConsoleHost();

  beforeAll(async () => {
    await buildGateway();
    url = await createCopy('company');
    server = await TdsServer.start(url, { logins: { [LOGIN.user]: LOGIN.password, [ORDERS.user]: ORDERS.password } });
  });
  beforeEach(() => server.trouble.makeServer({}));
  afterAll(async () => {
    await endAll();
    await server.close();
    await dropDatabase(url);
    folders.remove();
  });

  const fileOf = (order: object) => join(folders.write({ 'order.json': JSON.stringify(order) }), 'order.json');
  const environmentOf = (): NodeJS.ProcessEnv => ({
    GP_URL: `${server.url}?encrypt=false`,
    GP_PASSWORD: LOGIN.password,
    GP_WRITE_USER: ORDERS.user,
    GP_WRITE_PASSWORD: ORDERS.password,
  });

  async function check(words: readonly string[] = [], environment: NodeJS.ProcessEnv = {}, run = hosted) {
    const { exitCode, stdout, stderr } = await run('console/gp.js', ['check', ...words], {
      ...environmentOf(),
      ...environment,
    });
    expect(stderr).toBe('');
    for (const { password } of [LOGIN, ORDERS]) expect(stdout).not.toContain(password);
    return { exitCode, lines: stdout.split('\n') };
  }

  it('tells what it has met, a line each', async () => {
    // A process of its own, which has to end by itself.
    const { exitCode, lines } = await check([], {}, runBuilt);
    const told = lines.join('\n');
    expect(told).toMatch(/^The company LARKF on the SQL Server that GP_URL names\.$/m);
    expect(told).toMatch(/^ok +server +SQL Server 2022 \(16\./m);
    expect(told).toMatch(/^ok +database +LARKF: compatibility level 160, collation SQL_Latin1_General_CP1_CI_AS$/m);
    expect(told).toMatch(
      /^warning +isolation +reads wait for the locks.*\n +-> alter database \[LARKF\] set allow_snapshot_isolation on/m,
    );
    expect(told).toMatch(/^ok +logins +gateway reads, gateway_orders hands orders over$/m);
    expect(told).toMatch(/^ok +latency +a round trip takes /m);
    expect(told).toMatch(/^ok +GP +GP 2018 or 18\.x \(18\.7\.1800\), system database DYNAMICS$/m);
    expect(told).toMatch(/^ok +tables +\d+ tables with \d+ columns are there, and may be read$/m);
    expect(told).toMatch(/^ok +eConnect +\d+ procedures are there, may be called, and take what the gateway passes$/m);
    expect(told).toMatch(/^ok +stamps +the triggers of \d+ tables are there and switched on$/m);
    expect(told).toMatch(/^note +changes +Change Tracking is off for the database: changes of stock are announced, by stamps$/m);
    expect(told).toMatch(/^ok +deposits +the next journal entry and the audit trail code SLSDP are there$/m);
    expect(told).toMatch(/^ok +exchange +Z-C\$, Z-MX\$ can be converted today$/m);
    expect(told).toMatch(/^ok +document ID +orders are entered as STDORD/m);
    expect(told).toMatch(/^note +price +prices are not compared: taItemListPrice may not be called, or is not there$/m);
    expect(told).toMatch(/^ok +stock /m);
    expect(lines.filter((line) => line.startsWith('missing'))).toEqual([]);
    expect(exitCode).toBe(0);
    expect(server.trouble.faults).toEqual([]);
  });

  it('names each right, column and trigger that is missing, with what to do, and ends with 1', async () => {
    await onServer(
      `insert into sqlserver.denied values ('IV00102', 'SELECT'), ('taSopHdrIvcInsert', 'EXECUTE');
       alter table "IV00101" disable trigger user`,
      url,
    );
    try {
      const { exitCode, lines } = await check(['--json'], { GP_PRODUCT_FIELDS: 'colour=HAIRCOLR' });
      const report = JSON.parse(lines.join('\n')) as { findings: readonly { check: string; level: string; text: string }[] };
      expect(report).toMatchObject({ company: 'LARKF', isSandbox: false, isReady: false });
      const found = report.findings.filter(({ level }) => level === 'missing').map(({ check: name, text }) => `${name}: ${text}`);
      expect(found).toEqual([
        'tables: IV00101.HAIRCOLR, which GP_PRODUCT_FIELDS names, is not there',
        'tables: IV00102 may not be read',
        'eConnect: taSopHdrIvcInsert may not be called',
      ]);
      expect(report.findings).toContainEqual({
        check: 'stamps',
        level: 'warning',
        text: expect.stringContaining('zDT_IV00101U of IV00101 is switched off'),
        todo: 'enable trigger zDT_IV00101U on IV00101',
      });
      expect(exitCode).toBe(1);
    } finally {
      await onServer('truncate sqlserver.denied; alter table "IV00101" enable trigger user', url);
    }
  });

  it('says whether Change Tracking is on, and for which tables', async () => {
    await onServer(`select switch_change_tracking(true); delete from change_tracking_table where table_name = 'IV00104'`, url);
    try {
      const { exitCode, lines } = await check();
      const told = lines.join('\n');
      expect(told).toMatch(/^ok +changes +Change Tracking is on for the database, and keeps changes for 2 days$/m);
      expect(told).toMatch(
        /^warning +changes +Change Tracking is off for IV00104: .*\n +-> alter table IV00104 enable change_tracking$/m,
      );
      expect(exitCode).toBe(0);
    } finally {
      await onServer('select switch_change_tracking(false)', url);
    }
  });

  it('says what the server answered where it was an error, and goes on', async () => {
    const user = new pg.Client({ connectionString: url });
    await user.connect();
    try {
      await user.query('begin; lock table "IV40700"');
      const { exitCode, lines } = await check();
      const told = lines.join('\n');
      expect(told).toMatch(
        /^missing +sites +GP's server answers with error 1222: a GP user's lock was not free in time\n +-> try again$/m,
      );
      expect(told).toMatch(/^ok +stock /m);
      expect(told).not.toContain('no answer');
      expect(exitCode).toBe(1);
    } finally {
      await user.end();
    }
  });

  it('writes an order, shows what GP has made of it, and takes it back', async () => {
    const countOf = async (tables: readonly string[]) => {
      const client = new pg.Client({ connectionString: url });
      await client.connect();
      try {
        const counts = tables.map((table) => `(select count(*) from "${table}")`);
        return (await client.query({ text: `select ${counts.join(', ')}`, rowMode: 'array' })).rows[0];
      } finally {
        await client.end();
      }
    };
    const tables = ['SOP10100', 'SOP10200', 'SOP10103', 'SOP10106', 'RM00101', 'SY01200'];
    const before = await countOf(tables);
    const order = fileOf(ORDER);
    const { exitCode, lines } = await check(['--order', order, '--account', 'HARGATE']);
    const told = lines.join('\n');
    expect(told).toMatch(/^ok +order +GP takes the order: 1 line, total 19\.20000\. Nothing of it stays\.$/m);
    expect(told).toMatch(/\nThe order of HARGATE \(SOP10100\)\n/);
    expect(told).toMatch(/^ +DOCID +STDORD$/m);
    expect(told).toMatch(/\nIts lines \(SOP10200\)\n.*ITEMNMBR.*\n.*CUT-4/);
    expect(exitCode).toBe(0);

    // Without an account it is a new customer's, who is not there afterwards either.
    const customer = { name: 'Ann Lee', email: 'ann.lee@example.com' };
    const address = {
      contactName: 'Ann Lee',
      line1: '1 Quay St',
      city: 'Duluth',
      region: 'MN',
      postalCode: '55802',
      country: 'US',
    };
    const visitors = fileOf({
      input: {
        ...ORDER.input,
        customer,
        shipTo: { address },
        payments: [{ method: 'CARD', amount: '19.20', account: 'VISA', transactionId: 'T-1' }],
      },
    });
    const { findings, order: written } = JSON.parse((await check(['--json', '--order', visitors])).lines.join('\n')) as {
      findings: readonly { check: string; level: string }[];
      order: { accountNumber: string; payments: readonly object[] };
    };
    expect(findings.at(-1)).toMatchObject({ check: 'order', level: 'ok' });
    expect(written).toMatchObject({ accountNumber: expect.stringMatching(/^WEB/), payments: [{ CARDNAME: 'VISA' }] });
    expect(await countOf(tables)).toEqual(before);
    expect(server.trouble.faults).toEqual([]);
  });

  it("compares prices with GP's own, where its procedure may be called", async () => {
    await onServer(
      `create type "taItemListPrice_parameters" as ("I_vCUSTNMBR" text, "I_vITEMNMBR" text, "I_vQUANTITY" text, "I_vCURNCYID" text, "I_vUOFM" text, "I_vDOCDATE" text, "I_vIncludePromo" text);
       create table gps_price (item text primary key, price numeric(19,5));
       create function "taItemListPrice"(parameters jsonb, out "O_iErrorState" integer, out "oErrString" varchar, out "I_vUNITPRCE" numeric)
         language sql as $$ select 0, '', coalesce((select price from gps_price where item = parameters->>'I_vITEMNMBR'), 0.01) $$`,
      url,
    );
    // The tests' server looks for a procedure once.
    const other = await TdsServer.start(url, { logins: { [LOGIN.user]: LOGIN.password, [ORDERS.user]: ORDERS.password } });
    const environment = { GP_URL: `${other.url}?encrypt=false` };
    const prices = async () => (await check([], environment)).lines.filter((line) => /^\w+ +price /.test(line));
    const different = await prices();
    expect(different).toHaveLength(3);
    const own = different.map((line) => /^warning +price +(.+) costs (\S+) (\S+) in the unit \S+, and 0\.01 in GP$/.exec(line));
    for (const match of own) {
      await onServer(`insert into gps_price values ('${match?.[1]}', ${match?.[3]})`, url);
    }
    expect(await prices()).toEqual([`ok       price        prices of 3 items for ${own[0]?.[2]} are GP's own (taItemListPrice)`]);

    const drift = (...words: string[]) =>
      hosted('console/gp.js', ['drift', '--samples', '4', '--start', '7', ...words], { ...environmentOf(), ...environment });
    const told = await drift();
    expect(told.stderr).toBe('');
    expect(told.exitCode).toBe(1);
    const lines = told.stdout.trimEnd().split('\n');
    expect(lines.at(-1)).toMatch(/^\d+ prices by standard pricing \(--start 7\): \d+ not GP's own\.$/);
    expect(lines[0]).toMatch(/^\S+ for \S+, \d+ \S+: .+ here, .+ in GP$/);
    const report = JSON.parse((await drift('--json')).stdout) as {
      compared: number;
      differences: readonly object[];
    };
    expect(report).toMatchObject({ engine: 'standard', start: 7, trouble: null });
    expect(report.differences).toHaveLength(lines.length - 1);
    expect(report.compared).toBeGreaterThanOrEqual(report.differences.length);
    await onServer(
      `create or replace function "taItemListPrice"(parameters jsonb, out "O_iErrorState" integer, out "oErrString" varchar, out "I_vUNITPRCE" numeric)
      language sql as $$ select 0, '', coalesce((select price from gps_drift where call = concat(parameters->>'I_vCUSTNMBR', ' ', parameters->>'I_vITEMNMBR', ' ', (parameters->>'I_vQUANTITY')::numeric)), 0) $$`.replace(
        'create or replace',
        'create table gps_drift (call text primary key, price numeric(19,5)); create or replace',
      ),
      url,
    );
    const all = JSON.parse((await drift('--json')).stdout) as {
      compared: number;
      differences: readonly { sku: string; accountNumber: string; quantity: string; own: { amount: string | null } }[];
    };
    expect(all.differences.length).toBeGreaterThan(0);
    for (const { accountNumber, sku, quantity, own: price } of all.differences) {
      await onServer(`insert into gps_drift values ('${accountNumber} ${sku} ${quantity}', ${price.amount})`, url);
    }
    const same = await drift();
    expect(same.stdout).toMatch(/^\d+ prices by standard pricing \(--start 7\): all GP's own\.$/m);
    expect(same.exitCode).toBe(0);
    await other.close();
  });

  it("says why GP refuses an order, in GP's words", async () => {
    server.trouble.makeWrites({ refuseWith: 1541 });
    const { exitCode, lines } = await check(['--order', fileOf(ORDER), '--account', 'HARGATE']);
    server.trouble.makeWrites({});
    expect(lines.join('\n')).toMatch(/^missing +order +GP refuses the order: .*\(1541\)\. Nothing of it stays\.$/m);
    expect(exitCode).toBe(1);
  });

  it('refuses an account without an order', async () => {
    const { exitCode, stdout, stderr } = await hosted('console/gp.js', ['check', '--account', 'HARGATE'], environmentOf());
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^--account: expected --order beside it\./);
  });

  it.each([
    ['no JSON', '{ "input": ', [], /^--order .*: it is not JSON: see line 1\.\n$/],
    ['no order', '{ "input": { "reference": "A" } }', [], /^--order: input: Field "idempotencyKey" of required type/],
    ['an unknown customer', JSON.stringify({ input: { reference: 1 } }), ['--account', 'NOBODY'], /^--order: input/],
  ])('refuses a file that is %s', async (_, text, words, expected) => {
    const file = join(folders.write({ 'order.json': text }), 'order.json');
    const { exitCode, stdout, stderr } = await hosted('console/gp.js', ['check', '--order', file, ...words], environmentOf());
    expect(stderr).toMatch(expected);
    // Told before the company is looked at.
    expect(stdout).not.toMatch(/^ok /m);
    expect(exitCode).toBe(1);
  });

  it.each([
    ['a wrong password', { GP_PASSWORD: 'hunter2' }, /SQLSERVER_18456.*the user or the password is wrong/],
    [
      'a wrong password of the other login',
      { GP_WRITE_PASSWORD: 'hunter2' },
      /SQLSERVER_18456.*the user or the password is wrong/,
    ],
  ])('says in one line that there is %s', async (_, environment, expected) => {
    const { exitCode, lines } = await check([], environment);
    const findings = lines.filter((line) => /^(missing|warning|note|ok)/.test(line));
    expect(findings).toEqual([expect.stringMatching(/^missing /)]);
    expect(findings[0]).toMatch(expected);
    expect(lines.join('\n')).not.toContain('hunter2');
    expect(exitCode).toBe(1);
  });

  it('says in one line that there is no company of GP, no such database, or no server', async () => {
    const one = async (environment: NodeJS.ProcessEnv) => {
      const { exitCode, lines } = await check([], environment);
      expect(exitCode).toBe(1);
      const findings = lines.filter((line) => /^(missing|warning|note|ok)/.test(line));
      expect(findings).toHaveLength(1);
      return findings[0];
    };
    expect(await one({ GP_URL: `${server.url.replace('LARKF', 'ELSEWHERE')}?encrypt=false` })).toMatch(
      /SQLSERVER_4060.*it is not there/,
    );
    await onServer('alter table public."SY00100" rename to "SY00100_away"', url);
    try {
      expect(await one({})).toMatch(/is no company of Dynamics GP .*no table SY00100/);
    } finally {
      await onServer('alter table public."SY00100_away" rename to "SY00100"', url);
    }
    await server.goAway();
    try {
      expect(await one({})).toMatch(/cannot be reached \(ECONNREFUSED\)/);
    } finally {
      await server.comeBack();
    }
  });
});
