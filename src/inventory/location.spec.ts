import { describe, expect, it } from 'vitest';
import { locationOf } from './location.js';
import { positionOfPostalCode } from './postal-codes.js';

describe('a place to measure distances from', () => {
  it('is a point, a postal code or an address of the account', () => {
    const point = { latitude: -90, longitude: 180 };
    expect(locationOf({ point })).toEqual({ kind: 'point', point });
    expect(locationOf({ postalCode: 'K1P 1J1' })).toEqual({ kind: 'point', point: positionOfPostalCode('K1P') });
    expect(locationOf({ postalCode: '00000' })).toEqual({ kind: 'point', point: undefined });
    expect(locationOf({ addressCode: 'WAREHOUSE' })).toEqual({ kind: 'address', addressCode: 'WAREHOUSE' });
  });

  it.each([
    { point: { latitude: 90.1, longitude: 0 } },
    { point: { latitude: -91, longitude: 0 } },
    { point: { latitude: 0, longitude: 180.1 } },
    { postalCode: 'SW1A 1AA' },
    { postalCode: '' },
    { postalCode: '6'.repeat(100_000) },
  ])('has no point where it is unknown: %s', (input) => {
    expect(locationOf(input)).toEqual({ kind: 'point', point: undefined });
  });
});
