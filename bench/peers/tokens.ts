import { createRemoteJWKSet, jwtVerify } from 'jose';
import { LRUCache } from 'lru-cache';

export interface Claims {
  readonly accountNumber: string;
}

/** Checks the gateway's access tokens with its published keys; a token that was found good is good until it ends. */
export class Tokens {
  private readonly keys: ReturnType<typeof createRemoteJWKSet>;
  private readonly verified = new LRUCache<string, Claims>({ max: 10_000 });

  constructor(
    keySetUrl: string,
    private readonly issuer: string,
  ) {
    this.keys = createRemoteJWKSet(new URL(keySetUrl));
  }

  /** Null for visitors, and where the token is not (or no longer) good. */
  claimsOf(authorization: string | undefined): Claims | null | Promise<Claims | null> {
    const token = authorization?.startsWith('Bearer ') ? authorization.slice('Bearer '.length) : undefined;
    if (token === undefined) return null;
    return this.verified.get(token) ?? this.verify(token);
  }

  private async verify(token: string): Promise<Claims | null> {
    try {
      const { payload } = await jwtVerify(token, this.keys, { issuer: this.issuer, audience: 'storefront', typ: 'at+jwt' });
      const claims = { accountNumber: String(payload['account']) };
      this.verified.set(token, claims, { ttl: Math.max(1, (payload.exp ?? 0) * 1000 - Date.now()) });
      return claims;
    } catch {
      return null;
    }
  }
}
