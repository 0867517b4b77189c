import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Progress } from './progress.js';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('the progress of a long work', () => {
  it('is told every five seconds, however often something is reached', () => {
    const lines: string[] = [];
    const progress = new Progress((line) => lines.push(line));
    for (let second = 0; second <= 12; second++) {
      progress.reached(() => `${second} of 12`);
      vi.advanceTimersByTime(1_000);
    }
    expect(lines).toEqual(['5 of 12', '10 of 12']);
  });
});
