import { describe, expect, it } from 'vitest';
import type { CalendarDate } from '../values/calendar-date.js';
import { decimalString } from '../values/exact.js';
import { asSku, asUnitCode } from '../values/identifiers.js';
import type { Classification, Item } from './item.js';
import { productOf } from './product-of-item.js';

const CLASSIFICATION: Classification = {
  itemClasses: [{ code: 'BOLTS', description: 'Bolts and screws' }],
  categoryLabels: ['Size', 'Finish', 'Material', '', '', ''],
  categoryValues: [
    { number: 1, value: 'S', description: 'Small', imageUrl: '' },
    { number: 2, value: 'S', description: 'Satin', imageUrl: '' },
    { number: 2, value: 'ZINC', description: '', imageUrl: '' },
  ],
};

function item(given: Partial<Item> = {}): Item {
  return {
    sku: asSku('BOLT-S'),
    description: 'Hex bolt',
    internetText: '',
    imageUrl: '',
    type: 'STOCKED',
    inactive: false,
    itemClass: 'BOLTS',
    genericDescription: 'HEX',
    categoryValues: ['S', 'ZINC', 'STEEL', '', '', ''],
    baseUnit: asUnitCode('EACH'),
    sellingUnit: asUnitCode(''),
    units: ['EACH', 'BOX'].map((code, index) => ({ code: asUnitCode(code), baseQuantity: decimalString(index === 0 ? 1 : 12) })),
    quantityDecimals: 0,
    shippingWeight: decimalString('0'),
    backorderable: true,
    substitutes: [],
    components: [],
    createdOn: '2026-01-02' as CalendarDate,
    customFields: {},
    ...given,
  };
}

const product = (given: Partial<Item> = {}, variantAttributes: readonly string[] = []) =>
  productOf(item(given), CLASSIFICATION, variantAttributes);

describe('the product of an item', () => {
  it("has GP's description as its name, and the number where there is none", () => {
    expect(product().name).toBe('Hex bolt');
    expect(product({ description: '' }).name).toBe('BOLT-S');
  });

  it("is described by GP's internet text, else by its description, else by its number", () => {
    expect(product({ internetText: 'A bolt for all seasons' }).description).toBe('A bolt for all seasons');
    expect(product().description).toBe('Hex bolt');
    expect(product({ description: '' }).description).toBe('BOLT-S');
  });

  it('is sold in the selling unit where its schedule has it, in any case, else in the base unit', () => {
    expect(product({ sellingUnit: asUnitCode('BOX') }).defaultUnit).toBe('BOX');
    expect(product({ sellingUnit: asUnitCode('Box') }).defaultUnit).toBe('BOX');
    expect(product({ sellingUnit: asUnitCode('PALLET') }).defaultUnit).toBe('EACH');
    expect(product().defaultUnit).toBe('EACH');
  });

  it('has no weight and no image where GP has none', () => {
    expect(product()).toMatchObject({ shippingWeight: null, imageUrl: null });
    expect(product({ shippingWeight: decimalString('0.25'), imageUrl: 'https://img.example.test/1.png' })).toMatchObject({
      shippingWeight: '0.25',
      imageUrl: 'https://img.example.test/1.png',
    });
  });

  it('is never back-ordered once it is discontinued', () => {
    expect(product({ type: 'DISCONTINUED', backorderable: true }).backorderable).toBe(false);
    expect(product({ backorderable: true }).backorderable).toBe(true);
    expect(product({ backorderable: false }).backorderable).toBe(false);
  });

  it('has components where it is a kit, and only there', () => {
    const components = [{ sku: asSku('NUT'), quantity: decimalString(2), unit: asUnitCode('EACH') }];
    expect(product({ type: 'KIT', components }).components).toEqual(components);
    expect(product({ components }).components).toEqual([]);
  });

  it('has an attribute for each labelled category in which it has a value, described where GP describes it', () => {
    expect(product().attributes).toEqual([
      { name: 'Size', value: 'Small' },
      { name: 'Finish', value: 'ZINC' },
      { name: 'Material', value: 'STEEL' },
    ]);
    expect(product({ categoryValues: ['', 'S', '', 'X', '', ''] }).attributes).toEqual([{ name: 'Finish', value: 'Satin' }]);
  });
});

describe('the family of variants of a product', () => {
  const family = (given: Partial<Item> = {}, attributes: readonly string[] = ['Size']) =>
    product(given, attributes).variantFamily;

  it('is shared by items of one class and generic description that differ in the variant attributes only', () => {
    expect(family()).not.toBeNull();
    expect(family({ sku: asSku('BOLT-L'), description: 'Long bolt', categoryValues: ['L', 'ZINC', 'STEEL', '', '', ''] })).toBe(
      family(),
    );
  });

  it.each([
    ['class', { itemClass: 'NUTS' }],
    ['generic description', { genericDescription: 'ROUND' }],
    ['another category', { categoryValues: ['S', 'SATIN', 'STEEL', '', '', ''] }],
    ['a category without a label', { categoryValues: ['S', 'ZINC', 'STEEL', 'X', '', ''] }],
  ])('is another one for items that differ in their %s', (_, given) => {
    expect(family(given)).not.toBe(family());
  });

  it('is not there without a generic description, a variant attribute or a value in one', () => {
    expect(family({ genericDescription: '' })).toBeNull();
    expect(family({}, [])).toBeNull();
    expect(family({}, ['Colour'])).toBeNull();
    expect(family({ categoryValues: ['', 'ZINC', 'STEEL', '', '', ''] })).toBeNull();
  });

  it('may differ in several attributes, which are named in any case', () => {
    const both = ['SIZE', 'finish'];
    expect(family({ categoryValues: ['L', 'SATIN', 'STEEL', '', '', ''] }, both)).toBe(family({}, both));
    expect(family({ categoryValues: ['', 'SATIN', 'STEEL', '', '', ''] }, both)).toBe(family({}, both));
  });

  it('does not mix up values that stand in different categories', () => {
    const first = family({ categoryValues: ['S', 'A', '', '', '', ''] });
    expect(family({ categoryValues: ['S', '', 'A', '', '', ''] })).not.toBe(first);
  });
});
