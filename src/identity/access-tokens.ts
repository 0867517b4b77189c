import { Injectable } from '@nestjs/common';
import { SignJWT } from 'jose';
import { LRUCache } from 'lru-cache';
import { IdentitySettings, ServerSettings } from '../config/index.js';
import { Clock } from '../values/clock.js';
import type { AccountNumber } from '../values/identifiers.js';
import type { Instant } from '../values/instant.js';
import type { MaybePromise } from '../values/maybe-promise.js';
import type { Money } from '../values/money.js';
import type { UserRole } from '../values/viewer.js';
import { textOf, verifyOwnToken } from './own-tokens.js';
import { SIGNING_ALGORITHM, SigningKeys } from './signing-keys.js';

const AUDIENCE = 'storefront';
const TYPE = 'at+jwt';

/** How many verified tokens are remembered: checking a signature takes longer than answering a warm page. */
const MAX_VERIFIED = 20_000;

/** The claims of an access token. They are enough to serve its holder for a while when the database is unavailable. */
export interface AccessClaims {
  readonly sessionId: string;
  readonly userId: string;
  readonly email: string;
  readonly name: string;
  readonly role: UserRole;
  readonly orderLimit: Money | null;
  readonly accountNumber: AccountNumber;
}

/** The claims of a token that came with a request. */
export interface ShownClaims extends AccessClaims {
  readonly endsAt: Instant;
}

export interface AccessToken {
  readonly token: string;
  readonly expiresAt: Instant;
}

/** Access tokens: short-lived JWTs. Any service can check them with the published keys. */
@Injectable()
export class AccessTokens {
  private readonly issuer: string;
  /** Tokens that were found valid, with their claims. A key stays published until the last token that it signed has ended. */
  private readonly verified = new LRUCache<string, ShownClaims>({ max: MAX_VERIFIED });

  constructor(
    private readonly keys: SigningKeys,
    private readonly settings: IdentitySettings,
    private readonly clock: Clock,
    server: ServerSettings,
  ) {
    this.issuer = server.issuer;
  }

  /** @param endsBy the latest moment at which the token may end */
  async issue(
    { sessionId, userId, email, name, role, orderLimit, accountNumber }: AccessClaims,
    endsBy: Instant,
  ): Promise<AccessToken> {
    const key = this.keys.current();
    const issuedAt = Math.floor(this.clock.now() / 1000);
    const expiresAt = Math.min(issuedAt + this.settings.accessTokenMinutes * 60, Math.floor(endsBy / 1000));
    const token = await new SignJWT({
      sid: sessionId,
      email,
      name,
      role,
      account: accountNumber,
      ...(orderLimit && { order_limit: orderLimit }),
    })
      .setProtectedHeader({ alg: SIGNING_ALGORITHM, kid: key.kid, typ: TYPE })
      .setIssuer(this.issuer)
      .setAudience(AUDIENCE)
      .setSubject(userId)
      .setIssuedAt(issuedAt)
      .setExpirationTime(expiresAt)
      .sign(key.privateKey);
    return { token, expiresAt: expiresAt * 1000 };
  }

  /**
   * The claims of a token, or undefined where it was not issued by this gateway, was tampered with, or has ended.
   * @throws {StoreUnavailable} no signing key could be read yet
   */
  verify(token: string): MaybePromise<ShownClaims | undefined> {
    const verified = this.verified.get(token);
    if (verified && this.clock.now() < verified.endsAt) return verified;
    return this.check(token, this.clock.now()).then((found) => {
      if (found) this.verified.set(token, found);
      return found;
    });
  }

  /** The claims of a token that may have ended, so that its session can be ended. */
  verifyEvenIfEnded(token: string): Promise<ShownClaims | undefined> {
    return this.check(token, 0);
  }

  private async check(token: string, now: Instant): Promise<ShownClaims | undefined> {
    const expected = { issuer: this.issuer, audience: AUDIENCE, typ: TYPE, requiredClaims: ['sub', 'role'] };
    const own = await verifyOwnToken(token, expected, this.keys, now);
    if (!own) return undefined;
    const { payload, ...claims } = own;
    return {
      ...claims,
      userId: textOf(payload, 'sub'),
      email: textOf(payload, 'email'),
      name: textOf(payload, 'name'),
      role: textOf(payload, 'role') as UserRole,
      // The gateway signed the token, so the claim has the form that `issue` wrote.
      orderLimit: (payload['order_limit'] ?? null) as Money | null,
    };
  }
}
