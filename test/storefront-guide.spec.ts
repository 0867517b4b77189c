import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import ts from 'typescript';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { DEMO_PASSWORD } from '../src/demo.js';
import { orderOf, PLACE_ORDER } from './ordering/checkout.js';
import { createDatabase, dropDatabase } from './support/databases.js';
import { TestGateway } from './support/test-gateway.js';

const GUIDE = readFileSync('docs/storefront.md', 'utf8');
/** The pieces of code of the guide that are whole files, by their paths, which their first lines name. */
const FILES = new Map(
  [...GUIDE.matchAll(/^```tsx?\n\/\/ (src\/\S+)\n([\s\S]*?)^```/gm)].map(([, path = '', code = '']) => [path, code]),
);
/** As much of Next.js as the examples name. */
const NEXT = `declare module 'next' {
  export interface GetServerSidePropsContext {
    req: { cookies: Partial<Record<string, string>> };
    params?: Record<string, string | string[] | undefined>;
  }
}`;
const OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  lib: ['lib.es2023.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  jsx: ts.JsxEmit.ReactJSX,
  types: ['node', 'react'],
  strict: true,
  noUncheckedIndexedAccess: true,
  skipLibCheck: true,
  noEmit: true,
};

let folder: string;
let gateway: TestGateway;
let databases: string[];

beforeAll(async () => {
  // Within the repository, so that the examples find the packages that they import.
  folder = mkdtempSync(resolve('test/.storefront-guide-'));
  for (const [path, code] of FILES) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, code);
    const { outputText } = ts.transpileModule(code, {
      fileName: file,
      compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.CommonJS, jsx: ts.JsxEmit.ReactJSX },
    });
    writeFileSync(file.replace(/tsx?$/, 'js'), outputText);
  }
  writeFileSync(join(folder, 'package.json'), '{ "type": "commonjs" }');
  writeFileSync(join(folder, 'next.d.ts'), NEXT);
  databases = [await createDatabase(), await createDatabase()];
  gateway = await TestGateway.start({ DATABASE_URL: databases[0], GP_URL: databases[1] });
  vi.stubEnv('GATEWAY_URL', `${gateway.url}/graphql`);
});
afterEach(() => {
  gateway.gp.make({});
  vi.restoreAllMocks();
});
afterAll(async () => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
  await gateway?.stop();
  for (const database of databases ?? []) await dropDatabase(database);
});

const load = <Exports>(path: string) => createRequire(join(folder, 'package.json'))(join(folder, path)) as Exports;

async function signIn(): Promise<Session> {
  const { data } = await gateway.ask(
    'mutation ($input: LoginInput!) { login(input: $input) { session { accessToken refreshToken } } }',
    { input: { email: 'nell.hargate@example.com', password: DEMO_PASSWORD } },
  );
  const { accessToken, refreshToken } = data.login.session ?? {};
  return { accessToken: accessToken ?? '', refreshToken: refreshToken ?? '' };
}

interface Session {
  accessToken: string;
  refreshToken: string;
}

it("the guide's files compile, strictly", () => {
  expect([...FILES.keys()]).toEqual([
    'src/lib/gateway.ts',
    'src/pages/products/[sku].tsx',
    'src/app/api/session/route.ts',
    'src/gateway-client.ts',
  ]);
  const program = ts.createProgram([...[...FILES.keys()].map((path) => join(folder, path)), join(folder, 'next.d.ts')], OPTIONS);
  const problems = ts.getPreEmitDiagnostics(program).map(({ file, start, messageText }) => {
    const line = file ? ts.getLineAndCharacterOfPosition(file, start ?? 0).line + 1 : 0;
    return `${file?.fileName.slice(folder.length + 1)}:${line}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`;
  });
  expect(problems).toEqual([]);
});

describe('the page for Next.js', () => {
  interface Page {
    getServerSideProps(
      context: object,
    ): Promise<{ props?: { product: never }; notFound?: true; redirect?: { destination: string } }>;
    default(props: { product: never }): never;
  }
  const contextOf = (access?: string, sku = 'CUT-4') => ({ req: { cookies: { access } }, params: { sku } });

  async function htmlFor(access?: string): Promise<string> {
    const page = load<Page>('src/pages/products/[sku].js');
    const { props } = await page.getServerSideProps(contextOf(access));
    if (!props) throw new Error('There is no page.');
    return renderToStaticMarkup(createElement(page.default, props));
  }

  it("shows the buyer's price and the stock", async () => {
    const { accessToken } = await signIn();
    expect(await htmlFor(accessToken)).toMatch(/<h1>.+<\/h1><p>1\.92 USD \/ Each<\/p><p>[\d.]+ Each in stock<\/p>/);
  });

  it('comes while GP hangs', async () => {
    await gateway.forgetFacts();
    gateway.gp.make({ hanging: true });
    expect(await htmlFor()).toMatch(/<h1>.+<\/h1><p>Price at checkout<\/p><p><\/p>/);
  });

  it('is not found for a product that does not exist, and goes to refresh a session that has ended', async () => {
    const { getServerSideProps } = load<Page>('src/pages/products/[sku].js');
    expect(await getServerSideProps(contextOf(undefined, 'NO-SUCH'))).toEqual({ notFound: true });
    expect(await getServerSideProps(contextOf('ended'))).toMatchObject({
      redirect: { destination: '/api/session?back=%2Fproducts%2FCUT-4' },
    });
  });

  it('refreshes the session in a route that goes back to no other site', async () => {
    const { GET } = load<{ GET(request: Request): Promise<Response> }>('src/app/api/session/route.js');
    const ask = (back: string, cookie = '') =>
      GET(new Request(`https://shop.example.com/api/session?back=${encodeURIComponent(back)}`, { headers: { cookie } }));
    const { refreshToken } = await signIn();
    const refreshed = await ask('/products/CUT-4', `a=b; refresh=${refreshToken}`);
    expect([refreshed.status, refreshed.headers.get('location')]).toEqual([303, '/products/CUT-4']);
    const [access = '', refresh = ''] = refreshed.headers.getSetCookie();
    expect(access).toMatch(/^access=ey.+; HttpOnly; Secure/);
    expect(refresh).toMatch(/^refresh=[^;]+; Path=\/; HttpOnly; Secure/);
    expect((await ask('/', 'refresh=made-up')).headers.getSetCookie()[0]).toContain(
      'access=; Path=/; HttpOnly; Secure; SameSite=Lax; Max-Age=0',
    );
    for (const back of ['//evil.example', '/\\evil.example', 'https://evil.example']) {
      expect((await ask(back)).headers.get('location')).toBe('/');
    }
  });
});

describe('the client for a mobile app', () => {
  interface Client {
    query<Data>(query: string, variables?: object): Promise<Data>;
    mutate<Data>(query: string, variables: object): Promise<Data>;
    useSession(session: Session | null): Promise<void>;
  }
  type ClientClass = new (options: object) => Client;
  const ME = 'query Me { viewer { user { name } } }';
  const realFetch = globalThis.fetch;
  let stored: Session | null;
  let client: Client;
  let waited: number[];

  beforeEach(() => {
    stored = null;
    waited = [];
    const { GatewayClient } = load<{ GatewayClient: ClientClass }>('src/gateway-client.js');
    client = new GatewayClient({
      endpoint: `${gateway.url}/graphql`,
      store: {
        read: async () => stored,
        write: async (session: Session | null) => {
          stored = session;
        },
      },
      sha256: async (text: string) => Buffer.from(await crypto.subtle.digest('SHA-256', Buffer.from(text))).toString('hex'),
      wait: async (seconds: number) => void waited.push(seconds),
    });
  });

  type Turn = 'lose the answer' | 'busy' | 'pass';

  /**
   * What becomes of the requests to come that contain a text, one after the other: an answer is lost after the gateway has given it.
   * @returns the bodies of all
   */
  function road(turns: Turn[] = [], text = ''): string[] {
    const bodies: string[] = [];
    vi.spyOn(globalThis, 'fetch').mockImplementation(async (input, init) => {
      const body = String(init?.body);
      bodies.push(body);
      const turn = (body.includes(text) && turns.shift()) || 'pass';
      if (turn === 'busy') return new Response('Busy', { status: 503, headers: { 'retry-after': '3' } });
      const answer = await realFetch(input, init);
      if (turn === 'lose the answer') throw new TypeError('Network request failed');
      return answer;
    });
    return bodies;
  }

  it('sends a query once, and from then on its hash', async () => {
    const query = 'query OfTheApp { categories { name } }';
    const bodies = road();
    const first = await client.query(query);
    expect(await client.query(query)).toEqual(first);
    expect(bodies.map((body) => body.includes('categories'))).toEqual([false, true, false]);
  });

  it('asks again where no answer came, as late as it is told to', async () => {
    await client.useSession(await signIn());
    const bodies = road(['busy', 'lose the answer']);
    expect(await client.query(ME)).toMatchObject({ viewer: { user: { name: expect.any(String) } } });
    expect(waited).toEqual([3, 2]);
    expect(bodies.length).toBeGreaterThanOrEqual(3);
  });

  it('refreshes a session that has ended once for all who wait, even where the answer is lost', async () => {
    const { refreshToken } = await signIn();
    await client.useSession({ accessToken: 'ended', refreshToken });
    const bodies = road(['lose the answer'], 'refreshSession');
    const answers = await Promise.all([client.query(ME), client.query(ME)]);
    expect(answers[0]).toMatchObject({ viewer: { user: { name: expect.any(String) } } });
    expect(answers[1]).toEqual(answers[0]);
    // The refresh was sent, lost, and sent again.
    expect(bodies.filter((body) => body.includes('refreshSession'))).toHaveLength(2);
    expect(stored?.refreshToken).not.toBe(refreshToken);
  });

  it('signs the user out where the refresh token is good for nothing', async () => {
    await client.useSession({ accessToken: 'ended', refreshToken: 'made-up' });
    expect(await client.query(ME)).toEqual({ viewer: null });
    expect(stored).toBeNull();
  });

  it('places one order, however often it is sent', async () => {
    await client.useSession(await signIn());
    const input = orderOf([{ sku: 'CUT-4', quantity: '10', unitPrice: '1.92' }], { idempotencyKey: 'of-the-app-1' });
    road(['lose the answer', 'busy']);
    const first = await client.mutate(PLACE_ORDER, { input });
    expect(first).toMatchObject({ placeOrder: { submission: { status: 'PUSHED' }, userErrors: [] } });
    expect(await client.mutate(PLACE_ORDER, { input })).toEqual(first);
  });
});
