import { Logger } from '@nestjs/common';
import { Args, Context, Mutation, Resolver } from '@nestjs/graphql';
import { type Contract, type RequestContext, Unauthenticated } from '../contract/index.js';
import { StoreUnavailable } from '../faults/index.js';
import type { SignedInViewer } from '../values/viewer.js';
import { type SignInOutcome, SignInService } from './sign-in.service.js';

type SessionAnswer = Omit<Contract.SessionPayload, 'viewer'> & { readonly viewer: SignedInViewer | null };
type Refusal = Exclude<SignInOutcome['kind'], 'signedIn'>;

@Resolver()
export class IdentityResolver {
  private readonly log = new Logger('identity');

  constructor(private readonly signIn: SignInService) {}

  @Mutation('login')
  login(@Args('input') { email, password }: Contract.LoginInput, @Context() context: RequestContext): Promise<SessionAnswer> {
    return this.answer(context, this.signIn.login(email, password, context.record.client));
  }

  @Mutation('loginWithIdentityToken')
  loginWithIdentityToken(
    @Args('input') { idToken, nonce }: Contract.LoginWithIdentityTokenInput,
    @Context() context: RequestContext,
  ): Promise<SessionAnswer> {
    return this.answer(context, this.signIn.loginWithIdentityToken(idToken, nonce ?? undefined, context.record.client));
  }

  @Mutation('refreshSession')
  refreshSession(
    @Args('input') { refreshToken }: Contract.RefreshSessionInput,
    @Context() context: RequestContext,
  ): Promise<SessionAnswer> {
    return this.answer(context, this.signIn.refresh(refreshToken));
  }

  @Mutation('selectAccount')
  selectAccount(
    @Args('input') { accountNumber, refreshToken }: Contract.SelectAccountInput,
    @Context() context: RequestContext,
  ): Promise<SessionAnswer> {
    const { viewer } = context;
    if (viewer.kind !== 'signedIn') {
      throw new Unauthenticated('Sign in first.');
    }
    return this.answer(context, this.signIn.selectAccount(viewer, accountNumber, refreshToken ?? undefined));
  }

  @Mutation('logout')
  async logout(@Context() { accessToken }: RequestContext): Promise<Contract.LogoutPayload> {
    try {
      if (accessToken !== null) await this.signIn.logout(accessToken);
      return { userErrors: [] };
    } catch (fault) {
      return { userErrors: [this.storeIsAway(fault)] };
    }
  }

  private async answer(context: RequestContext, signingIn: Promise<SignInOutcome>): Promise<SessionAnswer> {
    try {
      const outcome = await signingIn;
      if (outcome.kind !== 'signedIn') return { session: null, viewer: null, userErrors: [refusal(outcome.kind)] };
      const { viewer, accessToken, refreshToken } = outcome;
      context.viewer = viewer;
      return {
        session: {
          accessToken: accessToken.token,
          accessTokenExpiresAt: accessToken.expiresAt,
          refreshToken: refreshToken?.token ?? null,
          refreshTokenExpiresAt: refreshToken?.expiresAt ?? null,
        },
        viewer,
        userErrors: [],
      };
    } catch (fault) {
      return { session: null, viewer: null, userErrors: [this.storeIsAway(fault)] };
    }
  }

  private storeIsAway(fault: unknown): Contract.UserError {
    if (!(fault instanceof StoreUnavailable)) throw fault;
    this.log.error(fault);
    return refusal('temporarilyUnavailable');
  }
}

const REFUSALS: Readonly<Record<Refusal, Contract.UserError>> = {
  invalidCredentials: { code: 'INVALID_CREDENTIALS', message: 'The e-mail or the password is wrong.', field: ['input'] },
  tooManyAttempts: { code: 'TOO_MANY_ATTEMPTS', message: 'There were too many attempts. Try again later.', field: null },
  userDisabled: { code: 'USER_DISABLED', message: 'This user may not sign in any more.', field: null },
  noAccount: { code: 'NO_ACCOUNT', message: 'The user may not buy for this account, or for none.', field: null },
  invalidToken: { code: 'INVALID_TOKEN', message: 'The session has ended. Sign in again.', field: null },
  invalidIdentityToken: {
    code: 'INVALID_TOKEN',
    message: 'The identity token is not accepted. Sign in with the provider again.',
    field: ['input', 'idToken'],
  },
  unknownIdentity: { code: 'INVALID_CREDENTIALS', message: 'This identity may not sign in here.', field: ['input'] },
  temporarilyUnavailable: {
    code: 'TEMPORARILY_UNAVAILABLE',
    message: 'This cannot be done at the moment. Try again shortly.',
    field: null,
  },
};

function refusal(kind: Refusal): Contract.UserError {
  return REFUSALS[kind];
}
