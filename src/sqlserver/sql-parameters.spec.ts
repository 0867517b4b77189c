import { TYPES } from 'tedious';
import { describe, expect, it } from 'vitest';
import { sqlParameter } from './sql-parameters.js';

describe('a parameter of a question', () => {
  it.each([
    ['a key', 'ABC', TYPES.VarChar, { length: 255 }],
    ['a blank', '', TYPES.VarChar, { length: 255 }],
    ['NULL', null, TYPES.VarChar, { length: 255 }],
    ['a long text', 'x'.repeat(256), TYPES.VarChar, { length: 8_000 }],
    ['a small number', 3, TYPES.Int, {}],
    ['a large number', 2 ** 31, TYPES.BigInt, {}],
    ['yes', true, TYPES.Bit, {}],
    ['a moment', new Date(0), TYPES.DateTime, {}],
  ])('has a type whose length its value does not choose: %s', (_, value, type, options) => {
    expect(sqlParameter(value)).toMatchObject({ type, options });
  });

  it.each([
    ['a decimal', 19.95],
    ['no number', Number.NaN],
    ['a text that no varchar holds', 'x'.repeat(8_001)],
    ['a list', []],
  ])('is not %s', (_, value) => {
    expect(() => sqlParameter(value)).toThrow(TypeError);
  });

  it('does not turn letters that GP cannot have into a "?", which GP can have', () => {
    expect(sqlParameter('Žižkov € 5').value).toBe('Žižkov € 5');
    expect(sqlParameter('Ω?').value).toBe('\u001A?');
    expect(sqlParameter('😀').value).toBe('\u001A');
    expect(sqlParameter('\u0085').value).toBe('\u001A');
  });
});
