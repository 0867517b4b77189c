const LONGEST_PAUSE_MS = 5_000;

/** A growing pause before the next try, different for every instance, so that they do not all come back at once. */
export function pauseMs(attempts: number): number {
  return Math.min(LONGEST_PAUSE_MS, 50 * 2 ** Math.min(attempts, 10)) * (0.5 + Math.random() / 2);
}
