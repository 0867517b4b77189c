import { describe, expect, it } from 'vitest';
import { WrongAnswer } from '../extensions/index.js';
import type { Item } from './item.js';
import { itemPoint } from './item-points.js';

const ITEM = itemPoint.samples['a stocked item'] as Item;

describe('What a merchant may make of an item', () => {
  it('is other texts, a picture, categories, substitutes and custom fields', () => {
    const changes = {
      description: 'Bolt',
      internetText: 'Two\nlines',
      imageUrl: '/bolts/38.png',
      genericDescription: 'BOLT',
      categoryValues: ['M8'],
      substitutes: ['bolt-38-3 '],
      customFields: { brand: 'Kestrel', origin: null },
    };
    expect(itemPoint.applied(ITEM, changes)).toEqual({
      ...ITEM,
      ...changes,
      categoryValues: ['M8', '', '', '', '', ''],
      substitutes: ['BOLT-38-3'],
      customFields: { ...ITEM.customFields, brand: 'Kestrel', origin: null },
    });
  });

  it.each([undefined, null, {}])('is nothing: %j', (answer) => {
    expect(itemPoint.applied(ITEM, answer)).toEqual(ITEM);
  });

  it.each<[what: string, answer: unknown]>([
    ['its number', { sku: 'OTHER' }],
    ['its units', { units: [] }],
    ['the decimals of quantities', { quantityDecimals: 5 }],
    ['whether it is active', { inactive: true }],
    ['what is no part of an item', { price: '1.00' }],
    ['the prototype', JSON.parse('{"__proto__": {"sku": "OTHER"}}')],
    ['a text that is a number', { description: 5 }],
    ['a name of two lines', { description: 'a\nb' }],
    ['a text with a NUL', { internetText: 'a\0b' }],
    ['a script as a picture', { imageUrl: 'javascript:alert(1)' }],
    ['more categories than there are', { categoryValues: ['', '', '', '', '', '', 'G'] }],
    ['a list for an object', []],
    ['a custom field that is no text', { customFields: { brand: { name: 'Kestrel' } } }],
    ['a custom field with a blank in its name', { customFields: { 'the brand': 'Kestrel' } }],
  ])('is not %s', (_, answer) => {
    expect(() => itemPoint.applied(ITEM, answer)).toThrow(WrongAnswer);
  });
});
