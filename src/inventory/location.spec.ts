import { describe, expect, it } from 'vitest';
import { InvalidInput } from '../faults/index.js';
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
    ['near.point.latitude', { point: { latitude: 90.1, longitude: 0 } }],
    ['near.point.latitude', { point: { latitude: -91, longitude: 0 } }],
    ['near.point.longitude', { point: { latitude: 0, longitude: 180.1 } }],
    ['near.postalCode', { postalCode: 'SW1A 1AA' }],
    ['near.postalCode', { postalCode: '' }],
  ])('is refused with the name of what is wrong with it: %s', (argument, input) => {
    expect(() => locationOf(input)).toThrow(InvalidInput);
    expect(() => locationOf(input)).toThrow(`"${argument}"`);
  });
});
