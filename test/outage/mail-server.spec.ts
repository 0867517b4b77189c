import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import type { EventDestination } from '../../src/events/index.js';
import { MailDestination } from '../../src/mail/mail-destination.js';
import { deliver, deliverByHand, eventsOf } from '../mail/delivering.js';
import { MailServer } from '../mail/mail-server.js';
import { orderOf, place } from '../ordering/checkout.js';
import { FAULTS, FaultProxy } from '../support/fault-proxy.js';
import { TestGateway } from '../support/test-gateway.js';
import { promisesOf } from './specification.js';

const CUT_4 = { sku: 'CUT-4', quantity: '10', unitPrice: '1.92' };
/** Instead of the dispatcher's 15 s, for a server that gives no answer. */
const GIVE_UP_AFTER_MS = 5_000;

describe('While the mail server is in trouble', () => {
  const promises = promisesOf('## The mail server');
  const server = new MailServer();
  let proxy: FaultProxy;
  let gateway: TestGateway;
  let mail: EventDestination;
  let nell: string;

  beforeAll(async () => {
    proxy = await FaultProxy.before(`smtp://127.0.0.1:${await server.listen()}`);
    gateway = await TestGateway.start({ SMTP_URL: `${proxy.url}?starttls=offered`, MAIL_FROM: 'shop@example.com' });
    await deliverByHand(gateway);
    mail = gateway.gateway.app.get(MailDestination, { strict: false });
    nell = await gateway.signIn('nell.hargate@example.com');
  });
  afterAll(async () => {
    await gateway.stop();
    await proxy.close();
    await server.close();
  });

  it('the document tells of every request that is made here', () => {
    expect([...promises.requests.keys()]).toEqual(['mail about an order', 'placeOrder']);
  });

  test.each(FAULTS)('%s: orders go on, and their mail comes as the document says', async (fault) => {
    server.taken.length = 0;
    const before = new Set((await eventsOf(gateway)).map(({ id }) => id));
    await proxy.make(fault);
    const { submission } = await place(gateway, orderOf([CUT_4]), nell);
    const ofOrder = submission?.status === 'PUSHED' ? 'normal' : submission?.status;
    expect(promises.requests.get('placeOrder')?.[fault]).toContain(ofOrder);

    const events = (await eventsOf(gateway)).filter(({ id }) => !before.has(id));
    const giveUp = fault === 'slow' ? new AbortController().signal : AbortSignal.timeout(GIVE_UP_AFTER_MS);
    const ofMail = await deliver(mail, events, giveUp).then(
      () => 'normal',
      () => 'waits',
    );
    expect(promises.requests.get('mail about an order')?.[fault]).toContain(ofMail);

    await proxy.make(undefined);
    await deliver(mail, events);
    await deliver(mail, events);
    // A server may have taken a message whose answer did not arrive: the message that follows has the same ID.
    expect(server.taken.length).toBeGreaterThan(0);
    expect(new Set(server.taken.map(({ messageId }) => messageId)).size).toBe(1);
  });
});
