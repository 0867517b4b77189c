import { describe, expect, it } from 'vitest';
import type { BuyingTerms } from '../account/index.js';
import { asAccountNumber, asCurrencyId, asPriceLevel } from '../values/identifiers.js';
import { levelCandidates } from './price-level.js';

const VISITOR: BuyingTerms = { accountNumber: null, customerClass: null, priceLevel: null, currency: asCurrencyId('') };
const CUSTOMER: BuyingTerms = { ...VISITOR, accountNumber: asAccountNumber('AARONFIT0001') };
const level = (name: string | null) => (name === null ? null : asPriceLevel(name));
const candidates = (customer: string | null, company: string | null, item: string | null, terms = CUSTOMER) =>
  levelCandidates(
    { ...terms, priceLevel: level(customer) },
    { defaultPriceLevel: level(company) },
    { defaultLevel: level(item) },
  ).map(({ rule, level }) => `${rule} ${level}`);

describe('price levels that may decide', () => {
  it("are the customer's, the company's and the item's, in this order", () => {
    expect(candidates('DEALER', 'STANDARD', 'LIST')).toEqual([
      'CUSTOMER_PRICE_LEVEL DEALER',
      'DEFAULT_PRICE_LEVEL STANDARD',
      'ITEM_PRICE_LEVEL LIST',
    ]);
  });

  it('leave out what is blank', () => {
    expect(candidates(null, 'STANDARD', 'LIST')).toEqual(['DEFAULT_PRICE_LEVEL STANDARD', 'ITEM_PRICE_LEVEL LIST']);
    expect(candidates('DEALER', null, 'LIST')).toEqual(['CUSTOMER_PRICE_LEVEL DEALER', 'ITEM_PRICE_LEVEL LIST']);
    expect(candidates('DEALER', 'STANDARD', null)).toEqual(['CUSTOMER_PRICE_LEVEL DEALER', 'DEFAULT_PRICE_LEVEL STANDARD']);
    expect(candidates(null, null, 'LIST')).toEqual(['ITEM_PRICE_LEVEL LIST']);
    expect(candidates(null, null, null)).toEqual([]);
    expect(candidates('', '', '')).toEqual([]);
  });

  it("are the company's alone for a visitor", () => {
    expect(candidates(null, 'STANDARD', 'LIST', VISITOR)).toEqual(['DEFAULT_PRICE_LEVEL STANDARD']);
    expect(candidates(null, null, 'LIST', VISITOR)).toEqual([]);
  });
});
