import type { Instant } from '../values/instant.js';

/**
 * For so long after a token was traded the same may be traded again: two tabs ask at once, or an answer is lost and the client
 * asks again by itself, as Sitecore's clients do within some seconds.
 */
export const REPEATS_WITHIN_MS = 10_000;

/** A refresh token and its session, as they are kept. */
export interface ShownToken {
  /** Tokens that were given for one another are of one generation: the first has 1, their successors 2, and so on. */
  readonly generation: number;
  readonly expiresAt: Instant;
  readonly session: {
    /** The newest generation. */
    readonly generation: number;
    /** When its first token was given: the first use of the generation before. */
    readonly generationBeganAt: Instant;
    readonly endsAt: Instant;
    readonly isEnded: boolean;
  };
}

/**
 * - `next`: the first use of a generation; it is given a successor, and the next generation begins
 * - `repeat`: a repeated use, which is given an equally good successor of the same generation
 * - `stolen`: used again later, so two have it
 * - `refused`: past its time, or its session's
 */
export type RefreshVerdict = 'next' | 'repeat' | 'stolen' | 'refused';

/**
 * What becomes of a refresh token that is traded. Of all tokens of a generation, those of a thief who repeats a use within
 * seconds included, only uses within seconds of each other are taken: whoever comes later than that is told from the first, so
 * that a theft is found when the second of the two, thief or owner, uses what they have.
 */
export function refreshVerdict({ generation, expiresAt, session }: ShownToken, now: Instant): RefreshVerdict {
  if (session.isEnded || now >= session.endsAt) return 'refused';
  const usesBehind = session.generation - generation;
  if (usesBehind > 1) return 'stolen';
  if (usesBehind === 1) {
    if (now - session.generationBeganAt > REPEATS_WITHIN_MS) return 'stolen';
    return now < expiresAt ? 'repeat' : 'refused';
  }
  return now < expiresAt ? 'next' : 'refused';
}
