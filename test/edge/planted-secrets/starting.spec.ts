import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { TestAuthority } from '../../callers/certificates.js';
import { TemporaryFolders } from '../../sandbox/written-company.js';
import { BuiltGateway, buildGateway, type EndedBeforeReady, endAll, type Run, runBuilt } from '../../support/built-gateway.js';
import { createDatabase, dropDatabase } from '../../support/databases.js';
import { RedisServer } from '../../support/redis-server.js';
import { Names, named } from './names.js';
import { RefusingServer, wrongPassword } from './refusing-server.js';
import { ALL_SECRETS, HOSTS, OF_CONFIGURATION, OF_SERVERS, OF_STARTS } from './secrets.js';
import { Seen } from './seen.js';
import { change, failingToDefine, failingToRead } from './statements.js';

const { value, file: line, user } = OF_STARTS;
const { redisUser, redisPassword } = OF_CONFIGURATION;
const ON_THIS_MACHINE = '127.0.0.1';
/** Nobody listens there: it is for the super-user alone. */
const CLOSED_PORT = 1;
const PEM = (kind: string) => `-----BEGIN ${kind}-----\n${line}\n-----END ${kind}-----\n`;

const folders = new TemporaryFolders();
const databases: string[] = [];
let names: Names;
let authority: TestAuthority;
let refusing: RefusingServer;
let hanging: RefusingServer;
/** Its user may do nothing. */
let redis: RedisServer;
let wordyRedis: RefusingServer;
/** A database of the gateway's that is as it should be. */
let own: string;

beforeAll(async () => {
  await buildGateway();
  names = new Names(Object.fromEntries([HOSTS.own, HOSTS.gp, HOSTS.redis].map((host) => [host, ON_THIS_MACHINE])));
  authority = new TestAuthority();
  refusing = await RefusingServer.start({ says: wrongPassword(user, OF_SERVERS.own), ends: true });
  hanging = await RefusingServer.start({});
  redis = await RedisServer.start({ [`user ${redisUser}`]: `on >${redisPassword} -@all` });
  wordyRedis = await RefusingServer.start({ says: Buffer.from(`-ERR ${OF_SERVERS.redis}\r\n`) });
  own = await database();
});
afterAll(async () => {
  await endAll();
  await Promise.all([refusing?.stop(), hanging?.stop(), wordyRedis?.stop(), redis?.remove()]);
  await Promise.all(databases.map(dropDatabase));
  authority?.remove();
  names?.remove();
  folders.remove();
});

async function database(template?: string): Promise<string> {
  const url = await createDatabase(template);
  databases.push(url);
  return url;
}

const environmentOf = (settings: NodeJS.ProcessEnv): NodeJS.ProcessEnv => ({
  ...names.environment,
  HOST: ON_THIS_MACHINE,
  PORT: '0',
  DATA_DIR: folders.path(),
  LOG_LEVEL: 'trace',
  ...settings,
});

/** Starts a gateway that is to end by itself, and finds no secret in what it writes. */
async function start(settings: NodeJS.ProcessEnv): Promise<Run> {
  return withoutLeaks(await runBuilt('main.js', [], environmentOf(settings)));
}

function withoutLeaks(run: Run): Run {
  const seen = new Seen();
  seen.add('log', run.stdout);
  seen.add('refusal', run.stderr);
  expect(seen.leaksOf(ALL_SECRETS)).toEqual([]);
  return run;
}

const written = (text: string) => join(folders.write({ file: text }), 'file');

describe.concurrent('A start that is refused names the setting, and keeps to itself what stands there', () => {
  it('for wrong values', async () => {
    const wrong = {
      PUBLIC_URL: `https://${value}:${value}`,
      CORS_ORIGINS: `https://${value}.example/${value}`,
      TRUSTED_PROXIES: value,
      TLS_CERT: written(line),
      TLS_KEY: written(line),
      TLS_CLIENT_CA: written(line),
      RATE_LIMITS: `${value}=1`,
      EDITING_KEY: value,
      OPERATIONS_MODE: value,
      DATABASE_URL: `postgres//${value}:${value}@${HOSTS.own}/${value}`,
      REDIS_URL: `redis://${value}:${value}@${HOSTS.redis}:${value}`,
      REDIS_PREFIX: `${value} ${value}`,
      REDIS_CA: written(line),
      GP_URL: `mssql://${value}:${value}@${HOSTS.gp}/${value}`,
      GP_CURRENCY_CODES: `${value}=${value}`,
      OIDC_ISSUERS: JSON.stringify([{ issuer: `https://${value}:${value}@${HOSTS.provider}`, clientIds: [value] }]),
      METRICS_TOKEN: value,
      OTEL_EXPORTER_OTLP_ENDPOINT: `${HOSTS.collector}/${value}`,
      CATALOG_RULES: written(JSON.stringify({ products: [{ itemClasses: line }] })),
    };
    const { exitCode, stdout, stderr } = await start(wrong);
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
    expect(
      stderr
        .trimEnd()
        .split('\n')
        .map((text) => /^(\w+): expected .+\.$/.exec(text)?.[1]),
    ).toEqual(Object.keys(wrong));
  });

  const client = { name: 'storefront', class: 'SERVER' };
  it.each([
    ['CLIENTS: .*; it is not JSON', () => ({ CLIENTS: written(line) })],
    ['CLIENTS: .*; clients\\[0\\].keys\\[0\\].sha256: ', () => ({ CLIENTS: clients({ ...client, keys: [{ sha256: line }] }) })],
    [
      'CLIENTS: .*; clients\\[0\\].jwks: ',
      () => ({ CLIENTS: clients({ ...client, jwks: { keys: [{ kty: 'oct', k: line }] } }) }),
    ],
    [
      'TLS_CERT, TLS_KEY, TLS_CLIENT_CA: ',
      () => ({ TLS_CERT: written(PEM('CERTIFICATE')), TLS_KEY: written(PEM('PRIVATE KEY')) }),
    ],
  ])('for a wrong file: %s', async (refusal, environment) => {
    const { exitCode, stdout, stderr } = await start(environment());
    expect({ exitCode, stdout, stderr }).toEqual({
      exitCode: 1,
      stdout: '',
      stderr: expect.stringMatching(new RegExp(`^${refusal}.*\\.\\n$`)),
    });
  });

  it('for files that are not JSON', async () => {
    const { stderr } = await start({ OIDC_ISSUERS: written(line), CATALOG_RULES: written(line) });
    expect(stderr).toMatch(
      /^OIDC_ISSUERS: expected .*; it is not JSON: see line 1\.\nCATALOG_RULES: expected .*; it is not JSON: see line 1\.\n$/,
    );
  });

  it('for a wrong manifest of operations', async () => {
    const operation = { id: line, name: line, type: 'query', body: `{ ${line} ` };
    const manifest = { format: 'apollo-persisted-query-manifest', version: 1, operations: [operation] };
    const { stderr } = await start({
      DATABASE_URL: own,
      GP_URL: await database(),
      OPERATIONS_MANIFEST: written(JSON.stringify(manifest)),
    });
    expect(stderr).toMatch(/^OPERATIONS_MANIFEST: .*; operations\[0\].body: is not GraphQL\.\n$/);
  });

  const servers = [
    ['DATABASE_URL', HOSTS.own, 'Cannot open the database that DATABASE_URL names'],
    ['GP_URL', HOSTS.gp, 'The sandbox company on the server that GP_URL names cannot be opened'],
  ] as const;
  describe.each(servers)('for the server of %s', (variable, host, refusal) => {
    const login = { username: user, password: OF_CONFIGURATION.ownPassword };
    const at = (port: number, name: string = host) => named(`postgres://user@${ON_THIS_MACHINE}:${port}/zq-value`, name, login);

    it.each([
      ['a wrong password', '28P01', async () => at(refusing.port)],
      ['a host that nobody knows', 'ENOTFOUND', async () => at(CLOSED_PORT, HOSTS.missingProvider)],
      ['one that is away', 'ECONNREFUSED', async () => at(CLOSED_PORT)],
      ['one that hangs', 'Error', async () => at(hanging.port)],
      ['one whose statements fail', 'P0001', async () => named(await failing(), host, { password: login.password })],
    ])('and %s', async (_, reason, url) => {
      const { exitCode, stderr } = await start({ DATABASE_URL: own, [variable]: await url() });
      expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: `${refusal}: ${reason}.\n` });
    });
  });

  async function failing(): Promise<string> {
    const url = await database();
    await change(url, failingToDefine(OF_SERVERS.own));
    return url;
  }
});

describe.concurrent('A start that comes further', () => {
  let started: { readonly own: string; readonly gp: string };

  beforeAll(async () => {
    started = { own: await database(), gp: await database() };
    const gateway = await BuiltGateway.start(environmentOf({ DATABASE_URL: started.own, GP_URL: started.gp }));
    await gateway.stop();
  });

  const redisAt = (port: number, host: string = HOSTS.redis, password: string = redisPassword) =>
    named(`redis://${ON_THIS_MACHINE}:${port}`, host, { username: redisUser, password });

  it.each([
    ['whose host nobody knows', 'ENOTFOUND', () => redisAt(redis.port, HOSTS.missingProvider)],
    ['that is away', 'ECONNREFUSED', () => redisAt(CLOSED_PORT)],
    ['that has another password', 'WRONGPASS', () => redisAt(redis.port, HOSTS.redis, value)],
    ['whose user has no rights', 'NOPERM', () => redisAt(redis.port)],
    ['that answers with words', 'SimpleError|ReplyError', () => redisAt(wordyRedis.port)],
  ])('goes on without a Redis %s, and tells of it in one word', async (_, reason, url) => {
    const settings = { DATABASE_URL: await database(started.own), GP_URL: started.gp, REDIS_URL: url() };
    const gateway = await BuiltGateway.start(environmentOf(settings));
    await vi.waitFor(() => expect(gateway.written).toMatch(new RegExp(`Redis is (away|left out) \\((${reason})\\)`)));
    withoutLeaks(await gateway.stop());
  });

  it('tells nothing of a collector that is set wrong', async () => {
    const { collectorKey } = OF_CONFIGURATION;
    const gateway = await BuiltGateway.start(
      environmentOf({
        DATABASE_URL: await database(started.own),
        GP_URL: started.gp,
        OTEL_EXPORTER_OTLP_ENDPOINT: `http://${HOSTS.collector}`,
        OTEL_EXPORTER_OTLP_HEADERS: `${collectorKey};${collectorKey}`,
        OTEL_EXPORTER_OTLP_CERTIFICATE: written(PEM('CERTIFICATE')),
        OTEL_RESOURCE_ATTRIBUTES: `${value}%${value}`,
      }),
    );
    await gateway.ask('{ categories { id } }');
    withoutLeaks(await gateway.stop());
    expect(names.wereAskedFor(HOSTS.collector)).toBe(true);
  });

  it.each(['signing_key', 'pgboss.queue', 'app_user'])(
    'meets statements on %s that fail, and tells of them without their words',
    async (table) => {
      const url = await database(started.own);
      await change(url, failingToRead(table, OF_SERVERS.own));
      const run = await BuiltGateway.start(environmentOf({ DATABASE_URL: url, GP_URL: started.gp })).then(
        (gateway) => gateway.stop(),
        ({ run }: EndedBeforeReady) => run,
      );
      const { stdout, stderr } = withoutLeaks(run);
      expect(stdout + stderr).toContain('P0001');
    },
  );
});

function clients(client: object): string {
  return written(JSON.stringify({ clients: [client] }));
}
