import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, test } from 'vitest';
import { ConfiguredDestinations, type EventDestination } from '../../src/events/index.js';
import { selfSigned } from '../events/self-signed.js';
import { deliver, deliverByHand, eventsOf } from '../mail/delivering.js';
import { orderOf, place } from '../ordering/checkout.js';
import { FAULTS, FaultProxy } from '../support/fault-proxy.js';
import { TestGateway } from '../support/test-gateway.js';
import { promisesOf } from './specification.js';

const CUT_4 = { sku: 'CUT-4', quantity: '10', unitPrice: '1.92' };
const SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
/** Instead of the dispatcher's 15 s, for a receiver that gives no answer. */
const GIVE_UP_AFTER_MS = 5_000;

describe('While a receiver of webhooks is in trouble', () => {
  const promises = promisesOf('## A receiver of webhooks');
  const folder = mkdtempSync(join(tmpdir(), 'gateway-webhooks-'));
  /** The IDs of the events that have arrived. */
  const arrived: string[] = [];
  let server: Server;
  let proxy: FaultProxy;
  let gateway: TestGateway;
  let crm: EventDestination;
  let nell: string;

  beforeAll(async () => {
    const { certificate, key } = selfSigned('localhost');
    server = createServer({ cert: certificate, key }, (request, response) => {
      request.resume().on('end', () => {
        arrived.push(String(request.headers['webhook-id']));
        // The proxy would pass the end of the connection before a slow answer.
        response.setHeader('connection', 'keep-alive').end('thanks');
      });
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    proxy = await FaultProxy.before(`https://127.0.0.1:${(server.address() as AddressInfo).port}`);
    writeFileSync(join(folder, 'authority.pem'), certificate);
    const url = `https://localhost:${new URL(proxy.url).port}/hook`;
    const endpoint = { name: 'crm', url, secrets: [SECRET], types: ['order.*'], authority: './authority.pem' };
    writeFileSync(join(folder, 'endpoints.json'), JSON.stringify({ endpoints: [endpoint] }));
    gateway = await TestGateway.start({
      EVENTS_ENDPOINTS: join(folder, 'endpoints.json'),
      EVENTS_PRIVATE_HOSTS: 'localhost',
    });
    await deliverByHand(gateway, 'webhook.crm');
    crm = gateway.gateway.app.get(ConfiguredDestinations, { strict: false }).destinations[0] ?? expect.fail();
    nell = await gateway.signIn('nell.hargate@example.com');
  });
  afterAll(async () => {
    await gateway?.stop();
    await proxy?.close();
    server.closeAllConnections();
    server.close();
    rmSync(folder, { recursive: true });
  });
  beforeEach(() => {
    arrived.length = 0;
  });

  /** The events of an order that is placed now, and what has become of it. */
  async function placed() {
    const before = new Set((await eventsOf(gateway)).map(({ id }) => id));
    const { submission } = await place(gateway, orderOf([CUT_4]), nell);
    const events = (await eventsOf(gateway, 'order.received', 'order.pushed')).filter(({ id }) => !before.has(id));
    return { events, ofOrder: submission?.status === 'PUSHED' ? 'normal' : submission?.status };
  }

  it('the document tells of every request that is made here', () => {
    expect([...promises.requests.keys()]).toEqual(['webhook about an order', 'placeOrder']);
  });

  test.each(FAULTS)('%s: orders go on, and their webhooks come as the document says', async (fault) => {
    await proxy.make(fault);
    const { events, ofOrder } = await placed();
    expect(promises.requests.get('placeOrder')?.[fault]).toContain(ofOrder);

    const giveUp = fault === 'slow' ? new AbortController().signal : AbortSignal.timeout(GIVE_UP_AFTER_MS);
    const ofWebhook = await deliver(crm, events, giveUp).then(
      () => 'normal',
      () => 'waits',
    );
    expect(promises.requests.get('webhook about an order')?.[fault]).toContain(ofWebhook);

    await proxy.make(undefined);
    await deliver(crm, events);
    // What a receiver has had, and not answered in time, comes again with the same ID.
    expect([...new Set(arrived)]).toEqual(events.map(({ id }) => id));
  });

  it('connections that are lost without a word are replaced', async () => {
    const { events } = await placed();
    await deliver(crm, events);
    proxy.loseConnections();
    await deliver(crm, events, AbortSignal.timeout(GIVE_UP_AFTER_MS)).catch(() => undefined);
    arrived.length = 0;
    await deliver(crm, events);
    expect([...new Set(arrived)]).toEqual(events.map(({ id }) => id));
  });
});
