/** How long a caller that tries again and again has to wait from one attempt to the next. */
export interface Backoff {
  /** The number of attempts that need no pause. */
  readonly free: number;
  /** The pause after those; it doubles with every further attempt. */
  readonly firstMs: number;
  readonly longestMs: number;
  /** After the last pause, all attempts are forgotten once so much time has passed without one. */
  readonly forgottenAfterMs: number;
}

/** The pause after the given attempt, counted from 1. */
export function pauseAfter(attempt: number, { free, firstMs, longestMs }: Backoff): number {
  return attempt < free ? 0 : Math.min(firstMs * 2 ** (attempt - free), longestMs);
}
