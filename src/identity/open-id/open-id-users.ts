import { Injectable, Logger } from '@nestjs/common';
import type { JWTPayload } from 'jose';
import type { OpenIdIssuer } from '../../config/index.js';
import { stored } from '../../faults/index.js';
import { type StoredUser, UserStore } from '../user-store.js';
import { IdTokenVerifier } from './id-token-verifier.js';
import { IDENTITY_PROBLEMS, type IdentityProblem, TOKEN_PROBLEMS, type TokenProblem } from './identity-problem.js';
import { LinkedIdentities } from './linked-identities.js';
import { SpentTokens } from './spent-tokens.js';
import { isOfDomain, verifiedEmail } from './verified-email.js';

const OPERATION = 'identity.loginWithIdentityToken';

export type Recognition =
  | {
      readonly kind: 'user';
      readonly user: StoredUser;
      /** Marks the token as used. @returns whether it was unused before */
      spend(): Promise<boolean>;
    }
  | { readonly kind: 'invalidIdentityToken' }
  | { readonly kind: 'unknownIdentity' }
  | { readonly kind: 'temporarilyUnavailable' };

/** Finds the user whom an OpenID Connect provider has signed in. Every refusal is logged, without token, person and host. */
@Injectable()
export class OpenIdUsers {
  private readonly log = new Logger('identity.open-id');

  constructor(
    private readonly verifier: IdTokenVerifier,
    private readonly links: LinkedIdentities,
    private readonly spentTokens: SpentTokens,
    private readonly users: UserStore,
  ) {}

  /** @param nonce the nonce that the storefront sent to the provider for this sign-in */
  async recognise(idToken: string, nonce: string | undefined): Promise<Recognition> {
    const token = await this.verifier.verify(idToken, nonce);
    if (token.kind === 'providerAway') {
      this.log.warn({ provider: token.issuer.name }, 'No user of a provider can sign in: its keys are not known');
      return { kind: 'temporarilyUnavailable' };
    }
    if (token.kind === 'refused') return this.refuseToken(token.problem, token.issuer);
    const { issuer, subject, claims, endsAt } = token;
    const user = barredBy(issuer, claims) ?? (await this.userOf(issuer, subject, claims));
    if (typeof user === 'string') return this.refuseIdentity(user, issuer);
    return {
      kind: 'user',
      user,
      spend: async () => {
        const isFirstUse = await stored(OPERATION, () => this.spentTokens.spend(idToken, endsAt));
        if (!isFirstUse) this.refuseToken('spent', issuer);
        return isFirstUse;
      },
    };
  }

  private async userOf(issuer: OpenIdIssuer, subject: string, claims: JWTPayload): Promise<StoredUser | IdentityProblem> {
    const identity = { issuer: issuer.issuer, subject };
    // An existing link decides, even if the person's e-mail address has changed since.
    const linkedTo = await stored(OPERATION, () => this.links.userIdOf(identity));
    if (linkedTo !== undefined) return (await stored(OPERATION, () => this.users.byId(linkedTo))) ?? 'unknownUser';
    if (issuer.linkUsers === 'never') return 'notLinked';
    const email = verifiedEmail(claims, issuer);
    if (email === undefined) return 'noVerifiedEmail';
    const user = await stored(OPERATION, () => this.users.byEmail(email));
    if (!user) return 'unknownUser';
    const userId = await stored(OPERATION, () => this.links.link(identity, user.id));
    if (userId === undefined) return 'emailLinkedToAnother';
    return userId === user.id ? user : ((await stored(OPERATION, () => this.users.byId(userId))) ?? 'unknownUser');
  }

  private refuseToken(problem: TokenProblem, issuer: OpenIdIssuer | undefined): Recognition {
    this.log.warn({ problem, ...(issuer && { provider: issuer.name }) }, `An ID token was refused: ${TOKEN_PROBLEMS[problem]}`);
    return { kind: 'invalidIdentityToken' };
  }

  private refuseIdentity(problem: IdentityProblem, { name }: OpenIdIssuer): Recognition {
    this.log.warn({ problem, provider: name }, `A person signed in by a provider was refused: ${IDENTITY_PROBLEMS[problem]}`);
    return { kind: 'unknownIdentity' };
  }
}

/** Whether the issuer's settings refuse the person (required claim, e-mail domains), before any user is looked up. */
function barredBy(issuer: OpenIdIssuer, claims: JWTPayload): IdentityProblem | undefined {
  const { requiredClaim, emailDomains } = issuer;
  if (requiredClaim && ![claims[requiredClaim.name]].flat().includes(requiredClaim.value)) return 'requiredClaim';
  const email = verifiedEmail(claims, issuer);
  if (emailDomains.length > 0 && (email === undefined || !isOfDomain(email, emailDomains))) return 'emailDomain';
  return undefined;
}
