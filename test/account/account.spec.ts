import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { customerPolicy } from '../../src/account/account.policy.js';
import { AccountService } from '../../src/account/index.js';
import { type Contract } from '../../src/contract/index.js';
import { RequestBudget } from '../../src/live/index.js';
import { globalId } from '../../src/values/global-id.js';
import { asAccountNumber } from '../../src/values/identifiers.js';
import { createDatabase, dropDatabase } from '../support/databases.js';
import { TestGateway } from '../support/test-gateway.js';
import { EVERY_ACCOUNT } from './every-account.js';

const NOW = Date.parse('2026-11-23T12:00:00Z');

let databases: string[];
let gateway: TestGateway;
/** A user who may buy for every account. */
let everyones: string;

beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOW });
  databases = await Promise.all([createDatabase(), createDatabase()]);
  const [DATABASE_URL, GP_URL] = databases;
  gateway = await TestGateway.start({
    DATABASE_URL,
    GP_URL,
    GP_CURRENCY_CODES: 'Z-MX$=MXN',
    GP_ACCOUNT_FIELDS: 'territory=SALSTERR,priority=CUSTPRIORITY,secondExemption=TAXEXMT2',
  });
  await gateway.addUser({ email: 'all@example.com', role: 'ADMINISTRATOR', accounts: EVERY_ACCOUNT });
  everyones = await gateway.signIn('all@example.com');
});

afterAll(async () => {
  await gateway?.stop();
  await Promise.all((databases ?? []).map(dropDatabase));
  vi.useRealTimers();
});

/** Fields of one account, asked for by its ID, once GP has told of it: on a busy machine a page would go on without. */
async function account(number: string, fields: string): Promise<unknown> {
  await gateway.gateway.app.get(AccountService).customer(asAccountNumber(number), RequestBudget.toTheEnd());
  const { data, errors } = await gateway.ask(
    `query ($id: ID!) { node(id: $id) { ... on Account { ${fields} } } }`,
    { id: globalId('Account', number) },
    everyones,
  );
  expect(errors).toBeUndefined();
  return data.node;
}

describe('an account', () => {
  it('is what GP says of the customer', async () => {
    const fields = `
      id number name class priceLevel tradeDiscountPercent currency taxExemptions taxSchedule shippingMethod
      defaultWarehouse { code } parent { number }
      billingAddress { code line2 } shippingAddress { code line1 }`;
    expect(await account('HARGATE', fields)).toEqual({
      id: globalId('Account', 'HARGATE'),
      number: 'HARGATE',
      name: 'Hargate Millwork Company',
      class: 'CONTRACTOR',
      priceLevel: 'CONTRACTOR',
      tradeDiscountPercent: null,
      currency: 'USD',
      taxExemptions: [],
      taxSchedule: 'IL-SALES',
      shippingMethod: 'GROUND',
      defaultWarehouse: { code: 'CENTRAL' },
      parent: null,
      billingAddress: { code: 'BILLING', line2: 'Attn: accounts payable' },
      shippingAddress: { code: 'SHOP', line1: '1824 Loomis Street' },
    });
  });

  it('has what GP leaves blank as null', async () => {
    expect(await account('PICKERSGIL', 'priceLevel tradeDiscountPercent parent { number }')).toEqual({
      priceLevel: null,
      tradeDiscountPercent: null,
      parent: null,
    });
  });

  it('shows its trade discount, which GP keeps in hundredths of a percent', async () => {
    expect(await account('QUARRYMAN', 'tradeDiscountPercent')).toEqual({ tradeDiscountPercent: '2.5' });
  });

  it.each([
    ['HARGATE', 'the functional one where the customer has none', 'USD'],
    ['NIPIGON', 'that of the Canadian', 'CAD'],
    ['SONORA', 'by the configured code, where GP has no ISO code', 'MXN'],
  ])('%s has its currency: %s', async (number, _, currency) => {
    expect(await account(number, 'currency')).toEqual({ currency });
  });

  it.each([
    ['DUETYPE 1, discount by days', 'HARGATE', { code: '2% 10/Net 30', netDays: 30, discountDays: 10, discountPercent: '2' }],
    ['DUETYPE 1, no discount', 'KESTREL', { code: 'Net 30', netDays: 30, discountDays: null, discountPercent: null }],
    ['DUETYPE 2', 'EVENSON', { code: '15th of month', netDays: null, discountDays: null, discountPercent: null }],
    [
      'DUETYPE 3, discount by end of month',
      'OAKHOLLOW',
      { code: 'End of month', netDays: null, discountDays: null, discountPercent: '1' },
    ],
    ['DUETYPE 4', 'FENNWICK', { code: 'Due on receipt', netDays: null, discountDays: null, discountPercent: null }],
    [
      'DUETYPE 5, discount as an amount',
      'BRINDLE',
      { code: '10th next month', netDays: null, discountDays: null, discountPercent: null },
    ],
  ])('has payment terms: %s', async (_, number, paymentTerms) => {
    expect(await account(number, 'paymentTerms { code netDays discountDays discountPercent }')).toEqual({ paymentTerms });
  });

  it.each([
    ['HARGATE', { id: 'ADA', name: 'Ada Orrin', email: 'ada.orrin@example.com', phone: '312-555-0111' }],
    ['BRINDLE', { id: 'BEN', name: 'Benedict Falk', email: 'ben.falk@example.com', phone: '610-555-0112 x0217' }],
    ['COBALT', { id: 'CLARA', name: 'Clara Voss', email: 'clara.voss@example.com', phone: null }],
    ['NIPIGON', { id: 'DEV', name: 'Dev Marchand', email: null, phone: '416-555-0114' }],
    ['STARLING', { id: 'EMIL', name: 'Emil Storey', email: null, phone: '312-555-0115' }],
  ])('%s has a salesperson', async (number, salesperson) => {
    expect(await account(number, 'salesperson { id name email phone }')).toEqual({ salesperson });
  });

  it.each([
    ['the ship-to address’s', 'HARGATE', 'CENTRAL'],
    ['the ship-to address’s', 'BRINDLE', 'EAST'],
    ['the company’s where that has none', 'EVENSON', 'CENTRAL'],
  ])('has a default warehouse: %s', async (_, number, code) => {
    expect(await account(number, 'defaultWarehouse { code }')).toEqual({ defaultWarehouse: { code } });
  });

  it('has the customer’s tax schedule where its ship-to address has none, and its certificates of exemption', async () => {
    expect(await account('OAKHOLLOW', 'taxSchedule taxExemptions shippingAddress { code taxSchedule }')).toEqual({
      taxSchedule: 'EXEMPT',
      taxExemptions: ['IL-E9998-0041', 'LOCAL-77-12'],
      shippingAddress: { code: 'HIGH SCHOOL', taxSchedule: null },
    });
  });

  it('has the further columns that the merchant has mapped, all or those that are asked for', async () => {
    expect(
      await account(
        'OAKHOLLOW',
        `all: customFields { name value }
         some: customFields(names: ["priority", "CUSTNAME", "nothing"]) { name value }
         none: customFields(names: []) { name value }`,
      ),
    ).toEqual({
      all: [
        { name: 'territory', value: 'MIDWEST' },
        { name: 'priority', value: '1' },
        { name: 'secondExemption', value: 'LOCAL-77-12' },
      ],
      some: [{ name: 'priority', value: '1' }],
      none: [],
    });
    expect(await account('HARGATE', 'customFields(names: ["secondExemption"]) { name value }')).toEqual({
      customFields: [{ name: 'secondExemption', value: null }],
    });
  });
});

describe('the parent of an account', () => {
  const EVERYTHING = `
    number name class priceLevel tradeDiscountPercent currency taxExemptions taxSchedule shippingMethod
    status { ... on Unavailable { reason } ... on AccountStatus { onHold inactive } }
    credit { ... on Unavailable { reason } ... on CreditStatus { limitType } }
    paymentTerms { code } defaultWarehouse { code } salesperson { id } parent { number }
    addresses { totalCount nodes { code } unavailable { reason } }
    address(code: "PRIMARY") { code } billingAddress { code } shippingAddress { code }
    contacts { name } customFields { name value }`;

  it('is a name to those who do not buy for it', async () => {
    const token = await gateway.signIn('tess.moreau@example.com', 'NORTHFLD-01');
    const { data, errors } = await gateway.ask(`{ viewer { account { parent { ${EVERYTHING} } } } }`, {}, token);
    expect({ data, errors }).toEqual({
      errors: undefined,
      data: {
        viewer: {
          account: {
            parent: {
              number: 'NORTHFLD-HQ',
              name: 'Northfield Equipment Rental',
              class: null,
              priceLevel: null,
              tradeDiscountPercent: null,
              currency: 'XXX',
              taxExemptions: [],
              taxSchedule: null,
              shippingMethod: null,
              status: { reason: 'NOT_PERMITTED' },
              credit: { reason: 'NOT_PERMITTED' },
              paymentTerms: null,
              defaultWarehouse: null,
              salesperson: null,
              parent: null,
              addresses: { totalCount: 0, nodes: [], unavailable: { reason: 'NOT_PERMITTED' } },
              address: null,
              billingAddress: null,
              shippingAddress: null,
              contacts: [],
              customFields: [],
            },
          },
        },
      },
    });
  });

  it('is an account like any other to those who do', async () => {
    expect(await account('NORTHFLD-01', `parent { ${EVERYTHING} }`)).toMatchObject({
      parent: {
        number: 'NORTHFLD-HQ',
        class: 'CONTRACTOR',
        currency: 'USD',
        status: { onHold: false, inactive: false },
        credit: { limitType: 'AMOUNT' },
        addresses: { totalCount: 2, nodes: [{ code: 'BILLING' }, { code: 'PRIMARY' }], unavailable: null },
        contacts: [{ name: 'Receiving, billing' }, { name: 'Hana Field' }],
        parent: null,
      },
    });
  });
});

describe('a node', () => {
  const NODES = '($ids: [ID!]!) { nodes(ids: $ids) { id ... on Account { number } ... on User { email } } }';

  it('is found by its ID where it is the viewer’s, and is null where it is not', async () => {
    const token = await gateway.signIn('tess.moreau@example.com');
    const tess = await idsOf(token);
    const nell = await idsOf(await gateway.signIn('nell.hargate@example.com'));
    const ids = [tess.user, ...tess.accounts, nell.user, ...nell.accounts, globalId('Account', 'NEVER-WAS'), 'no ID', ''];
    const { status, data, errors } = await gateway.ask(`query ${NODES}`, { ids }, token);
    expect({ status, errors }).toEqual({ status: 200, errors: undefined });
    expect(data.nodes).toEqual([
      { id: tess.user, email: 'tess.moreau@example.com' },
      { id: globalId('Account', 'NIPIGON'), number: 'NIPIGON' },
      { id: globalId('Account', 'NORTHFLD-01'), number: 'NORTHFLD-01' },
      { id: globalId('Account', 'SUMMITRAIL'), number: 'SUMMITRAIL' },
      null,
      null,
      null,
      null,
      null,
    ]);
  });

  it('is none to a visitor', async () => {
    const { user, accounts } = await idsOf(await gateway.signIn('nell.hargate@example.com'));
    const { data } = await gateway.ask(`query ${NODES}`, { ids: [user, ...accounts] });
    expect(data.nodes).toEqual([null, null]);
  });

  async function idsOf(token: string): Promise<{ user: string; accounts: string[] }> {
    const { data } = await gateway.ask('{ viewer { user { id } accounts { id } } }', {}, token);
    const { user, accounts } = data.viewer as Contract.Viewer;
    return { user: user.id, accounts: accounts.map(({ id }) => id) };
  }
});

describe('a page about the account', () => {
  it('costs three questions to GP when it is cold, for one account and for all', async () => {
    const page = (accounts: string) => `{ viewer {
      user { name } permissions { placeOrders { allowed } }
      ${accounts} { name credit { __typename } parent { name } contacts { name } addresses { totalCount } }
    } }`;
    for (const accounts of ['account', 'accounts']) {
      await gateway.forgetFacts();
      const { errors } = await gateway.ask(page(accounts), {}, everyones);
      expect(errors).toBeUndefined();
      expect(gateway.gp.questions).toBeLessThanOrEqual(3);
    }
  });
});

describe('what changes in GP', () => {
  it('shows when the answer of before is no longer fresh: a ship-to address with a tax schedule of its own', async () => {
    expect(await account('SUMMITRAIL', 'taxSchedule')).toEqual({ taxSchedule: 'IL-SALES' });
    await gateway.gateway.sandbox.change(`update "RM00101" set "PRSTADCD" = 'YARD-40' where "CUSTNMBR" = 'SUMMITRAIL'`);
    expect(await account('SUMMITRAIL', 'taxSchedule')).toEqual({ taxSchedule: 'IL-SALES' });
    vi.advanceTimersByTime(customerPolicy.freshForMs);
    expect(await account('SUMMITRAIL', 'taxSchedule shippingAddress { code }')).toEqual({
      taxSchedule: 'OH-SALES',
      shippingAddress: { code: 'YARD-40' },
    });
  });

  it('may be that the customer is gone: the account has no status and may not order', async () => {
    const token = await gateway.signIn('all@example.com', 'STARLING');
    await gateway.gateway.sandbox.change(`delete from "RM00101" where "CUSTNMBR" = 'STARLING'`);
    vi.advanceTimersByTime(customerPolicy.freshForMs);
    const { status, data, errors } = await gateway.ask(
      `{ viewer {
        account {
          number name
          status { ... on Unavailable { reason retryAfterSeconds } } credit { ... on Unavailable { reason retryAfterSeconds } }
          priceLevel paymentTerms { code } salesperson { id } billingAddress { code }
        }
        permissions { seePrices { allowed } placeOrders { denials } purchaseOnAccount { denials } requestQuotes { denials } payInvoices { allowed } }
      } }`,
      {},
      token,
    );
    const notDefined = { reason: 'NOT_DEFINED', retryAfterSeconds: null };
    expect({ status, data, errors }).toEqual({
      status: 200,
      errors: undefined,
      data: {
        viewer: {
          account: {
            number: 'STARLING',
            name: 'STARLING',
            status: notDefined,
            credit: notDefined,
            priceLevel: null,
            paymentTerms: null,
            salesperson: null,
            billingAddress: null,
          },
          permissions: {
            seePrices: { allowed: true },
            placeOrders: { denials: ['ACCOUNT_INACTIVE'] },
            purchaseOnAccount: { denials: ['ACCOUNT_INACTIVE'] },
            requestQuotes: { denials: ['ACCOUNT_INACTIVE'] },
            payInvoices: { allowed: true },
          },
        },
      },
    });
  });
});
