import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { globalId } from '../../src/values/global-id.js';
import { createDatabase, dropDatabase } from '../support/databases.js';
import { TestGateway } from '../support/test-gateway.js';
import { orderOf, place } from './checkout.js';

const CANCEL = `mutation ($input: CancelOrderInput!) { cancelOrder(input: $input) {
  order { __typename ... on Order { number status } ... on Unavailable { reason } } userErrors { code field message }
} }`;
const STATE = `query ($id: ID!) { orderSubmission(id: $id) { status orderNumber order { ... on Order { status } } rejection { message } } }`;
const CREDIT = '{ viewer { account { credit { ... on CreditStatus { onOrder { amount } available { amount } } } } } }';
const LIST = '{ viewer { account { orders(first: 3, filter: { statuses: [VOIDED] }) { nodes { number status } } } } }';
/** eConnect's error for a document that a user of GP has open: the order is tried again later. */
const DOCUMENT_OPEN = 2079;
const CUT_4 = { sku: 'CUT-4', quantity: '10', unitPrice: '1.92' };

let gateway: TestGateway;
let databases: string[];
let nell: string;
let otis: string;

beforeAll(async () => {
  databases = [await createDatabase(), await createDatabase()];
  gateway = await TestGateway.start({ DATABASE_URL: databases[0], GP_URL: databases[1], ORDER_PUSH_PATIENCE_MS: '1500' });
  nell = await gateway.signIn('nell.hargate@example.com');
  otis = await gateway.signIn('otis.brindle@example.com');
});
afterEach(() => {
  gateway.gp.make({});
  gateway.gp.makeWrites({});
});
afterAll(async () => {
  await gateway?.stop();
  for (const database of databases ?? []) await dropDatabase(database);
});

const change = (sql: string, parameters?: unknown[]) => gateway.gateway.sandbox.change(sql, parameters);

async function cancel(input: Record<string, unknown>, token?: string) {
  const { status, data, errors } = await gateway.ask(CANCEL, { input }, token);
  if (status !== 200 || errors) throw new Error(JSON.stringify({ status, errors }));
  return data.cancelOrder;
}
async function refused(input: Record<string, unknown>, token?: string): Promise<string[]> {
  const { order, userErrors } = await cancel(input, token);
  expect(order).toBeNull();
  return userErrors.map(({ code, field }) => (field ? `${code} ${field.join('.')}` : code));
}
/** An order that GP has. */
async function ordered(token = nell): Promise<{ number: string; submissionId: string }> {
  const { submission } = await place(gateway, orderOf([CUT_4]), token);
  if (!submission?.orderNumber) throw new Error('GP has no such order.');
  return { number: submission.orderNumber, submissionId: submission.id };
}
/** An order that has its number and waits for GP. */
async function waiting(): Promise<string> {
  gateway.gp.makeWrites({ refuseWith: DOCUMENT_OPEN });
  const { submission } = await place(gateway, orderOf([CUT_4]), nell);
  expect(submission).toMatchObject({ status: 'RECEIVED' });
  return submission?.id ?? '';
}
const stateOf = async (id: string) => (await gateway.ask(STATE, { id }, nell)).data.orderSubmission;
const creditOf = async () => (await gateway.ask(CREDIT, {}, nell)).data.viewer?.account.credit;

describe('An order that GP has', () => {
  it('is voided there, and shown so at once, also by its submission and in the list', async () => {
    const { number, submissionId } = await ordered();
    await gateway.ask(`{ order(number: "${number}") { ... on Order { status } } }`, {}, nell);
    const credit = await creditOf();
    expect(await cancel({ orderNumber: number.toLowerCase(), reason: 'Ordered twice\nby mistake' }, nell)).toEqual({
      order: { __typename: 'Order', number, status: 'VOIDED' },
      userErrors: [],
    });
    expect(await stateOf(submissionId)).toMatchObject({ status: 'PUSHED', orderNumber: number, order: { status: 'VOIDED' } });
    expect(await creditOf()).not.toEqual(credit);
    const { data } = await gateway.ask(LIST, {}, nell);
    expect(data.viewer?.account.orders.nodes).toContainEqual({ number, status: 'VOIDED' });
  });

  it('may be named by its submission, and cancelled again', async () => {
    const { number, submissionId } = await ordered();
    const cancelled = { order: { __typename: 'Order', number, status: 'VOIDED' }, userErrors: [] };
    expect(await cancel({ submissionId }, nell)).toEqual(cancelled);
    expect(await cancel({ submissionId }, nell)).toEqual(cancelled);
    expect(await cancel({ orderNumber: number }, nell)).toEqual(cancelled);
  });

  it('stays where something of it is invoiced, and says so', async () => {
    const { number } = await ordered();
    await change(`update "SOP10200" set "QTYPRINV" = 1, "QTYREMAI" = 9 where "SOPNUMBE" = $1`, [number]);
    expect(await refused({ orderNumber: number }, nell)).toEqual(['ORDER_NOT_CANCELLABLE']);
  });

  it('stays where it is linked to a purchase order, which its status does not tell', async () => {
    const { number } = await ordered();
    await change(`insert into "SOP60100" ("SOPNUMBE", "SOPTYPE", "PONUMBER") values ($1, 2, 'PO1')`, [number]);
    expect(await refused({ orderNumber: number }, nell)).toEqual(['ORDER_NOT_CANCELLABLE']);
  });

  it('is cancelled although the answer was lost on the way', async () => {
    const { number } = await ordered();
    gateway.gp.makeWrites({ loseAnswer: true }, { loseAnswer: { next: 1 } });
    expect(await cancel({ orderNumber: number }, nell)).toMatchObject({ order: { status: 'VOIDED' }, userErrors: [] });
  });

  it('is left as it is where the connection breaks before the commit, and where GP is away; nothing is kept', async () => {
    const { number } = await ordered();
    gateway.gp.makeWrites({ cutBeforeCommit: true });
    expect(await refused({ orderNumber: number }, nell)).toEqual(['TEMPORARILY_UNAVAILABLE']);
    gateway.gp.makeWrites({});
    gateway.gp.make({ failing: true });
    expect(await refused({ orderNumber: number }, nell)).toEqual(['TEMPORARILY_UNAVAILABLE']);
    gateway.gp.make({});
    expect(await change(`select 1 from "SOP10100" where "SOPNUMBE" = $1`, [number])).toHaveLength(1);
    expect(await cancel({ orderNumber: number }, nell)).toMatchObject({ order: { status: 'VOIDED' }, userErrors: [] });
  });

  it('cannot be cancelled at the moment where somebody has it open in GP', async () => {
    const { number } = await ordered();
    await change(
      `insert into "DEX_LOCK" ("row_id", "table_path_name") select "DEX_ROW_ID", 'SOP10100' from "SOP10100" where "SOPNUMBE" = $1`,
      [number],
    );
    expect(await refused({ orderNumber: number }, nell)).toEqual(['TEMPORARILY_UNAVAILABLE']);
    await change(`delete from "DEX_LOCK"`);
  });

  it('is nobody else’s to cancel, and is told from no other number', async () => {
    const { number, submissionId } = await ordered();
    expect(await refused({ orderNumber: number }, otis)).toEqual(['UNKNOWN_ORDER orderNumber']);
    expect(await refused({ orderNumber: 'ORD26-999999' }, otis)).toEqual(['UNKNOWN_ORDER orderNumber']);
    expect(await refused({ submissionId }, otis)).toEqual(['UNKNOWN_ORDER submissionId']);
    expect(await refused({ submissionId: globalId('OrderSubmission', 'nothing') }, otis)).toEqual(['UNKNOWN_ORDER submissionId']);
    expect(await refused({ submissionId: 'nothing' }, nell)).toEqual(['UNKNOWN_ORDER submissionId']);
    expect(await refused({ orderNumber: number })).toEqual(['NOT_PERMITTED']);
    expect(await change(`select 1 from "SOP10100" where "SOPNUMBE" = $1`, [number])).toHaveLength(1);
  });

  it('is cancelled once by many at once', async () => {
    const { number } = await ordered();
    const answers = await Promise.all(Array.from({ length: 5 }, () => cancel({ orderNumber: number }, nell)));
    for (const answer of answers) expect(answer).toMatchObject({ order: { status: 'VOIDED' }, userErrors: [] });
  });
});

describe('An order that GP does not have yet', () => {
  it('ends CANCELLED, and what it claimed of the credit is free', async () => {
    await gateway.forgetFacts();
    const before = await creditOf();
    const id = await waiting();
    expect(await creditOf()).not.toEqual(before);
    expect(await cancel({ submissionId: id, reason: 'Changed my mind' }, nell)).toEqual({ order: null, userErrors: [] });
    gateway.gp.makeWrites({});
    expect(await stateOf(id)).toEqual({ status: 'CANCELLED', orderNumber: null, order: null, rejection: null });
    expect(await creditOf()).toEqual(before);
    expect(await cancel({ submissionId: id }, nell)).toEqual({ order: null, userErrors: [] });
  });

  it('stays where GP cannot say whether an attempt has arrived', async () => {
    const id = await waiting();
    gateway.gp.make({ failing: true });
    expect(await refused({ submissionId: id }, nell)).toEqual(['TEMPORARILY_UNAVAILABLE']);
    expect(await stateOf(id)).toMatchObject({ status: 'RECEIVED' });
    gateway.gp.make({});
    gateway.gp.makeWrites({});
  });
});

describe('What is asked', () => {
  it.each([
    ['names no order', {}, ['INVALID_INPUT']],
    ['names blanks', { orderNumber: ' ', submissionId: '' }, ['INVALID_INPUT']],
    ['names two', { orderNumber: 'ORD26-002014', submissionId: 'x' }, ['INVALID_INPUT']],
    ['has a reason that is too long', { orderNumber: 'NONE', reason: 'x'.repeat(501) }, ['INVALID_INPUT reason']],
    ['has a reason that GP cannot keep', { orderNumber: 'NONE', reason: 'Опечатка' }, ['INVALID_INPUT reason']],
    ['has a number that no document has', { orderNumber: 'N'.repeat(60) }, ['UNKNOWN_ORDER orderNumber']],
    ['has a character that no database takes', { orderNumber: 'ORD\u0000' }, ['UNKNOWN_ORDER orderNumber']],
  ])('is answered with its place where it %s', async (_, input, problems) => {
    expect(await refused(input, nell)).toEqual(problems);
  });

  it('may not be done by those who only look', async () => {
    const { number } = await ordered();
    await gateway.addUser({ email: 'looks@example.com', role: 'VIEWER', accounts: ['HARGATE'] });
    const looking = await gateway.signIn('looks@example.com');
    expect(await refused({ orderNumber: number }, looking)).toEqual(['NOT_PERMITTED']);
  });
});
