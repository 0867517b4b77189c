import { Logger } from '@nestjs/common';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { readEnvironment } from '../../src/config/index.js';
import { SqlServerCompany } from '../../src/sqlserver/index.js';
import { calendarDateAt } from '../../src/values/calendar-date.js';
import { SystemClock } from '../../src/values/clock.js';
import { TestAuthority } from '../callers/certificates.js';
import { dropDatabase, onServer } from '../support/databases.js';
import { LOGIN, TdsServer, type TdsServerOptions } from '../support/tds/tds-server.js';
import { createCopy } from '../support/templates.js';

let database: string;
let server: TdsServer;
let company: SqlServerCompany | undefined;
let authority: TestAuthority | undefined;
let lines: string[];

beforeEach(async () => {
  database = await createCopy('company');
  lines = [];
  const write = (level: string) => (message: unknown, text?: unknown) => {
    lines.push(`${level} ${[message, text].map((part) => (typeof part === 'string' ? part : JSON.stringify(part))).join(' ')}`);
  };
  Logger.overrideLogger({ log: write('log'), warn: write('warn'), error: write('error') });
});

afterEach(async () => {
  Logger.overrideLogger(false);
  await company?.close();
  company = undefined;
  await server?.close();
  await dropDatabase(database);
  authority?.remove();
  authority = undefined;
  expect(lines.join('\n')).not.toMatch(/127\.0\.0\.1|Tests-1433/);
});

async function serve(options: TdsServerOptions = {}): Promise<void> {
  server = await TdsServer.start(database, options);
}

function open(parameters = 'encrypt=false', environment: NodeJS.ProcessEnv = {}): SqlServerCompany {
  const { gp } = readEnvironment({
    GP_URL: `${server.url}?${parameters}`,
    GP_PASSWORD: LOGIN.password,
    ...environment,
  }).settings;
  if (!gp.sqlServer) throw new TypeError('GP_URL names no SQL Server');
  company = SqlServerCompany.open(gp.sqlServer, gp, new SystemClock());
  return company;
}

const items = (signal?: AbortSignal) =>
  company?.gp.selectFrom('IV00101').select('ITEMNMBR').where('ITEMNMBR', '=', 'CUT-4').execute({ signal });
const isolation = () => company?.health.isolation();
const reasons = () => company?.health.problems().map(({ connection, reason }) => `${connection}: ${reason}`);
const said = (words: string) => lines.filter((line) => line.includes(words));
const ready = () => expect.poll(() => company?.health.connections().map(({ idle }) => idle > 0)).toEqual([true, true, true]);

describe('A company on a SQL Server', () => {
  it('is open before its server has answered, and connected in the background', async () => {
    await serve();
    open();
    expect(company?.databaseName).toBe('LARKF');
    await ready();
    expect(await items()).toHaveLength(1);
    expect(reasons()).toEqual([]);
  });

  it.each([
    ['locks', '', []],
    ['rowVersions', 'is_read_committed_snapshot_on = true', []],
    ['snapshot', 'snapshot_isolation_state = 1', ['transaction isolation level snapshot']],
  ])('reads with the isolation that its databases allow: %s', async (found, change, level) => {
    await serve();
    if (change) await onServer(`update sys.databases set ${change}`, database);
    open();
    await ready();
    expect(isolation()).toBe(found);
    expect([...server.counts.settings]).toEqual(expect.arrayContaining(['lock_timeout 200', 'lock_timeout 5000', ...level]));
    expect(said('GP is connected')).toEqual([expect.stringContaining(`"isolation":"${found}"`)]);
  });

  it('does not read in a snapshot where the system database allows none', async () => {
    await serve();
    await onServer(`update sys.databases set snapshot_isolation_state = 1 where name <> 'DYNAMICS'`, database);
    open();
    await expect.poll(isolation).toBe('locks');
  });

  it('takes no notice of locks where GP_LOCKS says so, and says it aloud', async () => {
    await serve();
    open('encrypt=false', { GP_LOCKS: 'nolock' });
    await expect.poll(isolation).toBe('nolock');
    expect([...server.counts.settings]).toContain('transaction isolation level read uncommitted');
    expect(said('GP_LOCKS=nolock')).toHaveLength(1);
  });

  it.each([
    ['wait', 'as pages read'],
    ['nolock', 'over connections of their own'],
  ])('looks for orders with locks, whatever GP_LOCKS says: %s', async (locks) => {
    await serve();
    open('encrypt=false', { GP_LOCKS: locks });
    await expect.poll(isolation).toBe(locks === 'wait' ? 'locks' : 'nolock');
    const asked = await company?.committed.selectFrom('IV00101').select('ITEMNMBR').where('ITEMNMBR', '=', 'CUT-4').execute();
    expect(asked).toHaveLength(1);
    expect(company?.committed === company?.gp).toBe(locks === 'wait');
  });

  it('finds the system database by the name that the company has for it', async () => {
    await serve();
    await onServer(`update sys.databases set name = 'GPSYSTEM' where name = 'DYNAMICS'`, database);
    await onServer(`update "SY00100" set "DBNAME" = 'GPSYSTEM'`, database);
    open();
    await ready();
    await company?.gp
      .selectFrom('DYNAMICS.MC40200')
      .select('CURNCYID')
      .execute()
      .catch(() => undefined);
    expect([...server.counts.texts].join('\n')).toContain('from "GPSYSTEM"."dbo"."MC40200"');
  });

  it('counts the restarts of its server, and not what merely cuts its connections', async () => {
    await serve();
    const { gp } = open();
    await ready();
    const read = () => gp.selectFrom('IV00101').select('ITEMNMBR').where('ITEMNMBR', '=', 'CUT-4').execute();
    server.cutAll();
    await expect
      .poll(() =>
        read().then(
          ({ length }) => length,
          () => 0,
        ),
      )
      .toBe(1);
    expect(company?.restarts).toBe(0);
    for (const restarts of [1, 2]) {
      await server.change(`update sys.databases set create_date = create_date + interval '1 day' where name = 'tempdb'`);
      server.cutAll();
      await expect
        .poll(() =>
          read().then(
            ({ length }) => length,
            () => 0,
          ),
        )
        .toBe(1);
      expect(company?.restarts).toBe(restarts);
    }
  });

  it('is handed orders with a login of its own, and says where one login does both', async () => {
    await serve({ logins: { [LOGIN.user]: LOGIN.password, orders: '0rders' } });
    open('encrypt=false', { GP_WRITE_USER: 'orders', GP_WRITE_PASSWORD: '0rders' });
    await ready();
    expect(said('GP_WRITE_USER is not set')).toHaveLength(0);
    const asked = await company?.handingOver.selectFrom('IV00101').select('ITEMNMBR').where('ITEMNMBR', '=', 'CUT-4').execute();
    expect(asked).toHaveLength(1);
  });

  it('reads what may be a moment old from a replica, where there is one', async () => {
    await serve();
    const replica = await TdsServer.start(database);
    try {
      open('encrypt=false', { GP_READ_URL: `sqlserver://127.0.0.1:${replica.port}?encrypt=false` });
      await ready();
      replica.counts.reset();
      const late = async () =>
        company?.readOnly.selectFrom('IV00101').select('ITEMNMBR').where('ITEMNMBR', '=', 'CUT-4').execute();
      expect(await items()).toHaveLength(1);
      expect(replica.counts.questions).toBe(0);
      expect(await late()).toHaveLength(1);
      expect(replica.counts.questions).toBe(1);
      await replica.goAway();
      await expect.poll(() => late().then(reasons, reasons)).toEqual(['replica: unreachable']);
      expect(await items()).toHaveLength(1);
    } finally {
      await company?.close();
      await replica.close();
    }
  });

  it('has the date of its time zone', async () => {
    await serve();
    open('encrypt=false', { GP_TIME_ZONE: 'Pacific/Kiritimati' });
    expect(company?.today()).toBe(calendarDateAt(new Date(), 'Pacific/Kiritimati'));
  });

  it('writes nothing on the console, whatever becomes of questions that were given up', async () => {
    const errors = vi.spyOn(console, 'error');
    try {
      await serve();
      open();
      await ready();
      const giveUp = async () => {
        const before = server.trouble.questions;
        const given = new AbortController();
        const asked = items(given.signal)?.then(
          () => undefined,
          (fault: unknown) => fault,
        );
        await expect.poll(() => server.trouble.questions).toBeGreaterThan(before);
        given.abort(new Error('the page goes on'));
        expect(await asked).toBe(given.signal.reason);
      };
      server.trouble.make({ hanging: true });
      await giveUp();
      server.trouble.makeServer({ deafToCancels: true });
      await giveUp();
      await expect.poll(() => company?.health.connections()[0]?.busy).toBe(0);
      server.trouble.makeServer({ blackHole: true });
      await expect(items(AbortSignal.timeout(100))).rejects.toThrow();
      expect(errors.mock.calls).toEqual([]);
    } finally {
      errors.mockRestore();
    }
  });

  it('is closed while questions run, which fail', async () => {
    await serve();
    open();
    await ready();
    server.trouble.make({ hanging: true });
    const asked = items()?.then(
      () => undefined,
      (fault: unknown) => fault,
    );
    await expect.poll(() => server.trouble.questions).toBeGreaterThan(0);
    await company?.close();
    expect(await asked).toMatchObject({ code: 'ECLOSE' });
    await expect.poll(() => server.counts.sessions).toBe(0);
  });

  it('tries a wrong password once at a time for all its connections, and says so in one line', async () => {
    await serve();
    const began = performance.now();
    open('encrypt=false', { GP_PASSWORD: 'not the password' });
    await expect.poll(reasons).toEqual(['reading: loginRefused', 'background: loginRefused', 'handingOver: loginRefused']);
    for (let times = 0; times < 20; times++) await expect(items()).rejects.toMatchObject({ code: 'SQLSERVER_18456' });
    // The first pause is from 2.5 to 5 s.
    expect(server.counts.refusedLogins).toBeLessThanOrEqual(1 + (performance.now() - began) / 2_500);
    expect(said('refuses the login')).toHaveLength(1);
  });

  it('tells which of two logins is refused', async () => {
    await serve();
    open('encrypt=false', { GP_WRITE_USER: 'orders', GP_WRITE_PASSWORD: '0rders' });
    await expect.poll(reasons).toEqual(['handingOver: loginRefused']);
    expect(said('refuses the login (SQLSERVER_18456)')).toHaveLength(1);
    expect(await items()).toHaveLength(1);
  });

  it.each([
    [229, 'rightOrObjectMissing', 'right SELECT on IV00102 is missing'],
    [208, 'rightOrObjectMissing', 'object IV00102 is missing'],
    [207, 'rightOrObjectMissing', 'column QTYONHND is missing'],
    [916, 'rightOrObjectMissing', 'access to database LARKF is missing'],
    [8115, 'questionRefused', 'what it was asked is refused'],
  ])('raises an alarm once for error %i, which ends when the question is answered', async (number, reason, words) => {
    await serve();
    open();
    await ready();
    server.trouble.makeServer({ failWith: number });
    for (let times = 0; times < 5; times++) await expect(items()).rejects.toMatchObject({ code: `SQLSERVER_${number}` });
    expect(reasons()).toEqual([`reading: ${reason}`]);
    expect(said(words)).toEqual([expect.stringMatching(/^error /)]);
    server.trouble.makeServer({});
    expect(await items()).toHaveLength(1);
    expect(reasons()).toEqual([]);
    expect(said('Answered again')).toHaveLength(1);
  });

  it.each([1222, 3960, 601, 983])('raises no alarm for error %i, which goes away', async (number) => {
    await serve();
    open();
    await ready();
    server.trouble.makeServer({ failWith: number });
    await expect(items()).rejects.toMatchObject({ code: `SQLSERVER_${number}`, kind: 'transient' });
    expect(reasons()).toEqual([]);
    expect(lines.filter((line) => line.startsWith('error'))).toEqual([]);
  });

  it('is none where the database has no table of a company', async () => {
    await serve();
    await onServer('alter table "SY00100" rename to "OTHER"', database);
    open();
    await expect.poll(reasons).toContain('reading: notGpCompany');
    await expect(items()).rejects.toMatchObject({ code: 'SQLSERVER_208' });
    expect(said('The database LARKF is no company of Dynamics GP')).not.toHaveLength(0);
  });
});

describe('The way to the server', () => {
  const certificate = () => {
    authority ??= new TestAuthority();
    return authority.sign('server', '/CN=gp01');
  };

  it.each(['encrypt=true', 'encrypt=strict'])('is encrypted, and checked by the authority of GP_CA: %s', async (parameters) => {
    await serve({ certificate: certificate() });
    open(parameters, { GP_CA: authority?.certificate });
    await ready();
    expect(await items()).toHaveLength(1);
    expect(said('trustServerCertificate')).toEqual([]);
  });

  it('is not taken where the authority is not known', async () => {
    await serve({ certificate: certificate() });
    open('encrypt=true');
    await expect.poll(reasons).toContain('reading: certificateNotTrusted');
    expect(said('is not trusted')).not.toHaveLength(0);
    expect(server.counts.logins).toBe(0);
  });

  it('is taken without a check where trustServerCertificate says so, which is said aloud', async () => {
    await serve({ certificate: certificate() });
    open('encrypt=true&trustServerCertificate=true');
    await ready();
    expect(said('trustServerCertificate=true')).toHaveLength(1);
  });

  it('is not taken where the server speaks an old TLS only', async () => {
    await serve({ certificate: certificate(), tlsVersion: 'TLSv1' });
    open('encrypt=true', { GP_CA: authority?.certificate });
    await expect.poll(reasons).toContain('reading: tlsTooOld');
  });

  it.each([
    ['the server has no encryption', {}, 'encrypt=true'],
    ['the server requires encryption', { encryptionRequired: true }, 'encrypt=false'],
  ])('is not taken where both sides do not agree on it: %s', async (_, options, parameters) => {
    await serve({ ...options, ...('encryptionRequired' in options && { certificate: certificate() }) });
    open(parameters);
    await expect.poll(reasons).toContain('reading: encryptionRefused');
  });

  it('is said to be told to others where GP_URL holds the password', async () => {
    await serve();
    const url = new URL(server.url);
    url.password = LOGIN.password;
    open('encrypt=false', { GP_URL: `${url.href}?encrypt=false`, GP_PASSWORD: undefined });
    await ready();
    expect(said('GP_URL holds the password')).toHaveLength(1);
  });

  it('is said to be open to others where nothing is encrypted', async () => {
    await serve();
    open('encrypt=false');
    await ready();
    expect(said('encrypt=false')).toHaveLength(1);
    expect(said('GP_WRITE_USER is not set')).toHaveLength(1);
  });

  it('is tried at a named port only, and said to be unreachable where nobody listens there', async () => {
    await serve();
    await server.goAway();
    open();
    await expect.poll(reasons).toEqual(['reading: unreachable', 'background: unreachable', 'handingOver: unreachable']);
    expect(said('cannot be reached (ECONNREFUSED)')).toEqual([expect.stringContaining('reading, background, handingOver')]);
    await server.comeBack();
    await expect.poll(reasons).toEqual([]);
  });
});
