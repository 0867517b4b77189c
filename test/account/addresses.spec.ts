import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { addressPolicy } from '../../src/account/account.policy.js';
import { type Contract } from '../../src/contract/index.js';
import { createDatabase, dropDatabase } from '../support/databases.js';
import { TestGateway } from '../support/test-gateway.js';

const NOW = Date.parse('2026-11-23T12:00:00Z');
const YARDS = Array.from({ length: 40 }, (_, index) => `YARD-${String(index + 1).padStart(2, '0')}`);
const ALL_CODES = ['BILLING', 'PRIMARY', ...YARDS];

let databases: string[];
let gateway: TestGateway;
let hargate: string;
let summitrail: string;
let nipigon: string;

beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOW });
  databases = await Promise.all([createDatabase(), createDatabase()]);
  const [DATABASE_URL, GP_URL] = databases;
  gateway = await TestGateway.start({ DATABASE_URL, GP_URL });
  hargate = await gateway.signIn('nell.hargate@example.com');
  summitrail = await gateway.signIn('tess.moreau@example.com', 'SUMMITRAIL');
  nipigon = await gateway.signIn('tess.moreau@example.com');
});

afterAll(async () => {
  await gateway?.stop();
  await Promise.all((databases ?? []).map(dropDatabase));
  vi.useRealTimers();
});

async function account(token: string, fields: string): Promise<Contract.Account> {
  const { data, errors } = await gateway.ask(`{ viewer { account { ${fields} } } }`, {}, token);
  expect(errors).toBeUndefined();
  return (data.viewer as Contract.Viewer).account;
}

/** One page of an account's addresses. */
function askForPage(args: Contract.AccountAddressesArgs, token = summitrail) {
  return gateway.ask(
    `query ($query: String, $first: Int, $after: String) {
      viewer { account { addresses(query: $query, first: $first, after: $after) {
        nodes { code } edges { cursor node { code } } totalCount
        pageInfo { hasNextPage hasPreviousPage startCursor endCursor } unavailable { reason }
      } } }
    }`,
    { ...args },
    token,
  );
}

async function page(args: Contract.AccountAddressesArgs, token?: string): Promise<Contract.AddressConnection> {
  const { data, errors } = await askForPage(args, token);
  expect(errors).toBeUndefined();
  return (data.viewer as Contract.Viewer).account.addresses;
}

const codesOf = ({ nodes }: Contract.AddressConnection) => nodes.map(({ code }) => code);

describe('an address', () => {
  const ADDRESS = '{ code contactName line1 line2 line3 city region postalCode country phone email taxSchedule shippingMethod }';

  it('has every field of GP’s, and null for what is blank', async () => {
    expect(await account(hargate, `primary: address(code: "PRIMARY") ${ADDRESS} yard: address(code: "YARD") ${ADDRESS}`)).toEqual(
      {
        primary: {
          code: 'PRIMARY',
          contactName: 'Nell Hargate',
          line1: '1822 Loomis Street',
          line2: null,
          line3: null,
          city: 'Chicago',
          region: 'IL',
          postalCode: '60608',
          country: 'United States',
          phone: '312-555-0121',
          // The first of the list; the second is the office's.
          email: 'hargate.primary@example.com',
          taxSchedule: 'IL-SALES',
          shippingMethod: 'GROUND',
        },
        yard: {
          code: 'YARD',
          contactName: null,
          line1: '4100 Archer Avenue',
          line2: null,
          line3: null,
          city: 'Chicago',
          region: 'IL',
          postalCode: '60632',
          country: 'United States',
          phone: null,
          email: null,
          taxSchedule: 'IL-SALES',
          shippingMethod: 'GROUND',
        },
      },
    );
  });

  it('is found by its code in any case, and is null where there is none', async () => {
    expect(
      await account(
        nipigon,
        'found: address(code: " camp 6 ") { code email } none: address(code: "CAMP") { code } blank: address(code: "") { code }',
      ),
    ).toEqual({ found: { code: 'CAMP 6', email: 'nipigon.camp6@example.com' }, none: null, blank: null });
  });

  it.each([
    ['COUNTRY blank, an odd phone', 'SONORA', { country: 'MX', phone: '+52 555 0145' }],
    ['no phone', 'PICKERSGIL', { country: 'United States', phone: null }],
    ['an extension', 'BRINDLE', { country: 'United States', phone: '610-555-0122 x0031' }],
  ])('shows what GP has: %s', async (_, number, primary) => {
    await gateway.addUser({ email: `${number}@example.com`, role: 'VIEWER', accounts: [number] });
    const token = await gateway.signIn(`${number}@example.com`);
    expect(await account(token, 'address(code: "PRIMARY") { country phone }')).toEqual({ address: primary });
  });
});

describe('contacts', () => {
  it('are the persons at the addresses, by address, those without a person left out', async () => {
    expect(await account(hargate, 'contacts { name email phone roles addressCode }')).toEqual({
      contacts: [
        { name: 'Receiving, billing', email: 'hargate.billing@example.com', phone: null, roles: [], addressCode: 'BILLING' },
        {
          name: 'Nell Hargate',
          email: 'hargate.primary@example.com',
          phone: '312-555-0121',
          roles: [],
          addressCode: 'PRIMARY',
        },
        { name: 'Receiving, shop', email: 'hargate.shop@example.com', phone: null, roles: [], addressCode: 'SHOP' },
      ],
    });
  });
});

describe('the list of addresses', () => {
  it('has all of them by code, where they fit on the usual page of 50', async () => {
    const all = await page({});
    expect(codesOf(all)).toEqual(ALL_CODES);
    expect(all).toMatchObject({
      totalCount: 42,
      edges: ALL_CODES.map((code) => ({ cursor: expect.any(String), node: { code } })),
      pageInfo: {
        hasNextPage: false,
        hasPreviousPage: false,
        startCursor: all.edges[0]?.cursor,
        endCursor: all.edges.at(-1)?.cursor,
      },
      unavailable: null,
    });
  });

  it('is walked page by page without a gap or a repetition', async () => {
    const pages: string[][] = [];
    let after: string | null | undefined;
    let more = true;
    while (more) {
      const part = await page({ first: 16, after: after ?? null });
      expect(part.totalCount).toBe(42);
      expect(part.pageInfo.hasPreviousPage).toBe(pages.length > 0);
      pages.push(codesOf(part));
      after = part.pageInfo.endCursor;
      more = part.pageInfo.hasNextPage;
    }
    expect(pages.map(({ length }) => length)).toEqual([16, 16, 10]);
    expect(pages.flat()).toEqual(ALL_CODES);
  });

  it('goes on after any of its cursors, and ends after the last', async () => {
    const { edges } = await page({});
    expect(codesOf(await page({ first: 2, after: edges[4]?.cursor ?? '' }))).toEqual(['YARD-04', 'YARD-05']);
    expect(await page({ after: edges.at(-1)?.cursor ?? '' })).toMatchObject({
      nodes: [],
      edges: [],
      totalCount: 42,
      pageInfo: { hasNextPage: false, hasPreviousPage: true, startCursor: null, endCursor: null },
    });
  });

  it.each([
    ['a word in any case', 'GALESBURG', ['BILLING', 'PRIMARY', 'YARD-13']],
    ['every word, in whichever field', 'iowa 52501', []],
    ['every word, in whichever field', '52501 receiving  ia', ['YARD-21']],
    ['a part of a word', 'ottum', ['YARD-21']],
    ['a code', 'yard-07', ['YARD-07']],
    ['a contact', 'stores department', ['PRIMARY']],
    ['nothing', 'atlantis', []],
    ['no word at all', '  ', ALL_CODES],
    ['what would be a pattern in SQL', '%', []],
  ])('is searched for %s: "%s"', async (_, query, codes) => {
    const found = await page({ query });
    expect(codesOf(found)).toEqual(codes);
    expect(found.totalCount).toBe(codes.length);
  });

  it('is searched and walked at once', async () => {
    const first = await page({ query: 'yard', first: 38 });
    expect(first).toMatchObject({ totalCount: 40, pageInfo: { hasNextPage: true } });
    const second = await page({ query: 'yard', first: 38, after: first.pageInfo.endCursor ?? '' });
    expect(codesOf(second)).toEqual(['YARD-39', 'YARD-40']);
    expect(second).toMatchObject({ totalCount: 40, pageInfo: { hasNextPage: false, hasPreviousPage: true } });
  });

  it.each([
    ['first', { first: 0 }],
    ['first', { first: -1 }],
    ['first', { first: 101 }],
    ['after', { after: 'none' }],
    ['after', { after: Buffer.from('["catalog","YARD-01"]').toString('base64url') }],
  ])('refuses a wrong "%s": %j', async (argument, args) => {
    const { errors } = await askForPage(args);
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', argument } }]);
  });

  it('is the account’s own', async () => {
    const all = await page({}, nipigon);
    expect(codesOf(all)).toEqual(['CAMP 6', 'MILL', 'PRIMARY']);
  });

  it('goes on after a cursor whose address is gone', async () => {
    const { edges } = await page({});
    const { cursor = '' } = edges.find(({ node }) => node.code === 'YARD-20') ?? {};
    await gateway.gateway.sandbox.change(`delete from "RM00102" where "CUSTNMBR" = 'SUMMITRAIL' and "ADRSCODE" = 'YARD-20'`);
    vi.advanceTimersByTime(addressPolicy.freshForMs);
    const next = await page({ first: 2, after: cursor });
    expect(codesOf(next)).toEqual(['YARD-21', 'YARD-22']);
    expect(next.totalCount).toBe(41);
  });
});
