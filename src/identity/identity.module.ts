import { Module } from '@nestjs/common';
import { AccountModule } from '../account/index.js';
import { Authenticator, DocumentLinks } from '../contract/index.js';
import { ThrottlingModule } from '../throttling/index.js';
import { AccessTokens } from './access-tokens.js';
import { DocumentLinkTokens } from './document-link-tokens.js';
import { IdentityResolver } from './identity.resolver.js';
import { KeySetController } from './key-set.controller.js';
import { IdTokenVerifier } from './open-id/id-token-verifier.js';
import { LinkedIdentities } from './open-id/linked-identities.js';
import { OpenIdUsers } from './open-id/open-id-users.js';
import { SpentTokens } from './open-id/spent-tokens.js';
import { PasswordHasher } from './password-hasher.js';
import { SessionAuthenticator } from './session-authenticator.js';
import { SessionCleanup } from './session-cleanup.js';
import { SessionStore } from './session-store.js';
import { SignInService } from './sign-in.service.js';
import { SigningKeys } from './signing-keys.js';
import { UserStore } from './user-store.js';

@Module({
  imports: [AccountModule, ThrottlingModule],
  controllers: [KeySetController],
  providers: [
    UserStore,
    PasswordHasher,
    SigningKeys,
    AccessTokens,
    SessionStore,
    SessionAuthenticator,
    SessionCleanup,
    IdTokenVerifier,
    LinkedIdentities,
    SpentTokens,
    OpenIdUsers,
    SignInService,
    IdentityResolver,
    { provide: Authenticator, useExisting: SessionAuthenticator },
    { provide: DocumentLinks, useClass: DocumentLinkTokens },
  ],
  exports: [
    Authenticator,
    DocumentLinks,
    SessionAuthenticator,
    SigningKeys,
    SessionCleanup,
    UserStore,
    LinkedIdentities,
    PasswordHasher,
  ],
})
export class IdentityModule {}
