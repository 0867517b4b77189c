import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { type CryptoKey, exportJWK, generateKeyPair, SignJWT } from 'jose';
import { selfSignedCertificate } from '../../support/redis-server.js';
import { CLAIMS, HOSTS, OF_CONFIGURATION, OF_SERVERS } from './secrets.js';

const { openIdClient, openIdTenant } = OF_CONFIGURATION;
const KEY_ID = 'the-key';

/** The issuers by the names that the log has for them, and the host where each is to be found. */
const ISSUERS = {
  Staff: HOSTS.provider,
  Failing: HOSTS.provider,
  Wordy: HOSTS.provider,
  Foreign: HOSTS.provider,
  Mistaken: HOSTS.mistakenProvider,
  Missing: HOSTS.missingProvider,
} as const;
type IssuerName = keyof typeof ISSUERS;

/** OpenID Connect providers with planted words in all that they say. One of them works, the others fail in a way of their own. */
export class PlantedProvider {
  private readonly certificate = selfSignedCertificate([`DNS:${HOSTS.provider}`]);
  private readonly server: Server;

  private constructor(
    private readonly keys: { readonly right: CryptoKey; readonly wrong: CryptoKey },
    keySet: object,
  ) {
    const { key, certificate } = this.certificate;
    const words = OF_SERVERS.provider;
    const json = (document: object) => JSON.stringify({ ...document, words });
    this.server = createServer({ key: readFileSync(key), cert: readFileSync(certificate) }, ({ url = '' }, response) => {
      if (url.startsWith('/Failing')) return void response.writeHead(500, words).end(words);
      if (url.startsWith('/Wordy')) return void response.end(words);
      if (url.startsWith('/Foreign')) return void response.end(json({ issuer: `https://${words}.example` }));
      const issuer = this.issuer('Staff');
      response.end(json(url.endsWith('/jwks') ? keySet : { issuer, jwks_uri: `${issuer}/jwks` }));
    });
  }

  static async start(): Promise<PlantedProvider> {
    const [{ privateKey: right, publicKey }, { privateKey: wrong }] = await Promise.all([
      generateKeyPair('ES256', { extractable: true }),
      generateKeyPair('ES256'),
    ]);
    const provider = new PlantedProvider({ right, wrong }, { keys: [{ ...(await exportJWK(publicKey)), kid: KEY_ID }] });
    provider.server.listen(0, '127.0.0.1');
    await once(provider.server, 'listening');
    return provider;
  }

  /** What a gateway has to be started with to know them. */
  get environment(): NodeJS.ProcessEnv {
    const names = Object.keys(ISSUERS) as IssuerName[];
    return {
      NODE_EXTRA_CA_CERTS: this.certificate.certificate,
      OIDC_ISSUERS: JSON.stringify(names.map((name) => ({ name, issuer: this.issuer(name), clientIds: [openIdClient] }))),
    };
  }

  /** Tokens that are refused, by what is wrong with them. */
  async tokens(): Promise<Readonly<Record<string, string>>> {
    const { right, wrong } = this.keys;
    const fromAll = Object.keys(ISSUERS).map(async (name) => [
      `of the issuer ${name}`,
      await this.sign(right, { iss: this.issuer(name as IssuerName) }),
    ]);
    return {
      ...Object.fromEntries(await Promise.all(fromAll)),
      'with a wrong signature': await this.sign(wrong, {}),
      'for another audience': await this.sign(right, { aud: CLAIMS.audience }),
      'of an unknown key': await this.sign(right, {}, CLAIMS.keyId),
      'of an unknown issuer': await this.sign(right, { iss: `https://${CLAIMS.issuer}` }),
      'that is none': CLAIMS.note,
    };
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
    this.certificate.remove();
  }

  private issuer(name: IssuerName): string {
    return `https://${ISSUERS[name]}:${(this.server.address() as AddressInfo).port}/${name}/${openIdTenant}`;
  }

  private sign(key: CryptoKey, claims: Record<string, unknown>, kid = KEY_ID): Promise<string> {
    const now = Math.floor(Date.now() / 1_000);
    const { subject: sub, email, name, nonce, tokenId: jti, note } = CLAIMS;
    const usual = { iss: this.issuer('Staff'), aud: openIdClient, iat: now, exp: now + 300 };
    return new SignJWT({ ...usual, sub, email, email_verified: true, name, nonce, jti, note, ...claims })
      .setProtectedHeader({ alg: 'ES256', kid, jku: `https://${CLAIMS.issuer}/keys` })
      .sign(key);
  }
}
