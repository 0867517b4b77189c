import { once } from 'node:events';
import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import manifest from '../package.json' with { type: 'json' };
import { readCompanyFolder, SHIPPED_COMPANY } from '../src/sandbox/company-folder.js';
import { SandboxCompany } from '../src/sandbox/sandbox-company.js';
import { TemporaryFolders } from './sandbox/written-company.js';
import { BuiltGateway, buildGateway, endAll, type Run, runBuilt } from './support/built-gateway.js';
import { createDatabase, dropDatabase } from './support/databases.js';

/** What the scripts of package.json start. */
const PROGRAMS = Object.values(manifest.scripts).flatMap((script) => /^node dist\/(\S+\.js)$/.exec(script)?.[1] ?? []);
const SECRET = 'hunter2-of-the-house';

const folders = new TemporaryFolders();
const databases: string[] = [];

beforeAll(() => buildGateway());
afterEach(() => endAll());
afterAll(async () => {
  await Promise.all(databases.map(dropDatabase));
  folders.remove();
});

async function database(): Promise<string> {
  const url = await createDatabase();
  databases.push(url);
  return url;
}

/** Both databases on the tests' server, which starts in a third of the time. */
async function onServers(): Promise<NodeJS.ProcessEnv> {
  return { DATA_DIR: folders.path(), DATABASE_URL: await database(), GP_URL: await database() };
}

const start = (environment: NodeJS.ProcessEnv): Promise<Run> =>
  runBuilt('main.js', [], { HOST: '127.0.0.1', PORT: '0', ...environment });

describe('a gateway without any configuration but its data folder', () => {
  const environment = { DATA_DIR: folders.path() };
  const socket = join(environment.DATA_DIR, 'gateway.sock');

  it('starts in a folder that is not there yet, says where everything is, and ends on SIGTERM', async () => {
    const gateway = await BuiltGateway.start(environment);
    for (const part of ['live', 'ready']) {
      const response = await fetch(`${gateway.url}/health/${part}`);
      expect([response.status, response.headers.get('cache-control'), await response.json()]).toEqual([
        200,
        'no-store',
        part === 'ready' ? { status: 'ready', changes: expect.any(String) } : { status: 'live' },
      ]);
    }
    const keys = (await (await fetch(`${gateway.url}/.well-known/jwks.json`)).json()) as { keys: Record<string, unknown>[] };
    expect(keys.keys.length).toBeGreaterThan(0);
    for (const key of keys.keys) {
      expect(key).toMatchObject({ use: 'sig', kid: expect.any(String) });
      expect(key).not.toHaveProperty('d');
    }
    expect(await gateway.signIn('nell.hargate@example.com', 'try-the-sandbox')).toBe('Nell Hargate');
    expect(existsSync(socket)).toBe(true);

    const busy = await start(environment);
    expect(busy).toEqual({
      exitCode: 1,
      stdout: '',
      stderr: `The data folder ${environment.DATA_DIR} is in use by a gateway or a command that is running.\n`,
    });

    const { stdout, stderr } = await gateway.stop();
    expect(stderr).toBe('');
    expect(existsSync(socket)).toBe(false);
    // What follows are lines of the log.
    const begin = stdout.indexOf('gp-storefront-gateway is ready.');
    const welcome = stdout.slice(begin, stdout.indexOf('{"level"', begin));
    expect(stdout).toContain('"Drained"');
    expect(welcome.split('\n')).toEqual([
      'gp-storefront-gateway is ready.',
      '',
      `  GraphQL and GraphiQL   ${gateway.url}/graphql`,
      `  Key set                ${gateway.url}/.well-known/jwks.json`,
      `  Health                 ${gateway.url}/health/live  ${gateway.url}/health/ready`,
      `  Metrics                ${gateway.url}/metrics`,
      `  Sandbox company        ${join(environment.DATA_DIR, 'company')}`,
      `  The gateway's data     ${join(environment.DATA_DIR, 'gateway')}`,
      `  Mail                   ${join(environment.DATA_DIR, 'mail')}`,
      '',
      '  A trial on this machine: every program may give discounts, confirm payments and order for visitors.',
      '',
      '  Sign in with the password try-the-sandbox as',
      '    nell.hargate@example.com    contractor prices, and credit to spare',
      '    ivo.brandt@example.com      an account on hold: looks, and may not order',
      '    tess.moreau@example.com     three accounts: one in Canadian dollars, one with shared credit, one with 40 addresses',
      '    admin@example.com           three accounts, as their administrator: pays invoices',
      '',
      '',
    ]);
  });

  it('keeps its users and what was changed in the company, and survives a power cut', async () => {
    const add = ['add', 'ann@shop.example', '--name', 'Ann', '--role', 'BUYER', '--accounts', 'KESTREL'];
    expect(await runBuilt('console/user.js', add, environment, 'a password of hers\n')).toEqual({
      exitCode: 0,
      stdout: 'Added ann@shop.example.\n',
      stderr: '',
    });
    const company = await SandboxCompany.open({
      company: readCompanyFolder(SHIPPED_COMPANY),
      folder: join(environment.DATA_DIR, 'company'),
      timeZone: 'UTC',
      warn: (message) => expect.fail(message),
    });
    const [changed] = await company.change(
      `update "IV40700" set "LOCNDSCR" = 'Moved across the river' where "LOCNCODE" = (select min("LOCNCODE") from "IV40700") returning rtrim("LOCNCODE") as code`,
    );
    await company.close();

    const killed = await BuiltGateway.start(environment);
    expect(await killed.signIn('ann@shop.example', 'a password of hers')).toBe('Ann');
    await killed.kill();
    expect(existsSync(socket)).toBe(true);

    const gateway = await BuiltGateway.start(environment);
    expect(await gateway.signIn('ann@shop.example', 'a password of hers')).toBe('Ann');
    await gateway.stop();
    const again = await SandboxCompany.open({
      company: readCompanyFolder(SHIPPED_COMPANY),
      folder: join(environment.DATA_DIR, 'company'),
      timeZone: 'UTC',
      warn: (message) => expect.fail(message),
    });
    try {
      expect(
        await again.change(`select rtrim("LOCNCODE") as code from "IV40700" where "LOCNDSCR" = 'Moved across the river'`),
      ).toEqual([changed]);
    } finally {
      await again.close();
    }
  });
});

it('a start makes anew what one that was killed has left half made', async () => {
  const environment = { DATA_DIR: folders.path() };
  const list = () => runBuilt('console/user.js', ['list'], environment);
  expect((await list()).exitCode).toBe(0);
  // The last files of a new database are missing, and the mark is there that it is being made.
  const database = join(environment.DATA_DIR, 'gateway');
  rmSync(join(database, 'postgresql.conf'));
  writeFileSync(`${database}.unfinished`, '');
  expect(await list()).toMatchObject({ exitCode: 0, stderr: '' });
  expect(readdirSync(environment.DATA_DIR)).toEqual(['gateway']);
  expect((await list()).exitCode).toBe(0);
});

describe('a start is refused', () => {
  it('for every wrong variable at once, one line each, without their values', async () => {
    const wrong = {
      PORT: SECRET,
      PUBLIC_URL: `ftp://${SECRET}`,
      LOG_LEVEL: SECRET,
      DATABASE_URL: `mysql://gateway:${SECRET}@db/shop`,
      GP_URL: `mssql://sa:${SECRET}@sql01/TWO`,
      GP_DEADLINE_MS: SECRET,
      GP_CONCURRENCY: SECRET,
      GP_TIME_ZONE: SECRET,
      GP_CURRENCY_CODES: SECRET,
      GP_ACCOUNT_FIELDS: SECRET,
      GP_PRODUCT_FIELDS: SECRET,
      CATALOG_VARIANT_ATTRIBUTES: Array(7).fill(SECRET).join(),
      JOBS: SECRET,
      ACCESS_TOKEN_MINUTES: SECRET,
      REFRESH_TOKEN_DAYS: SECRET,
      SIGNING_KEY_DAYS: SECRET,
      CATALOG_RULES: `/${SECRET}.json`,
    };
    const dataDir = folders.path();
    const { exitCode, stdout, stderr } = await runBuilt('main.js', [], { DATA_DIR: dataDir, ...wrong });
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
    const lines = stderr.trimEnd().split('\n');
    expect(lines.map((line) => /^(\w+): expected .+\.$/.exec(line)?.[1])).toEqual(Object.keys(wrong));
    expect(stderr).not.toContain(SECRET);
    expect(existsSync(dataDir)).toBe(false);
  });

  it.each<[string, string, string]>([
    ['EVENTS_ENDPOINTS', '/nowhere/endpoints.json', 'expected a readable JSON file of endpoints; it cannot be read'],
    ['EVENTS_FOLDER', '/proc/events', 'expected a folder that can be written: E\\w+'],
    ['STAFF_RULES', '/nowhere/rules.json', 'it cannot be read'],
    ['MAIL_MESSAGES', 'order-lost', 'expected all, none, or some of '],
    [
      'JOBS_SCHEDULES',
      '{"schedules":{"catalog.refreshed":"off"}}',
      'schedules\\["catalog.refreshed"\\]: there is no such job; there are account\\.changes, ',
    ],
    ['PRINT_LAYOUT', '/nowhere/layout.json', 'it cannot be read'],
    ['OPERATIONS_MANIFEST', '/nowhere/manifest.json', 'expected a readable manifest of operations; '],
  ])('for what %s names, in one line and before anything is opened', async (variable, value, problem) => {
    const dataDir = folders.path();
    const { exitCode, stdout, stderr } = await start({ DATA_DIR: dataDir, [variable]: value });
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
    expect(stderr).toMatch(new RegExp(`^${variable}: ${problem}.*\\.\\n$`));
    expect(existsSync(dataDir)).toBe(false);
  });

  it.each(PROGRAMS)('by a Node.js that is too old: %s', async (program) => {
    const older = `Object.defineProperty(process,'versions',{value:{...process.versions,node:'22.12.0'}})`;
    const environment = { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(older)}` };
    expect(await runBuilt(program, [], environment)).toEqual({
      exitCode: 1,
      stdout: '',
      stderr: expect.stringMatching(/^Node\.js 24 or newer is needed, not v\S+ in \S+\. .+\n$/),
    });
  });

  it('for a port that is in use', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    try {
      expect(await start({ ...(await onServers()), PORT: String(port), LOG_LEVEL: 'error' })).toEqual({
        exitCode: 1,
        stdout: '',
        stderr: `Cannot listen on HOST 127.0.0.1, PORT ${port}: the port is in use.\n`,
      });
    } finally {
      other.close();
    }
  });

  it('for a data folder that cannot be written', async () => {
    const file = join(folders.write({ file: '' }), 'file');
    const dataDir = join(file, 'data');
    expect(await start({ DATA_DIR: dataDir })).toEqual({
      exitCode: 1,
      stdout: '',
      stderr: `The data folder ${dataDir} cannot be written: ENOTDIR.\n`,
    });
  });

  it.each([
    {
      variable: 'DATABASE_URL',
      message: 'Cannot open the database that DATABASE_URL names: ECONNREFUSED.\n',
      others: async () => ({ GP_URL: await database() }),
    },
    {
      variable: 'GP_URL',
      message: 'The sandbox company on the server that GP_URL names cannot be opened: ECONNREFUSED.\n',
      others: async () => ({ DATABASE_URL: await database() }),
    },
  ])('for a server of $variable that is away, without its address', async ({ variable, message, others }) => {
    const url = `postgres://quartermaster:${SECRET}@127.0.0.1:1/shop`;
    expect(await start({ DATA_DIR: folders.path(), ...(await others()), [variable]: url })).toEqual({
      exitCode: 1,
      stdout: '',
      stderr: message,
    });
  });

  it('for a company folder that is missing, has no CSV files, or a wrong value', async () => {
    const servers = await onServers();
    const missing = folders.path();
    const empty = folders.write({ 'README.md': 'no tables' });
    const wrong = folders.write({ 'RM00101.csv': 'CUSTNMBR,HOLD\nQUAY,perhaps\n' });
    const refusals = [];
    for (const folder of [missing, empty, wrong]) refusals.push(await start({ ...servers, GP_SANDBOX_COMPANY: folder }));
    // Before a value can be wrong, the log says that the company is being loaded.
    const lines = refusals.map(({ stdout }) => stdout.split('\n').flatMap((line) => (line ? [JSON.parse(line).msg] : [])));
    expect(lines).toEqual([[], [], ['loading the company: 1 files']]);
    expect(refusals.map(({ exitCode, stderr }) => ({ exitCode, stderr }))).toEqual(
      [
        `GP_SANDBOX_COMPANY: the folder ${missing} cannot be read.\n`,
        `GP_SANDBOX_COMPANY: the folder ${empty} has no CSV files such as RM00101.csv.\n`,
        `The company in ${wrong} cannot be loaded, and nothing of it is kept:\n` +
          'RM00101.csv, line 2, column HOLD: expected a whole number from 0 to 255.\n',
      ].map((stderr) => ({ exitCode: 1, stderr })),
    );
    // Once the folder is right, nothing stands in the way.
    writeFileSync(join(wrong, 'RM00101.csv'), 'CUSTNMBR,HOLD,SHOE_SIZE\nQUAY,1,43\n');
    const gateway = await BuiltGateway.start({ ...servers, GP_SANDBOX_COMPANY: wrong });
    const { stdout } = await gateway.stop();
    expect(stdout).toContain('RM00101.csv: GP has no column SHOE_SIZE in this table; it is not loaded.');
    expect(stdout).toContain('in the PostgreSQL server of GP_URL');
    expect(stdout).toContain('in the PostgreSQL server of DATABASE_URL');
    // A company of one's own comes without the demo's users.
    expect(stdout).not.toContain('Sign in with');
  });
});
