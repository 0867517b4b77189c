import { GraphQLSchemaHost } from '@nestjs/graphql';
import { isObjectType } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { GatewayDatabase } from '../../src/database/index.js';
import { DEMO_PASSWORD } from '../../src/demo.js';
import { SampleResolvers } from '../../src/editing/sample-resolvers.js';
import { traitsOf } from '../../src/graphql/execution/field-traits.js';
import { CHECK_CART, orderOf, PLACE_ORDER } from '../ordering/checkout.js';
import { type Answer, TestGateway } from '../support/test-gateway.js';

const KEY = 'editing-key-of-the-tests';
const EDITING = { sc_editMode: 'true', sc_editing_key: KEY };

const PRODUCT = `sku name
  price(quantity: 12) { ... on Price { unitPrice { amount currency } listPrice { amount } breaks { fromQuantity toQuantity unitPrice { amount } } source asOf } ... on Unavailable { reason } }
  availability(near: { postalCode: "60601" }) { ... on Availability {
    status totalAvailable source warehouses { warehouse { id code name address { city } } available distanceKm } closestWith(quantity: 5) { warehouse { code } }
  } ... on Unavailable { reason } }`;

const PAGE = `query Page {
  viewer {
    user { id name role }
    account {
      id number name currency priceLevel
      status { ... on AccountStatus { onHold source } ... on Unavailable { reason } }
      credit { ... on CreditStatus { limit { amount } available { amount } source } ... on Unavailable { reason } }
      addresses { totalCount nodes { code city } unavailable { reason } }
      billingAddress { city } shippingAddress { city } address(code: "PRIMARY") { line1 } contacts { name }
      defaultWarehouse { code } parent { name } orders { nodes { id } unavailable { reason } }
      invoices { nodes { id } unavailable { reason } } payments { nodes { id } } credits { nodes { id } }
      receivables { ... on Receivables { balance { amount } ageing { name } source } }
      statement(from: "2026-11-01", to: "2026-11-30") { ... on Statement { entries { number } closingBalance { amount } source } }
    }
    accounts { number }
    permissions { placeOrders { allowed } purchaseOnAccount { allowed } source }
  }
  warehouses { code }
  categories { id name children { id } }
  category(id: "class/ABRASIVES") { name products(first: 6) { totalCount nodes { ${PRODUCT} } } }
}`;

/** Read from the gateway's own snapshot, or from what is at hand. Whatever else has a resolver needs a sample. */
const ASKS_NOBODY: readonly string[] = [
  'Account.customFields',
  'Category.children',
  'Category.id',
  'Category.parent',
  'Category.products',
  'Product.associations',
  'Product.categories',
  'Product.components',
  'Product.customFields',
  'Product.customerPartNumber',
  'Product.variants',
  'Query.catalog',
  'Query.categories',
  'Query.category',
  'Query.product',
  'Query.products',
  'Query.quickOrder',
  'Statement.documentUrl',
  'User.id',
  'Warehouse.id',
];
/** Nobody gets to one: what would lead there is null or empty. */
const NEVER_REACHED = new Set([
  'Credit',
  'Invoice',
  'Mutation',
  'Order',
  'OrderLine',
  'OrderSubmission',
  'Quote',
  'Shipment',
  'ShipmentLine',
]);

describe('The page editor', () => {
  let gateway: TestGateway;

  beforeAll(async () => {
    gateway = await TestGateway.start({ EDITING_KEY: KEY, QUERY_PLANS: 'on' });
    gateway.gp.make({ failing: true });
  });
  afterAll(() => gateway.stop());

  const ask = async (query: string, variables: object = {}, headers: Record<string, string> = EDITING) => {
    const response = await fetch(`${gateway.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ query, variables }),
    });
    const { data, errors } = (await response.json()) as Answer;
    return { data, errors, cache: response.headers.get('cache-control') };
  };

  it('shows a whole category page to a sample account, and asks GP nothing', async () => {
    await gateway.forgetFacts();
    for (const headers of [EDITING, { sc_previewMode: 'true', sc_editing_key: KEY }, EDITING]) {
      const { data, errors, cache } = await ask(PAGE, {}, headers);
      expect([errors, cache]).toEqual([undefined, 'private, no-store']);
      expect(data.viewer).toMatchObject({
        account: {
          number: 'SAMPLE',
          name: 'Sample Account',
          currency: 'USD',
          status: { onHold: false, source: 'SAMPLE' },
          credit: { limit: { amount: '25000.00' }, available: { amount: '20000.00' }, source: 'SAMPLE' },
          addresses: { totalCount: 1, unavailable: null },
          billingAddress: { city: 'Sampleton' },
          defaultWarehouse: { code: 'SAMPLE-NORTH' },
        },
        permissions: { placeOrders: { allowed: true }, purchaseOnAccount: { allowed: true }, source: 'SAMPLE' },
      });
      const products = data.category?.products.nodes ?? [];
      expect(products).toHaveLength(6);
      for (const product of products) {
        expect(product).toMatchObject({
          name: expect.stringMatching(/\w/),
          price: { unitPrice: { currency: 'USD' }, source: 'SAMPLE', breaks: [{ fromQuantity: '1' }, {}, { toQuantity: null }] },
          availability: {
            source: 'SAMPLE',
            warehouses: [{ warehouse: { code: 'SAMPLE-NORTH' } }, { warehouse: { code: 'SAMPLE-SOUTH' } }],
            closestWith: { warehouse: { code: 'SAMPLE-NORTH' } },
          },
        });
      }
    }
    expect(gateway.gp.questions).toBe(0);
  });

  it('shows the same sample each time', async () => {
    const query = '{ product(sku: "CUT-4") { price { ... on Price { unitPrice { amount } } } } }';
    expect((await ask(query)).data).toEqual((await ask(query)).data);
  });

  it('shows samples of what visitors have asked in the same words, and visitors what is theirs', async () => {
    const query = '{ viewer { account { number } } product(sku: "CUT-4") { price { ... on Price { source } } } }';
    gateway.gp.make({});
    try {
      for (let round = 0; round < 3; round++) {
        const visitors = Array.from({ length: 4 }, () => ask(query, {}, {}));
        for (const { data } of await Promise.all(visitors)) {
          expect(data).toEqual({ viewer: null, product: { price: { source: expect.stringMatching(/LIVE|CACHE/) } } });
        }
        expect((await ask(query)).data).toEqual({
          viewer: { account: { number: 'SAMPLE' } },
          product: { price: { source: 'SAMPLE' } },
        });
      }
    } finally {
      gateway.gp.make({ failing: true });
      gateway.gp.resetQuestions();
    }
  });

  it('finds real products by their IDs, the sample warehouses, and nobody behind other IDs', async () => {
    const { data } = await ask('{ product(sku: "CUT-4") { id } viewer { account { id } } }');
    const ids = [data.viewer?.account.id, data.product?.id];
    const { data: nodes } = await ask('query ($ids: [ID!]!) { nodes(ids: $ids) { id __typename } }', { ids });
    expect(nodes.nodes).toEqual([null, { id: data.product?.id, __typename: 'Product' }]);
  });

  it('checks a cart', async () => {
    const { data } = await ask(CHECK_CART, {
      input: {
        lines: [
          { sku: 'CUT-4', quantity: '2' },
          { sku: 'NONE', quantity: '1' },
        ],
      },
    });
    expect(data.checkCart).toMatchObject({
      lines: [
        { product: { sku: 'CUT-4' }, quantity: '2', price: { unitPrice: {} }, quantityAvailable: '2' },
        { product: null, price: null },
      ],
      permissions: { placeOrders: { allowed: true } },
      problems: [{ code: 'UNKNOWN_PRODUCT', field: ['lines', '1', 'sku'] }],
    });
    expect(gateway.gp.questions).toBe(0);
  });

  it('changes nothing: every mutation is refused as business refuses', async () => {
    const placed = await ask(PLACE_ORDER, { input: orderOf([{ sku: 'CUT-4', quantity: '1', unitPrice: '1.92' }]) });
    expect(placed.data.placeOrder).toMatchObject({ submission: null, userErrors: [{ code: 'NOT_PERMITTED' }] });
    const signedIn = await ask(
      'mutation ($input: LoginInput!) { login(input: $input) { session { accessToken } viewer { user { name } } userErrors { code } } logout { userErrors { code } } ping }',
      { input: { email: 'nell.hargate@example.com', password: DEMO_PASSWORD } },
    );
    const refused = [{ code: 'NOT_PERMITTED' }];
    expect(signedIn.data).toEqual({
      login: { session: null, viewer: null, userErrors: refused },
      logout: { userErrors: refused },
      ping: true,
    });
    const database = gateway.gateway.app.get(GatewayDatabase);
    expect(await database.selectFrom('submission').selectAll().execute()).toEqual([]);
  });

  it('meets no resolver of the contract that could ask GP', () => {
    const app = gateway.gateway.app;
    const samples = app.get(SampleResolvers, { strict: false }).all;
    const real = Object.values(app.get(GraphQLSchemaHost).schema.getTypeMap()).flatMap((type) =>
      isObjectType(type) && !NEVER_REACHED.has(type.name)
        ? Object.values(type.getFields())
            .filter((field) => traitsOf(field)?.isProperty === false && !samples[type.name]?.[field.name])
            .map((field) => `${type.name}.${field.name}`)
        : [],
    );
    expect(real.toSorted()).toEqual(ASKS_NOBODY);
  });

  it('tells what is wrong with a request as it does anybody', async () => {
    const { errors } = await ask('{ catalog(first: 1000) { totalCount } }');
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', argument: 'first' } }]);
  });

  it.each([
    ['another key', { sc_editMode: 'true', sc_editing_key: `${KEY}x` }],
    ['no key', { sc_editMode: 'true' }],
    ['no header of the editor', { sc_editing_key: KEY }],
    ['a page that is not edited', { sc_editMode: 'false', sc_editing_key: KEY }],
  ])('is answered as any visitor with %s', async (_, headers) => {
    const query = '{ viewer { user { name } } product(sku: "CUT-4") { name price { __typename ... on Price { source } } } }';
    const [own, visitors] = [await ask(query, {}, headers), await ask(query, {}, {})];
    expect(own).toEqual(visitors);
    expect(own.data.viewer).toBeNull();
    expect(own.data.product?.name).toMatch(/wheel/i);
    expect(JSON.stringify(own.data)).not.toContain('SAMPLE');
  });
});

describe('Without an editing key', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await TestGateway.start();
  });
  afterAll(() => gateway.stop());

  it('nobody edits pages, whatever key they send', async () => {
    const response = await fetch(`${gateway.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', sc_editMode: 'true', sc_editing_key: '' },
      body: '{"query":"{ viewer { user { name } } }"}',
    });
    expect(await response.json()).toEqual({ data: { viewer: null } });
  });
});
