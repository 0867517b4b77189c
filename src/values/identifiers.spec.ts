import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asAccountNumber, asCurrencyId, asPriceLevel, asSku, asUnitCode, asWarehouseCode, sameUnit } from './identifiers.js';

const KEYS = { asSku, asAccountNumber, asWarehouseCode, asPriceLevel };

describe.each(Object.entries(KEYS))('%s', (_, normalised) => {
  it('brings what people type and what GP pads into one form', () => {
    expect(normalised('  bolt-1/4  ')).toBe('BOLT-1/4');
    expect(normalised('BOLT-1/4                       ')).toBe(normalised('Bolt-1/4'));
  });

  it('changes nothing that is in that form already', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(normalised(normalised(text))).toBe(normalised(text));
      }),
    );
  });

  it('lets no NUL through, which would fail the question that the key shares with others', () => {
    expect(normalised('BOLT\0')).toBe('BOLT');
    expect(normalised('\0')).toBe('');
    expect(normalised('BO\0LT')).not.toContain('\0');
  });
});

describe('a unit of measure', () => {
  it('keeps its case, as GP does', () => {
    expect(asUnitCode(' Each ')).toBe('Each');
    expect(asCurrencyId(' Z-us$ ')).toBe('Z-us$');
  });

  it('is the same unit in any case', () => {
    expect(sameUnit(asUnitCode('Each'), asUnitCode('EACH'))).toBe(true);
    expect(sameUnit(asUnitCode('Each'), asUnitCode('Case'))).toBe(false);
  });
});
