const FIRST_MS = 1_000;
const LONGEST_MS = 5 * 60_000;
/** How long a breaker stays open before it lets a call through. */
const BREAKER_OPEN_MS = 5_000;

/**
 * The pause after a failed attempt: a random time between 0 and 1 s after the first, 2 s after the second, and so on up to 5
 * minutes, without an end. The whole pause is random, so that the documents of an outage do not come back to GP in waves.
 * @param attempts the number of attempts so far, from 1
 * @param random a number from 0 up to 1
 * @returns whole milliseconds
 */
export function backoffMs(attempts: number, random: number): number {
  return Math.round(random * Math.min(LONGEST_MS, FIRST_MS * 2 ** (attempts - 1)));
}

/** The pause in milliseconds after the open breaker stopped an attempt: between one and two times BREAKER_OPEN_MS. */
export function breakMs(random: number): number {
  return Math.round(BREAKER_OPEN_MS * (1 + random));
}
