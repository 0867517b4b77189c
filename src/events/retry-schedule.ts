const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** The pauses after the first, the second and each further failed attempt. docs/events.md tells receivers of them. */
const PAUSES_MS = [
  ...[5 * SECOND, MINUTE, 5 * MINUTE, 30 * MINUTE],
  ...[2 * HOUR, 6 * HOUR, 12 * HOUR, 24 * HOUR, 24 * HOUR],
] as const;

/** At most this part is added to a pause, so that what failed together is not tried together. */
const SPREAD = 0.1;

/**
 * @param attempts the number of attempts that have failed
 * @param random from 0 to 1
 * @returns milliseconds until the next attempt; undefined where the last attempt was made
 */
export function pauseMs(attempts: number, random: number): number | undefined {
  const pause = PAUSES_MS[attempts - 1];
  return pause === undefined ? undefined : Math.round(pause * (1 + SPREAD * random));
}
