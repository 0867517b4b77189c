import type { Instant } from '../values/instant.js';

/**
 * A token may be used again for this long after its first use: two tabs may refresh at once, or an answer is lost and the
 * client repeats the call, as Sitecore's clients do within some seconds.
 */
export const REPEATS_WITHIN_MS = 10_000;

/** A refresh token and its session, from the database. */
export interface ShownToken {
  /** The session's first token has generation 1. All successors of tokens of generation n have generation n + 1. */
  readonly generation: number;
  readonly expiresAt: Instant;
  readonly session: {
    /** The newest generation. */
    readonly generation: number;
    /** When its first token was issued, which was the first use of the generation before. */
    readonly generationBeganAt: Instant;
    readonly endsAt: Instant;
    readonly isEnded: boolean;
  };
}

/**
 * - `next`: the first use of a generation. It gets a successor, and the next generation begins
 * - `repeat`: a use of the generation before within REPEATS_WITHIN_MS. It gets a successor of the newest generation
 * - `stolen`: a later use, which means that two parties have the token
 * - `refused`: the token or its session has expired, or the session has ended
 */
export type RefreshVerdict = 'next' | 'repeat' | 'stolen' | 'refused';

/**
 * The verdict on a refresh token that is used. Of all tokens of a generation, only uses within REPEATS_WITHIN_MS of the first
 * are accepted. This includes tokens of a thief who repeated a use within that time. A later use reveals the theft: it
 * happens when the second of the two, thief or owner, uses a token.
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
