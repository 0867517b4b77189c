import { describe, expect, it } from 'vitest';
import { pauseMs } from './retry-schedule.js';

describe('The schedule of retries', () => {
  it('pauses for longer and longer, over about three days, and ends', () => {
    const pauses = Array.from({ length: 10 }, (_, failed) => pauseMs(failed + 1, 0));
    expect(pauses).toEqual([
      ...[5_000, 60_000, 300_000, 1_800_000, 7_200_000],
      ...[21_600_000, 43_200_000, 86_400_000, 86_400_000, undefined],
    ]);
  });

  it('adds a tenth at most', () => {
    expect(pauseMs(1, 1)).toBe(5_500);
  });
});
