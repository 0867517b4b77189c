import { Injectable } from '@nestjs/common';
import { SignJWT } from 'jose';
import { LRUCache } from 'lru-cache';
import { ServerSettings } from '../config/index.js';
import { DocumentLinks, type LinkedDocument } from '../contract/index.js';
import { Clock } from '../values/clock.js';
import type { AccountNumber } from '../values/identifiers.js';
import type { SignedInViewer } from '../values/viewer.js';
import { verifyOwnToken } from './own-tokens.js';
import { SessionAuthenticator } from './session-authenticator.js';
import { SIGNING_ALGORITHM, SigningKeys } from './signing-keys.js';

const AUDIENCE = 'documents';
const TYPE = 'document-link+jwt';
const GOOD_FOR_SECONDS = 300;
/** Links of the same minute are equal, so that a page that is asked for again is signed once. */
const MADE_ANEW_AFTER_SECONDS = 60;
const MAX_REMEMBERED = 5_000;

/** Document links as JWTs, signed with the keys of access tokens for an audience of their own. */
@Injectable()
export class DocumentLinkTokens implements DocumentLinks {
  private readonly issuer: string;
  private readonly made = new LRUCache<string, Promise<string>>({ max: MAX_REMEMBERED });

  constructor(
    private readonly keys: SigningKeys,
    private readonly sessions: SessionAuthenticator,
    private readonly clock: Clock,
    server: ServerSettings,
  ) {
    this.issuer = server.issuer;
  }

  make({ sessionId, accountNumber }: SignedInViewer, document: LinkedDocument): Promise<string> {
    const now = Math.floor(this.clock.now() / 1000);
    const since = now - (now % MADE_ANEW_AFTER_SECONDS);
    const key = JSON.stringify([sessionId, accountNumber, since, document]);
    let token = this.made.get(key);
    if (!token) {
      token = this.sign(sessionId, accountNumber, document, since);
      this.made.set(key, token);
      // The next request for it signs anew.
      token.catch(() => this.made.delete(key));
    }
    return token;
  }

  async open(token: string): Promise<{ viewer: SignedInViewer; document: LinkedDocument } | undefined> {
    const expected = { issuer: this.issuer, audience: AUDIENCE, typ: TYPE, requiredClaims: ['document'] };
    const own = await verifyOwnToken(token, expected, this.keys, this.clock.now());
    const viewer = own && (await this.sessions.viewerInSession(own.sessionId, own.accountNumber, own.endsAt));
    // The gateway signed the token, so the claim has the form that `make` wrote.
    return viewer && { viewer, document: own.payload['document'] as LinkedDocument };
  }

  private sign(sessionId: string, accountNumber: AccountNumber, document: LinkedDocument, since: number): Promise<string> {
    const key = this.keys.current();
    return new SignJWT({ sid: sessionId, account: accountNumber, document })
      .setProtectedHeader({ alg: SIGNING_ALGORITHM, kid: key.kid, typ: TYPE })
      .setIssuer(this.issuer)
      .setAudience(AUDIENCE)
      .setExpirationTime(since + MADE_ANEW_AFTER_SECONDS + GOOD_FOR_SECONDS)
      .sign(key.privateKey);
  }
}
