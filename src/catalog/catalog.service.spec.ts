import { describe, expect, it } from 'vitest';
import type { AccountService } from '../account/index.js';
import { CatalogRules } from '../config/index.js';
import { type Live, type LiveReaders, RequestBudget } from '../live/index.js';
import { asSku } from '../values/identifiers.js';
import type { Viewer } from '../values/viewer.js';
import { CatalogService } from './catalog.service.js';
import type { Product } from './product.js';
import type { ProductStore } from './product-store.js';

const PRODUCT = { sku: asSku('CUT-4'), itemClass: 'CUTTING', categoryValues: [] } as unknown as Product;
const VIEWER = {} as Viewer;
const NOT_KNOWN = { known: false } as Live<never>;
const known = <V>(value: V) => ({ known: true, value }) as Live<V>;
/** Shown to wholesalers only. */
const RULES = Object.assign(new CatalogRules(), {
  products: [
    {
      itemClasses: ['CUTTING'],
      categories: [],
      visibleTo: { customerClasses: ['WHOLESALE'], priceLevels: [], anonymous: false },
    },
  ],
});
const buyer = (customerClass: string) => known({ accountNumber: 'AARON01', customerClass, priceLevel: null, currency: '' });

/** What is found of a product of which the first and the second read say this. */
function found(products: readonly Live<Product | null>[], terms: readonly Live<unknown>[], rules = new CatalogRules()) {
  const next = <T>(answers: readonly T[]) => {
    let asked = 0;
    return () => answers[Math.min(asked++, answers.length - 1)] as T;
  };
  const readers = { reader: () => ({ read: next(products) }) } as unknown as LiveReaders;
  const accounts = { terms: next(terms) } as unknown as AccountService;
  const catalog = new CatalogService(readers, {} as ProductStore, accounts, rules);
  return catalog.lookUp(VIEWER, PRODUCT.sku, RequestBudget.ofPage());
}

describe('A product that is looked up', () => {
  it('is there, or is not', async () => {
    expect(await found([known(PRODUCT)], [buyer('RETAIL')])).toBe(PRODUCT);
    expect(await found([known(null)], [buyer('RETAIL')])).toBeNull();
    expect(await found([known(PRODUCT)], [buyer('RETAIL')], RULES)).toBeNull();
  });

  it('is not known now where it cannot be read, or it cannot be said who sees it', async () => {
    expect(await found([NOT_KNOWN], [buyer('RETAIL')])).toBe('unknown');
    expect(await found([known(PRODUCT)], [NOT_KNOWN], RULES)).toBe('unknown');
  });

  it('is there where it became known at that moment, or who sees it did', async () => {
    expect(await found([NOT_KNOWN, known(PRODUCT)], [buyer('RETAIL')])).toBe(PRODUCT);
    expect(await found([known(PRODUCT)], [NOT_KNOWN, buyer('WHOLESALE')], RULES)).toBe(PRODUCT);
    expect(await found([known(PRODUCT)], [NOT_KNOWN, buyer('RETAIL')], RULES)).toBeNull();
  });
});
