const FIRST_MS = 1_000;
const LONGEST_MS = 5 * 60_000;
/** An open breaker lets a call try again after so long. */
const BREAKER_OPEN_MS = 5_000;

/**
 * How long to wait after an attempt that failed: anything from nothing to 1 s after the first, to 2 s after the second, and
 * so on to 5 minutes, for as long as it takes. All of the pause is left to chance, so that the documents of an outage do
 * not come back to GP in waves.
 * @param attempts how many there were, from 1
 * @param random a number from 0 up to 1
 * @returns whole milliseconds
 */
export function backoffMs(attempts: number, random: number): number {
  return Math.round(random * Math.min(LONGEST_MS, FIRST_MS * 2 ** (attempts - 1)));
}

/** How long to wait after an attempt that the open breaker did not let through: until it tries again, and up to as long after. */
export function breakMs(random: number): number {
  return Math.round(BREAKER_OPEN_MS * (1 + random));
}
