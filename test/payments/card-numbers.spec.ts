import { Logger } from '@nestjs/common';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import {
  type GraphQLInputObjectType,
  type GraphQLInputType,
  GraphQLString,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isScalarType,
} from 'graphql';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { PaymentsCommands } from '../../src/console/payments-commands.js';
import { GatewayDatabase } from '../../src/database/index.js';
import { PaymentDesk } from '../../src/payments/index.js';
import { withoutCardNumbers } from '../../src/values/card-number.js';
import { orderOf, place } from '../ordering/checkout.js';
import { createDatabase, dropDatabase } from '../support/databases.js';
import { TestGateway } from '../support/test-gateway.js';
import { Payer } from './paying.js';

const CARD = '4111111111111111';
const IN_GROUPS = '4111 1111 1111 1111';
const MASKED = '**** **** **** 1111';
const LEVELS = ['log', 'warn', 'error', 'debug', 'verbose', 'fatal'] as const;

/** Each row of a database in which the digits of the card follow each other, whatever stands between them. */
async function rowsWithCard(url: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows: tables } = await client.query<{ name: string }>(
      `select format('%I.%I', table_schema, table_name) as name from information_schema.tables
       where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`,
    );
    const found = tables.map(
      ({ name }) =>
        `select '${name.replaceAll("'", "''")} ' || t::text as row from ${name} t where regexp_replace(t::text, '[^0-9*]', '', 'g') like '%${CARD}%'`,
    );
    const { rows } = await client.query<{ row: string }>(found.join(' union all '));
    return rows.map(({ row }) => row);
  } finally {
    await client.end();
  }
}

describe('A card number', () => {
  let databases: string[];
  let gateway: TestGateway;
  let otis: Payer;
  let token: string;
  const logged: string[] = [];

  beforeAll(async () => {
    for (const level of LEVELS) {
      vi.spyOn(Logger.prototype, level).mockImplementation((...words: unknown[]) => {
        logged.push(words.map((word) => (word instanceof Error ? `${word.stack}` : JSON.stringify(word))).join(' '));
      });
    }
    databases = [await createDatabase(), await createDatabase()];
    gateway = await TestGateway.start({ DATABASE_URL: databases[0], GP_URL: databases[1] });
    token = await gateway.signIn('otis.brindle@example.com');
    otis = new Payer(gateway, token);
  });
  afterAll(async () => {
    await gateway?.stop();
    await Promise.all((databases ?? []).map(dropDatabase));
    vi.restoreAllMocks();
  });

  async function shownNowhere(): Promise<void> {
    for (const url of databases) expect(await rowsWithCard(url)).toEqual([]);
    expect(logged.filter((line) => line.replaceAll(/[^0-9*]/g, '').includes(CARD))).toEqual([]);
  }

  it('in an order is masked before it is kept, at every place where people write', async () => {
    const address = {
      contactName: IN_GROUPS,
      line1: `c/o ${CARD}`,
      line2: IN_GROUPS,
      line3: IN_GROUPS,
      city: IN_GROUPS,
      region: IN_GROUPS,
      postalCode: '60433',
      country: IN_GROUPS,
      phone: IN_GROUPS,
      email: `${CARD}@example.com`,
    };
    const texts = { comment: `my card is ${IN_GROUPS}`, customFields: [{ name: `No ${IN_GROUPS}`, value: `a\n${CARD}\nb` }] };
    const order = {
      ...orderOf([
        { sku: 'CUT-4', quantity: '10', unitPrice: '1.92', comment: IN_GROUPS, attributes: [{ name: IN_GROUPS, value: CARD }] },
      ]),
      reference: IN_GROUPS,
      purchaseOrderNumber: IN_GROUPS,
      shipTo: { address },
      fees: [{ code: IN_GROUPS, description: CARD, amount: '1.00' }],
      payments: [{ method: 'CARD', amount: '20.20', transactionId: 'txn_1', authorizationCode: CARD, account: 'VISA' }],
      total: { amount: '20.20', currency: 'USD' },
      ...texts,
    };
    const { submission, userErrors } = await place(gateway, order, await gateway.signIn('nell.hargate@example.com'));
    expect(userErrors).toEqual([]);
    expect(submission).toMatchObject({ status: 'PUSHED', reference: MASKED });
    await shownNowhere();
  });

  it('in a payment is masked too, and the payment found again', async () => {
    const prepared = await otis.prepared({ invoices: [], onAccountAmount: '5' });
    const rest = { transactionId: 'txn_1', authorizationCode: CARD };
    const first = await otis.paid(prepared, rest);
    expect((await otis.paid(prepared, rest)).id).toBe(first.id);
    await shownNowhere();
  });

  it("as a payment's transaction is refused: another ID would be found at no provider", async () => {
    const { paymentKey } = await otis.prepared({ invoices: [], onAccountAmount: '5' });
    const { submission, userErrors } = await otis.pay({ paymentKey, method: 'CARD', transactionId: IN_GROUPS, amount: '5' });
    expect(submission).toBeNull();
    expect(userErrors).toMatchObject([{ code: 'INVALID_INPUT', field: ['transactionId'] }]);
    const order = {
      ...orderOf([{ sku: 'CUT-4', quantity: '10', unitPrice: '1.92' }]),
      payments: [{ method: 'CARD', amount: '19.20', transactionId: CARD, account: 'VISA' }],
    };
    const placed = await place(gateway, order, await gateway.signIn('nell.hargate@example.com'));
    expect(placed).toMatchObject({
      submission: null,
      userErrors: [{ code: 'INVALID_INPUT', field: ['payments', '0', 'transactionId'] }],
    });
    await shownNowhere();
  });

  it("is no transaction ID that has a card's check digit and is of no network: it is kept as it is", async () => {
    const transactionId = '8515131751004932';
    expect(withoutCardNumbers(transactionId)).not.toBe(transactionId);
    await otis.paid(await otis.prepared({ invoices: [], onAccountAmount: '5' }), { transactionId });
    const commands = new PaymentsCommands(new PaymentDesk(gateway.gateway.app.get(GatewayDatabase)));
    expect((await commands.run(['show', transactionId])).lines).toContain(`transaction   ${transactionId}`);
  });

  it('in an idempotency key is refused: two keys must not become one', async () => {
    const order = orderOf([{ sku: 'CUT-4', quantity: '10', unitPrice: '1.92' }], { idempotencyKey: `order ${IN_GROUPS}` });
    const { submission, userErrors } = await place(gateway, order, token);
    expect({ submission, userErrors }).toMatchObject({
      submission: null,
      userErrors: [{ code: 'INVALID_INPUT', field: ['idempotencyKey'] }],
    });
    await shownNowhere();
  });

  it('in any text of any mutation is neither kept nor logged', async () => {
    const { schema } = gateway.gateway.app.get(GraphQLSchemaHost);
    const mutations = Object.values(schema.getMutationType()?.getFields() ?? {});
    let planted = 0;
    for (const { name, args } of mutations) {
      const [argument] = args.filter((each) => each.name === 'input');
      const type = argument && getNullableType(argument.type);
      if (!isInputObjectType(type)) continue;
      planted++;
      await gateway.ask(
        `mutation ($input: ${type.name}!) { ${name}(input: $input) { __typename userErrors { code message field } } }`,
        { input: inputOf(type) },
        token,
      );
    }
    expect(planted).toBeGreaterThan(5);
    await shownNowhere();
  });
});

/** An input that has the card in each of its texts. */
function inputOf(type: GraphQLInputObjectType, depth = 0): object {
  const fields = Object.values(type.getFields());
  // Of an input of one field (@oneOf), the last, which says more.
  const used = type.isOneOf ? fields.slice(-1) : fields.filter((field) => depth < 4 || isNonNullType(field.type));
  return Object.fromEntries(used.map((field) => [field.name, plantedIn(field.type, depth)]));
}

function plantedIn(type: GraphQLInputType, depth: number): unknown {
  const bare = getNullableType(type);
  if (isListType(bare)) return [plantedIn(bare.ofType, depth)];
  if (isInputObjectType(bare)) return inputOf(bare, depth + 1);
  if (isEnumType(bare)) return bare.getValues()[0]?.name;
  if (bare === GraphQLString) return `${IN_GROUPS}`;
  const samples: Readonly<Record<string, unknown>> = {
    ID: 'some-text',
    Decimal: '1',
    Int: 1,
    Float: 1,
    Boolean: true,
    CurrencyCode: 'USD',
  };
  return isScalarType(bare) ? (samples[bare.name] ?? '2026-11-23') : null;
}
