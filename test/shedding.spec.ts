import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { Admission, LoadGauge } from '../src/resilience/index.js';
import { orderOf, PLACE_ORDER, place } from './ordering/checkout.js';
import { createDatabase, dropDatabase } from './support/databases.js';
import { TestGateway } from './support/test-gateway.js';

interface SitecorePackage {
  readonly GraphQLRequestClient: new (endpoint: string) => { request(query: string): Promise<unknown> };
}

const require = createRequire(import.meta.url);
const PAGES_AT_MS = 50;
const PAGE = `query Page {
  products(skus: ["CUT-4", "HCS5-38-2-ZN"]) { sku price { ... on Price { unitPrice { amount } } ... on Unavailable { reason } } }
}`;
const SIGN_IN = `mutation { login(input: { email: "nobody@example.com", password: "wrong" }) { userErrors { code } } }`;
/** No matter how busy the machine is that runs the test, it gets there. */
const PATIENTLY = { interval: 50 };

let databases: string[];
let gateway: TestGateway;
let admission: Admission;
let gauge: LoadGauge;
let nell: string;
let endHoldUp: (() => void) | undefined;
let flood: ChildProcess | undefined;

beforeAll(async () => {
  databases = [await createDatabase(), await createDatabase()];
  gateway = await TestGateway.start({
    DATABASE_URL: databases[0],
    GP_URL: databases[1],
    SHED_PAGES_AT_MS: String(PAGES_AT_MS),
    SHED_CHECKOUTS_AT_MS: '60000',
    MOST_OPERATIONS_UNDER_WAY: '1000',
    // What is held up is this process: GP is as fast as ever.
    GP_DEADLINE_MS: '60000',
    ORDER_PUSH_PATIENCE_MS: '30000',
  });
  admission = gateway.gateway.app.get(Admission);
  gauge = gateway.gateway.app.get(LoadGauge);
  nell = await gateway.signIn('nell.hargate@example.com');
});
afterEach(async () => {
  gateway.gp.make({});
  endHoldUp?.();
  endHoldUp = undefined;
  await endFlood();
  await vi.waitFor(() => expect(admission.admits('page')).toBe(true), PATIENTLY);
  Object.assign(admission.shed, { page: 0, checkout: 0, unread: 0 });
});
afterAll(async () => {
  await gateway.stop();
  for (const database of databases) await dropDatabase(database);
});

/** Keeps the event loop late until the test ends, or says so. */
async function holdUp(): Promise<void> {
  const timer = setInterval(() => {
    const until = performance.now() + PAGES_AT_MS * 2;
    while (performance.now() < until);
  });
  endHoldUp = () => clearInterval(timer);
  await vi.waitFor(() => expect(gauge.lateMs).toBeGreaterThan(PAGES_AT_MS * 1.5), PATIENTLY);
}

/** Asks for a page as often as it can, in a process of its own. */
function beginFlood(): void {
  const words = ['-c', '400', '-d', '120', '-m', 'POST', '-H', 'content-type=application/json'];
  const script = require.resolve('autocannon');
  flood = spawn(process.execPath, [script, ...words, '-b', JSON.stringify({ query: PAGE }), `${gateway.url}/graphql`], {
    stdio: 'ignore',
  });
}

async function endFlood(): Promise<void> {
  if (!flood) return;
  const ended = once(flood, 'close');
  flood.kill('SIGKILL');
  flood = undefined;
  await ended;
}

function post(body: unknown): Promise<Response> {
  return fetch(`${gateway.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
}

async function expectRefused(response: Response): Promise<void> {
  expect(response.status).toBe(503);
  expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
  expect(response.headers.get('retry-after')).toMatch(/^[1-4]$/);
  expect(await response.json()).toEqual({
    errors: [{ message: expect.any(String), extensions: { code: 'OVERLOADED' } }],
  });
}

describe('A gateway that has more to do than it can in time', () => {
  it('refuses pages, each for a time of its own, and nothing is asked for them', async () => {
    await holdUp();
    gateway.gp.resetQuestions();
    const refused = await Promise.all(Array.from({ length: 20 }, () => post({ query: PAGE })));
    const get = await fetch(`${gateway.url}/graphql?query=${encodeURIComponent(PAGE)}`, {
      headers: { 'apollo-require-preflight': 'true' },
    });
    for (const response of [...refused, get]) await expectRefused(response);
    expect(new Set(refused.map(({ headers }) => headers.get('retry-after'))).size).toBeGreaterThan(1);
    expect(admission.shed).toEqual({ page: 21, checkout: 0, unread: 0 });
    expect(gateway.gp.questions).toBe(0);
  });

  it('takes orders and sign-ins meanwhile', async () => {
    await holdUp();
    const { submission, userErrors } = await place(gateway, orderOf([{ sku: 'CUT-4', quantity: '10', unitPrice: '1.92' }]), nell);
    expect({ status: submission?.status, userErrors }).toEqual({ status: 'PUSHED', userErrors: [] });
    const { data } = await gateway.ask(SIGN_IN);
    expect(data.login.userErrors.map(({ code }) => code)).toEqual(['INVALID_CREDENTIALS']);
    await expectRefused(await post({ query: PAGE }));
    expect(admission.shed).toEqual({ page: 1, checkout: 0, unread: 0 });
  });

  it('answers whoever looks after it', async () => {
    await holdUp();
    for (const path of ['/health/live', '/health/ready', '/.well-known/jwks.json']) {
      expect((await fetch(`${gateway.url}${path}`)).status).toBe(200);
    }
    expect((await fetch(gateway.gateway.metricsUrl)).status).toBe(200);
  });

  it('answers pages again by itself when it has time', async () => {
    await holdUp();
    await expectRefused(await post({ query: PAGE }));
    endHoldUp?.();
    await vi.waitFor(async () => expect((await post({ query: PAGE })).status).toBe(200), PATIENTLY);
  });

  it("gives Sitecore's client its page when that comes back", async () => {
    const { GraphQLRequestClient } = require('sitecore-jss-22/graphql.js') as SitecorePackage;
    await holdUp();
    const page = new GraphQLRequestClient(`${gateway.url}/graphql`).request(PAGE);
    await vi.waitFor(() => expect(admission.shed.page).toBe(1), PATIENTLY);
    endHoldUp?.();
    expect(await page).toMatchObject({ products: [{ sku: 'CUT-4' }, { sku: 'HCS5-38-2-ZN' }] });
  });
});

describe('A gateway with too many operations under way', () => {
  const enter = (operations: number) => {
    for (let operation = 0; operation < operations; operation++) admission.enter();
    endHoldUp = () => {
      for (let operation = 0; operation < operations; operation++) admission.leave();
    };
  };

  it('refuses pages, and takes orders', async () => {
    enter(1_000);
    await expectRefused(await post({ query: PAGE }));
    expect((await post({ query: SIGN_IN })).status).toBe(200);
  });

  it('refuses everything past that, whatever its body is', async () => {
    enter(1_500);
    await expectRefused(await post({ query: SIGN_IN }));
    await expectRefused(await post('x'.repeat(500_000)));
    expect(admission.shed).toEqual({ page: 0, checkout: 0, unread: 2 });
    expect((await fetch(`${gateway.url}/graphql`, { method: 'OPTIONS' })).status).not.toBe(503);
  });

  it('knows of each when it ends, and of those that nobody waits for any more', async () => {
    await gateway.forgetFacts();
    gateway.gp.make({ hanging: true });
    const caller = new AbortController();
    // Unlike a page, an order waits for GP as long as it takes.
    const asked = Array.from({ length: 10 }, (_, index) => {
      const input = orderOf([{ sku: 'CUT-4', quantity: '10', unitPrice: '1.92' }]);
      return fetch(`${gateway.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${nell}` },
        body: JSON.stringify({ query: PLACE_ORDER, variables: { input } }),
        ...(index % 2 === 0 && { signal: caller.signal }),
      }).catch(() => undefined);
    });
    await vi.waitFor(() => expect(admission.underWay).toBe(10), PATIENTLY);
    caller.abort();
    await vi.waitFor(() => expect(admission.underWay).toBe(5), PATIENTLY);
    gateway.gp.make({});
    await Promise.all(asked);
    await vi.waitFor(() => expect(admission.underWay).toBe(0), PATIENTLY);
  });
});

describe('A gateway in a flood of pages', () => {
  it('refuses those that it has no time for, takes checkouts, and is there for all when the flood is over', async () => {
    beginFlood();
    await vi.waitFor(() => expect(admission.shed.page).toBeGreaterThan(400), PATIENTLY);
    for (let checkout = 0; checkout < 5; checkout++) expect((await post({ query: SIGN_IN })).status).toBe(200);
    expect(admission.shed).toMatchObject({ checkout: 0, unread: 0 });

    await endFlood();
    await vi.waitFor(async () => expect((await post({ query: PAGE })).status).toBe(200), PATIENTLY);
    await vi.waitFor(() => expect(admission.underWay).toBe(0), PATIENTLY);
  });
});
