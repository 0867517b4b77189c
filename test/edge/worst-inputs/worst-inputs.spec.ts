import { GraphQLSchemaHost } from '@nestjs/graphql';
import {
  type GraphQLInputType,
  type GraphQLSchema,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  parse,
} from 'graphql';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CAPABILITIES } from '../../../src/capabilities/index.js';
import { graphqlCosts } from '../../../src/graphql/graphql.costs.js';
import { estimatorOf } from '../../../src/graphql/limits/cost-estimator.js';
import { createDatabase, dropDatabase } from '../../support/databases.js';
import { TestGateway } from '../../support/test-gateway.js';
import { ask } from '../asked.js';
import { inputListsOf } from './inputs.js';
import { longestTurnMs } from './loop-turns.js';
import { longestList, worstRequests } from './requests.js';

/** Measures every request there is, and prints the worst. How long something takes is not asserted: the machine has a say. */
const IS_MEASURED = process.env.WORST_INPUTS === 'measured';
const PRINTED = 40;

/** What the entries of every list cost for which a room declares it. */
const INPUT_COSTS = new Map(
  [graphqlCosts, ...CAPABILITIES.map(({ costs }) => costs)].flatMap(({ inputLists = {} }) => Object.entries(inputLists)),
);

let urls: string[];
let gateway: TestGateway;
let schema: GraphQLSchema;

beforeAll(async () => {
  urls = [await createDatabase(), await createDatabase()];
  gateway = await TestGateway.start({
    DATABASE_URL: urls[0],
    GP_URL: urls[1],
    INTROSPECTION: 'off',
    RATE_LIMITS: 'BROWSER=1000000,SERVER=1000000',
    ...(IS_MEASURED && { QUERY_PLANS: 'on' }),
  });
  ({ schema } = gateway.gateway.app.get(GraphQLSchemaHost));
});

afterAll(async () => {
  await gateway?.stop();
  for (const url of urls ?? []) await dropDatabase(url);
});

beforeEach(() => gateway.gp.resetQuestions());

const send = ({ body, headers = {} }: { body: string; headers?: Readonly<Record<string, string>> }) =>
  ask(`${gateway.url}/graphql`, { headers: { 'content-type': 'application/json', ...headers }, body });

function costOf(query: string, variables: Record<string, unknown>): number {
  const document = parse(query);
  const [operation] = document.definitions;
  if (operation?.kind !== 'OperationDefinition') throw new Error('no operation');
  return estimatorOf(schema, document, operation)(variables).rows;
}

/** Every list that a caller may send: arguments of any field, and fields of input types. */
function listsOfSchema(): string[] {
  const isList = (type: GraphQLInputType) => isListType(isNonNullType(type) ? type.ofType : type);
  return Object.values(schema.getTypeMap()).flatMap((type) => {
    if (type.name.startsWith('__')) return [];
    if (isInputObjectType(type)) {
      const fields = Object.values(type.getFields());
      return fields.filter((field) => isList(field.type)).map(({ name }) => `${type.name}.${name}`);
    }
    if (!isObjectType(type)) return [];
    return Object.values(type.getFields()).flatMap(({ name, args }) =>
      args.filter((argument) => isList(argument.type)).map((argument) => `${type.name}.${name}.${argument.name}`),
    );
  });
}

describe('Every list in the input', () => {
  it('has a cost that its room declares', () => {
    expect(listsOfSchema().toSorted()).toEqual([...INPUT_COSTS.keys()].toSorted());
  });

  it('weighs by its entries', () => {
    for (const list of inputListsOf(schema)) {
      const rows = (entries: number) => costOf(list.query, { x: list.valueWith(entries) });
      expect((rows(30) - rows(10)) / 20, list.name).toBeGreaterThanOrEqual(INPUT_COSTS.get(list.ofType)?.rows ?? 1);
    }
  });

  it('weighs the same where it is written in the document', () => {
    const written =
      '{ catalog(filter: { attributes: [{ name: "A", anyOf: ["x", "y"] }, { name: "B", anyOf: "z" }] }) { totalCount } }';
    const sent = 'query ($f: CatalogFilter) { catalog(filter: $f) { totalCount } }';
    const partly =
      'query ($v: [String!]!) { catalog(filter: { attributes: [{ name: "A", anyOf: $v }, { name: "B", anyOf: ["z"] }] }) { totalCount } }';
    const filter = {
      attributes: [
        { name: 'A', anyOf: ['x', 'y'] },
        { name: 'B', anyOf: ['z'] },
      ],
    };
    const none = costOf('{ catalog { totalCount } }', {});
    const rows = none + 2 * 1 + 3 * 4;
    expect([costOf(written, {}), costOf(sent, { f: filter }), costOf(partly, { v: ['x', 'y'] })]).toEqual([rows, rows, rows]);
  });

  it('weighs attributes times values, and each time it is used', () => {
    const attributes = Array.from({ length: 20 }, (_, index) => ({ name: `A${index}`, anyOf: ['a', 'b', 'c', 'd', 'e'] }));
    const rows = (query: string) => costOf(query, { f: { attributes } });
    const once = rows('query ($f: CatalogFilter) { catalog(filter: $f) { totalCount } }');
    const twice = rows(
      'query ($f: CatalogFilter) { a: catalog(filter: $f) { totalCount } b: catalog(filter: $f) { totalCount } }',
    );
    expect(once).toBeGreaterThan(20 * 5 * 4);
    expect(twice).toBe(2 * once);
  });

  it('weighs what is no list of its type as GraphQL takes it, or nothing', () => {
    const query = 'query ($f: CatalogFilter) { catalog(filter: $f) { totalCount } }';
    for (const f of [null, undefined, 5, 'x', [], { attributes: null }, { attributes: 5 }, { attributes: [null, 7] }]) {
      expect(costOf(query, { f })).toBeLessThan(20);
    }
  });

  it('is refused before any work where a request has room for no more of it', async () => {
    for (const list of inputListsOf(schema)) {
      const { status, body } = await send(longestList(list));
      const [error] = JSON.parse(body.toString()).errors;
      expect([list.name, status, error.extensions]).toEqual([
        list.name,
        400,
        { code: 'QUERY_TOO_COMPLEX', limit: 'values', allowed: 25_000, actual: expect.any(Number) },
      ]);
    }
    expect(gateway.gp.questions).toBe(0);
  });

  it('costs too much long before that, where each entry asks for something', async () => {
    const lines = Array.from({ length: 5_000 }, (_, index) => ({ sku: `A${index}`, quantity: 1 }));
    const query = 'query ($input: CartInput!) { checkCart(input: $input) { problems { code } } }';
    const { status, errors } = await gateway.ask(query, { input: { lines } });
    expect([status, errors?.[0]?.extensions?.['limit']]).toEqual([400, 'cost']);
    expect(gateway.gp.questions).toBe(0);
  });
});

describe('A cart of too many lines', () => {
  it('is looked at no further than a cart may be long', async () => {
    const lines = Array.from({ length: 1_000 }, () => ({ sku: 'NONE', quantity: 1 }));
    const query = 'query ($input: CartInput!) { checkCart(input: $input) { lines { quantity } problems { code field } } }';
    const { data, errors } = await gateway.ask(query, { input: { lines } });
    expect(errors).toBeUndefined();
    expect(data.checkCart.lines).toHaveLength(500);
    expect(data.checkCart.problems).toContainEqual({ code: 'INVALID_INPUT', field: ['lines'] });
  });
});

describe('What a request holds is counted before it is read', () => {
  const LONG = 'a'.repeat(20_000);

  it.each([
    ['many small values', `{"query":"{ categories { id } }","x":[${'1,'.repeat(30_000)}1]}`, 'values'],
    ['many objects that mean nothing', `{"query":"{ categories { id } }","extensions":[${'{},'.repeat(30_000)}1]}`, 'values'],
    ['many operations', `[${'{},'.repeat(30_000)}{}]`, 'values'],
    [
      'variables of many names',
      JSON.stringify({
        query: '{ categories { id } }',
        variables: Object.fromEntries(Array.from({ length: 1_001 }, (_, index) => [`a name of a variable ${index}`, 1])),
      }),
      'fieldsOfAnObject',
    ],
    ['too many values, and is no JSON', `{"x":[${'1,'.repeat(30_000)}`, 'values'],
    [
      'many levels',
      `{"query":"{ categories { id } }","variables":{"l":"${LONG}","x":${'['.repeat(40)}${']'.repeat(40)}}}`,
      'variablesDepth',
    ],
  ])('%s', async (_, body, limit) => {
    const answer = await send({ body });
    const [error] = JSON.parse(answer.body.toString()).errors;
    expect([answer.status, error.extensions.code, error.extensions.limit]).toEqual([400, 'QUERY_TOO_COMPLEX', limit]);
  });

  it('and texts are no values', async () => {
    const query = 'query ($q: String) { catalog(query: $q) { totalCount } }';
    const body = JSON.stringify({ query, variables: { q: `${'[{,"\\'.repeat(30_000)}` } });
    const answer = await send({ body });
    expect([answer.status, JSON.parse(answer.body.toString()).errors]).toEqual([200, undefined]);
  });
});

if (IS_MEASURED) {
  describe('The processor time of the longest turn of the event loop', () => {
    it('is printed for the worst requests', { timeout: 1_800_000 }, async () => {
      const measured: { name: string; status: number; ms: number }[] = [];
      for (const attack of worstRequests(schema)) {
        let status = 0;
        let ms = Number.POSITIVE_INFINITY;
        // The first time is the compiler's; documents are not known by their texts.
        for (let time = 0; time < 3; time++) {
          const body = attack.body.replace('"}', ` #${time}"}`);
          const sent = attack.name.startsWith('a document') ? { ...attack, body } : attack;
          const longest = await longestTurnMs(async () => {
            ({ status } = await send(sent));
          });
          ms = Math.min(ms, longest);
        }
        measured.push({ name: attack.name, status, ms });
      }
      const worst = measured.toSorted((one, other) => other.ms - one.ms).slice(0, PRINTED);
      const lines = worst.map(({ name, status, ms }) => `${ms.toFixed(1).padStart(8)} ms  ${status}  ${name}`);
      console.log([`The worst of ${measured.length} requests:`, ...lines].join('\n'));
    });
  });
}
