import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InvalidInput } from '../faults/index.js';
import { cursorOf } from '../values/page.js';
import type { Address } from './address.js';
import { addressPage } from './address-book.js';

function address(code: string, given: Partial<Address> = {}): Address {
  return {
    code,
    contactName: null,
    line1: null,
    line2: null,
    line3: null,
    city: null,
    region: null,
    postalCode: null,
    country: null,
    phone: null,
    email: null,
    taxSchedule: null,
    shippingMethod: null,
    warehouse: null,
    ...given,
  };
}

const codes = (page: ReturnType<typeof addressPage>) => page.items.map(({ node }) => node.code);
const lastCursor = (page: ReturnType<typeof addressPage>) => page.items.at(-1)?.cursor;

describe('an address book', () => {
  const book = ['WAREHOUSE', 'PRIMARY', 'BILLING', 'SITE-2', 'SITE-1'].map((code) => address(code));

  it('lists addresses by code, so many at a time', () => {
    const first = addressPage(book, { first: 2 });
    expect(codes(first)).toEqual(['BILLING', 'PRIMARY']);
    expect(first).toMatchObject({ totalCount: 5, hasNextPage: true, hasPreviousPage: false });

    const second = addressPage(book, { first: 2, after: lastCursor(first) });
    expect(codes(second)).toEqual(['SITE-1', 'SITE-2']);
    expect(second).toMatchObject({ totalCount: 5, hasNextPage: true, hasPreviousPage: true });

    const third = addressPage(book, { first: 2, after: lastCursor(second) });
    expect(codes(third)).toEqual(['WAREHOUSE']);
    expect(third).toMatchObject({ totalCount: 5, hasNextPage: false, hasPreviousPage: true });
  });

  it('goes on at the right place although the address of the cursor is gone', () => {
    const first = addressPage(book, { first: 2 });
    const without = book.filter(({ code }) => code !== 'PRIMARY');
    expect(codes(addressPage(without, { first: 2, after: lastCursor(first) }))).toEqual(['SITE-1', 'SITE-2']);
  });

  it('has an empty page after the last address', () => {
    const all = addressPage(book, { first: 5 });
    expect(all.hasNextPage).toBe(false);
    expect(addressPage(book, { first: 5, after: lastCursor(all) })).toMatchObject({
      items: [],
      hasNextPage: false,
      hasPreviousPage: true,
    });
  });

  it('shows each address exactly once for any size of the page', () => {
    const books = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 15 }), { maxLength: 30 });
    fc.assert(
      fc.property(books, fc.integer({ min: 1, max: 10 }), (given, first) => {
        const addresses = given.map((code) => address(code));
        const seen: string[] = [];
        let after: string | undefined;
        for (let page = addressPage(addresses, { first }); ; page = addressPage(addresses, { first, after })) {
          seen.push(...codes(page));
          if (!page.hasNextPage) break;
          after = lastCursor(page);
        }
        expect(seen).toEqual(given.toSorted());
      }),
    );
  });

  it('refuses the cursor of another list and what is no cursor at all', () => {
    for (const after of [cursorOf('products.name', ['PRIMARY']), cursorOf('addresses', ['A', 'B']), 'nonsense', '%%%']) {
      expect(() => addressPage(book, { first: 2, after })).toThrow(InvalidInput);
    }
  });
});

describe('a search of the address book', () => {
  const book = [
    address('PRIMARY', {
      contactName: 'Ann Lee',
      line1: '12 Main Street',
      city: 'Springfield',
      region: 'IL',
      postalCode: '62701',
    }),
    address('WAREHOUSE', { line1: '7 Dock Road', city: 'Springfield', region: 'MA', country: 'USA' }),
    address('BILLING', { contactName: 'Lee Stone', line2: 'Suite 4', line3: 'Rear', city: 'Chicago', region: 'IL' }),
  ];
  const found = (query: string | null) => codes(addressPage(book, { query, first: 10 }));

  it('finds the addresses in which every word occurs', () => {
    expect(found('springfield')).toEqual(['PRIMARY', 'WAREHOUSE']);
    expect(found('springfield dock')).toEqual(['WAREHOUSE']);
    expect(found('springfield chicago')).toEqual([]);
  });

  it('looks into every line that people read, in any case, for parts of words', () => {
    expect(found('LEE')).toEqual(['BILLING', 'PRIMARY']);
    expect(found('suite rear')).toEqual(['BILLING']);
    expect(found('627')).toEqual(['PRIMARY']);
    expect(found('ware usa ma')).toEqual(['WAREHOUSE']);
    expect(found('ＬＥＥ')).toEqual(['BILLING', 'PRIMARY']);
  });

  it('finds everything without a word', () => {
    expect(found('\u200b')).toEqual(['BILLING', 'PRIMARY', 'WAREHOUSE']);
    expect(found('  ')).toEqual(['BILLING', 'PRIMARY', 'WAREHOUSE']);
    expect(found(null)).toEqual(['BILLING', 'PRIMARY', 'WAREHOUSE']);
  });

  it('counts and pages what was found alone', () => {
    const page = addressPage(book, { query: 'il', first: 1 });
    expect(page).toMatchObject({ totalCount: 2, hasNextPage: true });
    expect(codes(addressPage(book, { query: 'il', first: 1, after: lastCursor(page) }))).toEqual(['PRIMARY']);
  });

  it('finds nothing across the border of two lines', () => {
    expect(found('streetspringfield')).toEqual([]);
  });
});
