import { describe, expect, it } from 'vitest';
import { InvalidInput } from '../faults/index.js';
import { cursorOf } from '../values/page.js';
import { cursorList, effectiveSort, searchWords, sortKeyOf } from './listing.js';

describe('the words of a search', () => {
  it('are what is left without the blanks around them, or none', () => {
    expect(searchWords('  hex bolt ')).toBe('hex bolt');
    for (const query of ['', '   ', null, undefined]) expect(searchWords(query)).toBeNull();
  });

  it('are the first 200 characters of what is longer', () => {
    expect(searchWords(`${'x'.repeat(200)}y`)).toBe('x'.repeat(200));
  });

  it('hold no NUL, which no database takes', () => {
    expect(searchWords('hex\0bolt')).toBe('hex bolt');
    expect(searchWords('\0')).toBeNull();
  });
});

describe('the order of a listing', () => {
  it('is by name where relevance is asked for and nothing is searched for', () => {
    expect(effectiveSort('RELEVANCE', null)).toBe('NAME');
    expect(effectiveSort('RELEVANCE', 'bolt')).toBe('RELEVANCE');
  });

  it.each(['NAME', 'SKU', 'NEWEST'] as const)('is the one asked for: %s', (sort) => {
    expect(effectiveSort(sort, null)).toBe(sort);
    expect(effectiveSort(sort, 'bolt')).toBe(sort);
  });
});

describe('a cursor of a listing', () => {
  const SORT_KEYS = {
    RELEVANCE: ['0.06079271063208580', 'BOLT'],
    NAME: ['Hex bolt', 'BOLT'],
    SKU: ['BOLT'],
    NEWEST: ['2026-01-02', 'BOLT'],
  } as const;
  const sorts = Object.keys(SORT_KEYS) as (keyof typeof SORT_KEYS)[];

  it.each(sorts)('gives back the sort key of its order: %s', (sort) => {
    const cursor = cursorOf(cursorList(sort), SORT_KEYS[sort]);
    expect(sortKeyOf(cursor, sort)).toEqual(SORT_KEYS[sort]);
  });

  it.each(['3', '3.0607927', '1e-20', '2.5e-05'])('takes a rank as PostgreSQL writes it: %s', (rank) => {
    expect(sortKeyOf(cursorOf(cursorList('RELEVANCE'), [rank, 'BOLT']), 'RELEVANCE')).toEqual([rank, 'BOLT']);
  });

  it('is none where the list starts', () => {
    for (const after of [null, undefined, '']) expect(sortKeyOf(after, 'NAME')).toBeNull();
  });

  it('is told from others where the listing has another order', () => {
    for (const sort of sorts) {
      for (const other of sorts.filter((one) => one !== sort)) {
        expect(sortKeyOf(cursorOf(cursorList(other), SORT_KEYS[other]), sort)).toBe('otherOrder');
      }
    }
  });

  it.each([
    ['RELEVANCE', ['NaN', 'BOLT']],
    ['RELEVANCE', ['Infinity', 'BOLT']],
    ['RELEVANCE', ['1e999', 'BOLT']],
    ['RELEVANCE', ['1e-999', 'BOLT']],
    ['RELEVANCE', ['9'.repeat(400), 'BOLT']],
    ['RELEVANCE', ["0'; drop table product", 'BOLT']],
    ['NAME', ['Hex bolt']],
    ['NAME', ['Hex\0bolt', 'BOLT']],
    ['SKU', ['BOLT', 'BOLT']],
    ['SKU', ['BO\0LT']],
    ['NEWEST', ['02.01.2026', 'BOLT']],
    ['NEWEST', ['2026-13-45', 'BOLT']],
    ['NEWEST', ['2026-02-30', 'BOLT']],
    ['NEWEST', ['0000-01-01', 'BOLT']],
  ] as const)('is refused where a part of it is forged and the database would refuse it: %s %j', (sort, key) => {
    expect(() => sortKeyOf(cursorOf(cursorList(sort), key), sort)).toThrow('Argument "after" is not a cursor of this list.');
  });

  it('is refused where it is nonsense', () => {
    expect(() => sortKeyOf('nonsense', 'NAME')).toThrow(InvalidInput);
    expect(() => sortKeyOf('%%%', 'SKU')).toThrow(InvalidInput);
  });
});
