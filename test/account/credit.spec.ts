import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { customerPolicy } from '../../src/account/account.policy.js';
import { type Contract } from '../../src/contract/index.js';
import { createDatabase, dropDatabase } from '../support/databases.js';
import { TestGateway } from '../support/test-gateway.js';
import { EVERY_ACCOUNT } from './every-account.js';

const NOW = Date.parse('2026-11-23T12:00:00Z');
const DAY = 24 * 3_600_000;

let databases: string[];
let gateway: TestGateway;
let token: string;

beforeAll(async () => {
  // The company's calendar stands at this date, and the test at noon of it: what is due today is not past due.
  vi.useFakeTimers({ toFake: ['Date'], now: NOW });
  databases = await Promise.all([createDatabase(), createDatabase()]);
  const [DATABASE_URL, GP_URL] = databases;
  gateway = await TestGateway.start({ DATABASE_URL, GP_URL });
  await gateway.addUser({ email: 'all@example.com', role: 'ADMINISTRATOR', accounts: EVERY_ACCOUNT });
  token = await gateway.signIn('all@example.com');
});

afterAll(async () => {
  await gateway?.stop();
  await Promise.all((databases ?? []).map(dropDatabase));
  vi.useRealTimers();
});

async function accountsNow(): Promise<ReadonlyMap<string, Contract.Account>> {
  const { data } = await gateway.ask(
    `{ viewer { accounts {
      number
      status { ... on AccountStatus { onHold inactive } ... on Unavailable { reason } }
      credit {
        ... on CreditStatus {
          limitType
          limit { amount currency } balance { amount currency } onOrder { amount currency }
          available { amount currency } pastDue { amount currency }
        }
        ... on Unavailable { reason }
      }
    } } }`,
    {},
    token,
  );
  return new Map(data.viewer?.accounts.map((account) => [account.number, account]));
}

const usd = (amount: string | null) => amount && { amount, currency: 'USD' };

interface Figures {
  readonly why: string;
  readonly limit: string | null;
  readonly balance: string;
  readonly onOrder: string;
  readonly available: string | null;
  readonly pastDue: string;
}

/**
 * Worked out by hand. From RM00103: balance is CUSTBLNC, onOrder is UNPSTDSA + UNPSTOSA + ONORDAMT - UNPSTDCA - UNPSTOCA
 * - DEPRECV. From RM00101: limit is CRLMTAMT. From RM20101: pastDue are the open amounts with a due date before the 23rd of
 * November; credits that are not applied are not taken off.
 */
// biome-ignore format: a table is read by its columns.
const FIGURES: Readonly<Record<string, Figures>> = {
  HARGATE:       { limit: '25000.00', balance: '3790.40',  onOrder: '2358.95',  available: '18850.65', pastDue: '760.00',   why: 'on order 118.20 + 2240.75; 760 of INV26-0944, whatever payments are not applied; INV26-1001 is due in December' },
  BRINDLE:       { limit: null,       balance: '27360.75', onOrder: '30110.00', available: null,       pastDue: '9551.15',  why: 'unlimited; 9410 + finance charge 141.15; the credit memo of 612.50 is not applied' },
  KESTREL:       { limit: '60000.00', balance: '23140.66', onOrder: '7300.00',  available: '29559.34', pastDue: '300.00',   why: 'on order 8800 less deposits 1500; a debit memo of 300 is late' },
  COBALT:        { limit: '15000.00', balance: '7964.25',  onOrder: '0.00',     available: '7035.75',  pastDue: '7964.25',  why: '6120 + 1844.25, both late' },
  DUNMORE:       { limit: '8000.00',  balance: '0.00',     onOrder: '0.00',     available: '8000.00',  pastDue: '0.00',     why: 'nothing open' },
  FENNWICK:      { limit: null,       balance: '-220.00',  onOrder: '0.00',     available: null,       pastDue: '0.00',     why: 'no credit; order of 95 less deposit of 95; a payment in advance is no negative debt' },
  OAKHOLLOW:     { limit: '20000.00', balance: '1410.90',  onOrder: '402.00',   available: '18187.10', pastDue: '1410.90',  why: 'due on the last of October' },
  SUMMITRAIL:    { limit: '90000.00', balance: '16220.00', onOrder: '12650.40', available: '61129.60', pastDue: '2000.00',  why: '14220 is due in December' },
  LOCKHAVEN:     { limit: '5000.00',  balance: '5148.95',  onOrder: '512.60',   available: '-661.55',  pastDue: '4388.75',  why: '5000 - 5148.95 - 512.60: over the limit' },
  EVENSON:       { limit: '4000.00',  balance: '3100.00',  onOrder: '900.00',   available: '0.00',     pastDue: '3100.00',  why: 'on order 1250 - 250 - 100: exactly at the limit' },
  GRAYFORD:      { limit: '30000.00', balance: '5932.40',  onOrder: '0.00',     available: '24067.60', pastDue: '812.40',   why: '5120 is due in December' },
  'TRIDENT-HQ':  { limit: '40000.00', balance: '9902.00',  onOrder: '0.00',     available: '30098.00', pastDue: '9902.00',  why: 'its family shares the hold and not the credit' },
  'TRIDENT-01':  { limit: '10000.00', balance: '1204.00',  onOrder: '0.00',     available: '8796.00',  pastDue: '0.00',     why: 'credit of its own' },
  'NORTHFLD-HQ': { limit: '50000.00', balance: '25750.00', onOrder: '5550.00',  available: '18700.00', pastDue: '18300.00', why: 'the family: 11000 + 8450 + 6300; 3000 + (150 + 2400) + 0; 12000 + 6300' },
  'NORTHFLD-01': { limit: '50000.00', balance: '25750.00', onOrder: '5550.00',  available: '18700.00', pastDue: '18300.00', why: 'the family, although it is over its own limit of 1000' },
  'NORTHFLD-02': { limit: '50000.00', balance: '25750.00', onOrder: '5550.00',  available: '18700.00', pastDue: '18300.00', why: 'the family, although it has no credit itself' },
  'WESTERLY-HQ': { limit: '20000.00', balance: '20500.00', onOrder: '0.00',     available: '-500.00',  pastDue: '20500.00', why: 'nothing is shared' },
  'WESTERLY-01': { limit: '12000.00', balance: '2310.00',  onOrder: '0.00',     available: '9690.00',  pastDue: '0.00',     why: 'nothing is shared: the parent is over its limit' },
  'ELMSTEAD-HQ': { limit: '1000.00',  balance: '0.00',     onOrder: '0.00',     available: '1000.00',  pastDue: '0.00',     why: 'nothing open' },
  'ELMSTEAD-01': { limit: '5000.00',  balance: '640.00',   onOrder: '0.00',     available: '4360.00',  pastDue: '0.00',     why: '640 is due today, so not past due' },
  NIPIGON:       { limit: '40000.00', balance: '8600.00',  onOrder: '5300.00',  available: '26100.00', pastDue: '1180.00',  why: 'buys in CAD, and its credit is in the functional currency' },
  PICKERSGIL:    { limit: '3000.00',  balance: '210.00',   onOrder: '0.00',     available: '2790.00',  pastDue: '210.00',   why: 'due yesterday; the voided 450 does not count' },
  QUARRYMAN:     { limit: '10000.00', balance: '-595.50',  onOrder: '0.00',     available: '10595.50', pastDue: '980.00',   why: '980, although there are more credits than invoices: 1500 + 75.50' },
  STARLING:      { limit: '6000.00',  balance: '0.00',     onOrder: '0.00',     available: '6000.00',  pastDue: '0.00',     why: 'nothing open' },
  SONORA:        { limit: '8000.00',  balance: '0.00',     onOrder: '0.00',     available: '8000.00',  pastDue: '0.00',     why: 'nothing open; its currency has no ISO code, the functional one has' },
};

const LIMIT_TYPES: Readonly<Record<string, Contract.CreditLimitType>> = { BRINDLE: 'UNLIMITED', FENNWICK: 'NO_CREDIT' };

const ON_HOLD = ['COBALT', 'TRIDENT-HQ', 'TRIDENT-01', 'WESTERLY-HQ'];
const INACTIVE = ['DUNMORE', 'ELMSTEAD-HQ', 'ELMSTEAD-01'];

describe('the credit of', () => {
  let accounts: ReadonlyMap<string, Contract.Account>;
  beforeAll(async () => {
    accounts = await accountsNow();
  });

  it('every account of the company is worked out below', () => {
    expect(Object.keys(FIGURES).toSorted()).toEqual(EVERY_ACCOUNT.toSorted());
  });

  it.each(Object.entries(FIGURES).map(([number, figures]) => ({ number, ...figures })))('$number: $why', (figures) => {
    const { number, limit, balance, onOrder, available, pastDue } = figures;
    expect(accounts.get(number)?.credit).toEqual({
      limitType: LIMIT_TYPES[number] ?? 'AMOUNT',
      limit: usd(limit),
      balance: usd(balance),
      onOrder: usd(onOrder),
      available: usd(available),
      pastDue: usd(pastDue),
    });
  });
});

describe('the status', () => {
  it('is the effective one: a parent’s hold and inactivity count where the family shares them', async () => {
    const accounts = await accountsNow();
    const numbers = (flag: 'onHold' | 'inactive') =>
      [...accounts.values()].flatMap(({ number, status }) => ('onHold' in status && status[flag] ? [number] : []));
    expect(numbers('onHold').toSorted()).toEqual(ON_HOLD.toSorted());
    expect(numbers('inactive').toSorted()).toEqual(INACTIVE.toSorted());
  });
});

describe('permissions of an administrator for', () => {
  const DENIALS: Readonly<Record<string, Partial<Record<'placeOrders' | 'purchaseOnAccount' | 'requestQuotes', string[]>>>> = {
    COBALT: { placeOrders: ['ACCOUNT_ON_HOLD'], purchaseOnAccount: ['ACCOUNT_ON_HOLD'] },
    DUNMORE: {
      placeOrders: ['ACCOUNT_INACTIVE'],
      purchaseOnAccount: ['ACCOUNT_INACTIVE'],
      requestQuotes: ['ACCOUNT_INACTIVE'],
    },
    FENNWICK: { purchaseOnAccount: ['NO_CREDIT'] },
    LOCKHAVEN: { purchaseOnAccount: ['CREDIT_LIMIT_EXCEEDED'] },
    // Exactly at the limit: nothing more may be bought on account.
    EVENSON: { purchaseOnAccount: ['CREDIT_LIMIT_EXCEEDED'] },
    // 812.40 is 61 to 90 days old, and 500 may be.
    GRAYFORD: { purchaseOnAccount: ['CREDIT_LIMIT_EXCEEDED'] },
    'TRIDENT-HQ': { placeOrders: ['ACCOUNT_ON_HOLD'], purchaseOnAccount: ['ACCOUNT_ON_HOLD'] },
    'TRIDENT-01': { placeOrders: ['ACCOUNT_ON_HOLD'], purchaseOnAccount: ['ACCOUNT_ON_HOLD'] },
    // Two reasons at once.
    'WESTERLY-HQ': { placeOrders: ['ACCOUNT_ON_HOLD'], purchaseOnAccount: ['ACCOUNT_ON_HOLD', 'CREDIT_LIMIT_EXCEEDED'] },
    'ELMSTEAD-HQ': {
      placeOrders: ['ACCOUNT_INACTIVE'],
      purchaseOnAccount: ['ACCOUNT_INACTIVE'],
      requestQuotes: ['ACCOUNT_INACTIVE'],
    },
    'ELMSTEAD-01': {
      placeOrders: ['ACCOUNT_INACTIVE'],
      purchaseOnAccount: ['ACCOUNT_INACTIVE'],
      requestQuotes: ['ACCOUNT_INACTIVE'],
    },
  };

  it.each(EVERY_ACCOUNT.map((number) => ({ number, denied: Object.keys(DENIALS[number] ?? {}).join(', ') || 'nothing' })))(
    '$number deny $denied',
    async ({ number }) => {
      const permission = (denials: string[] = []) => ({ allowed: denials.length === 0, denials });
      const { placeOrders, purchaseOnAccount, requestQuotes } = DENIALS[number] ?? {};
      expect(await permissionsFor(token, number)).toEqual({
        seePrices: permission(),
        placeOrders: permission(placeOrders),
        purchaseOnAccount: permission(purchaseOnAccount),
        requestQuotes: permission(requestQuotes),
        payInvoices: permission(),
      });
    },
  );
});

describe('permissions of', () => {
  const YES = { allowed: true, denials: [] };
  const no = (...denials: string[]) => ({ allowed: false, denials });
  const NOT_THEIRS = no('ROLE_NOT_PERMITTED');

  // biome-ignore format: a table is read by its columns.
  it.each<[Contract.UserRole, string, object]>([
    ['VIEWER',        'HARGATE', { seePrices: YES, placeOrders: NOT_THEIRS, purchaseOnAccount: NOT_THEIRS, requestQuotes: NOT_THEIRS, payInvoices: NOT_THEIRS }],
    ['BUYER',         'HARGATE', { seePrices: YES, placeOrders: YES,        purchaseOnAccount: YES,        requestQuotes: YES,        payInvoices: NOT_THEIRS }],
    ['APPROVER',      'HARGATE', { seePrices: YES, placeOrders: YES,        purchaseOnAccount: YES,        requestQuotes: YES,        payInvoices: YES }],
    ['ADMINISTRATOR', 'HARGATE', { seePrices: YES, placeOrders: YES,        purchaseOnAccount: YES,        requestQuotes: YES,        payInvoices: YES }],
    ['BUYER',         'COBALT',  { seePrices: YES, placeOrders: no('ACCOUNT_ON_HOLD'), purchaseOnAccount: no('ACCOUNT_ON_HOLD'), requestQuotes: YES, payInvoices: NOT_THEIRS }],
    // Every reason that stands in the way.
    ['VIEWER',        'GRAYFORD', { seePrices: YES, placeOrders: NOT_THEIRS, purchaseOnAccount: no('CREDIT_LIMIT_EXCEEDED', 'ROLE_NOT_PERMITTED'), requestQuotes: NOT_THEIRS, payInvoices: NOT_THEIRS }],
    ['VIEWER',        'DUNMORE', { seePrices: YES, placeOrders: no('ACCOUNT_INACTIVE', 'ROLE_NOT_PERMITTED'), purchaseOnAccount: no('ACCOUNT_INACTIVE', 'ROLE_NOT_PERMITTED'), requestQuotes: no('ACCOUNT_INACTIVE', 'ROLE_NOT_PERMITTED'), payInvoices: NOT_THEIRS }],
  ])('a %s for %s', async (role, account, permissions) => {
    const email = `${role}.${account}@example.com`;
    await gateway.addUser({ email, role, accounts: [account] });
    expect(await permissionsFor(await gateway.signIn(email), account)).toEqual(permissions);
  });
});

describe('what changes in GP', () => {
  it('shows as soon as the answer of before is no longer fresh', async () => {
    const before = await accountsNow();
    await gateway.gateway.sandbox.change(`update "RM00103" set "ONORDAMT" = "ONORDAMT" + 100.005 where "CUSTNMBR" = 'KESTREL'`);
    await gateway.gateway.sandbox.change(`update "RM00101" set "HOLD" = 1 where "CUSTNMBR" = 'KESTREL'`);
    expect((await accountsNow()).get('KESTREL')).toEqual(before.get('KESTREL'));
    vi.advanceTimersByTime(customerPolicy.freshForMs);
    expect((await accountsNow()).get('KESTREL')).toMatchObject({
      status: { onHold: true, inactive: false },
      // 60000 - 23140.66 - 7400.005, each rounded half away from zero.
      credit: { onOrder: usd('7400.01'), available: usd('29459.34') },
    });
  });

  it('includes the date: what is due today is past due tomorrow', async () => {
    vi.setSystemTime(NOW + DAY);
    token = await gateway.signIn('all@example.com');
    expect((await accountsNow()).get('ELMSTEAD-01')).toMatchObject({ credit: { pastDue: usd('640.00') } });
  });
});

async function permissionsFor(accessToken: string, accountNumber: string) {
  const permission = '{ allowed denials }';
  const { data } = await gateway.ask(
    `mutation ($input: SelectAccountInput!) {
      selectAccount(input: $input) {
        viewer {
          account { number }
          permissions {
            seePrices ${permission} placeOrders ${permission} purchaseOnAccount ${permission}
            requestQuotes ${permission} payInvoices ${permission}
          }
        }
      }
    }`,
    { input: { accountNumber } },
    accessToken,
  );
  const { viewer } = data.selectAccount;
  expect(viewer?.account.number).toBe(accountNumber);
  return viewer?.permissions;
}
