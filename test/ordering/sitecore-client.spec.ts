import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { pathToFileURL } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Contract } from '../../src/contract/index.js';
import { createDatabase, dropDatabase } from '../support/databases.js';
import { TestGateway } from '../support/test-gateway.js';
import { orderOf } from './checkout.js';

interface Client {
  request<Data>(query: string, variables?: Record<string, unknown>): Promise<Data>;
}

interface SitecorePackage {
  readonly GraphQLRequestClient: new (endpoint: string, options: { headers: Record<string, string>; timeout?: number }) => Client;
}

type PlaceOrder = (
  client: Client,
  mutation: string,
  input: unknown,
  options?: { attempts?: number; wait?: () => Promise<void> },
) => Promise<Contract.PlaceOrderPayload>;

/** The packages are CommonJS; the Content SDK's ES modules are for bundlers only. */
const sitecorePackage = createRequire(import.meta.url) as (name: string) => SitecorePackage;

const CLIENTS = [
  { client: 'sitecore-jss 22', name: 'sitecore-jss-22/graphql.js', resendsAfterLostConnection: true },
  { client: 'sitecore-jss 23', name: 'sitecore-jss-23/graphql.js', resendsAfterLostConnection: true },
  { client: 'Content SDK 2', name: '@sitecore-content-sdk/core', resendsAfterLostConnection: false },
];

const GUIDE = readFileSync('docs/storefront.md', 'utf8');
const MUTATION = ofGuide('graphql', 'mutation PlaceOrder');

const PAGE = `query Page($skus: [ID!]!) {
  viewer { account { status { ... on AccountStatus { onHold } ... on Unavailable { reason } } } }
  products(skus: $skus) {
    sku
    price { ... on Price { unitPrice { amount } } ... on Unavailable { reason } }
    availability { ... on Availability { totalAvailable } ... on Unavailable { reason } }
  }
}`;

describe.each(CLIENTS)("The client of Sitecore's $client", ({ name, resendsAfterLostConnection }) => {
  const { GraphQLRequestClient } = sitecorePackage(name);
  const roads: RoughRoad[] = [];
  let gateway: TestGateway;
  let databases: string[];
  let nell: string;
  let folder: string;
  let placeOrder: PlaceOrder;

  beforeAll(async () => {
    databases = [await createDatabase(), await createDatabase()];
    gateway = await TestGateway.start({ DATABASE_URL: databases[0], GP_URL: databases[1] });
    nell = await gateway.signIn('nell.hargate@example.com');
    folder = mkdtempSync(join(tmpdir(), 'storefront-'));
    const file = join(folder, 'place-order.mjs');
    writeFileSync(file, ofGuide('js', 'export async function placeOrder'));
    ({ placeOrder } = (await import(/* @vite-ignore */ pathToFileURL(file).href)) as { placeOrder: PlaceOrder });
  });
  afterEach(async () => {
    gateway.gp.make({});
    for (const road of roads.splice(0)) await road.close();
  });
  afterAll(async () => {
    await gateway.stop();
    for (const database of databases) await dropDatabase(database);
    rmSync(folder, { recursive: true });
  });

  const over = async (...events: RoadEvent[]): Promise<RoughRoad> => {
    const road = await RoughRoad.to(gateway.url, events);
    roads.push(road);
    return road;
  };
  const clientOn = (url: string, { token = nell, ...options }: { token?: string; timeout?: number } = {}) =>
    new GraphQLRequestClient(`${url}/graphql`, { headers: { authorization: `Bearer ${token}` }, ...options });
  const documents = (reference: string) =>
    gateway.gateway.sandbox.change(`select trim("SOPNUMBE") as number, "DOCAMNT"::text as total
      from "SOP10100" where "SOPTYPE" = 2 and trim("REFRENCE") = '${reference}'`);
  const order = () => orderOf([{ sku: 'CUT-4', quantity: '10', unitPrice: '1.92' }]);

  it('places one order, sent three times over a road that refuses it first and loses the answer then', async () => {
    const input = order();
    const placed: Contract.PlaceOrderPayload[] = [];
    for (let time = 1; time <= 3; time++) {
      const road = await over('refuse', 'lose the answer', 'pass');
      placed.push(await placeOrder(clientOn(road.url), MUTATION, input, { wait: async () => undefined }));
      expect(road.answersOfGateway).toBe(2);
    }
    const [first] = placed;
    expect(placed).toEqual([first, first, first]);
    expect(first).toMatchObject({ submission: { status: 'PUSHED', reference: input.reference }, userErrors: [] });
    expect(await documents(input.reference)).toEqual([{ number: first?.submission?.orderNumber, total: '19.20000' }]);
  });

  it('sends the order again by itself after a 503', async () => {
    const input = order();
    const road = await over('refuse', 'pass');
    const answer = await clientOn(road.url).request<Contract.Mutation>(MUTATION, { input });
    expect(answer.placeOrder.submission).toMatchObject({ reference: input.reference });
    expect(await documents(input.reference)).toHaveLength(1);
  });

  it(`${resendsAfterLostConnection ? 'sends' : 'does not send'} it again by itself after a lost connection`, async () => {
    const input = order();
    const road = await over('lose the answer', 'pass');
    const asked = clientOn(road.url).request<Contract.Mutation>(MUTATION, { input });
    if (resendsAfterLostConnection) {
      expect((await asked).placeOrder.submission).toMatchObject({ reference: input.reference });
    } else {
      await expect(asked).rejects.toThrow();
      expect(road.answersOfGateway).toBe(1);
    }
    expect(await documents(input.reference)).toHaveLength(1);
  });

  it('and the storefront place one order when an answer breaks off in the middle', async () => {
    const input = order();
    const road = await over('break off', 'pass');
    // Those of sitecore-jss wait for the rest of such an answer for ever, unless they have a timeout.
    const client = clientOn(road.url, { timeout: 2_000 });
    const { submission } = await placeOrder(client, MUTATION, input, { wait: async () => undefined });
    expect(submission).toMatchObject({ status: 'PUSHED', reference: input.reference });
    expect(await documents(input.reference)).toHaveLength(1);
  });

  it('hands on what is wrong with an order, and what is wrong with a token, at once', async () => {
    const road = await over('pass');
    const refused = await placeOrder(clientOn(road.url), MUTATION, { ...order(), payments: [] });
    expect(refused).toMatchObject({ submission: null, userErrors: [{ code: 'PAYMENT_MISMATCH', field: ['payments'] }] });
    const ended = clientOn(road.url, { token: 'ended' });
    await expect(placeOrder(ended, MUTATION, order())).rejects.toMatchObject({ response: { status: 401 } });
    expect(road.answersOfGateway).toBe(2);
  });

  it("places the guide's example, and GP has its total", async () => {
    const { input } = JSON.parse(ofGuide('json', '"idempotencyKey"')) as { input: Contract.PlaceOrderInput };
    const { submission, userErrors } = await placeOrder(clientOn(gateway.url), MUTATION, input);
    expect({ status: submission?.status, rejection: submission?.rejection, userErrors }).toEqual({
      status: 'PUSHED',
      rejection: null,
      userErrors: [],
    });
    expect(await documents(input.reference)).toEqual([{ number: submission?.orderNumber, total: '106.06000' }]);
  });

  it('gets a whole page while GP hangs', async () => {
    await gateway.forgetFacts();
    gateway.gp.make({ hanging: true });
    const unavailable = { reason: 'ERP_UNAVAILABLE' };
    const skus = ['CUT-4', 'HCS5-38-2-ZN'];
    expect(await clientOn(gateway.url).request(PAGE, { skus })).toEqual({
      viewer: { account: { status: unavailable } },
      products: skus.map((sku) => ({ sku, price: unavailable, availability: unavailable })),
    });
  });
});

/** The guide's piece of code in this language that contains the text. */
function ofGuide(language: string, text: string): string {
  const pieces = GUIDE.matchAll(new RegExp(`^\`\`\`${language}\n([\\s\\S]*?)^\`\`\``, 'gm'));
  const code = [...pieces].map(([, piece]) => piece).find((piece) => piece?.includes(text));
  if (code === undefined) throw new Error(`docs/storefront.md has no ${language} with "${text}".`);
  return code;
}

/** What happens to one request on its way: the last two after the gateway has answered it. */
type RoadEvent = 'refuse' | 'pass' | 'lose the answer' | 'break off';

/** What lies between a storefront and the gateway. */
class RoughRoad {
  /** How often the gateway was reached and answered. */
  answersOfGateway = 0;

  private constructor(
    private readonly gatewayUrl: string,
    /** What will happen to the requests to come, the last of it to all that follow. */
    private readonly ahead: RoadEvent[],
    private readonly server: Server,
  ) {
    server.on('request', (asked, answer) => {
      this.carry(asked, answer).catch((cause: Error) => answer.destroy(cause));
    });
  }

  static async to(gatewayUrl: string, events: readonly RoadEvent[]): Promise<RoughRoad> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new RoughRoad(gatewayUrl, [...events], server);
  }

  get url(): string {
    const address = this.server.address();
    if (typeof address !== 'object' || address === null) throw new Error('The road is closed.');
    return `http://127.0.0.1:${address.port}`;
  }

  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.server.close(resolve));
    this.server.closeAllConnections();
    await closed;
  }

  private async carry(asked: IncomingMessage, answer: ServerResponse): Promise<void> {
    const body = await buffer(asked);
    const event = this.ahead.length > 1 ? this.ahead.shift() : this.ahead[0];
    if (event === 'refuse') {
      answer.writeHead(503, { 'retry-after': '0.1', 'content-type': 'text/plain' }).end('Busy');
      return;
    }
    const { statusCode = 0, headers, content } = await this.askGateway(asked, body);
    this.answersOfGateway++;
    if (event === 'lose the answer') {
      answer.destroy();
      return;
    }
    const whole = { 'content-type': headers['content-type'], 'content-length': content.length };
    answer.writeHead(statusCode, whole);
    if (event === 'pass') answer.end(content);
    else answer.write(content.subarray(0, content.length / 2), () => answer.destroy());
  }

  private askGateway({ url = '/', method = 'POST', headers }: IncomingMessage, body: Buffer) {
    return new Promise<{ statusCode: number | undefined; headers: IncomingMessage['headers']; content: Buffer }>(
      (resolve, reject) => {
        const asked = request(new URL(url, this.gatewayUrl), { method, headers }, (response) => {
          const { statusCode, headers } = response;
          buffer(response).then((content) => resolve({ statusCode, headers, content }), reject);
        });
        asked.on('error', reject).end(body);
      },
    );
  }
}
