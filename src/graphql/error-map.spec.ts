import { ApolloServer } from '@apollo/server';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { beforeAll, describe, expect, it } from 'vitest';
import { DateScalar, DecimalScalar } from '../contract/scalars.js';
import { ErpUnavailable, InvalidInput, StoreUnavailable } from '../faults/index.js';
import { isOurFault, publicError } from './error-map.js';

/** What the field "fail" throws in the test that runs. */
let thrown: unknown;

const server = new ApolloServer({
  typeDefs: `
    scalar Decimal
    scalar Date
    enum Colour { RED GREEN }
    input Filter { from: Date, anyOf: [Decimal!] }
    type Query { fail: String, price(quantity: Decimal, colour: Colour, filter: Filter): String }
  `,
  resolvers: {
    Decimal: DecimalScalar,
    Date: DateScalar,
    Query: {
      fail: () => {
        throw thrown;
      },
      price: () => '1.00',
    },
  },
  formatError: publicError,
  includeStacktraceInErrorResponses: false,
  logger: { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined },
});

beforeAll(() => server.start());

async function errorOf(request: Parameters<typeof server.executeOperation>[0]): Promise<GraphQLFormattedError> {
  const { body } = await server.executeOperation(request);
  const [error] = (body.kind === 'single' && body.singleResult.errors) || [];
  if (!error) throw new Error('no error');
  return error;
}

function errorWhenThrown(fault: unknown): Promise<GraphQLFormattedError> {
  thrown = fault;
  return errorOf({ query: '{ fail }' });
}

const OURS = {
  message: 'Something went wrong on our side.',
  locations: [{ line: 1, column: 3 }],
  path: ['fail'],
  extensions: { code: 'INTERNAL_SERVER_ERROR' },
};

describe('a fault of ours', () => {
  const driverFault = Object.assign(new Error('Login failed for user "sa" at sql01.internal:1433'), {
    code: 'ELOGIN',
    sql: 'select secret from customers',
    extensions: { host: 'sql01.internal', query: 'select secret from customers' },
  });

  it.each([
    ['a driver', driverFault],
    [
      'a driver that looks like GraphQL',
      new GraphQLError('relation "known_fact" does not exist', { extensions: { code: '42P01', sql: 'select 1' } }),
    ],
    ['the ERP', new ErpUnavailable('gp.stock.levels', { cause: driverFault })],
    ["the gateway's database", new StoreUnavailable('identity.login', { cause: driverFault })],
    ['a bug', new TypeError("Cannot read properties of undefined (reading 'sku')")],
    ['a network', Object.assign(new Error('connect ECONNREFUSED 10.0.0.7:5432'), { address: '10.0.0.7' })],
    ['code that throws a text', 'password=s3cret'],
    ['code that throws undefined', undefined],
  ])('tells the caller nothing of %s', async (_, fault) => {
    expect(await errorWhenThrown(fault)).toEqual(OURS);
  });

  it('belongs into the log', () => {
    for (const fault of [driverFault, new ErpUnavailable('gp.stock.levels', { cause: driverFault })]) {
      expect(isOurFault(new GraphQLError('fail', { path: ['fail'], originalError: fault }))).toBe(true);
    }
  });

  it('is told alike where the error has no place in the query', () => {
    expect(publicError({ message: 'connect ECONNREFUSED 10.0.0.7' }, driverFault)).toEqual({
      message: OURS.message,
      extensions: OURS.extensions,
    });
  });
});

describe("a caller's mistake", () => {
  it('that a rule finds is told with the argument, and with nothing of its cause', async () => {
    const fault = Object.assign(new InvalidInput('near.postalCode', 'must be a US ZIP'), { cause: new Error('sql01') });
    expect(await errorWhenThrown(fault)).toEqual({
      message: 'Argument "near.postalCode" must be a US ZIP.',
      locations: OURS.locations,
      path: ['fail'],
      extensions: { code: 'BAD_USER_INPUT', argument: 'near.postalCode' },
    });
    expect(isOurFault(new GraphQLError('fail', { path: ['fail'], originalError: fault }))).toBe(false);
  });

  it('in the syntax is told', async () => {
    expect((await errorOf({ query: '{ price(' })).extensions).toEqual({ code: 'GRAPHQL_PARSE_FAILED' });
  });

  it('in a name is told, without offering names to guess by', async () => {
    const error = await errorOf({ query: '{ prise }' });
    expect(error.extensions).toEqual({ code: 'GRAPHQL_VALIDATION_FAILED' });
    expect(error.message).toContain('prise');
    expect(error.message).not.toMatch(/Did you mean|"price"/);
    const colour = await errorOf({ query: '{ price(colour: GREN) }' });
    expect(colour.message).not.toMatch(/Did you mean|GREEN/);
  });

  it.each([
    ['in the text of the query', { query: '{ price(quantity: "many") }' }, 'quantity'],
    ['inside an input in the text', { query: '{ price(filter: { from: "2026-02-30" }) }' }, 'filter.from'],
    ['in a list inside an input in the text', { query: '{ price(filter: { anyOf: [1, "x"] }) }' }, 'filter.anyOf'],
    ['in a variable', { query: 'query ($q: Decimal) { price(quantity: $q) }', variables: { q: 'many' } }, 'quantity'],
    [
      'in a variable inside an input',
      { query: 'query ($d: Date) { price(filter: { from: $d }) }', variables: { d: '2026-02-30' } },
      'filter.from',
    ],
  ])('in a value is told as BAD_USER_INPUT with its argument: %s', async (_, request, argument) => {
    const error = await errorOf(request);
    expect(error.extensions).toEqual({ code: 'BAD_USER_INPUT', argument });
    expect(error.message).toMatch(/Expected a plain decimal|Expected a calendar date/);
  });

  it('that needs a sign-in is told', () => {
    const error = new GraphQLError('The access token is not valid or has ended.', { extensions: { code: 'UNAUTHENTICATED' } });
    expect(publicError(error.toJSON(), error)).toEqual({ message: error.message, extensions: { code: 'UNAUTHENTICATED' } });
    expect(isOurFault(error)).toBe(false);
  });

  it('of a client that sends the hash of an unknown query is told, so that it sends the whole', async () => {
    const sha256Hash = 'ecf4edb46db40b5132295c0291d62fb65d6759a9eedfa4d5d612dd5ec54a6b38';
    const error = await errorOf({ extensions: { persistedQuery: { version: 1, sha256Hash } } });
    expect(error).toMatchObject({ message: 'PersistedQueryNotFound', extensions: { code: 'PERSISTED_QUERY_NOT_FOUND' } });
  });
});
