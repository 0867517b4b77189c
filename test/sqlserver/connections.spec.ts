import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { readSqlServerAddress } from '../../src/config/sql-server-address.js';
import { SqlServerConnections, SqlServerFault } from '../../src/sqlserver/index.js';
import { Logins, type LoginsState } from '../../src/sqlserver/logins.js';
import { tediousConfiguration } from '../../src/sqlserver/tedious-configuration.js';
import { dropDatabase } from '../support/databases.js';
import { LOGIN, TdsServer } from '../support/tds/tds-server.js';
import { createCopy } from '../support/templates.js';

const MOST = 5;
const QUESTION = 'select "ITEMNMBR" from "IV00101" where "ITEMNMBR" = cast(@1 as char(31))';

let company: string;
let server: TdsServer;
let connections: SqlServerConnections;
let states: LoginsState[];

beforeEach(async () => {
  company = await createCopy('company');
  server = await TdsServer.start(company);
  states = [];
  connections = opened();
});

afterEach(async () => {
  await connections.close();
  expect(server.trouble.faults).toEqual([]);
  await server.close();
  await dropDatabase(company);
});

function opened(password: string = LOGIN.password): SqlServerConnections {
  const address = readSqlServerAddress(`${server.url}?encrypt=false`);
  return new SqlServerConnections({
    configuration: tediousConfiguration(address, { user: LOGIN.user, password }, 'LARKF', undefined),
    logins: new Logins('LARKF', (state) => states.push(state)),
    least: 0,
    most: MOST,
    prepare: async (connection) => {
      await connection.run('set lock_timeout 200;');
    },
    observer: { answered: () => undefined, failed: () => undefined, passedDeadline: () => undefined },
  });
}

const patiently = () => new AbortController().signal;
const ask = (signal: AbortSignal = patiently()) =>
  connections.use(signal, (connection) => connection.ask(QUESTION, ['CUT-4'], signal));
const told = () => states.map(({ kind, trouble }) => trouble?.reason ?? kind);
const faultOf = (asked: Promise<unknown>) =>
  asked.then(
    () => undefined,
    (fault: unknown) => fault,
  );

/** Asks a question that the server does not answer, and gives it up once the server has it. */
async function askInVain(): Promise<void> {
  const before = server.trouble.questions;
  const given = new AbortController();
  const asked = faultOf(ask(given.signal));
  await expect.poll(() => server.trouble.questions).toBeGreaterThan(before);
  const reason = new Error('the page goes on');
  given.abort(reason);
  expect(await asked).toBe(reason);
}

describe('A connection', () => {
  it('is opened when the first question comes, and used again', async () => {
    expect(server.counts.logins).toBe(0);
    expect(await ask()).toEqual([{ ITEMNMBR: 'CUT-4'.padEnd(31) }]);
    expect(await ask()).toHaveLength(1);
    expect(server.counts.logins).toBe(1);
    expect(told()).toEqual(['ready']);
  });

  it('costs a question one round trip', async () => {
    await ask();
    server.counts.reset();
    await ask();
    expect(server.counts.roundTrips).toBe(1);
  });

  it('is not handed out when the server has cut it', async () => {
    await ask();
    server.cutAll();
    await expect.poll(() => server.counts.sessions).toBe(0);
    expect(await ask()).toHaveLength(1);
    expect(server.counts.logins).toBe(2);
  });

  it('fails its question when it is cut in the midst of it', async () => {
    await ask();
    server.trouble.makeServer({ cutting: true });
    const fault = await faultOf(ask());
    expect(fault).toBeInstanceOf(SqlServerFault);
    expect(fault).toMatchObject({ kind: 'transient', code: 'ECONNRESET' });
    server.trouble.makeServer({});
    expect(await ask()).toHaveLength(1);
  });

  it('is tried out before its next question after 30 idle seconds', async () => {
    await ask();
    server.counts.reset();
    const now = performance.now();
    const clock = vi.spyOn(performance, 'now').mockImplementation(() => now + 31_000);
    try {
      await ask();
      expect(server.counts.roundTrips).toBe(2);
      await ask();
      expect(server.counts.roundTrips).toBe(3);
    } finally {
      clock.mockRestore();
    }
  });

  it('is replaced where it does not answer after idle seconds', async () => {
    await ask();
    const now = performance.now();
    const clock = vi.spyOn(performance, 'now').mockImplementation(() => now + 31_000);
    try {
      server.trouble.make({ hanging: true });
      const asked = ask();
      await expect.poll(() => server.counts.logins).toBe(2);
      server.trouble.make({});
      expect(await asked).toHaveLength(1);
    } finally {
      clock.mockRestore();
    }
  });

  it('whose transaction is still open is closed, and the server rolls back', async () => {
    const fault = new Error('the order is not complete');
    const work = connections.use(patiently(), async (connection) => {
      await connection.begin();
      await connection.ask(`update "IV00101" set "ITEMDESC" = @1 where "ITEMNMBR" = 'CUT-4'`, ['half an order'], patiently());
      expect(connection.inTransaction).toBe(true);
      throw fault;
    });
    expect(await faultOf(work)).toBe(fault);
    const rows = await connections.use(patiently(), (connection) =>
      connection.ask(`select "ITEMNMBR" from "IV00101" where "ITEMDESC" = @1`, ['half an order'], patiently()),
    );
    expect(rows).toEqual([]);
  });

  it('commits a transaction, and stays', async () => {
    await connections.use(patiently(), async (connection) => {
      await connection.begin();
      await connection.ask(`update "IV00101" set "ITEMDESC" = @1 where "ITEMNMBR" = 'CUT-4'`, ['a whole one'], patiently());
      await connection.commit();
    });
    expect(
      await connections.use(patiently(), (connection) =>
        connection.ask(`select "ITEMNMBR" from "IV00101" where "ITEMDESC" = @1`, ['a whole one'], patiently()),
      ),
    ).toHaveLength(1);
    expect(server.counts.logins).toBe(1);
  });
});

describe('A question that is given up', () => {
  it('is cancelled, and its connection is used again', async () => {
    await ask();
    server.trouble.make({ hanging: true });
    await askInVain();
    await expect.poll(() => connections.counts.busy).toBe(0);
    server.trouble.make({});
    expect(await ask()).toHaveLength(1);
    expect(server.counts).toMatchObject({ cancels: 1, logins: 1 });
  });

  it('frees its caller at once, and its connection is closed where the server does not acknowledge the cancel', async () => {
    server.trouble.makeServer({ deafToCancels: true });
    server.trouble.make({ hanging: true });
    await askInVain();
    await expect.poll(() => server.counts.sessions).toBe(0);
    expect(connections.counts.busy).toBe(0);
    server.trouble.make({});
    expect(await ask()).toHaveLength(1);
    expect(server.counts.logins).toBe(2);
  });

  it('has the other connections tried out, where the server does not acknowledge the cancel', async () => {
    server.trouble.make({ hanging: true });
    const busy = Array.from({ length: MOST }, () => ask());
    await expect.poll(() => server.trouble.questions).toBe(MOST);
    server.trouble.make({});
    await Promise.all(busy);
    expect(server.counts.logins).toBe(MOST);
    server.counts.reset();
    server.trouble.makeServer({ deafToCancels: true });
    server.trouble.make({ hanging: true });
    await askInVain();
    await expect.poll(() => server.counts.sessions).toBe(MOST - 1);

    // None of the others answers either: the first one that is tried out tells of all.
    const asked = ask();
    await expect.poll(() => server.counts.logins).toBe(1);
    server.trouble.make({});
    expect(await asked).toHaveLength(1);
    await expect.poll(() => server.counts.sessions).toBe(1);
  });

  it('waits for a connection no longer', async () => {
    server.trouble.make({ hanging: true });
    const busy = Array.from({ length: MOST }, () => faultOf(ask()));
    await expect.poll(() => server.trouble.questions).toBe(MOST);
    const given = new AbortController();
    const asked = faultOf(ask(given.signal));
    await expect.poll(() => connections.counts.awaited).toBe(1);
    given.abort(new Error('the page goes on'));
    expect(await asked).toBe(given.signal.reason);
    await expect.poll(() => connections.counts.awaited).toBe(0);
    server.trouble.make({});
    expect(await Promise.all(busy)).toEqual(busy.map(() => undefined));
  });

  it('leaves a full pool, after 200 of them', async () => {
    server.trouble.make({ hanging: true });
    for (let round = 0; round < 200 / MOST; round++) {
      await Promise.all(Array.from({ length: MOST }, askInVain));
      await expect.poll(() => connections.counts.busy).toBe(0);
    }
    server.trouble.make({});
    expect(connections.counts).toEqual({ busy: 0, idle: MOST, awaited: 0 });
    expect(await Promise.all(Array.from({ length: 3 * MOST }, () => ask()))).toHaveLength(3 * MOST);
    expect(server.counts).toMatchObject({ logins: MOST, sessions: MOST });
  });
});

describe('A server that refuses the login', () => {
  it('is asked for few logins, however many questions come, and says so once', async () => {
    await connections.close();
    connections = opened('not the password');
    const began = performance.now();
    for (let round = 0; round < 10; round++) {
      const faults = await Promise.all(Array.from({ length: 20 }, () => faultOf(ask())));
      expect(new Set(faults.map((fault) => (fault as SqlServerFault).code))).toEqual(new Set(['SQLSERVER_18456']));
    }
    // The first pause is from 2.5 to 5 s.
    expect(server.counts.refusedLogins).toBeLessThanOrEqual(1 + (performance.now() - began) / 2_500);
    expect(told()).toEqual(['loginRefused']);
    expect(connections.state.trouble?.message).not.toMatch(/not the password|gateway|127\.0/);
  });

  it.each([
    [18_487, 'loginRefused', "the login's password has expired"],
    [924, 'databaseUnavailable', 'single-user mode'],
    [922, 'databaseUnavailable', 'in recovery'],
    [4060, 'databaseUnavailable', 'not there, offline'],
  ])('for error %i says why', async (number, reason, words) => {
    server.trouble.makeServer({ refuseLogin: number });
    expect(await faultOf(ask())).toMatchObject({ code: `SQLSERVER_${number}` });
    expect(connections.state).toMatchObject({ kind: 'trouble', trouble: { reason, message: expect.stringContaining(words) } });
  });

  it('is connected to again by itself, once it takes the login', async () => {
    server.trouble.makeServer({ refuseLogin: 922 });
    expect(await faultOf(ask())).toMatchObject({ code: 'SQLSERVER_922' });
    server.trouble.makeServer({});
    await expect.poll(() => connections.state.kind).toBe('ready');
    expect(told()).toEqual(['databaseUnavailable', 'ready']);
  });
});

describe('A server that is away', () => {
  it('fails questions at once after the first, is told once, and is used when it is back', async () => {
    await ask();
    await server.goAway();
    for (let round = 0; round < 30; round++) expect(await faultOf(ask())).toMatchObject({ kind: 'transient' });
    await expect.poll(() => told()).toEqual(['ready', 'unreachable']);
    await server.comeBack();
    await expect.poll(() => connections.state.kind).toBe('ready');
    expect(await ask()).toHaveLength(1);
    expect(told()).toEqual(['ready', 'unreachable', 'ready']);
  });

  it('is told where it accepts connections and says nothing', async () => {
    server.trouble.makeServer({ blackHole: true });
    expect(await faultOf(ask())).toMatchObject({ code: 'ETIMEOUT', kind: 'transient' });
    expect(told()).toEqual(['unreachable']);
  });
});
