import { type JWTPayload, jwtVerify } from 'jose';
import { StoreUnavailable } from '../faults/index.js';
import { asAccountNumber } from '../values/identifiers.js';
import type { Instant } from '../values/instant.js';
import { SIGNING_ALGORITHM, type SigningKeys } from './signing-keys.js';

/** Which of the gateway's own tokens is expected. */
interface ExpectedToken {
  readonly issuer: string;
  readonly audience: string;
  readonly typ: string;
  readonly requiredClaims: readonly string[];
}

/**
 * The claims of a token that this gateway has signed; undefined where it was not, was tampered with, or had ended at `now`. All
 * of its tokens name a session and an account.
 * @throws {StoreUnavailable} no signing key could be read yet: whether the token is valid is not known
 */
export async function verifyOwnToken(token: string, expected: ExpectedToken, keys: SigningKeys, now: Instant) {
  const { issuer, audience, typ, requiredClaims } = expected;
  const keyOf = async ({ kid }: { readonly kid?: string }) => {
    const key = kid === undefined ? undefined : await keys.publicKey(kid);
    if (!key) throw new Error('unknown key');
    return key;
  };
  try {
    const { payload } = await jwtVerify(token, keyOf, {
      algorithms: [SIGNING_ALGORITHM],
      ...{ issuer, audience, typ },
      currentDate: new Date(now),
      requiredClaims: ['exp', 'sid', 'account', ...requiredClaims],
    });
    return {
      payload,
      sessionId: textOf(payload, 'sid'),
      accountNumber: asAccountNumber(textOf(payload, 'account')),
      endsAt: (payload.exp ?? 0) * 1000,
    };
  } catch (fault) {
    if (fault instanceof StoreUnavailable) throw fault;
    // The caller is told that the token is refused, and not why.
    return undefined;
  }
}

/** A claim as text; blank where it has none. */
export function textOf(payload: JWTPayload, claim: string): string {
  const value = payload[claim];
  return typeof value === 'string' ? value : '';
}
