import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cursorOf, keyOfCursor } from './page.js';

const encoded = (value: unknown) => Buffer.from(JSON.stringify(value), 'utf8').toString('base64url');

describe('a cursor', () => {
  it('gives back the sort key that it was made of', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme' }), { minLength: 1, maxLength: 3 }), (key) => {
        expect(keyOfCursor('orders', cursorOf('orders', key), key.length)).toEqual(key);
      }),
    );
  });

  it('can stand in a URL as it is', () => {
    expect(cursorOf('products.name', ['Bolt / Nut + Washer ÿ?', 'B-1'])).toMatch(/^[\w-]+$/);
  });

  it('is refused by another list', () => {
    expect(keyOfCursor('invoices', cursorOf('orders', ['A']), 1)).toBeUndefined();
  });

  it('is refused with more or fewer parts than the list sorts by', () => {
    expect(keyOfCursor('orders', cursorOf('orders', ['A', 'B']), 1)).toBeUndefined();
    expect(keyOfCursor('orders', cursorOf('orders', ['A']), 2)).toBeUndefined();
  });

  it.each([
    ['no JSON', Buffer.from('orders:A').toString('base64url')],
    ['no list', encoded('orders')],
    ['no object', encoded({ 0: 'orders', 1: 'A' })],
    ['nothing', encoded(null)],
    ['a number in the key', encoded(['orders', 5])],
    ['a list in the key', encoded(['orders', ['A']])],
    ['blank', ''],
  ])('is refused where it holds something else: %s', (_, cursor) => {
    expect(keyOfCursor('orders', cursor, 1)).toBeUndefined();
  });

  it('never throws, for any text', () => {
    fc.assert(fc.property(fc.string(), (text) => void keyOfCursor('orders', text, 1)));
  });
});
