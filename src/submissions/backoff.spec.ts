import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { backoffMs } from './backoff.js';

describe('the pause after an attempt that failed', () => {
  it.each([
    [1, 1_000],
    [2, 2_000],
    [3, 4_000],
    [9, 256_000],
    [10, 300_000],
    [11, 300_000],
    [100_000, 300_000],
  ])('is at most, after %i attempts, %i ms', (attempts, longest) => {
    expect(backoffMs(attempts, 1)).toBe(longest);
    expect(backoffMs(attempts, 0.5)).toBe(longest / 2);
  });

  it('may be anything up to that, and is never none of a number', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1 }), fc.double({ min: 0, max: 1, noNaN: true }), (attempts, random) => {
        const pause = backoffMs(attempts, random);
        expect(Number.isInteger(pause) && pause >= 0 && pause <= 300_000).toBe(true);
      }),
    );
  });
});
