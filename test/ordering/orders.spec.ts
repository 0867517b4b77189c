import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { LiveReaders } from '../../src/live/index.js';
import { orderPagePolicy, orderPolicy } from '../../src/ordering/order.policy.js';
import { globalId } from '../../src/values/global-id.js';
import { createDatabase, dropDatabase } from '../support/databases.js';
import { TestGateway } from '../support/test-gateway.js';

const ORDER = `query ($number: String!) { order(number: $number) {
  ... on Order {
    id number reference purchaseOrderNumber status date requestedShipDate comment source
    subtotal { amount currency } total { amount currency }
    billTo { code } shipTo { code line1 } customFields { name }
    lines { lineNumber sku product { sku } quantity quantityShipped unitOfMeasure unitPrice { amount currency } discount { amount }
      warehouse { code } shipTo { code } attributes { name value } comment }
  }
  ... on Unavailable { reason retryAfterSeconds }
} }`;
const LIST = `query ($first: Int, $after: String, $filter: OrderFilter) { viewer { account { orders(first: $first, after: $after, filter: $filter) {
  nodes { number status } edges { cursor } pageInfo { hasNextPage hasPreviousPage endCursor } unavailable { reason }
} } } }`;

let databases: string[];
let gateway: TestGateway;
let hargate: string;
let brindle: string;

beforeAll(async () => {
  databases = await Promise.all([createDatabase(), createDatabase()]);
  const [DATABASE_URL, GP_URL] = databases;
  gateway = await TestGateway.start({ DATABASE_URL, GP_URL });
  hargate = await gateway.signIn('nell.hargate@example.com');
  brindle = await gateway.signIn('otis.brindle@example.com');
});
beforeEach(async () => {
  await gateway.forgetFacts();
  forgetOrders();
});
afterEach(() => gateway.gp.make({}));
afterAll(async () => {
  await gateway?.stop();
  await Promise.all((databases ?? []).map(dropDatabase));
});

function forgetOrders(): void {
  gateway.gateway.app.get(LiveReaders).forget([orderPolicy.namespace, orderPagePolicy.namespace]);
}

describe('An order', () => {
  it('is shown to those who buy for its account, with its lines and what is known of their products', async () => {
    const { data, errors } = await gateway.ask(ORDER, { number: 'ord26-002014' }, hargate);
    expect(errors).toBeUndefined();
    expect(data.order).toMatchObject({
      id: globalId('Order', 'ORD26-002014'),
      number: 'ORD26-002014',
      reference: 'WEB-100497',
      purchaseOrderNumber: 'PO-7815',
      status: 'ON_HOLD',
      date: '2026-11-20',
      comment: 'Please call the yard an hour before delivery.',
      source: 'LIVE',
      subtotal: { amount: '1025.05', currency: 'USD' },
      billTo: { code: 'BILLING' },
      shipTo: { code: 'YARD', line1: '4100 Archer Avenue' },
      customFields: [],
    });
    expect(data.order).toHaveProperty('lines.0', {
      lineNumber: 1,
      sku: 'KIT-DRILL',
      product: { sku: 'KIT-DRILL' },
      quantity: '2',
      quantityShipped: '0',
      unitOfMeasure: 'Each',
      unitPrice: { amount: '399.00', currency: 'USD' },
      discount: { amount: '40.00' },
      warehouse: { code: 'CENTRAL' },
      shipTo: { code: 'YARD' },
      attributes: [],
      comment: 'Engrave with shop name',
    });
  });

  it('is null for others, as one that does not exist, whether or not somebody has just read it', async () => {
    await gateway.ask(ORDER, { number: 'ORD26-002014' }, hargate);
    for (const token of [brindle, undefined]) {
      for (const number of ['ORD26-002014', 'NO-SUCH', '', 'A NUMBER LONGER THAN ANY THAT GP KEEPS']) {
        expect(await gateway.ask(ORDER, { number }, token)).toMatchObject({ data: { order: null }, errors: undefined });
      }
    }
  });

  it('is a node for those alone', async () => {
    const id = globalId('Order', 'ORD26-002014');
    const query = 'query ($id: ID!) { node(id: $id) { __typename id ... on Order { number } } }';
    expect((await gateway.ask(query, { id }, hargate)).data.node).toEqual({ __typename: 'Order', id, number: 'ORD26-002014' });
    expect((await gateway.ask(query, { id }, brindle)).data.node).toBeNull();
    expect((await gateway.ask(query, { id })).data.node).toBeNull();
  });

  it('costs two questions when it is first seen, and none when it is seen again', async () => {
    const query = 'query ($number: String!) { order(number: $number) { ... on Order { number lines { sku } } } }';
    gateway.gp.resetQuestions();
    await gateway.ask(query, { number: 'ORD26-002014' }, hargate);
    expect(gateway.gp.questions).toBe(2);
    await gateway.ask(query, { number: 'ORD26-002014' }, hargate);
    expect(gateway.gp.questions).toBe(2);
  });

  it('is unavailable while GP is away and it was never seen', async () => {
    gateway.gp.make({ failing: true });
    expect(await gateway.ask(ORDER, { number: 'ORD26-002014' }, hargate)).toMatchObject({
      data: { order: { reason: 'ERP_UNAVAILABLE', retryAfterSeconds: 5 } },
      errors: undefined,
    });
  });
});

describe("An account's orders", () => {
  const list = async (variables: Record<string, unknown>, token = hargate) => {
    const { data, errors } = await gateway.ask(LIST, variables, token);
    expect(errors).toBeUndefined();
    return data.viewer?.account.orders;
  };

  it('come page by page, latest first, and are the account’s alone', async () => {
    const all = await list({ first: 100 });
    const first = await list({ first: 3 });
    expect(first).toMatchObject({ nodes: all?.nodes.slice(0, 3), pageInfo: { hasNextPage: true, hasPreviousPage: false } });
    const second = await list({ first: 3, after: first?.pageInfo.endCursor });
    expect(second).toMatchObject({ nodes: all?.nodes.slice(3, 6), pageInfo: { hasPreviousPage: true } });
    const others = new Set((await list({ first: 100 }, brindle))?.nodes.map(({ number }) => number));
    expect(all?.nodes.filter(({ number }) => others.has(number))).toEqual([]);
  });

  it('cost two questions when they are first seen, and none when they are seen again', async () => {
    await gateway.ask('{ viewer { account { name } } }', {}, hargate);
    gateway.gp.resetQuestions();
    await list({ first: 5 });
    expect(gateway.gp.questions).toBe(2);
    await list({ first: 5 });
    expect(gateway.gp.questions).toBe(2);
  });

  it('are those that are wanted', async () => {
    expect(await list({ filter: { reference: 'web-100497', statuses: ['ON_HOLD', 'OPEN'] } })).toMatchObject({
      nodes: [{ number: 'ORD26-002014', status: 'ON_HOLD' }],
    });
    expect(await list({ filter: { purchaseOrderNumber: 'po-7815', sku: 'cut-4' } })).toMatchObject({ nodes: [] });
  });

  it.each(['nonsense', 'WyJhZGRyZXNzZXMiLCJBIl0', 'WyJvcmRlcnMiLCJub3RhZGF0ZSIsIkEiXQ'])(
    'refuse the cursor "%s"',
    async (after) => {
      expect((await gateway.ask(LIST, { after }, hargate)).errors).toMatchObject([
        { extensions: { code: 'BAD_USER_INPUT', argument: 'after' } },
      ]);
    },
  );

  it('are unavailable, and no error, while GP is away and they were never seen', async () => {
    await gateway.ask('{ viewer { account { name } } }', {}, hargate);
    gateway.gp.make({ hanging: true });
    expect(await list({ first: 7 })).toMatchObject({ nodes: [], edges: [], unavailable: { reason: 'ERP_UNAVAILABLE' } });
  });
});
