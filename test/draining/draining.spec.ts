import { once } from 'node:events';
import { connect } from 'node:net';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { DEMO_PASSWORD } from '../../src/demo.js';
import { PLACE_ORDER } from '../ordering/checkout.js';
import { TemporaryFolders } from '../sandbox/written-company.js';
import { BuiltGateway, buildGateway, endAll } from '../support/built-gateway.js';
import { dropDatabase } from '../support/databases.js';
import { FaultProxy } from '../support/fault-proxy.js';
import { ON_A_BUSY_MACHINE } from '../support/on-a-busy-machine.js';
import { createCopy } from '../support/templates.js';
import { Balancer, fresh, keepAlive, post } from './balancer.js';

const PAGE = '{ product(sku: "CUT-4") { name price { ... on Price { unitPrice { amount } } } } }';
const LOGIN = 'mutation ($input: LoginInput!) { login(input: $input) { session { accessToken } } }';

describe('A gateway that is told to end', () => {
  const folders = new TemporaryFolders();
  let databases: string[];
  let gp: FaultProxy;
  let orders = 0;

  beforeAll(async () => {
    await buildGateway();
    databases = [await createCopy('gateway'), await createCopy('company')];
    gp = await FaultProxy.before(databases[1] as string);
  });
  afterEach(async () => {
    await endAll();
    await gp.make(undefined);
  });
  afterAll(async () => {
    await gp.close();
    await Promise.all(databases.map(dropDatabase));
    folders.remove();
  });

  const start = (environment: NodeJS.ProcessEnv = {}) =>
    BuiltGateway.start({
      DATA_DIR: folders.path(),
      DATABASE_URL: databases[0],
      GP_URL: gp.url,
      // A token of one instance is good for the others.
      PUBLIC_URL: 'http://gateway.test',
      ...ON_A_BUSY_MACHINE,
      GP_DEADLINE_MS: '30000',
      ...environment,
    });

  const signIn = async ({ ask }: { ask: BuiltGateway['ask'] }) => {
    const { login } = await ask<{ login: { session: { accessToken: string } } }>(LOGIN, {
      input: { email: 'nell.hargate@example.com', password: DEMO_PASSWORD },
    });
    return { authorization: `Bearer ${login.session.accessToken}` };
  };

  const order = () => {
    const reference = `DRAIN-${++orders}`;
    const input = {
      idempotencyKey: `drain-order-${orders}`,
      reference,
      lines: [{ sku: 'CUT-4', quantity: '1', unitPrice: '1.92' }],
      payments: [{ method: 'ON_ACCOUNT', amount: '1.92' }],
      total: { amount: '1.92', currency: 'USD' },
    };
    return { reference, body: { query: PLACE_ORDER, variables: { input } } };
  };

  const query = async <Row extends pg.QueryResultRow>(url: string | undefined, sql: string): Promise<Row[]> => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    try {
      return (await client.query<Row>(sql)).rows;
    } finally {
      await client.end();
    }
  };
  const leased = () => query(databases[0], 'select from submission where lease_holder is not null');

  it('under load fails no request and loses no order, while others take over', async () => {
    const [leaving, staying] = [await start({ DRAIN_NOTICE_MS: undefined }), await start()];
    const buyer = await signIn({ ask: leaving.ask.bind(leaving) });
    const balancer = new Balancer([leaving, staying]);
    const faults: unknown[] = [];
    const answers = { leaving: 0, closed: 0, staying: 0 };
    const references: string[] = [];
    let goesOn = true;

    const client = async (
      isKept: boolean,
      ask: () => { body: object; headers?: Record<string, string>; check: (body: string) => boolean },
    ) => {
      const agent = isKept ? keepAlive() : fresh();
      while (goesOn) {
        const { body, headers, check } = ask();
        try {
          const answer = await balancer.send(agent, body, headers);
          if (answer.status !== 200 || !check(answer.body)) faults.push(answer);
          answers[answer.from === leaving.url ? 'leaving' : 'staying']++;
          if (answer.closes && isKept) answers.closed++;
        } catch (fault) {
          faults.push(fault);
        }
      }
      agent.destroy();
    };
    const page = () => ({
      body: { query: PAGE },
      check: (body: string) => body.includes('"name"') && !body.includes('"errors"'),
    });
    const checkout = () => {
      const { reference, body } = order();
      const check = (text: string) => {
        const isAccepted = /"status":"(PUSHED|RECEIVED)"/.test(text);
        if (isAccepted) references.push(reference);
        return isAccepted;
      };
      return { body, headers: buyer, check };
    };
    const load = Promise.all([
      ...Array.from({ length: 12 }, (_, at) => client(at % 2 === 0, page)),
      ...Array.from({ length: 3 }, (_, at) => client(at % 2 === 0, checkout)),
    ]);

    await vi.waitFor(() => expect([faults, references.length > 2]).toEqual([[], true]));
    const { exitCode } = await leaving.stop();
    expect(exitCode).toBe(0);
    const taken = answers.staying;
    await vi.waitFor(() => expect(answers.staying).toBeGreaterThan(taken + 20));
    goesOn = false;
    await load;
    balancer.close();

    expect(faults).toEqual([]);
    // Clients that keep their connections were told, and the balancer had noticed before anybody was refused.
    expect(answers.closed).toBeGreaterThan(0);
    expect(balancer.refusals).toBe(0);
    await vi.waitFor(async () =>
      expect(await query(databases[0], "select from submission where status <> 'PUSHED'")).toEqual([]),
    );
    const inGp = await query<{ reference: string }>(
      databases[1],
      `select trim("REFRENCE") as reference from "SOP10100" where "REFRENCE" like 'DRAIN-%'`,
    );
    expect(inGp.map(({ reference }) => reference).toSorted()).toEqual(references.toSorted());
  });

  it('says at once that it is not ready, and answers for the time of its notice', async () => {
    const gateway = await start({ DRAIN_NOTICE_MS: '300000' });
    gateway.signal('SIGTERM');
    await vi.waitFor(async () => {
      const response = await fetch(`${gateway.url}/health/ready`);
      expect([response.status, await response.json()]).toMatchObject([503, { status: 'draining' }]);
    });
    expect(await (await fetch(`${gateway.url}/health/live`)).json()).toEqual({ status: 'live' });
    const answer = await post(gateway.url, keepAlive(), { query: PAGE });
    expect(answer).toMatchObject({ status: 200, closes: true });
    // That the notice ends by itself is shown above.
    gateway.signal('SIGTERM');
    await gateway.ended;
    await expect(fetch(`${gateway.url}/health/live`)).rejects.toThrow();
  });

  it('leaves an order that it cannot finish without a lease, and the next instance takes it', async () => {
    const gateway = await start({ DRAIN_TIMEOUT_MS: '4000', ORDER_PUSH_PATIENCE_MS: '500' });
    const buyer = await signIn({ ask: gateway.ask.bind(gateway) });
    const first = order();
    await post(gateway.url, keepAlive(), first.body, buyer);
    await vi.waitFor(async () =>
      expect(await query(databases[0], `select status from submission where reference = '${first.reference}'`)).toEqual([
        { status: 'PUSHED' },
      ]),
    );

    // Long enough for the lease to be seen; what hangs is the push, and not the check before it.
    await gp.make('slow');
    const { reference, body } = order();
    const placing = post(gateway.url, keepAlive(), body, buyer);
    await vi.waitFor(async () => expect(await leased()).toHaveLength(1), { interval: 10 });
    await gp.make('hanging');
    gateway.signal('SIGTERM');
    expect((await placing).body).toContain('"RECEIVED"');
    expect((await gateway.ended).exitCode).toBe(0);
    expect(await leased()).toEqual([]);
    expect(await query(databases[0], `select status from submission where reference = '${reference}'`)).toEqual([
      { status: 'RECEIVED' },
    ]);

    await gp.make(undefined);
    await start();
    const inGp = () => query(databases[1], `select from "SOP10100" where trim("REFRENCE") = '${reference}'`);
    await vi.waitFor(async () => expect(await inGp()).toHaveLength(1));
  });

  it('cuts what is not finished in time, and says so', async () => {
    const gateway = await start({ DRAIN_TIMEOUT_MS: '1000' });
    const socket = connect(Number(new URL(gateway.url).port), '127.0.0.1');
    const cut = once(socket, 'close');
    socket.on('error', () => undefined).resume();
    socket.write('POST /graphql HTTP/1.1\r\nhost: gateway\r\ncontent-length: 100\r\n\r\n{');
    await fetch(`${gateway.url}/health/live`);
    gateway.signal('SIGTERM');
    const { exitCode, stdout } = await gateway.ended;
    await cut;
    expect([exitCode, stdout.includes('The time for draining is over')]).toEqual([1, true]);
  });

  it('gives no notice to whoever ends it with Ctrl+C', async () => {
    const gateway = await start({ DRAIN_NOTICE_MS: '300000' });
    gateway.signal('SIGINT');
    const { exitCode, stdout } = await gateway.ended;
    expect([exitCode, stdout.includes('"Drained"')]).toEqual([0, true]);
  });

  it('ends at once when it is told a second time', async () => {
    const gateway = await start({ DRAIN_NOTICE_MS: '300000' });
    gateway.signal('SIGTERM');
    await vi.waitFor(() => expect(gateway.written).toContain('Draining'));
    gateway.signal('SIGINT');
    const { exitCode, stdout } = await gateway.ended;
    expect([exitCode, stdout.includes('a second time')]).toEqual([1, true]);
  });

  it('does not wait for idle connections, not even for those that never asked anything', async () => {
    const gateway = await start({ DRAIN_TIMEOUT_MS: '600000' });
    const agent = keepAlive();
    await post(gateway.url, agent, { query: PAGE });
    const silent = connect(Number(new URL(gateway.url).port), '127.0.0.1').on('error', () => undefined);
    await once(silent, 'connect');
    await gateway.stop();
    agent.destroy();
  });
});
