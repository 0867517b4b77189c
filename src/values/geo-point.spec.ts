import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { distanceKm } from './geo-point.js';

const point = fc.record({
  latitude: fc.double({ min: -90, max: 90, noNaN: true }),
  longitude: fc.double({ min: -180, max: 180, noNaN: true }),
});
const HALF_WAY_ROUND = 20_016;

describe('the distance between two places', () => {
  it('is that of the great circle', () => {
    const newYork = { latitude: 40.7128, longitude: -74.006 };
    const losAngeles = { latitude: 34.0522, longitude: -118.2437 };
    expect(distanceKm(newYork, losAngeles)).toBeCloseTo(3935.8, 0);
    expect(distanceKm({ latitude: 0, longitude: 0 }, { latitude: 0, longitude: 1 })).toBe(111.2);
  });

  it('is short across the date line', () => {
    expect(distanceKm({ latitude: 0, longitude: 179.5 }, { latitude: 0, longitude: -179.5 })).toBe(111.2);
  });

  it('is nothing to the place itself, the same in both directions, and never more than half way round', () => {
    fc.assert(
      fc.property(point, point, (one, other) => {
        expect(distanceKm(one, one)).toBe(0);
        expect(distanceKm(one, other)).toBe(distanceKm(other, one));
        expect(distanceKm(one, other)).toBeGreaterThanOrEqual(0);
        expect(distanceKm(one, other)).toBeLessThanOrEqual(HALF_WAY_ROUND);
      }),
    );
  });

  it('is known between opposite ends of the world', () => {
    expect(distanceKm({ latitude: 90, longitude: 0 }, { latitude: -90, longitude: 0 })).toBeCloseTo(20_015.1, 0);
    expect(distanceKm({ latitude: 0, longitude: 0 }, { latitude: 0, longitude: 180 })).toBeCloseTo(20_015.1, 0);
  });
});
