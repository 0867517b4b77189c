import { IsInt, Max, Min } from 'class-validator';
import { type OpenIdIssuer, readOpenIdIssuers } from './open-id-issuers.js';
import { Variable, wholeNumber } from './variable.js';

/** The providers whose users may sign in with an ID token, and how the gateway gets their keys. */
export class OpenIdSettings {
  @Variable('OIDC_ISSUERS', {
    expected: 'a readable JSON file with an array of OpenID Connect issuers, or the array itself',
    parse: readOpenIdIssuers,
  })
  issuers: readonly OpenIdIssuer[] = [];

  /** How far a provider's clock may be from the gateway's. */
  @Variable('OIDC_CLOCK_SKEW_SECONDS', { expected: 'a whole number of seconds from 0 to 300', parse: wholeNumber })
  @IsInt()
  @Min(0)
  @Max(300)
  clockSkewSeconds = 30;

  /** How long a sign-in waits for a provider's keys, discovery included. */
  @Variable('OIDC_DEADLINE_MS', { expected: 'a whole number of milliseconds from 100 to 10000', parse: wholeNumber })
  @IsInt()
  @Min(100)
  @Max(10_000)
  deadlineMs = 2_000;

  /** How old the last known keys of a provider may be while it gives no new ones. */
  @Variable('OIDC_KEYS_USABLE_HOURS', { expected: 'a whole number of hours from 1 to 168', parse: wholeNumber })
  @IsInt()
  @Min(1)
  @Max(168)
  keysUsableHours = 24;
}
