import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { exportJWK, generateKeyPair, importJWK, type JWK, type JWTPayload, SignJWT } from 'jose';
import Provider from 'oidc-provider';
import { freePort } from '../../support/free-port.js';

const REDIRECT_URI = 'https://shop.example.com/callback';
const SCOPES = 'openid email profile';
const SECRET = 'the-secret-of-the-storefront';

/** The claims of a person at the provider, besides `sub`. */
export type Person = Record<string, unknown>;

/** How the provider behaves instead of answering. */
export type Trouble =
  | 'none'
  | 'hanging'
  | 'failing'
  | 'redirecting'
  | 'endless'
  | 'bloated'
  | 'halfway'
  | 'nonsense'
  | 'foreign'
  | 'astray';

export interface SignInAsked {
  readonly clientId?: string;
  readonly nonce?: string;
}

/** A real OpenID Connect provider on this machine, with people who sign in as a browser does. */
export class OpenIdProvider {
  trouble: Trouble = 'none';
  /** The paths that were asked for, in their order. */
  readonly asked: string[] = [];
  private provider!: Provider;
  private server: Server | undefined;

  private constructor(
    private readonly people: Record<string, Person>,
    private readonly port: number,
    private keys: JWK[],
  ) {}

  /** @param people by their subjects; changed ones sign in with what they have become */
  static async start(people: Record<string, Person>): Promise<OpenIdProvider> {
    const provider = new OpenIdProvider(people, await freePort(), [await newKey('first')]);
    await provider.startAgain();
    return provider;
  }

  get issuer(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** The public key that signs now. */
  get publicKey(): JWK {
    const { kty, n, e, kid } = this.keys[0] as JWK;
    return { kty, n, e, kid } as JWK;
  }

  /** Starts it where it was, with the keys that it has. */
  async startAgain(): Promise<void> {
    const clients = ['storefront', 'mobile', 'backoffice'].map((client_id) => ({
      client_id,
      client_secret: SECRET,
      redirect_uris: [REDIRECT_URI],
      id_token_signed_response_alg: this.keys[0]?.alg as 'RS256',
    }));
    this.provider = new Provider(this.issuer, {
      clients,
      jwks: { keys: this.keys as never },
      cookies: { keys: ['a key for cookies'] },
      claims: { openid: ['sub', 'department', 'xms_edov'], email: ['email', 'email_verified'] },
      conformIdTokenClaims: false,
      features: { devInteractions: { enabled: false } },
      pkce: { required: () => false },
      // Those of the mobile application are good for an hour.
      ttl: {
        IdToken: (_, __, client) => (client.clientId === 'mobile' ? 3_600 : 300),
        AccessToken: 60,
        AuthorizationCode: 60,
        Session: 60,
        Interaction: 60,
        Grant: 60,
      },
      interactions: { url: (_, { uid }) => `/sign-in/${uid}` },
      findAccount: (_, sub) => (this.people[sub] ? { accountId: sub, claims: () => ({ sub, ...this.people[sub] }) } : undefined),
      loadExistingGrant: async ({ oidc }) => {
        const grant = new this.provider.Grant({
          clientId: oidc.client?.clientId ?? '',
          accountId: oidc.session?.accountId ?? '',
        });
        grant.addOIDCScope(SCOPES);
        await grant.save();
        return grant;
      },
    });
    const answer = this.provider.callback();
    this.server = createServer((request, response) => {
      this.asked.push(request.url ?? '');
      if (this.trouble !== 'none') return void this.makeTrouble(request, response);
      if (request.url?.startsWith('/sign-in/')) return void this.signInAsHinted(request, response);
      void answer(request, response);
    });
    this.server.listen(this.port, '127.0.0.1');
    await once(this.server, 'listening');
  }

  async stop(): Promise<void> {
    this.server?.closeAllConnections();
    const closed = this.server && once(this.server, 'close');
    this.server?.close();
    await closed;
  }

  /** Starts it anew with keys that nobody has seen, and none of the old ones. */
  async restartWithNewKeys(kid: string, algorithm = 'RS256'): Promise<void> {
    await this.stop();
    this.keys = [await newKey(kid, algorithm)];
    await this.startAgain();
  }

  /** Signs somebody in by the authorization code flow. @returns their ID token */
  async signIn(subject: string, { clientId = 'storefront', nonce }: SignInAsked = {}): Promise<string> {
    const ask = new URLSearchParams({
      client_id: clientId,
      response_type: 'code',
      scope: SCOPES,
      redirect_uri: REDIRECT_URI,
      login_hint: subject,
      ...(nonce !== undefined && { nonce }),
    });
    const code = await this.authorize(`${this.issuer}/auth?${ask}`);
    const response = await fetch(`${this.issuer}/token`, {
      method: 'POST',
      headers: { authorization: `Basic ${Buffer.from(`${clientId}:${SECRET}`).toString('base64')}` },
      body: new URLSearchParams({ grant_type: 'authorization_code', code, redirect_uri: REDIRECT_URI }),
    });
    const { id_token } = (await response.json()) as { id_token?: string };
    if (!id_token) throw new Error(`No ID token: ${response.status}`);
    return id_token;
  }

  /** What the provider's own key signs, for tokens that this provider never makes. */
  async sign(claims: JWTPayload, header: { typ?: string } = {}): Promise<string> {
    const [key] = this.keys as [JWK];
    const now = Math.floor(Date.now() / 1_000);
    return new SignJWT({ iss: this.issuer, aud: 'storefront', iat: now, exp: now + 300, ...claims })
      .setProtectedHeader({ alg: 'RS256', kid: key.kid as string, ...header })
      .sign(await importJWK(key, 'RS256'));
  }

  /** Follows the redirects as a browser does, until they lead back to the storefront. */
  private async authorize(start: string): Promise<string> {
    const cookies = new Map<string, string>();
    let url = start;
    while (!url.startsWith(REDIRECT_URI)) {
      const response = await fetch(url, {
        redirect: 'manual',
        headers: { cookie: [...cookies].map((pair) => pair.join('=')).join('; ') },
      });
      for (const cookie of response.headers.getSetCookie()) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
        cookies.set(name, value);
      }
      const next = response.headers.get('location');
      if (next === null) throw new Error(`The provider answers ${response.status}: ${await response.text()}`);
      url = new URL(next, url).href;
    }
    const code = new URL(url).searchParams.get('code');
    if (code === null) throw new Error(`No code: ${url}`);
    return code;
  }

  /** The page where people would enter their name and password. */
  private async signInAsHinted(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { params } = await this.provider.interactionDetails(request, response);
    await this.provider.interactionFinished(request, response, { login: { accountId: String(params['login_hint']) } });
  }

  private makeTrouble({ url }: IncomingMessage, response: ServerResponse): void {
    const json = (document: unknown) => response.setHeader('content-type', 'application/json').end(JSON.stringify(document));
    switch (this.trouble) {
      case 'failing':
        response.statusCode = 503;
        return void response.end();
      case 'redirecting':
        response.statusCode = 302;
        return void response.setHeader('location', `${this.issuer}/elsewhere`).end();
      case 'endless': {
        const more = () => {
          while (response.write(' '.repeat(16_384)));
        };
        response.on('drain', more);
        more();
        return;
      }
      case 'bloated': {
        const document = { issuer: this.issuer, jwks_uri: `${this.issuer}/jwks`, keys: [this.publicKey] };
        return void json({ ...document, padding: ' '.repeat(256 * 1024) });
      }
      case 'halfway':
        return void response.write('{"issuer":');
      case 'nonsense':
        return void response.end('<html>Sign in to the network</html>');
      case 'foreign':
        return void json({ issuer: `${this.issuer}/`, jwks_uri: `${this.issuer}/jwks` });
      case 'astray':
        return void json({ issuer: this.issuer, jwks_uri: `http://localhost:${this.port}${url}` });
      default:
    }
  }
}

async function newKey(kid: string, algorithm = 'RS256'): Promise<JWK> {
  const { privateKey } = await generateKeyPair(algorithm, { extractable: true });
  return { ...(await exportJWK(privateKey)), kid, alg: algorithm, use: 'sig' };
}
