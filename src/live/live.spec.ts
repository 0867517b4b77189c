import { describe, expect, it } from 'vitest';
import { freshnessOf } from './live.js';

describe('something worked out from several facts', () => {
  it('is as old as the oldest of them', () => {
    expect(
      freshnessOf([
        { asOf: 30, source: 'LIVE' },
        { asOf: 10, source: 'LIVE' },
        { asOf: 20, source: 'LIVE' },
      ]).asOf,
    ).toBe(10);
  });

  it('is as stale as the stalest of them, even if another one is the oldest', () => {
    expect(
      freshnessOf([
        { asOf: 10, source: 'LIVE' },
        { asOf: 30, source: 'STALE' },
        { asOf: 20, source: 'CACHE' },
      ]),
    ).toEqual({
      asOf: 10,
      source: 'STALE',
    });
    expect(
      freshnessOf([
        { asOf: 1, source: 'CACHE' },
        { asOf: 2, source: 'LIVE' },
      ]).source,
    ).toBe('CACHE');
  });

  it('is what a single fact is', () => {
    expect(freshnessOf([{ asOf: 5, source: 'LIVE' }])).toEqual({ asOf: 5, source: 'LIVE' });
  });
});
