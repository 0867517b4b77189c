const LONGEST_PAUSE_MS = 5_000;

/** A growing pause before the next attempt, in milliseconds. It is random, so that the instances do not all come back at once. */
export function pauseMs(attempts: number): number {
  return Math.min(LONGEST_PAUSE_MS, 50 * 2 ** Math.min(attempts, 10)) * (0.5 + Math.random() / 2);
}
