import { createHash } from 'node:crypto';
import { createLocalJWKSet, decodeJwt, errors, type JWTPayload, jwtVerify } from 'jose';
import type { Counts } from '../counts/index.js';
import type { Clock } from '../values/clock.js';
import type { Client } from './client.js';
import type { KnownClients } from './known-clients.js';
import type { Refusal, Refused } from './refusal.js';

/** Signatures with key pairs only: with a shared secret, or without a signature, other programs could make assertions too. */
const ALGORITHMS = ['EdDSA', 'Ed25519', 'ES256', 'ES384', 'PS256', 'RS256'];
const LONGEST_VALIDITY_SECONDS = 300;
/** The clocks of a client and of the gateway may differ by CLOCKS_DIFFER_SECONDS. */
const CLOCKS_DIFFER_SECONDS = 10;
const LONGEST_ASSERTION = 4_096;
const LONGEST_ID = 256;

/**
 * Signed assertions of clients (RFC 7523, "private_key_jwt"): issuer and subject are the client's name, the audience is the
 * gateway's PUBLIC_URL, and each can be used once.
 */
export class ClientAssertions {
  constructor(
    private readonly clients: KnownClients,
    private readonly counts: Counts,
    private readonly clock: Clock,
    private readonly audience: string,
  ) {}

  async check(assertion: string): Promise<Client | Refused> {
    const claims = assertion.length <= LONGEST_ASSERTION ? claimsOf(assertion) : undefined;
    if (!claims) return { refusal: 'assertionMalformed', client: null };
    const client = this.clients.named(claims.iss);
    if (!client?.keySet || claims.sub !== claims.iss) return { refusal: 'assertionOfUnknown', client: client?.name ?? null };
    const refused = (refusal: Refusal): Refused => ({ refusal, client: client.name });
    const now = this.clock.now();
    try {
      const { payload } = await jwtVerify(assertion, createLocalJWKSet(client.keySet), {
        algorithms: ALGORITHMS,
        audience: this.audience,
        clockTolerance: CLOCKS_DIFFER_SECONDS,
        currentDate: new Date(now),
      });
      const lastsMs = (payload.exp ?? 0) * 1_000 - now;
      const validity = (payload.exp ?? 0) - (payload.iat ?? now / 1_000);
      const longest = LONGEST_VALIDITY_SECONDS + CLOCKS_DIFFER_SECONDS;
      if (validity > longest || lastsMs > longest * 1_000) return refused('assertionTooLong');
      const id = createHash('sha256').update(`${client.name}\n${claims.jti}`).digest('base64url');
      const uses = await this.counts.add(`assertion:${id}`, 1, lastsMs + CLOCKS_DIFFER_SECONDS * 1_000 + 1);
      return uses === 1 ? client : refused('assertionReplayed');
    } catch (fault) {
      return refused(refusalOf(fault));
    }
  }
}

/** The claims of an assertion, not verified yet; undefined if one is missing. */
function claimsOf(assertion: string): (JWTPayload & { iss: string; sub: string; jti: string }) | undefined {
  try {
    const claims = decodeJwt(assertion);
    const { iss, sub, jti, exp } = claims;
    if (typeof iss !== 'string' || typeof sub !== 'string' || typeof exp !== 'number') return undefined;
    if (typeof jti !== 'string' || jti === '' || jti.length > LONGEST_ID) return undefined;
    return { ...claims, iss, sub, jti };
  } catch {
    return undefined;
  }
}

function refusalOf(fault: unknown): Refusal {
  if (fault instanceof errors.JWTExpired) return 'assertionEnded';
  if (fault instanceof errors.JWTClaimValidationFailed) {
    if (fault.claim === 'aud') return 'assertionForAnother';
    return fault.claim === 'nbf' || fault.claim === 'iat' ? 'assertionEnded' : 'assertionMalformed';
  }
  // There is no key of this ID and type, the algorithm is not allowed, or the signature is wrong.
  return 'assertionForged';
}
