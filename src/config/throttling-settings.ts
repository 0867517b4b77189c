import { IsInt, Max, Min, Validate, ValidatorConstraint } from 'class-validator';
import { CLIENT_CLASSES, type ClientClass } from '../values/calling-client.js';
import { pairs, Variable, wholeNumber } from './variable.js';

export type RateLimitName = ClientClass | 'ACCOUNT';

const NAMES: ReadonlySet<unknown> = new Set<RateLimitName>([...CLIENT_CLASSES, 'ACCOUNT']);

@ValidatorConstraint()
class RateLimits {
  validate(limits: unknown): boolean {
    return (
      limits instanceof Map &&
      [...limits].every(([name, limit]) => NAMES.has(name) && Number.isInteger(limit) && limit >= 0 && limit <= 10_000_000)
    );
  }
}

const USUAL: readonly (readonly [RateLimitName, number])[] = [
  ['SERVER', 20_000],
  ['BROWSER', 600],
  ['MOBILE', 600],
  ['BUILD', 5_000],
  ['ACCOUNT', 2_000],
];

/** Numbers by name, which replace the defaults. */
function limits(text: string): ReadonlyMap<string, number> | undefined {
  const given = pairs(text);
  return given && new Map([...USUAL, ...[...given].map(([name, limit]) => [name, wholeNumber(limit)] as const)]);
}

/** How often a caller may send requests, try to sign in, and order as a visitor. */
export class ThrottlingSettings {
  /** Requests in 10 s, by class of client and by account; 0 for no limit. */
  @Variable('RATE_LIMITS', {
    expected: `pairs of ${[...NAMES].join(', ')} and a whole number up to 10000000, such as SERVER=20000,ACCOUNT=2000`,
    parse: limits,
  })
  @Validate(RateLimits)
  rateLimits: ReadonlyMap<RateLimitName, number> = new Map(USUAL);

  /** The number of attempts to sign in with an e-mail that need no pause; then each pause is twice the one before. */
  @Variable('SIGN_IN_FREE_ATTEMPTS', { expected: 'a whole number from 1 to 1000', parse: wholeNumber })
  @IsInt()
  @Min(1)
  @Max(1_000)
  freeSignInAttempts = 10;

  @Variable('SIGN_IN_LONGEST_PAUSE_SECONDS', { expected: 'a whole number of seconds from 1 to 86400', parse: wholeNumber })
  @IsInt()
  @Min(1)
  @Max(86_400)
  longestSignInPauseSeconds = 900;

  /** The most failed attempts to sign in from one address in ten minutes. */
  @Variable('SIGN_IN_FAILURES_PER_ADDRESS', { expected: 'a whole number from 1 to 1000000', parse: wholeNumber })
  @IsInt()
  @Min(1)
  @Max(1_000_000)
  signInFailuresPerAddress = 100;

  /** The most orders of visitors who are not signed in, by one client from one address in a minute; 0 for no limit. */
  @Variable('VISITOR_ORDERS_PER_MINUTE', { expected: 'a whole number from 0 to 100000', parse: wholeNumber })
  @IsInt()
  @Min(0)
  @Max(100_000)
  visitorOrdersPerMinute = 30;
}
