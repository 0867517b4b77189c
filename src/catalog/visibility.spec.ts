import { describe, expect, it } from 'vitest';
import type { BuyingTerms } from '../account/index.js';
import { CatalogRules, type ProductRule, type ViewerGroup } from '../config/index.js';
import { asAccountNumber, asCurrencyId, asPriceLevel } from '../values/identifiers.js';
import { hides, isVisible, visibilityFor } from './visibility.js';

const VISITOR: BuyingTerms = { accountNumber: null, customerClass: null, priceLevel: null, currency: asCurrencyId('') };

function buyer(given: { customerClass?: string; priceLevel?: string } = {}): BuyingTerms {
  return {
    ...VISITOR,
    accountNumber: asAccountNumber('AARON01'),
    customerClass: given.customerClass ?? null,
    priceLevel: given.priceLevel ? asPriceLevel(given.priceLevel) : null,
  };
}

const group = (given: Partial<ViewerGroup>): ViewerGroup => ({
  customerClasses: [],
  priceLevels: [],
  anonymous: false,
  ...given,
});
const rule = (given: Partial<ProductRule>): ProductRule => ({ itemClasses: [], categories: [], ...given });

function rules(...products: ProductRule[]): CatalogRules {
  return Object.assign(new CatalogRules(), { products });
}

const product = (itemClass: string, ...categoryValues: string[]) => ({ itemClass, categoryValues });
const sees = (terms: BuyingTerms | null, all: CatalogRules, ...of: Parameters<typeof product>) =>
  isVisible(visibilityFor(all, terms), product(...of));

describe('a rule that shows products to a group alone', () => {
  const dealers = rules(
    rule({ itemClasses: ['TOOLS'], visibleTo: group({ customerClasses: ['DEALER'], priceLevels: ['GOLD'] }) }),
  );

  it('shows them to buyers of one of its customer classes or price levels', () => {
    expect(sees(buyer({ customerClass: 'DEALER' }), dealers, 'TOOLS')).toBe(true);
    expect(sees(buyer({ priceLevel: 'GOLD' }), dealers, 'TOOLS')).toBe(true);
  });

  it('hides them from all other buyers, and from visitors', () => {
    expect(sees(buyer({ customerClass: 'RETAIL', priceLevel: 'WEB' }), dealers, 'TOOLS')).toBe(false);
    expect(sees(buyer(), dealers, 'TOOLS')).toBe(false);
    expect(sees(VISITOR, dealers, 'TOOLS')).toBe(false);
  });

  it('says nothing about other products', () => {
    expect(sees(VISITOR, dealers, 'BOLTS')).toBe(true);
  });

  it('shows them to visitors alone where the group is theirs', () => {
    const forVisitors = rules(rule({ itemClasses: ['TOOLS'], visibleTo: group({ anonymous: true }) }));
    expect(sees(VISITOR, forVisitors, 'TOOLS')).toBe(true);
    expect(sees(buyer({ customerClass: 'DEALER' }), forVisitors, 'TOOLS')).toBe(false);
  });
});

describe('a rule that hides products from a group', () => {
  const hidden = rules(rule({ itemClasses: ['TOOLS'], hiddenFrom: group({ customerClasses: ['RETAIL'], anonymous: true }) }));

  it('hides them only from the group', () => {
    expect(sees(buyer({ customerClass: 'RETAIL' }), hidden, 'TOOLS')).toBe(false);
    expect(sees(VISITOR, hidden, 'TOOLS')).toBe(false);
    expect(sees(buyer({ customerClass: 'DEALER' }), hidden, 'TOOLS')).toBe(true);
    expect(sees(buyer(), hidden, 'TOOLS')).toBe(true);
  });
});

describe('the products of a rule', () => {
  const visibleToNone = { visibleTo: group({}) };

  it('are those of one of its item classes or with one of its values in the user category', () => {
    const all = rules(rule({ itemClasses: ['TOOLS'], categories: [{ number: 2, values: ['RED', 'BLUE'] }], ...visibleToNone }));
    expect(sees(VISITOR, all, 'TOOLS')).toBe(false);
    expect(sees(VISITOR, all, 'BOLTS', '', 'BLUE')).toBe(false);
    expect(sees(VISITOR, all, 'BOLTS', 'BLUE', '')).toBe(true);
    expect(sees(VISITOR, all, 'BOLTS', '', 'GREEN')).toBe(true);
    expect(sees(VISITOR, all, 'BOLTS')).toBe(true);
  });

  it('are named in any case, as are classes and levels, since GP does not tell cases apart', () => {
    const all = rules(
      rule({ itemClasses: [' tools '], hiddenFrom: group({ customerClasses: ['Retail'], priceLevels: ['web'] }) }),
    );
    expect(sees(buyer({ customerClass: 'RETAIL' }), all, 'TOOLS')).toBe(false);
    expect(sees(buyer({ priceLevel: 'WEB' }), all, 'Tools')).toBe(false);
  });
});

describe('several rules', () => {
  it('show only what none of them hides', () => {
    const all = rules(
      rule({ itemClasses: ['TOOLS'], visibleTo: group({ customerClasses: ['DEALER'] }) }),
      rule({ categories: [{ number: 1, values: ['OLD'] }], hiddenFrom: group({ customerClasses: ['DEALER'] }) }),
    );
    expect(sees(buyer({ customerClass: 'DEALER' }), all, 'TOOLS', 'NEW')).toBe(true);
    expect(sees(buyer({ customerClass: 'DEALER' }), all, 'TOOLS', 'OLD')).toBe(false);
    expect(sees(buyer({ customerClass: 'RETAIL' }), all, 'BOLTS', 'OLD')).toBe(true);
  });

  const two = rules(
    rule({ itemClasses: ['TOOLS'], visibleTo: group({ customerClasses: ['DEALER', 'PARTNER'] }) }),
    rule({ itemClasses: ['BOLTS'], hiddenFrom: group({ anonymous: true }) }),
  );

  it('all hide where the terms of a buyer are not known', () => {
    expect(sees(null, two, 'TOOLS')).toBe(false);
    expect(sees(null, two, 'BOLTS')).toBe(false);
    expect(sees(null, two, 'NUTS')).toBe(true);
  });

  it('give all who see the same products the same key, and others another one', () => {
    const key = (terms: BuyingTerms | null) => visibilityFor(two, terms).key;
    expect(key(buyer({ customerClass: 'DEALER' }))).toBe(key(buyer({ customerClass: 'PARTNER', priceLevel: 'GOLD' })));
    expect(key(buyer({ customerClass: 'RETAIL' }))).toBe(key(buyer()));
    const different = [buyer({ customerClass: 'DEALER' }), buyer(), VISITOR].map(key);
    expect(new Set(different).size).toBe(3);
    expect(key(VISITOR)).toBe(key(null));
  });

  it('hide nothing where there are none', () => {
    expect(sees(VISITOR, rules(), 'TOOLS')).toBe(true);
    expect(sees(null, rules(), 'TOOLS')).toBe(true);
    expect(hides({}, VISITOR)).toBe(false);
  });
});
