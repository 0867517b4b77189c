import { globalId } from '../../src/values/global-id.js';
import { cursorOf } from '../../src/values/page.js';
import { KEY, node, type RightsCase } from './cases.js';
import type { Person } from './people.js';

const ASK = `mutation ($input: RequestQuoteInput!) { requestQuote(input: $input) {
  submission { id idempotencyKey reference status orderNumber } userErrors { code message field }
} }`;

/** A request that is never accepted, as its quantity is wrong, and that tells everything else that is. */
function asked(
  field: string,
  rest: Omit<RightsCase, 'covers' | 'query' | 'variables'>,
  changes: (value: string) => { readonly lines?: object; readonly [other: string]: unknown },
): RightsCase {
  return {
    covers: `Mutation.requestQuote(input.${field})`,
    query: ASK,
    variables: (value) => {
      const { lines, ...others } = changes(value);
      return { input: { idempotencyKey: 'never-asked', lines: [{ sku: 'CUT-4', quantity: '0', ...lines }], ...others } };
    },
    ...rest,
  };
}

const NOT_HARGATE: readonly Person[] = ['visitor', 'marta', 'tess', 'ruth'];

/** HARGATE's, and one that nobody has. */
const NUMBER = { theirs: 'QTE26-00038', nobodys: 'QTE26-99999', owners: ['nell', 'colleague'], others: NOT_HARGATE } as const;

const ORDER = `mutation ($input: OrderQuoteInput!) { orderQuote(input: $input) {
  submission { id idempotencyKey reference status orderNumber } userErrors { code message field }
} }`;

/** An order that is never accepted, as its revision is wrong. */
function ordered(quoteNumber: string, idempotencyKey = 'never-ordered') {
  const payments = [{ method: 'ON_ACCOUNT', amount: '0.01' }];
  return { input: { idempotencyKey, reference: 'RIGHTS', quoteNumber, revision: 'seen by nobody', payments } };
}

export const QUOTE_CASES: readonly RightsCase[] = [
  ...node('Quote', {
    theirs: globalId('Quote', NUMBER.theirs),
    nobodys: globalId('Quote', NUMBER.nobodys),
    owners: ['nell', 'colleague'],
    others: NOT_HARGATE,
  }),
  {
    covers: 'Query.quote(number)',
    what: "another account's quote",
    query:
      'query ($value: String!) { quote(number: $value) { __typename ... on Quote { number status revision lines { sku } } } }',
    ...NUMBER,
  },
  {
    covers: 'Account.quotes(after)',
    what: "a cursor at another account's quote",
    query: 'query ($value: String!) { viewer { account { quotes(after: $value, first: 2) { nodes { number } } } } }',
    theirs: cursorOf('quotes', ['2026-11-17', 'QTE26-00038']),
    // The latest come first.
    nobodys: cursorOf('quotes', ['2026-11-17', 'QTE26-000380']),
    owners: ['nell', 'colleague'],
    others: ['visitor', 'marta', 'ruth'],
  },
  {
    covers: 'Mutation.orderQuote(input.quoteNumber)',
    what: "another account's quote, to be ordered",
    query: ORDER,
    variables: (value) => ordered(value),
    ...NUMBER,
  },
  {
    covers: 'Mutation.orderQuote(input.idempotencyKey)',
    what: "another account's key",
    query: ORDER,
    variables: (value) => ordered('QTE26-99999', value),
    theirs: KEY,
    nobodys: 'unused-key',
    owners: ['nell', 'colleague'],
    others: NOT_HARGATE,
  },
  {
    covers: 'Mutation.answerQuote(input.quoteNumber)',
    what: "another account's quote, to be answered",
    query: `mutation ($input: AnswerQuoteInput!) { answerQuote(input: $input) {
      quote { __typename ... on Quote { number status } } userErrors { code message field }
    } }`,
    // Nothing is kept of a comment that GP's characters cannot write.
    variables: (quoteNumber) => ({ input: { quoteNumber, answer: 'DECLINE', comment: '\u4f60' } }),
    ...NUMBER,
    // Those who may not answer are told nothing about the quote.
    owners: ['nell'],
    others: NOT_HARGATE,
  },
  asked(
    'lines.sku',
    {
      what: 'a product for government agencies',
      theirs: 'GSA-CASE-7',
      nobodys: 'NO-SUCH-7',
      owners: ['ruth'],
      others: ['visitor', 'nell', 'marta', 'tess'],
    },
    (sku) => ({ lines: { sku } }),
  ),
  asked(
    'lines.warehouse',
    {
      what: 'a warehouse that does not serve everybody',
      theirs: 'CABLEYARD',
      nobodys: 'NOWHERE',
      owners: ['nell'],
      others: ['visitor', 'ty', 'tess'],
    },
    (warehouse) => ({ lines: { sku: 'THHN-14-BK', warehouse } }),
  ),
  asked(
    'shipTo.addressCode',
    { what: "another account's address", theirs: 'YARD', nobodys: 'NOWHERE', owners: ['nell', 'colleague'], others: NOT_HARGATE },
    (addressCode) => ({ shipTo: { addressCode } }),
  ),
  asked(
    'idempotencyKey',
    { what: "another account's key", theirs: KEY, nobodys: 'unused-key', owners: ['nell', 'colleague'], others: NOT_HARGATE },
    (idempotencyKey) => ({ idempotencyKey }),
  ),
];
