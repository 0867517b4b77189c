/** Why an ID token is not accepted, as the log says it. */
export const TOKEN_PROBLEMS = {
  tooLong: 'it is too long',
  malformed: 'it is not a signed ID token',
  unknownIssuer: 'its issuer is not configured',
  wrongType: 'it is another kind of token',
  algorithm: 'it is signed with an algorithm that is not allowed',
  unknownKey: 'the provider has no key such as it names',
  signature: 'its signature is wrong',
  audience: 'it is meant for another application',
  authorizedParty: 'it was issued to another application',
  expired: 'it has expired',
  tooOld: 'it was issued too long ago',
  notYetValid: 'it is not valid yet',
  nonce: 'its nonce is not that of the sign-in',
  missingClaim: 'it lacks a claim that every ID token has',
  spent: 'it was used for a sign-in before',
} as const;

/** Why a person whom a provider has signed in may not sign in to the gateway, as the log says it. */
export const IDENTITY_PROBLEMS = {
  requiredClaim: 'they lack the required claim',
  emailDomain: 'they have no verified e-mail address of an allowed domain',
  notLinked: 'they are linked to no user, and the issuer does not link users',
  noVerifiedEmail: 'they are linked to no user, and have no verified e-mail address',
  unknownUser: 'they are linked to no user, and no user has their e-mail address',
  emailLinkedToAnother: 'the user with their e-mail address is linked to another person at the provider',
} as const;

export type TokenProblem = keyof typeof TOKEN_PROBLEMS;
export type IdentityProblem = keyof typeof IDENTITY_PROBLEMS;
