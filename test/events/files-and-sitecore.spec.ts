import { once } from 'node:events';
import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { EventFiles } from '../../src/events/files/event-files.js';
import type { GatewayEvent } from '../../src/events/index.js';
import { SitecorePages } from '../../src/events/sitecore/sitecore-pages.js';
import { SystemClock } from '../../src/values/clock.js';

const PATIENT = new AbortController().signal;
const eventOf = (type: string, sequence: number, data: object): GatewayEvent => ({
  ...{ id: `1f0c3a52-6c0b-4c55-9c0e-00000000000${sequence}`, type, subject: 'stock', sequence },
  ...{ time: Date.parse('2026-03-31T08:00:00Z'), account: null, data },
});

describe('The files of events', () => {
  let folder: string;
  const opened: EventFiles[] = [];
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'gateway-event-files-'));
  });
  afterEach(async () => {
    for (const files of opened.splice(0)) await files.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const open = (largest?: number) => {
    const files = new EventFiles(folder, 'https://shop.example.com', largest);
    opened.push(files);
    return files;
  };
  const names = () => readdirSync(folder).toSorted();
  const linesOf = (name: string) => readFileSync(join(folder, name), 'utf8').split('\n').slice(0, -1);

  it('have a line of JSON for each event', async () => {
    const files = open();
    for (const sequence of [1, 2]) await files.deliver(eventOf('stock.changed.v1', sequence, { skus: ['A\n"B"'] }));
    const [name = ''] = names();
    expect(linesOf(name).map((line) => JSON.parse(line))).toMatchObject([
      { specversion: '1.0', sequence: 1, data: { skus: ['A\n"B"'] } },
      { sequence: 2 },
    ]);
  });

  it('are followed by another once one is full', async () => {
    const files = open(1);
    for (const sequence of [1, 2, 3]) await files.deliver(eventOf('stock.changed.v1', sequence, {}));
    expect(
      names()
        .map(linesOf)
        .map(({ length }) => length),
    ).toEqual([1, 1, 1]);
  });

  it('lose the half line that a process has left which is no more', async () => {
    const machine = hostname().replace(/[^\w.]/g, '_');
    const left = join(folder, `events-2026-03-31-${machine}-${process.pid}-0001.jsonl`);
    writeFileSync(left, '{"id":"whole"}\n{"id":"ha');
    appendFileSync(join(folder, 'of-somebody-else.jsonl'), 'half');
    await open().deliver(eventOf('stock.changed.v1', 1, {}));
    expect(readFileSync(left, 'utf8')).toBe('{"id":"whole"}\n');
    expect(readFileSync(join(folder, 'of-somebody-else.jsonl'), 'utf8')).toBe('half');
  });
});

describe("Pages of Sitecore's Content SDK", () => {
  let server: Server;
  let url: URL;
  const calls: { readonly secret: unknown; readonly body: { readonly tags: readonly string[] } }[] = [];
  beforeAll(async () => {
    // As createSitecoreRevalidateRouteHandler of @sitecore-content-sdk/nextjs 2.4 answers.
    server = createServer((request, response) => {
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', () => {
        const secret = request.headers['x-revalidate-secret'];
        calls.push({ secret, body: JSON.parse(Buffer.concat(parts).toString()) });
        response.writeHead(secret === 'the secret' ? 200 : 401, { 'content-type': 'application/json' });
        response.end(JSON.stringify({ revalidated: true }));
      });
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    url = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/api/revalidate`);
  });
  afterAll(() => server.close());
  beforeEach(() => calls.splice(0));
  const pages = (secret = 'the secret') => new SitecorePages({ url, secret, mayBePrivate: true }, new SystemClock());

  it.each([
    ['price.changed.v1', { skus: ['A', 'B'], isEverything: false }, ['sc:gp:price', 'sc:gp:price:A', 'sc:gp:price:B']],
    ['stock.changed.v1', { skus: [], isEverything: true }, ['sc:gp:stock']],
    ['stock.backInStock.v1', { sku: 'A' }, ['sc:gp:stock', 'sc:gp:stock:A']],
    ['product.withdrawn.v1', { sku: 'A' }, ['sc:gp:product', 'sc:gp:product:A']],
  ])('are made new by the tags of %s %j', async (type, data, tags) => {
    const event = eventOf(type, 1, data);
    expect(pages().wants(event)).toBe(true);
    expect(await pages().deliver(event, PATIENT)).toMatchObject({ status: 200 });
    expect(calls).toMatchObject([{ secret: 'the secret', body: { invocation_id: event.id, tags } }]);
  });

  it('are tried again where the route refuses the secret', async () => {
    await expect(pages('another').deliver(eventOf('price.changed.v1', 1, {}), PATIENT)).rejects.toThrow('HTTP 401');
  });

  it('do not hear of orders', () => {
    expect(pages().wants(eventOf('order.pushed.v1', 1, {}))).toBe(false);
  });
});
