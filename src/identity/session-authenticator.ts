import { Injectable } from '@nestjs/common';
import { type Authenticator } from '../contract/index.js';
import { StoreUnavailable } from '../faults/index.js';
import { type HoldersKey, type LiveReader, LiveReaders, RequestBudget } from '../live/index.js';
import type { AccountNumber } from '../values/identifiers.js';
import type { Instant } from '../values/instant.js';
import { andThen, type MaybePromise } from '../values/maybe-promise.js';
import type { SignedInViewer } from '../values/viewer.js';
import { type AccessClaims, AccessTokens, type ShownClaims } from './access-tokens.js';
import { sessionPolicy } from './identity.policy.js';
import type { OpenSession } from './open-session.js';
import { SessionStore } from './session-store.js';
import { UserStore } from './user-store.js';

/** Identifies the viewer by an access token, which is checked with the gateway's keys and against the open sessions. */
@Injectable()
export class SessionAuthenticator implements Authenticator {
  private readonly sessions: LiveReader<HoldersKey, OpenSession>;
  private readonly viewers = new WeakMap<ShownClaims, { readonly session: OpenSession; readonly viewer: SignedInViewer }>();

  constructor(
    live: LiveReaders,
    private readonly tokens: AccessTokens,
    private readonly sessionStore: SessionStore,
    private readonly users: UserStore,
  ) {
    this.sessions = live.holdersReader(sessionPolicy, (ids) => this.openSessions(ids));
  }

  viewerOf(accessToken: string): MaybePromise<SignedInViewer | undefined> {
    return andThen(this.tokens.verify(accessToken), (claims) => claims && this.viewerWith(claims));
  }

  private viewerWith(claims: ShownClaims): MaybePromise<SignedInViewer | undefined> {
    return andThen(this.sessions.read(keyOf(claims), RequestBudget.ofPage()), (session) => {
      if (!session.known) return viewerByClaims(claims);
      if (!session.value?.accountNumbers.includes(claims.accountNumber)) return undefined;
      // An unchanged session gives the same viewer object, under which other rooms remember values.
      const last = this.viewers.get(claims);
      if (last?.session === session.value) return last.viewer;
      const { accountNumber, sessionId, endsAt: accessEndsAt } = claims;
      const viewer: SignedInViewer = { kind: 'signedIn', ...session.value, accountNumber, sessionId, accessEndsAt };
      this.viewers.set(claims, { session: session.value, viewer });
      return viewer;
    });
  }

  /**
   * The viewer for whom a session is open, for an account that they may still buy for.
   * @throws {StoreUnavailable} it can't be told now
   */
  async viewerInSession(
    sessionId: string,
    accountNumber: AccountNumber,
    accessEndsAt: Instant,
  ): Promise<SignedInViewer | undefined> {
    const session = await this.sessions.read(keyOf({ sessionId }), RequestBudget.ofPage());
    if (!session.known)
      throw new StoreUnavailable('the look for a session', {
        cause: new Error(`No answer; again in ${session.retryAfterSeconds} s`),
      });
    if (!session.value?.accountNumbers.includes(accountNumber)) return undefined;
    return { kind: 'signedIn', ...session.value, accountNumber, sessionId, accessEndsAt };
  }

  /** Forgets what is remembered of a session that has just changed. */
  changed(session: Pick<AccessClaims, 'sessionId'>): void {
    this.sessions.forget(keyOf(session));
  }

  /** Forgets what is remembered of all sessions, since users have changed. */
  usersChanged(): void {
    this.sessions.forgetAll();
  }

  private async openSessions(ids: readonly HoldersKey[]): Promise<ReadonlyMap<HoldersKey, OpenSession>> {
    const sessions = await this.sessionStore.open(ids);
    const users = await this.users.byIds([...new Set([...sessions.values()].map(({ userId }) => userId))]);
    return new Map(
      ids.flatMap((id) => {
        const userId = sessions.get(id)?.userId ?? '';
        const user = users.get(userId);
        if (!user || user.disabled) return [];
        const { email, name, role, orderLimit, accountNumbers } = user;
        return [[id, { user: { id: userId, email, name, role, orderLimit }, accountNumbers }]];
      }),
    );
  }
}

/** The session's ID as a key that only its holder knows: it comes from their access token or from a sign-in just now. */
function keyOf({ sessionId }: Pick<AccessClaims, 'sessionId'>): HoldersKey {
  return sessionId as HoldersKey;
}

/** The viewer by the token's claims alone, for when the database is unavailable. The claims were true when it was signed. */
function viewerByClaims(claims: ShownClaims): SignedInViewer {
  const { sessionId, userId, email, name, role, orderLimit, accountNumber, endsAt } = claims;
  return {
    kind: 'signedIn',
    user: { id: userId, email, name, role, orderLimit },
    accountNumber,
    accountNumbers: [accountNumber],
    sessionId,
    accessEndsAt: endsAt,
  };
}
