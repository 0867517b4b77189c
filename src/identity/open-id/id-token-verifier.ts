import { Injectable } from '@nestjs/common';
import { decodeJwt, errors, type JWTPayload, jwtVerify } from 'jose';
import { type OpenIdIssuer, OpenIdSettings } from '../../config/index.js';
import { Clock } from '../../values/clock.js';
import type { Instant } from '../../values/instant.js';
import type { TokenProblem } from './identity-problem.js';
import { ProviderAway } from './provider-away.js';
import { ProviderKeys } from './provider-keys.js';

/** In characters. Even ID tokens with hundreds of groups are shorter. */
const LONGEST_TOKEN = 16_384;
/** The form of a subject by the specification. */
const SUBJECT = /^[\x20-\x7e]{1,255}$/;

export type Verification =
  | {
      readonly kind: 'verified';
      readonly issuer: OpenIdIssuer;
      readonly subject: string;
      readonly claims: JWTPayload;
      /** When the token begins to be refused for its age. */
      readonly endsAt: Instant;
    }
  | { readonly kind: 'refused'; readonly problem: TokenProblem; readonly issuer?: OpenIdIssuer }
  /** The provider's keys are not available, so the token could not be checked. */
  | { readonly kind: 'providerAway'; readonly issuer: OpenIdIssuer };

interface Provider {
  readonly issuer: OpenIdIssuer;
  readonly keys: ProviderKeys;
}

/**
 * Checks an ID token (OpenID Connect Core, 3.1.3.7): it must be signed by a configured issuer, be issued for the storefront and
 * for this sign-in, and not have expired.
 */
@Injectable()
export class IdTokenVerifier {
  private readonly providers: ReadonlyMap<string, Provider>;

  constructor(
    private readonly settings: OpenIdSettings,
    private readonly clock: Clock,
  ) {
    this.providers = new Map(
      settings.issuers.map((issuer) => [issuer.issuer, { issuer, keys: new ProviderKeys(issuer, settings, clock) }]),
    );
  }

  /** @param nonce the nonce that the storefront sent to the provider for this sign-in */
  async verify(idToken: string, nonce: string | undefined): Promise<Verification> {
    if (idToken.length > LONGEST_TOKEN) return refused('tooLong');
    const named = issuerNamedIn(idToken);
    if (named === undefined) return refused('malformed');
    const provider = this.providers.get(named);
    if (!provider) return refused('unknownIssuer');
    const { issuer, keys } = provider;
    try {
      const { payload, protectedHeader } = await jwtVerify(idToken, keys.keyOf, {
        algorithms: issuer.algorithms,
        issuer: issuer.issuer,
        audience: issuer.clientIds,
        clockTolerance: this.settings.clockSkewSeconds,
        maxTokenAge: issuer.maxAgeSeconds,
        currentDate: new Date(this.clock.now()),
        requiredClaims: ['iss', 'sub', 'aud', 'exp', 'iat'],
      });
      const problem = problemWith(payload, protectedHeader.typ, issuer, nonce);
      if (problem) return refused(problem, issuer);
      const { sub: subject = '', exp = 0, iat = 0 } = payload;
      const endsAt = (Math.min(exp, iat + issuer.maxAgeSeconds) + this.settings.clockSkewSeconds) * 1_000;
      return { kind: 'verified', issuer, subject, claims: payload, endsAt };
    } catch (fault) {
      if (fault instanceof ProviderAway) return { kind: 'providerAway', issuer };
      return refused(problemOf(fault), issuer);
    }
  }
}

/** The issuer from the token's unverified claims. It only selects the keys with which the token is checked. */
function issuerNamedIn(idToken: string): string | undefined {
  try {
    return decodeJwt(idToken).iss;
  } catch {
    return undefined;
  }
}

function problemWith(
  { aud, azp, sub, nonce: signed }: JWTPayload,
  typ: string | undefined,
  { clientIds, nonce: rule }: OpenIdIssuer,
  nonce: string | undefined,
): TokenProblem | undefined {
  // An access token or a logout token of the same provider has another type here.
  if (typ !== undefined && typ.toUpperCase() !== 'JWT') return 'wrongType';
  const audiences = [aud ?? []].flat();
  if (!audiences.every((audience) => clientIds.includes(audience))) return 'audience';
  const isIssuedToUs = typeof azp === 'string' && clientIds.includes(azp);
  if (!isIssuedToUs && (azp !== undefined || audiences.length > 1)) return 'authorizedParty';
  if (typeof sub !== 'string' || !SUBJECT.test(sub)) return 'malformed';
  if (nonce === undefined && rule === 'optional') return undefined;
  return signed === nonce && (signed !== undefined || rule !== 'required') ? undefined : 'nonce';
}

function problemOf(fault: unknown): TokenProblem {
  if (fault instanceof errors.JWTExpired) return fault.claim === 'iat' ? 'tooOld' : 'expired';
  if (fault instanceof errors.JWTClaimValidationFailed) return problemOfClaim(fault);
  if (fault instanceof errors.JOSEAlgNotAllowed) return 'algorithm';
  if (fault instanceof errors.JWSSignatureVerificationFailed) return 'signature';
  if (fault instanceof errors.JWKSNoMatchingKey || fault instanceof errors.JWKSMultipleMatchingKeys) return 'unknownKey';
  if (fault instanceof errors.JOSEError) return 'malformed';
  // The key is too short or unreadable.
  if (fault instanceof TypeError || fault instanceof DOMException) return 'unknownKey';
  throw fault;
}

function problemOfClaim({ claim, reason }: errors.JWTClaimValidationFailed): TokenProblem {
  if (reason === 'missing') return 'missingClaim';
  if (claim === 'aud') return 'audience';
  if (claim === 'nbf' || claim === 'iat') return reason === 'invalid' ? 'malformed' : 'notYetValid';
  return 'malformed';
}

function refused(problem: TokenProblem, issuer?: OpenIdIssuer): Verification {
  return { kind: 'refused', problem, ...(issuer && { issuer }) };
}
