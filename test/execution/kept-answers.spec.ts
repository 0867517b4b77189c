import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { keepAlive, post } from '../draining/balancer.js';
import { createDatabase, dropDatabase } from '../support/databases.js';
import { TestGateway } from '../support/test-gateway.js';

const PAGE = `query Kept($skus: [ID!]!) {
  viewer { user { name role } account { number } permissions { placeOrders { allowed } asOf source } }
  products(skus: $skus) {
    sku
    price { __typename ... on Price { unitPrice { amount } source } }
    availability { __typename ... on Availability { totalAvailable asOf source } }
  }
}`;
const SKUS = ['CUT-4', 'BRG-6204-2RS'];

describe('A whole answer', () => {
  let gateway: TestGateway;
  let nell: string;
  const databases: string[] = [];

  beforeAll(async () => {
    databases.push(await createDatabase(), await createDatabase());
    const [DATABASE_URL, GP_URL] = databases;
    gateway = await TestGateway.start({ DATABASE_URL, GP_URL, QUERY_PLANS: 'on' });
  });

  afterAll(async () => {
    await gateway.stop();
    for (const database of databases) await dropDatabase(database);
  });

  beforeEach(async () => {
    await gateway.forgetFacts();
    nell = await gateway.signIn('nell.hargate@example.com');
  });

  const ask = (token?: string, skus = SKUS) => gateway.ask(PAGE, { skus }, token);

  /** How many answers to the page have been given in a way. */
  async function answersSoFar(executedBy: 'kept' | 'shared'): Promise<number> {
    const metrics = await (await fetch(gateway.gateway.metricsUrl)).text();
    const line = new RegExp(`gateway_operation_answers_total\\{operation="Kept",executed_by="${executedBy}"\\} (\\d+)`).exec(
      metrics,
    );
    return Number(line?.[1] ?? 0);
  }

  const keptSoFar = () => answersSoFar('kept');

  /** Asks until the answer is one that was kept. Sessions are looked after now and then, so it may take another try. */
  async function askUntilKept(token?: string) {
    return vi.waitFor(async () => {
      const before = await keptSoFar();
      const answer = await ask(token);
      expect(await keptSoFar()).toBe(before + 1);
      return answer;
    });
  }

  async function isKept(token?: string, skus = SKUS): Promise<boolean> {
    const before = await keptSoFar();
    await ask(token, skus);
    return (await keptSoFar()) > before;
  }

  it('is given again to the viewer that it was made for, and says the same', async () => {
    await ask(nell);
    const made = await ask(nell);
    const again = await askUntilKept(nell);
    expect(again).toEqual(made);
    expect(gateway.gp.questions).toBeLessThanOrEqual(4);
  });

  it('is not given for other variables', async () => {
    await askUntilKept(nell);
    expect(await isKept(nell, ['CUT-6'])).toBe(false);
  });

  it('is not given to anybody else, not even to the same user by another token', async () => {
    const mine = await askUntilKept(nell);
    const other = await gateway.signIn('nell.hargate@example.com');
    expect(await isKept(other)).toBe(false);
    expect(await isKept()).toBe(false);
    const marta = await gateway.signIn('marta.quill@example.com');
    const theirs = await askUntilKept(marta);
    expect(theirs.data.viewer?.account.number).toBe('KESTREL');
    expect(theirs.data.products[0]?.price).not.toEqual(mine.data.products[0]?.price);
  });

  it('is chosen by what a request brings, whatever the one before it on the same connection brought', async () => {
    const marta = await gateway.signIn('marta.quill@example.com');
    const others = ['CUT-6', 'BRG-6204-2RS'];
    const asked = [
      { token: nell, skus: SKUS, account: 'HARGATE' },
      { token: marta, skus: SKUS, account: 'KESTREL' },
      { token: marta, skus: others, account: 'KESTREL' },
      { token: nell, skus: others, account: 'HARGATE' },
      { token: undefined, skus: others, account: undefined },
      { token: `${nell.slice(0, -4)}${marta.slice(-4)}`, skus: SKUS, account: undefined },
    ];
    const agent = keepAlive();
    for (let round = 0; round < 4; round++) {
      for (const { token, skus, account } of asked) {
        const { status, body } = await post(
          gateway.url,
          agent,
          { query: PAGE, variables: { skus } },
          token === undefined ? {} : { authorization: `Bearer ${token}` },
        );
        const isRefused = token !== undefined && account === undefined;
        expect(status).toBe(isRefused ? 401 : 200);
        if (isRefused) continue;
        const { data } = JSON.parse(body) as Awaited<ReturnType<typeof ask>>;
        expect(data.viewer?.account.number).toBe(account);
        expect(data.products.map((product) => product?.sku)).toEqual(skus);
      }
    }
    agent.destroy();
  });

  it('is given to a visitor when it was made for visitors', async () => {
    const { data } = await askUntilKept();
    expect(data.viewer).toBeNull();
  });

  it('is made anew once a fact that it was made of has been read again', async () => {
    const before = await askUntilKept(nell);
    await gateway.gateway.sandbox.change(
      `update "IV00102" set "QTYONHND" = "QTYONHND" + 7 where "ITEMNMBR" = 'CUT-4' and "LOCNCODE" = 'CHICAGO'`,
    );
    await gateway.forgetFacts();
    expect(await isKept(nell)).toBe(false);
    const after = await askUntilKept(nell);
    expect(after.data.products).not.toEqual(before.data.products);
  });

  it('is not given once its viewer has logged out', async () => {
    await askUntilKept(nell);
    await gateway.ask('mutation { logout { userErrors { code } } }', {}, nell);
    expect((await ask(nell)).status).toBe(401);
  });

  it('is not kept while a fact of it is stale or missing', async () => {
    gateway.gp.make({ failing: true });
    try {
      for (let round = 0; round < 3; round++) expect(await isKept(nell)).toBe(false);
    } finally {
      gateway.gp.make({});
    }
  });

  it('is not kept where it holds what does not come from facts', async () => {
    const withOrders = 'query Kept { viewer { account { orders(first: 1) { totalCount } } } }';
    const before = await keptSoFar();
    for (let round = 0; round < 4; round++) await gateway.ask(withOrders, {}, nell);
    expect(await keptSoFar()).toBe(before);
  });

  describe('that is waited for', () => {
    afterEach(() => gateway.gp.make({}));

    it('is given to all who ask the same for the same viewer meanwhile', async () => {
      const marta = await gateway.signIn('marta.quill@example.com');
      // The accounts become known, and the query a plan.
      for (const token of [nell, nell, marta]) await ask(token);
      await gateway.forgetFacts();
      gateway.gp.make({ latencyMs: 100 });
      const before = await answersSoFar('shared');
      const asked = Array.from({ length: 20 }, (_, index) => ask(index % 2 === 0 ? nell : marta));
      const answers = await Promise.all(asked);
      expect((await answersSoFar('shared')) - before).toBe(18);
      for (const [index, { data }] of answers.entries()) {
        expect(data).toEqual(answers[index % 2]?.data);
        expect(data.viewer?.account.number).toBe(index % 2 === 0 ? 'HARGATE' : 'KESTREL');
        expect(data.products.map((product) => product?.price)).not.toContainEqual(
          expect.objectContaining({ __typename: 'Unavailable' }),
        );
      }
    });

    it('is not given to who asks for something else', async () => {
      await ask(nell);
      await gateway.forgetFacts();
      gateway.gp.make({ latencyMs: 100 });
      const [one, other] = await Promise.all([ask(nell, ['CUT-4']), ask(nell, ['CUT-6'])]);
      expect([one, other].map(({ data }) => data.products[0]?.sku)).toEqual(['CUT-4', 'CUT-6']);
    });
  });
});
