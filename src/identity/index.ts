export { identityCosts } from './identity.costs.js';
export { IdentityModule } from './identity.module.js';
export { LinkedIdentities } from './open-id/linked-identities.js';
export { isPasswordHash, MOST_LANES, MOST_MEMORY, MOST_PASSES } from './password-hash.js';
export { PasswordHasher } from './password-hasher.js';
export { SessionAuthenticator } from './session-authenticator.js';
export { SessionCleanup } from './session-cleanup.js';
export { SigningKeys } from './signing-keys.js';
export { type NewUser, normalisedEmail, type StoredUser, UserStore } from './user-store.js';
