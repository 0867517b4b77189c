import { describe, expect, it } from 'vitest';
import { GOLDEN_EXTENDED_PRICES } from '../golden-extended-prices.js';
import type { Given } from './golden-extended-price.js';
import { goldenSheets } from './golden-sheets.js';

const ALL = Object.values(GOLDEN_EXTENDED_PRICES).flat();
const PLACES = ['customer', 'book', 'base'] as const;

describe('The golden table of extended prices', () => {
  it('has at least 250 cases', () => {
    expect(ALL.length).toBeGreaterThanOrEqual(250);
  });

  it('names a case once in each subject', () => {
    for (const cases of Object.values(GOLDEN_EXTENDED_PRICES)) {
      const names = cases.map(({ name }) => name);
      expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
    }
  });

  it("has every error of GP's own procedure", () => {
    const codes = new Set(ALL.flatMap(({ expected }) => ('code' in expected && expected.code !== null ? [expected.code] : [])));
    expect([...codes].toSorted()).toEqual([50001, 50002, 50003, 50004, 50005, 50006, 50007, 50008, 50009, 50031, 50033]);
  });

  it('has a line of each place, of item and group, of each kind', () => {
    const seen = new Set(
      ALL.flatMap(({ given }) =>
        PLACES.flatMap((place) =>
          goldenSheets(place, given).flatMap(({ lines }) => lines.map(({ type, kind }) => `${place} ${type} ${kind}`)),
        ),
      ),
    );
    expect(seen.size).toBe(3 * 2 * 3);
  });

  it('is in a notation that is understood in full, or refused', () => {
    const base: Given['base'] = {
      'S 2026-06-01..2026-06-30 promotion Z-C$': ['group G-1 free on book CASE 2.. = 0.5 x 3 of G KIT at most 4'],
    };
    expect(goldenSheets('base', { base, quantityDecimals: 1 })).toEqual([
      {
        id: 'S',
        active: true,
        start: '2026-06-01',
        end: '2026-06-30',
        promotion: true,
        netOnly: false,
        currency: 'Z-C$',
        lines: [
          {
            type: 'G',
            id: 'G-1',
            active: true,
            kind: 'N',
            promotion: { type: 4, level: 2 },
            values: [
              {
                unit: 'CASE',
                from: '2',
                to: '999999999999.9',
                value: '0.5',
                factor: '3',
                free: { item: 'G', unit: 'KIT', most: '4' },
              },
            ],
          },
        ],
      },
    ]);
    const wrong = ['item net 1.. = 5', 'item netto EACH 1.. = 5', 'item net on base EACH 1.. = 5', 'item free EACH 1.. = 1'];
    for (const text of wrong) expect(() => goldenSheets('base', { base: [text] })).toThrow('Not understood');
    const twoKinds = ['item net EACH 1.. = 5', 'item off CASE 1.. = 5'];
    expect(() => goldenSheets('base', { base: twoKinds })).toThrow('one kind of value');
  });
});
