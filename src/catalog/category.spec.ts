import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { belongsTo, type CategoryRule, categoryId, categoryRule } from './category.js';

const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 15 }).filter((code) => !code.includes('\0'));
const number = fc.integer({ min: 1, max: 6 });
const rule: fc.Arbitrary<CategoryRule> = fc.oneof(
  fc.record({ kind: fc.constant('itemClass' as const), code: text }),
  fc.record({ kind: fc.constant('userCategory' as const), number }),
  fc.record({ kind: fc.constant('userCategoryValue' as const), number, value: text }),
);

describe("a category's ID", () => {
  it('tells which items belong to it, slashes in codes included', () => {
    fc.assert(
      fc.property(rule, (given) => {
        expect(categoryRule(categoryId(given))).toEqual(given);
      }),
    );
    expect(categoryRule('class/1/4 INCH')).toEqual({ kind: 'itemClass', code: '1/4 INCH' });
    expect(categoryRule('category/1/1/4')).toEqual({ kind: 'userCategoryValue', number: 1, value: '1/4' });
  });

  it.each([
    '',
    'class/',
    'class',
    'category/0',
    'category/7',
    'category/1/',
    'category/11',
    'BOLTS',
    'class/BOLTS\0',
    'category/1/S\0',
  ])('is none: %j', (id) => expect(categoryRule(id)).toBeUndefined());
});

describe('a product belongs to', () => {
  const product = { itemClass: 'BOLTS', categoryValues: ['S', ''] };

  it('the category of its item class', () => {
    expect(belongsTo(product, { kind: 'itemClass', code: 'BOLTS' })).toBe(true);
    expect(belongsTo(product, { kind: 'itemClass', code: 'NUTS' })).toBe(false);
  });

  it('each user category in which it has a value', () => {
    expect([1, 2, 3].map((which) => belongsTo(product, { kind: 'userCategory', number: which }))).toEqual([true, false, false]);
  });

  it('the category of that value', () => {
    expect(belongsTo(product, { kind: 'userCategoryValue', number: 1, value: 'S' })).toBe(true);
    expect(belongsTo(product, { kind: 'userCategoryValue', number: 1, value: 'L' })).toBe(false);
    expect(belongsTo(product, { kind: 'userCategoryValue', number: 2, value: 'S' })).toBe(false);
  });
});
