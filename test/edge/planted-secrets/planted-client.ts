import { createHash } from 'node:crypto';
import { type CryptoKey, exportJWK, generateKeyPair } from 'jose';
import { assertion } from '../../callers/callers.js';
import { CLAIMS, OF_CONFIGURATION } from './secrets.js';

const SIGNED = 'signed-client';
const PUBLIC_URL = 'https://gateway.example.com';

/** Programs that the gateway knows: one by its key, one by what it signs; and others that pass for them. */
export class PlantedClient {
  /** What the configuration holds of the client's key. */
  readonly digest = createHash('sha256').update(OF_CONFIGURATION.clientKey).digest('hex');

  private constructor(
    private readonly keys: { readonly right: CryptoKey; readonly wrong: CryptoKey },
    private readonly publicKey: object,
  ) {}

  static async make(): Promise<PlantedClient> {
    const [{ privateKey: right, publicKey }, { privateKey: wrong }] = await Promise.all([
      generateKeyPair('ES256', { extractable: true }),
      generateKeyPair('ES256'),
    ]);
    return new PlantedClient({ right, wrong }, await exportJWK(publicKey));
  }

  get environment(): NodeJS.ProcessEnv {
    return {
      PUBLIC_URL,
      CLIENTS: JSON.stringify({
        clients: [
          { name: 'keyed-client', class: 'SERVER', keys: [{ sha256: this.digest }] },
          { name: SIGNED, class: 'SERVER', jwks: { keys: [this.publicKey] } },
        ],
      }),
    };
  }

  /** Assertions that are refused, by what is wrong with them. */
  async assertions(): Promise<Readonly<Record<string, string>>> {
    const { right, wrong } = this.keys;
    const claims = { issuer: SIGNED, audience: PUBLIC_URL, id: CLAIMS.tokenId };
    return {
      'of nobody': await assertion(right, 'ES256', { ...claims, issuer: CLAIMS.issuer }),
      'with a wrong signature': await assertion(wrong, 'ES256', claims, CLAIMS.keyId),
      'for another audience': await assertion(right, 'ES256', { ...claims, audience: CLAIMS.audience }),
      'that is none': CLAIMS.note,
    };
  }
}
