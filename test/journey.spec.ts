import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { TemporaryFolders } from './sandbox/written-company.js';
import { TestGateway } from './support/test-gateway.js';

/** What a category page asks for its products, as the storefront's components do. */
const PAGE = `query Page($skus: [ID!]!) {
  viewer { account { number name status { __typename } } permissions { placeOrders { allowed } purchaseOnAccount { allowed } source } }
  products(skus: $skus) {
    sku
    name
    price { __typename ... on Price { unitPrice { amount currency } priceLevel asOf source breaks { fromQuantity unitPrice { amount } } } ... on Unavailable { reason } }
    availability { __typename ... on Availability { totalAvailable source warehouses { warehouse { code } available } } ... on Unavailable { reason } }
  }
}`;

const ACCOUNTS = [
  { email: 'nell.hargate@example.com', account: 'HARGATE', column: 0 },
  { email: 'otis.brindle@example.com', account: 'BRINDLE', column: 1 },
  { email: 'marta.quill@example.com', account: 'KESTREL', column: 2 },
] as const;

/**
 * Worked out by hand from the company's price lists (IV00105, IV00107, IV00108) and stock (IV00102), for one selling unit:
 * the level that decides for a CONTRACTOR, a DEALER and the account with a level of its own, and what is available of the
 * base unit at all sites that serve them.
 */
const EXPECTED: readonly [sku: string, ...prices: [string, string, string], available: string][] = [
  // By the Box, 4 decimals: the amounts of the list.
  ['HCS5-14-1-ZN', '6.8880', '6.0270', '5.6826', '16071'],
  ['HCS5-14-2-ZN', '11.0880', '9.7020', '9.1476', '21481'],
  ['HCS5-516-112-ZN', '13.1040', '11.4660', '10.8108', '20245'],
  ['HCS5-38-1-ZN', '16.1280', '14.1120', '13.3056', '18752'],
  ['HCS5-38-2-ZN', '23.8560', '20.8740', '19.6812', '25679'],
  ['HCS5-12-2-ZN', '53.4240', '46.7460', '44.0748', '17230'],
  ['HCS5-12-3-ZN', '71.7360', '62.7690', '59.1822', '21774'],
  // No CONTRACTOR prices, so the company's STANDARD ones: 2.11 / (1 - 42 %) = 3.64, up to a multiple of 0.10.
  // DEALER: 2.11 / (1 - 27.5 %) = 2.91, down to an ending of .90. KESTREL: 2.11 / (1 - 24 %) = 2.78.
  ['BRG-6201-2RS', '3.70', '2.90', '2.78', '300'],
  ['BRG-6202-2RS', '4.10', '2.90', '3.08', '290'],
  ['BRG-6203-2RS', '4.50', '2.90', '3.39', '301'],
  ['BRG-6204-2RS', '5.30', '3.90', '4.04', '297'],
  ['BRG-6205-2RS', '6.10', '3.90', '4.59', '417'],
  ['BRG-6206-2RS', '8.40', '5.90', '6.39', '338'],
  // 1/2 in: 4.583 x 1.50 = 6.87, to the nearest 0.05; 4.583 x 1.38 = 6.32, down to 0.25; 4.583 x 1.295 = 5.93.
  ['CWR-38', '5.90', '5.25', '5.07', '248'],
  ['CWR-716', '6.30', '5.75', '5.45', '128'],
  ['CWR-12', '6.85', '6.25', '5.93', '199'],
  ['CWR-916', '7.50', '6.75', '6.49', '195'],
  ['CWR-34', '11.00', '10.00', '9.50', '201'],
  // 90, 72 and 68 % of the list price of 2.13. At a closed site lie 81 more.
  ['CUT-4', '1.92', '1.53', '1.45', '1100'],
  ['CUT-6', '3.34', '2.67', '2.52', '1578'],
  // 100 - 12 (a negative allocation counts as its size) and 40 - 10.
  ['CUT-14', '8.13', '6.50', '6.14', '118'],
  ['GLV-CUT5-S', '12.36', '9.40', '8.16', '808'],
  ['GLV-CUT5-M', '12.36', '9.40', '8.16', '693'],
  ['GLV-CUT5-L', '12.36', '9.40', '8.16', '312'],
];

const SKUS = EXPECTED.map(([sku]) => sku);

describe('A category page of 24 products', () => {
  const folders = new TemporaryFolders();
  let gateway: TestGateway;
  const tokens = new Map<string, string>();

  beforeAll(async () => {
    // All of it in one process, as whoever tries the gateway has it.
    gateway = await TestGateway.start({ DATA_DIR: folders.path() });
    for (const { email } of ACCOUNTS) tokens.set(email, await gateway.signIn(email));
  });
  afterAll(async () => {
    await gateway.stop();
    folders.remove();
  });
  beforeEach(async () => {
    gateway.gp.make({});
    await gateway.forgetFacts();
  });

  const page = (email: string, skus: readonly string[] = SKUS) => gateway.ask(PAGE, { skus }, tokens.get(email));

  function rowsOf({ data }: Awaited<ReturnType<typeof page>>) {
    return data.products.map((product) => {
      const price = product?.price;
      const availability = product?.availability;
      return [
        product?.sku,
        price?.__typename === 'Price' ? price.unitPrice.amount : price,
        availability?.__typename === 'Availability' ? availability.totalAvailable : availability,
      ];
    });
  }

  it.each(ACCOUNTS)("shows $account its own prices and every warehouse's stock", async ({ email, account, column }) => {
    const answer = await page(email);
    expect(answer).toMatchObject({ status: 200, errors: undefined });
    expect(answer.data.viewer).toMatchObject({ account: { number: account }, permissions: { placeOrders: { allowed: true } } });
    expect(rowsOf(answer)).toEqual(EXPECTED.map((row) => [row[0], row[column + 1], row[4]]));
  });

  it('shows each warehouse, and where no price is set at the own level, that of the next', async () => {
    const { data } = await page('nell.hargate@example.com', ['CUT-4', 'CWR-12']);
    expect(data.products[0]).toMatchObject({
      price: {
        priceLevel: 'STANDARD',
        unitPrice: { amount: '1.92', currency: 'USD' },
        breaks: [
          { fromQuantity: '1', unitPrice: { amount: '1.92' } },
          { fromQuantity: '100', unitPrice: { amount: '1.85' } }, // 87 % of 2.13 is 1.8531
        ],
      },
      availability: {
        warehouses: [
          { warehouse: { code: 'ALBERTA' }, available: '270' },
          { warehouse: { code: 'CENTRAL' }, available: '830' },
        ],
      },
    });
    expect(data.products[1]).toMatchObject({ price: { priceLevel: 'CONTRACTOR' } });
  });

  it('asks GP once per kind of fact when cold: account, items, price rows, stock', async () => {
    await page('nell.hargate@example.com');
    expect(gateway.gp.questions).toBe(4);
  });

  it('asks for items, price rows and stock side by side', async () => {
    // The account is known.
    await gateway.ask('{ viewer { account { status { __typename } } } }', {}, tokens.get('nell.hargate@example.com'));
    gateway.gp.resetQuestions();
    gateway.gp.make({ hanging: true });
    const answer = page('nell.hargate@example.com');
    // None of the three has been answered when the last of them is asked.
    await vi.waitFor(() => expect(gateway.gp.questions).toBe(3));
    gateway.gp.make({});
    expect((await answer).status).toBe(200);
    expect(gateway.gp.questions).toBe(3);
  });

  it('asks GP nothing when warm, and says how old its values are', async () => {
    const cold = await page('otis.brindle@example.com');
    gateway.gp.resetQuestions();
    const warm = await page('otis.brindle@example.com');
    expect(gateway.gp.questions).toBe(0);
    expect(rowsOf(warm)).toEqual(rowsOf(cold));
    const sources = (answer: typeof warm) =>
      new Set(answer.data.products.map((product) => product?.price.__typename === 'Price' && product.price.source));
    expect(sources(cold)).toEqual(new Set(['LIVE']));
    expect(sources(warm)).toEqual(new Set(['CACHE']));
  });

  it('asks no more for six parallel requests of four products each', async () => {
    // As far away as a real one: the requests of one page arrive while GP thinks about the account.
    gateway.gp.make({ latencyMs: 60 });
    const parts = Array.from({ length: 6 }, (_, part) => SKUS.slice(part * 4, part * 4 + 4));
    const answers = await Promise.all(parts.map((skus) => page('marta.quill@example.com', skus)));
    expect(gateway.gp.questions).toBe(4);
    expect(answers.flatMap(rowsOf)).toEqual(EXPECTED.map((row) => [row[0], row[3], row[4]]));
  });

  it('asks for another account only what is not known yet: its record and its price rows', async () => {
    await page('nell.hargate@example.com');
    gateway.gp.resetQuestions();
    await page('otis.brindle@example.com');
    expect(gateway.gp.questions).toBe(2);
  });

  describe('while GP hangs', () => {
    it('comes with its products and the reasons why prices and stock are missing', async () => {
      gateway.gp.make({ hanging: true });
      const answer = await page('nell.hargate@example.com');
      expect(answer).toMatchObject({ status: 200, errors: undefined });
      expect(answer.data.products.map((product) => [product?.sku, product?.price, product?.availability])).toEqual(
        SKUS.map((sku) => [
          sku,
          { __typename: 'Unavailable', reason: 'ERP_UNAVAILABLE' },
          { __typename: 'Unavailable', reason: 'ERP_UNAVAILABLE' },
        ]),
      );
      expect(answer.data.viewer).toMatchObject({
        account: { number: 'HARGATE', status: { __typename: 'Unavailable' } },
        permissions: { placeOrders: { allowed: true }, purchaseOnAccount: { allowed: false } },
      });
    });

    it('comes with the last known values once they are past their freshness', async () => {
      const before = rowsOf(await page('nell.hargate@example.com'));
      vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 8 * 60_000 });
      try {
        gateway.gp.make({ hanging: true });
        const answer = await page('nell.hargate@example.com');
        expect(answer).toMatchObject({ status: 200, errors: undefined });
        expect(rowsOf(answer)).toEqual(before);
        expect(answer.data.products[0]).toMatchObject({ price: { source: 'STALE' }, availability: { source: 'STALE' } });
      } finally {
        vi.useRealTimers();
      }
    });
  });

  it('comes with what GP still knows to say while it fails', async () => {
    gateway.gp.make({ failing: true });
    const answer = await page('otis.brindle@example.com');
    expect(answer).toMatchObject({ status: 200, errors: undefined });
    expect(answer.data.products[0]).toMatchObject({ name: expect.any(String), price: { reason: 'ERP_UNAVAILABLE' } });
  });
});
