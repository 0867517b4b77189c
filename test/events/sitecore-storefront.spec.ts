import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Contract } from '../../src/contract/index.js';
import { runJob } from '../support/run-job.js';
import { TestGateway } from '../support/test-gateway.js';

interface SitecorePackage {
  readonly GraphQLRequestClient: new (endpoint: string) => { request(query: string): Promise<Contract.Query> };
}

/** The package is CommonJS; its ES modules are for bundlers only. */
const { GraphQLRequestClient } = createRequire(import.meta.url)('@sitecore-content-sdk/core') as SitecorePackage;

const SECRET = 'only-the-gateway-knows-it';
const PAGE = `{ product(sku: "CUT-4") {
  name
  price { ... on Price { unitPrice { amount } } }
  availability { ... on Availability { totalAvailable } }
} }`;
/** Those of the fetch, as docs/events.md advises for the page of one product. */
const TAGS = ['sc:gp:product:CUT-4', 'sc:gp:price:CUT-4', 'sc:gp:stock:CUT-4'];
const JOBS = ['inventory.changes', 'pricing.changes', 'catalog.changes'];

/** Keeps its page until a tag of it is called, as Next.js does with what was fetched with tags. */
class Storefront {
  readonly calls: { readonly tags: readonly string[] }[] = [];
  rendered = 0;
  private kept: Contract.Query | undefined;

  private constructor(private readonly server: Server) {}

  static async start(): Promise<Storefront> {
    const server = createServer();
    const storefront = new Storefront(server);
    server.on('request', async (request, response) => {
      if (request.headers['x-revalidate-secret'] !== SECRET) return response.writeHead(401).end();
      const call = (await json(request)) as { tags: string[] };
      storefront.calls.push(call);
      if (call.tags.some((tag) => TAGS.includes(tag))) storefront.kept = undefined;
      return response.end(JSON.stringify({ revalidated: true }));
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return storefront;
  }

  get revalidateUrl(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/api/revalidate`;
  }

  async page(gateway: TestGateway): Promise<Contract.Query['product']> {
    if (!this.kept) {
      this.rendered++;
      this.kept = await new GraphQLRequestClient(`${gateway.url}/graphql`).request(PAGE);
    }
    return this.kept.product;
  }

  close(): void {
    this.server.close();
    this.server.closeAllConnections();
  }
}

describe("A storefront on Sitecore's Content SDK", () => {
  let storefront: Storefront;
  let gateway: TestGateway;

  beforeAll(async () => {
    storefront = await Storefront.start();
    gateway = await TestGateway.start({
      GP_CHANGES: 'auto',
      SITECORE_REVALIDATE_URL: storefront.revalidateUrl,
      SITECORE_REVALIDATE_SECRET: SECRET,
      EVENTS_PRIVATE_HOSTS: '127.0.0.1',
    });
    // The first runs take in what is there, and tell nothing.
    for (const job of JOBS) await runJob(gateway.gateway.app, job);
  });
  afterAll(async () => {
    await gateway?.stop();
    storefront?.close();
  });
  beforeEach(() => {
    storefront.calls.length = 0;
  });

  const totalAvailable = (product: Contract.Query['product']) => product?.availability as { totalAvailable: string };

  it('shows its page as it was rendered while nothing changes', async () => {
    const first = await storefront.page(gateway);
    for (const job of JOBS) await runJob(gateway.gateway.app, job);
    expect(await storefront.page(gateway)).toEqual(first);
    expect([storefront.rendered, storefront.calls]).toEqual([1, []]);
  });

  it('renders it anew once GP has sold the product', async () => {
    const before = Number(totalAvailable(await storefront.page(gateway)).totalAvailable);
    await gateway.gateway.sandbox.change(
      `update "IV00102" set "ATYALLOC" = "ATYALLOC" + 3 where "ITEMNMBR" = 'CUT-4' and ("RCRDTYPE" = 1 or "LOCNCODE" = 'CENTRAL')`,
    );
    await runJob(gateway.gateway.app, 'inventory.changes');
    await vi.waitFor(async () => expect(Number(totalAvailable(await storefront.page(gateway)).totalAvailable)).toBe(before - 3));
    expect(storefront.calls.flatMap(({ tags }) => tags)).toEqual(expect.arrayContaining(['sc:gp:stock', 'sc:gp:stock:CUT-4']));
  });

  it('renders it anew once the price is another one, though the gateway remembers the old one for minutes', async () => {
    const price = async () =>
      ((await storefront.page(gateway))?.price as { unitPrice: { amount: string } } | undefined)?.unitPrice.amount;
    expect(await price()).toBe('1.92');
    await gateway.gateway.sandbox.change(`update "IV00108" set "UOMPRICE" = "UOMPRICE" * 2 where "ITEMNMBR" = 'CUT-4'`);
    await runJob(gateway.gateway.app, 'pricing.changes');
    await vi.waitFor(async () => expect(await price()).not.toBe('1.92'));
    expect(storefront.calls.flatMap(({ tags }) => tags)).toEqual(expect.arrayContaining(['sc:gp:price:CUT-4']));
  });

  it('renders it anew once the product has another name', async () => {
    await gateway.gateway.sandbox.change(
      `update "IV00101" set "ITEMDESC" = 'Cut-off wheel, 100 mm', "DEX_ROW_TS" = clock_timestamp() at time zone 'UTC' where "ITEMNMBR" = 'CUT-4'`,
    );
    await gateway.refreshCatalog();
    await runJob(gateway.gateway.app, 'catalog.changes');
    await vi.waitFor(async () => expect((await storefront.page(gateway))?.name).toBe('Cut-off wheel, 100 mm'));
    expect(storefront.calls.flatMap(({ tags }) => tags)).toEqual(expect.arrayContaining(['sc:gp:product:CUT-4']));
  });
});
