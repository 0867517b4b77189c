import { generateKeyPair } from 'jose';
import { describe, expect, it } from 'vitest';
import { ServerSettings } from '../config/index.js';
import type { LinkedDocument } from '../contract/index.js';
import { StoreUnavailable } from '../faults/index.js';
import { SystemClock } from '../values/clock.js';
import { asAccountNumber } from '../values/identifiers.js';
import type { SignedInViewer } from '../values/viewer.js';
import { DocumentLinkTokens } from './document-link-tokens.js';
import type { SessionAuthenticator } from './session-authenticator.js';
import { SIGNING_ALGORITHM, type SigningKeys } from './signing-keys.js';

const DOCUMENT: LinkedDocument = { kind: 'quote', key: 'QTE26-00038' };
const VIEWER = { kind: 'signedIn', sessionId: 'S1', accountNumber: asAccountNumber('HARGATE') } as SignedInViewer;
const { privateKey, publicKey } = await generateKeyPair(SIGNING_ALGORITHM);

function links(found: () => Promise<unknown>): DocumentLinkTokens {
  const keys = { current: () => ({ kid: 'K1', privateKey }), publicKey: found } as unknown as SigningKeys;
  const sessions = { viewerInSession: async () => VIEWER } as unknown as SessionAuthenticator;
  const server = Object.assign(new ServerSettings(), { publicUrl: 'https://shop.example' });
  return new DocumentLinkTokens(keys, sessions, new SystemClock(), server);
}

describe('The link of a document', () => {
  it('opens it for the viewer to whom it was given', async () => {
    const tokens = links(async () => publicKey);
    expect(await tokens.open(await tokens.make(VIEWER, DOCUMENT))).toEqual({ viewer: VIEWER, document: DOCUMENT });
  });

  it('is not valid where it was signed with a key that is not known', async () => {
    const tokens = links(async () => undefined);
    expect(await tokens.open(await tokens.make(VIEWER, DOCUMENT))).toBeUndefined();
  });

  it('is not said to be invalid where the keys cannot be read', async () => {
    const tokens = links(() => Promise.reject(new StoreUnavailable('identity.keys', { cause: new Error('away') })));
    await expect(tokens.open(await tokens.make(VIEWER, DOCUMENT))).rejects.toThrow(StoreUnavailable);
  });
});
