import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { GatewayDatabase } from '../../src/database/index.js';
import { EventDesk } from '../../src/events/index.js';
import { SubmissionDesk, SubmissionEventLog } from '../../src/submissions/index.js';
import { Clock } from '../../src/values/clock.js';
import { parseGlobalId } from '../../src/values/global-id.js';
import { orderOf, place } from '../ordering/checkout.js';
import { TestGateway } from '../support/test-gateway.js';
import { eventsOf } from './delivering.js';
import { MailServer } from './mail-server.js';

const ANN = 'ann@fabrikam.example';
const BOB = 'bob@fabrikam.example';
const cutters = () => orderOf([{ sku: 'CUT-4', quantity: '10', unitPrice: '1.92' }]);

describe('Staff of whom several are told of one event', () => {
  const server = new MailServer();
  let gateway: TestGateway;
  let events: EventDesk;
  let nell: string;

  beforeAll(async () => {
    gateway = await TestGateway.start({
      SMTP_URL: `smtp://127.0.0.1:${await server.listen()}?starttls=offered`,
      MAIL_FROM: 'shop@fabrikam.example',
      MAIL_DESK: `${ANN},${BOB}`,
      MAIL_MESSAGES: 'staff-order',
    });
    events = gateway.gateway.app.get(EventDesk);
    nell = await gateway.signIn('nell.hargate@example.com');
    // From here on, orders are taken while GP is away.
    await place(gateway, cutters(), nell);
  });
  beforeEach(() => {
    server.taken.length = 0;
    server.refuses = () => undefined;
  });
  afterAll(async () => {
    await gateway.stop();
    await server.close();
  });

  /** An order that GP has refused. @returns the ID of its event */
  const refused = async (): Promise<string> => {
    const { app } = gateway.gateway;
    gateway.gp.make({ failing: true });
    const { submission } = await place(gateway, cutters(), nell);
    const desk = new SubmissionDesk(app.get(GatewayDatabase), app.get(SubmissionEventLog), app.get(Clock));
    await desk.reject(parseGlobalId(submission?.id ?? '')?.key ?? '', 'No such site').finally(() => gateway.gp.make({}));
    return (await eventsOf(gateway, 'order.rejected')).at(-1)?.id ?? expect.fail('no event');
  };
  const refuse = (who: string, reply: string) => {
    server.refuses = (command, recipient) => (command === 'RCPT TO' && recipient === who ? reply : undefined);
  };
  const told = () => server.taken.flatMap(({ envelope }) => envelope.to).toSorted();
  const deliveryOf = async (id: string) =>
    (await events.show(id))?.deliveries.find(({ destination }) => destination === 'staff') ?? expect.fail('not routed');
  const health = async () => (await events.destinations('wanted')).find(({ name }) => name === 'staff');

  it('are told also where the mailbox of one takes nothing now, who is told later', async () => {
    refuse(ANN, '450 4.2.1');
    const id = await refused();
    await vi.waitFor(async () =>
      expect(await deliveryOf(id)).toMatchObject({ state: 'PENDING', lastError: expect.stringContaining('450 4.2.1') }),
    );
    expect(told()).toEqual([BOB]);
    expect(await health()).toMatchObject({ failures: 0, failingSince: null, succeededAt: expect.any(Number) });
    server.refuses = () => undefined;
    await events.enable('staff');
    await vi.waitFor(async () => expect((await deliveryOf(id)).state).toBe('DELIVERED'));
    expect(told()).toEqual([ANN, BOB]);
  });

  it('are told also where one does not exist, of whom the operator hears, and who is told by a replay', async () => {
    refuse(ANN, '550 5.1.1');
    const id = await refused();
    await vi.waitFor(async () => expect((await deliveryOf(id)).state).toBe('GIVEN_UP'));
    expect((await deliveryOf(id)).lastError).toContain('550 5.1.1 at RCPT TO');
    expect(told()).toEqual([BOB]);
    expect(await health()).toMatchObject({ failures: 0, disabledAt: null });
    server.refuses = () => undefined;
    await events.replay('staff', { type: 'order.rejected.v1' });
    await vi.waitFor(async () => expect((await deliveryOf(id)).state).toBe('DELIVERED'));
    expect(told()).toEqual([ANN, BOB]);
  });

  it('are told once the server takes the sender, which it refuses only when it hears a recipient', async () => {
    server.refuses = (command) => (command === 'RCPT TO' ? '553 5.7.1' : undefined);
    const id = await refused();
    await vi.waitFor(async () => expect((await health())?.failures).toBeGreaterThan(0));
    expect(await deliveryOf(id)).toMatchObject({ state: 'PENDING' });
    server.refuses = () => undefined;
    await events.enable('staff');
    await vi.waitFor(async () => expect((await deliveryOf(id)).state).toBe('DELIVERED'));
    expect(told()).toEqual([ANN, BOB]);
  });
});
