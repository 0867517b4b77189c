import { describe, expect, it } from 'vitest';
import { distanceKm, type GeoPoint } from '../values/geo-point.js';
import { positionOfPostalCode } from './postal-codes.js';

const CHICAGO = { latitude: 41.88, longitude: -87.63 };
const OTTAWA = { latitude: 45.42, longitude: -75.7 };

function kilometresFrom(place: GeoPoint, postalCode: string): number {
  const position = positionOfPostalCode(postalCode);
  if (!position) throw new Error(`${postalCode} is not known`);
  return distanceKm(place, position);
}

describe('a postal code', () => {
  it.each(['60601', '60601-1234', '606011234', ' 60601 '])('tells where a US ZIP is: "%s"', (postalCode) => {
    expect(kilometresFrom(CHICAGO, postalCode)).toBeLessThan(10);
  });

  it.each(['K1P 1J1', 'K1P1J1', 'k1p 1j1', 'K1P'])('tells where a Canadian one is, by its delivery area: "%s"', (postalCode) => {
    expect(kilometresFrom(OTTAWA, postalCode)).toBeLessThan(10);
  });

  it.each(['', '6060', '606012', '60601-12', '6O601', 'K1P 1J', '1K1 P1P', 'K1PP1J1', 'SW1A 1AA', '60601 K1P', '60601\n12345'])(
    'has no position where it is written otherwise: "%s"',
    (text) => {
      expect(positionOfPostalCode(text)).toBeUndefined();
    },
  );

  it.each(['00000', '99999-9999', 'Z9Z 9Z9'])('has no position where it is well written but not known: "%s"', (postalCode) => {
    expect(positionOfPostalCode(postalCode)).toBeUndefined();
  });
});
