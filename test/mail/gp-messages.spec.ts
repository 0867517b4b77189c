import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { DeliveryFailed, type EventDestination, type EventType, type GatewayEvent } from '../../src/events/index.js';
import { MailDestination } from '../../src/mail/mail-destination.js';
import { orderShipped } from '../../src/ordering/index.js';
import { quoteOpened } from '../../src/quotes/index.js';
import { invoiceDueSoon } from '../../src/receivables/index.js';
import { asAccountNumber } from '../../src/values/identifiers.js';
import { orderOf, place } from '../ordering/checkout.js';
import { TestGateway } from '../support/test-gateway.js';
import { deliver, deliverByHand, eventsOf } from './delivering.js';
import { MailServer, type TakenMail } from './mail-server.js';

const NELL = 'nell.hargate@example.com';
const HARGATE = asAccountNumber('HARGATE');
const CUT_4 = { sku: 'CUT-4', quantity: '10', unitPrice: '1.92' };

const FOUND = `{ viewer { account {
  orders(first: 100) { nodes { number shipments { number lines { sku } } } }
  quotes(first: 100) { nodes { number status } }
  invoices(first: 100) { nodes { number status balance { amount } } }
} } }`;

/** What the sandbox has of the account. */
interface Found {
  readonly orders: {
    readonly nodes: readonly { readonly number: string; readonly shipments: readonly { readonly number: string }[] }[];
  };
  readonly quotes: { readonly nodes: readonly { readonly number: string; readonly status: string }[] };
  readonly invoices: {
    readonly nodes: readonly {
      readonly number: string;
      readonly status: string;
      readonly balance: { readonly amount: string };
    }[];
  };
}

describe('Mail about what happens in GP', () => {
  const server = new MailServer();
  let gateway: TestGateway;
  let mail: EventDestination;
  let found: Found;

  beforeAll(async () => {
    gateway = await TestGateway.start({
      SMTP_URL: `smtp://127.0.0.1:${await server.listen()}?starttls=offered`,
      MAIL_FROM: 'shop@fabrikam.example',
      MAIL_LINKS: 'invoice=https://shop.fabrikam.example/invoices/{number}',
    });
    await deliverByHand(gateway);
    mail = gateway.gateway.app.get(MailDestination, { strict: false });
    await gateway.addUser({ email: 'payer@example.com', role: 'APPROVER', accounts: ['HARGATE'] });
    await gateway.addUser({ email: 'looker@example.com', role: 'VIEWER', accounts: ['HARGATE'] });
    await gateway.addUser({ email: 'stranger@example.com', role: 'ADMINISTRATOR', accounts: ['COBALT'] });
    const { data } = await gateway.ask<{ viewer: { account: Found } }>(FOUND, {}, await gateway.signIn('payer@example.com'));
    found = data.viewer.account;
  });
  beforeEach(() => {
    server.taken.length = 0;
    server.refuses = () => undefined;
  });
  afterAll(async () => {
    await gateway.stop();
    await server.close();
  });

  const happened = <Data extends object>(type: EventType<Data>, key: string, data: Data, account = HARGATE): GatewayEvent => {
    return { id: randomUUID(), type: type.name, subject: `${type.about}/${key}`, sequence: 1, time: Date.now(), account, data };
  };
  const told = () => server.taken.flatMap(({ envelope }) => envelope.to).toSorted();
  const one = (): TakenMail => {
    expect(server.taken).toHaveLength(1);
    return server.taken[0] as TakenMail;
  };

  it('tells the buyer what has left, with its lines', async () => {
    await place(gateway, orderOf([CUT_4]), await gateway.signIn(NELL));
    const [received] = await eventsOf(gateway, 'order.received');
    const order = found.orders.nodes.find(({ shipments }) => shipments.length > 0);
    const shipment = order?.shipments[0];
    if (!received || !order || !shipment) throw new Error('The sandbox has no shipped order of the account.');
    const key = received.subject.split('/')[1] ?? '';
    const data = { ...orderShipped.sample.data, orderNumber: order.number, shipmentNumber: shipment.number };
    await deliver(mail, [happened(orderShipped, key, data)]);
    expect(told()).toEqual([NELL]);
    expect(one().subject).toBe(`Your order ${order.number} has shipped`);
    expect(one().references).toBe(server.taken[0]?.inReplyTo);
  });

  it('tells nobody of an order that staff have entered, and of a shipment that was voided since', async () => {
    const order = found.orders.nodes[0];
    const data = { ...orderShipped.sample.data, orderNumber: order?.number ?? '', shipmentNumber: 'GONE' };
    await deliver(mail, [happened(orderShipped, order?.number ?? '', data)]);
    const [received] = await eventsOf(gateway, 'order.received');
    await deliver(mail, [happened(orderShipped, received?.subject.split('/')[1] ?? '', data)]);
    expect(server.taken).toEqual([]);
  });

  it('reminds those who may pay the invoices of the account, and nobody else', async () => {
    const invoice = found.invoices.nodes.find(({ status }) => status === 'OPEN' || status === 'PAST_DUE');
    if (!invoice) throw new Error('The sandbox has no open invoice of the account.');
    const data = { invoiceNumber: invoice.number, dueOn: null };
    await deliver(mail, [happened(invoiceDueSoon, invoice.number, data)]);
    expect(told()).toEqual(['admin@example.com', 'payer@example.com']);
    expect(server.taken[0]?.text).toContain(`https://shop.fabrikam.example/invoices/${invoice.number}`);
  });

  it('reaches the others where the mailbox of one takes nothing now, who gets it when the delivery is repeated', async () => {
    const invoice = found.invoices.nodes.find(({ status }) => status === 'OPEN' || status === 'PAST_DUE');
    const event = happened(invoiceDueSoon, invoice?.number ?? '', { invoiceNumber: invoice?.number ?? '', dueOn: null });
    let full: string | undefined;
    server.refuses = (command, recipient) => {
      if (command !== 'RCPT TO') return;
      full ??= recipient;
      return recipient === full ? '452 4.2.2' : undefined;
    };
    await expect(deliver(mail, [event])).rejects.toMatchObject({ inPart: true });
    expect(told()).toHaveLength(1);
    await expect(deliver(mail, [event])).rejects.toMatchObject({ inPart: false });
    server.refuses = () => undefined;
    await deliver(mail, [event]);
    expect(told()).toEqual(['admin@example.com', 'payer@example.com']);
  });

  it('reminds nobody of an invoice that was paid since, or that is of another account', async () => {
    const paid = found.invoices.nodes.find(({ status }) => status === 'PAID');
    const open = found.invoices.nodes.find(({ status }) => status === 'OPEN' || status === 'PAST_DUE');
    if (!paid || !open) throw new Error('The sandbox has no such invoices of the account.');
    await deliver(mail, [
      happened(invoiceDueSoon, paid.number, { invoiceNumber: paid.number, dueOn: null }),
      happened(invoiceDueSoon, open.number, { invoiceNumber: open.number, dueOn: null }, asAccountNumber('COBALT')),
    ]);
    expect(server.taken).toEqual([]);
  });

  it('tells those who may order of a quote that staff have made by themselves', async () => {
    const quote = found.quotes.nodes.find(({ status }) => status === 'OPEN');
    if (!quote) throw new Error('The sandbox has no open quote of the account.');
    const data = { ...quoteOpened.sample.data, quoteNumber: quote.number };
    await deliver(mail, [happened(quoteOpened, quote.number, data)]);
    expect(told()).toContain(NELL);
    expect(told()).toContain('payer@example.com');
    expect(told()).not.toContain('looker@example.com');
    expect(told()).not.toContain('stranger@example.com');
    expect(server.taken[0]?.subject).toBe(`Your quote ${quote.number} is ready`);
  });

  it('waits while GP gives no answer', async () => {
    const invoice = found.invoices.nodes.find(({ status }) => status === 'OPEN' || status === 'PAST_DUE');
    const event = happened(invoiceDueSoon, invoice?.number ?? '', { invoiceNumber: invoice?.number ?? '', dueOn: null });
    await gateway.forgetFacts();
    gateway.gp.make({ failing: true });
    await expect(deliver(mail, [event])).rejects.toThrow(DeliveryFailed);
    gateway.gp.make({});
    await deliver(mail, [event]);
    expect(told()).toEqual(['admin@example.com', 'payer@example.com']);
  });
});
