import { KEY, type RightsCase } from './cases.js';
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

export const QUOTE_CASES: readonly RightsCase[] = [
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
