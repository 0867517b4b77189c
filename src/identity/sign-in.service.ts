import { Injectable, Logger } from '@nestjs/common';
import { AccountService } from '../account/index.js';
import { stored } from '../faults/index.js';
import { SignInAttempts } from '../throttling/index.js';
import type { CallingClient } from '../values/calling-client.js';
import { type AccountNumber, asAccountNumber } from '../values/identifiers.js';
import type { SignedInViewer } from '../values/viewer.js';
import { type AccessToken, AccessTokens } from './access-tokens.js';
import { OpenIdUsers } from './open-id/open-id-users.js';
import { PasswordHasher } from './password-hasher.js';
import type { RefreshVerdict } from './refresh-rule.js';
import { SessionAuthenticator } from './session-authenticator.js';
import { type RefreshToken, SessionStore, type StoredSession, type Trade } from './session-store.js';
import { normalisedEmail, type StoredUser, UserStore } from './user-store.js';

export type SignInOutcome =
  | {
      readonly kind: 'signedIn';
      readonly viewer: SignedInViewer;
      readonly accessToken: AccessToken;
      /** Null where the session's current refresh token stays valid. */
      readonly refreshToken: RefreshToken | null;
    }
  | { readonly kind: 'invalidCredentials' }
  /** Too early for another attempt. The answer is the same for known and unknown e-mail addresses. */
  | { readonly kind: 'tooManyAttempts' }
  | { readonly kind: 'userDisabled' }
  | { readonly kind: 'noAccount' }
  | { readonly kind: 'invalidToken' }
  | { readonly kind: 'invalidIdentityToken' }
  | { readonly kind: 'unknownIdentity' }
  /** GP is unavailable and the account has never been read, or the gateway's database or the provider is unavailable. */
  | { readonly kind: 'temporarilyUnavailable' };

/** In characters. A longer text is refused unhashed, since no user has such a password and hashing it would take time. */
const LONGEST_PASSWORD = 1_000;

/** Signs users in, keeps them signed in, and moves them between their accounts. */
@Injectable()
export class SignInService {
  private readonly log = new Logger('identity');

  constructor(
    private readonly users: UserStore,
    private readonly hasher: PasswordHasher,
    private readonly sessions: SessionStore,
    private readonly tokens: AccessTokens,
    private readonly authenticator: SessionAuthenticator,
    private readonly accounts: AccountService,
    private readonly openId: OpenIdUsers,
    private readonly attempts: SignInAttempts,
  ) {}

  /** @param client the program through which the user signs in, where it is known */
  async login(email: string, password: string, client: CallingClient | undefined): Promise<SignInOutcome> {
    const attempt = await this.attempts.begin(normalisedEmail(email), client);
    if (!attempt) return { kind: 'tooManyAttempts' };
    const user = await stored('identity.login', () => this.users.byEmail(email));
    // A password is checked for an unknown e-mail too, so that neither answer nor time reveals which e-mails are known.
    const form = password.length <= LONGEST_PASSWORD ? await this.hasher.formOf(user?.passwordHash, password) : undefined;
    if (user && form === 'unreadable hash') {
      this.log.error({ userId: user.id }, 'The stored password hash of a user cannot be read. They need a new password');
    }
    if (!user || !form || form === 'unreadable hash') return { kind: 'invalidCredentials' };
    if (form === 'typed') {
      const renewed = await this.hasher.hash(password);
      await stored('identity.login', () => this.users.renewHash(user, renewed));
    }
    await attempt.succeeded();
    return this.startSession('identity.login', user);
  }

  /**
   * @param nonce the nonce that the storefront sent to the OpenID Connect provider for this sign-in
   * @param client the program through which the user signs in, where it is known
   */
  async loginWithIdentityToken(
    idToken: string,
    nonce: string | undefined,
    client: CallingClient | undefined,
  ): Promise<SignInOutcome> {
    const attempt = await this.attempts.beginWithToken(client);
    if (!attempt) return { kind: 'tooManyAttempts' };
    const recognised = await this.openId.recognise(idToken, nonce);
    if (recognised.kind !== 'user') return recognised;
    await attempt.succeeded();
    return this.startSession('identity.loginWithIdentityToken', recognised.user, async () => {
      return (await recognised.spend()) ? undefined : { kind: 'invalidIdentityToken' };
    });
  }

  async refresh(refreshToken: string): Promise<SignInOutcome> {
    const found = await stored('identity.refresh', () => this.sessions.sessionOf(refreshToken));
    const user = found && (await stored('identity.refresh', () => this.users.byId(found.session.userId)));
    // All sessions of a disabled user have ended. The holder of a token is told why.
    if (user?.disabled) return { kind: 'userDisabled' };
    if (user && isGood(found.verdict)) {
      // GP is asked before the token is traded: where GP does not answer, the token stays valid.
      const { accountNumber } = found.session;
      const account = user.accountNumbers.includes(accountNumber)
        ? await this.firstKnownAccount([accountNumber])
        : ({ kind: 'noAccount' } as const);
      if (account.kind !== 'account') return account;
    }
    return this.traded(user, await stored('identity.refresh', () => this.sessions.trade(refreshToken)));
  }

  /**
   * Moves a session to another account. With an access token alone, the new access token ends when the old one does, and the
   * session's refresh token stays valid: a stolen access token gains nothing. A caller that also sends the refresh token gets
   * a new one.
   */
  async selectAccount(viewer: SignedInViewer, wanted: string, refreshToken: string | undefined): Promise<SignInOutcome> {
    const number = asAccountNumber(wanted);
    const user = await stored('identity.selectAccount', () => this.users.byId(viewer.user.id));
    if (!user?.accountNumbers.includes(number)) return { kind: 'noAccount' };
    const account = await this.firstKnownAccount([number]);
    if (account.kind !== 'account') return account;
    if (refreshToken !== undefined) {
      const found = await stored('identity.selectAccount', () => this.sessions.sessionOf(refreshToken));
      if (found?.session.id !== viewer.sessionId) return { kind: 'invalidToken' };
      // Without a change of the account the token is not replaced. A bad token is traded all the same, which reveals a theft.
      if (number !== viewer.accountNumber || !isGood(found.verdict)) {
        return this.traded(user, await stored('identity.selectAccount', () => this.sessions.trade(refreshToken, number)));
      }
    }
    if (!(await stored('identity.selectAccount', () => this.sessions.moveTo(viewer.sessionId, number))))
      return { kind: 'invalidToken' };
    return this.signedIn(user, { id: viewer.sessionId, accountNumber: number, endsAt: viewer.accessEndsAt }, null);
  }

  /** Ends the session of an access token, even if the token has ended. @throws {StoreUnavailable} */
  async logout(accessToken: string): Promise<void> {
    const claims = await this.tokens.verifyEvenIfEnded(accessToken);
    if (!claims) return;
    await stored('identity.logout', () => this.sessions.end(claims.sessionId));
    this.authenticator.changed(claims);
  }

  /** @param lastLook a last check, made only where all others have passed; a value that it returns is the refusal */
  private async startSession(
    operation: string,
    user: StoredUser,
    lastLook: () => Promise<SignInOutcome | undefined> = async () => undefined,
  ): Promise<SignInOutcome> {
    if (user.disabled) return { kind: 'userDisabled' };
    const account = await this.firstKnownAccount(user.accountNumbers);
    if (account.kind !== 'account') return account;
    const refusal = await lastLook();
    if (refusal) return refusal;
    const { session, refreshToken } = await stored(operation, () => this.sessions.start(user.id, account.number));
    return this.signedIn(user, session, refreshToken);
  }

  private async traded(user: StoredUser | undefined, trade: Trade): Promise<SignInOutcome> {
    if (trade.kind === 'stolen') {
      this.authenticator.changed(trade);
      this.log.warn('A refresh token was used again after it had been replaced: its session has ended');
    }
    if (!user || trade.kind !== 'traded') return { kind: 'invalidToken' };
    return this.signedIn(user, trade.session, trade.refreshToken);
  }

  /** The first of the accounts that GP knows. */
  private async firstKnownAccount(numbers: readonly AccountNumber[]) {
    let askedInVain = false;
    for (const number of numbers) {
      const customer = await this.accounts.customerForSignIn(number);
      if (customer.known && customer.value) return { kind: 'account', number } as const;
      askedInVain ||= !customer.known;
    }
    return { kind: askedInVain ? 'temporarilyUnavailable' : 'noAccount' } as const;
  }

  private async signedIn(
    user: StoredUser,
    { id: sessionId, accountNumber, endsAt }: Pick<StoredSession, 'id' | 'accountNumber' | 'endsAt'>,
    refreshToken: RefreshToken | null,
  ): Promise<SignInOutcome> {
    const { id, email, name, role, orderLimit, accountNumbers } = user;
    const claims = { sessionId, userId: id, email, name, role, orderLimit, accountNumber };
    const accessToken = await this.tokens.issue(claims, endsAt);
    const viewer: SignedInViewer = {
      kind: 'signedIn',
      user: { id, email, name, role, orderLimit },
      accountNumber,
      accountNumbers,
      sessionId,
      accessEndsAt: accessToken.expiresAt,
    };
    return { kind: 'signedIn', viewer, accessToken, refreshToken };
  }
}

/** Whether a refresh token with this verdict gets a successor. */
function isGood(verdict: RefreshVerdict): boolean {
  return verdict === 'next' || verdict === 'repeat';
}
