import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { GatewayDatabase } from '../../src/database/index.js';
import { DeliveryFailed, type EventDestination } from '../../src/events/index.js';
import { MailDestination } from '../../src/mail/mail-destination.js';
import { StaffDestination } from '../../src/mail/staff/staff-destination.js';
import { CashReceiptIntake } from '../../src/payments/index.js';
import { SubmissionDesk, SubmissionEventLog } from '../../src/submissions/index.js';
import { Clock } from '../../src/values/clock.js';
import type { DecimalString } from '../../src/values/exact.js';
import { parseGlobalId } from '../../src/values/global-id.js';
import { orderOf, place } from '../ordering/checkout.js';
import { Payer } from '../payments/paying.js';
import { requestOf, requestQuote } from '../quotes/quoting.js';
import { TestGateway } from '../support/test-gateway.js';
import { deliver, deliverByHand, eventsOf } from './delivering.js';
import { MailServer, type TakenMail } from './mail-server.js';

const NELL = 'nell.hargate@example.com';
const CUT_4 = { sku: 'CUT-4', quantity: '10', unitPrice: '1.92' };
const ADDRESS = { address: { line1: '1 First Street', city: 'Joliet', postalCode: '60433', country: 'United States' } };

describe('Mail about events', () => {
  const server = new MailServer();
  let port: number;
  let gateway: TestGateway;
  let nell: string;
  let mail: EventDestination;
  let staff: EventDestination;

  beforeAll(async () => {
    port = await server.listen();
    gateway = await TestGateway.start({
      SMTP_URL: `smtp://127.0.0.1:${port}?starttls=offered`,
      MAIL_FROM: 'shop@fabrikam.example',
      MAIL_DESK: 'desk@fabrikam.example',
      MAIL_LINKS: 'order=https://shop.fabrikam.example/orders/{number}',
      MAIL_LANGUAGE_FIELD: 'language',
      GP_ACCOUNT_FIELDS: 'language=USERDEF1',
      PRINT_MERCHANT: 'Fabrikam',
    });
    const { app } = gateway.gateway;
    await deliverByHand(gateway);
    mail = app.get(MailDestination, { strict: false });
    staff = app.get(StaffDestination, { strict: false });
    nell = await gateway.signIn(NELL);
  });
  beforeEach(() => {
    server.taken.length = 0;
  });
  afterAll(async () => {
    await gateway.stop();
    await server.close();
  });

  /** The events of what is done meanwhile. */
  const eventsAfter = async (act: () => Promise<unknown>) => {
    const before = new Set((await eventsOf(gateway)).map(({ id }) => id));
    await act();
    return (await eventsOf(gateway)).filter(({ id }) => !before.has(id));
  };
  const only = (): TakenMail => {
    expect(server.taken).toHaveLength(1);
    return server.taken[0] as TakenMail;
  };
  const whileGpIsAway = async (act: () => Promise<unknown>) => {
    gateway.gp.make({ failing: true });
    await act().finally(() => gateway.gp.make({}));
  };
  const desk = () => {
    const { app } = gateway.gateway;
    return new SubmissionDesk(app.get(GatewayDatabase), app.get(SubmissionEventLog), app.get(Clock));
  };
  const placedAs = async (order: Record<string, unknown>) => {
    const { submission } = await place(gateway, order, nell);
    return parseGlobalId(submission?.id ?? '')?.key ?? '';
  };

  it('tells the buyer of the number of their order, with its lines and total', async () => {
    const events = await eventsAfter(() => place(gateway, orderOf([CUT_4], { reference: 'WEB-4711' }), nell));
    await deliver(mail, events);
    const message = only();
    expect(message).toMatchObject({ envelope: { from: 'shop@fabrikam.example', to: [NELL] }, from: { name: 'Fabrikam' } });
    expect(message.subject).toMatch(/^Your order \S+ is confirmed$/);
    const number = /order (\S+) is/.exec(message.subject ?? '')?.[1];
    expect(message.text).toContain(`https://shop.fabrikam.example/orders/${number}`);
    expect(message.text).toContain('CUT-4');
    expect(message.text).toContain('1.92 each: 19.20 USD');
    expect(message.text).toContain('Total: USD 19.20');
    expect(message.text).toContain('WEB-4711');
    expect(message.html).toContain('USD 19.20');
  });

  it('is sent once, however often the delivery is repeated', async () => {
    const events = await eventsAfter(() => place(gateway, orderOf([CUT_4]), nell));
    await deliver(mail, events);
    await deliver(mail, events);
    only();
  });

  it('tells that an order has arrived where its number has to wait, and shows both messages in one thread', async () => {
    const placed = orderOf([CUT_4]);
    let id = '';
    const received = await eventsAfter(() =>
      whileGpIsAway(async () => {
        id = await placedAs(placed);
      }),
    );
    await deliver(mail, received);
    const first = only();
    expect(first.subject).toBe(`We have received your order ${placed.reference}`);
    const pushed = await eventsAfter(async () => {
      await desk().retry(id);
      await placedAs(placed);
    });
    await deliver(mail, pushed);
    expect(server.taken.map(({ subject }) => subject?.split(' ')[0])).toEqual(['We', 'Your']);
    expect(new Set(server.taken.map(({ references }) => references)).size).toBe(1);
    expect(new Set(server.taken.map(({ messageId }) => messageId)).size).toBe(2);
  });

  it('waits while the mail server is away, and is sent once it is back', async () => {
    const events = await eventsAfter(() => place(gateway, orderOf([CUT_4]), nell));
    await server.close();
    await expect(deliver(mail, events)).rejects.toThrow(DeliveryFailed);
    await server.listen(port);
    await deliver(mail, events);
    only();
  });

  it('speaks the language of the account', async () => {
    await gateway.gateway.sandbox.change(`update "RM00101" set "USERDEF1" = 'FR' where "CUSTNMBR" = 'HARGATE'`);
    await gateway.forgetFacts();
    const events = await eventsAfter(() => place(gateway, orderOf([CUT_4]), nell));
    await deliver(mail, events);
    expect(only().subject).toMatch(/^Votre commande \S+ est confirmée$/);
    expect(only().text).toContain('1,92 l’unité');
    await gateway.gateway.sandbox.change(`update "RM00101" set "USERDEF1" = '' where "CUSTNMBR" = 'HARGATE'`);
    await gateway.forgetFacts();
  });

  it('goes to a visitor at the address that they ordered with, and nothing that they wrote becomes a header or markup', async () => {
    const evil = 'Zoe <b>x</b> http://evil.example';
    const customer = { email: 'zoe@example.org', name: evil, emailVerified: false };
    const order = orderOf([CUT_4], {
      reference: '<img src=x> "WEB',
      customer,
      billTo: ADDRESS,
      shipTo: ADDRESS,
      payments: [{ method: 'BANK_TRANSFER', amount: '19.20', transactionId: 'ch_1' }],
      comment: evil,
    });
    const events = await eventsAfter(async () => {
      const { userErrors } = await place(gateway, order);
      expect(userErrors).toEqual([]);
    });
    await deliver(mail, events);
    const message = only();
    expect(message.envelope.to).toEqual(['zoe@example.org']);
    expect(message.html).not.toContain('<img');
    expect(`${message.html}${message.text}`).not.toContain('evil.example');
    expect(message.text).toContain('<img src=x> "WEB');
  });

  it('is not sent to a user who may not buy for the account any more', async () => {
    await gateway.addUser({ email: 'temp@example.com', role: 'BUYER', accounts: ['HARGATE'] });
    const temp = await gateway.signIn('temp@example.com');
    const events = await eventsAfter(() => place(gateway, orderOf([CUT_4]), temp));
    const database = gateway.gateway.app.get(GatewayDatabase);
    await database.updateTable('app_user').set({ disabled: true }).where('email', '=', 'temp@example.com').execute();
    await deliver(mail, events);
    expect(server.taken).toEqual([]);
  });

  it('tells the desk of an order that GP has refused, with the reason', async () => {
    const events = await eventsAfter(() =>
      whileGpIsAway(async () => {
        const id = await placedAs(orderOf([CUT_4], { reference: 'WEB-REFUSED' }));
        expect((await desk().reject(id, 'The site <MAIN> does not exist')).kind).toBe('done');
      }),
    );
    await deliver(staff, events);
    const message = only();
    expect(message.envelope.to).toEqual(['desk@fabrikam.example']);
    expect(message.subject).toMatch(/^Order WEB-REFUSED of .+ was refused by GP$/);
    expect(message.text).toContain('The site <MAIN> does not exist');
    expect(message.html).toContain('The site &lt;MAIN&gt; does not exist');
  });

  it('tells the salesperson of the account of a request for a quote', async () => {
    const events = await eventsAfter(() =>
      requestQuote(gateway, requestOf([{ sku: 'CUT-4', quantity: '10' }], { comment: 'A better price for 50?' }), nell),
    );
    await deliver(staff, events);
    const message = only();
    expect(message.envelope.to).toEqual(['ada.orrin@example.com']);
    expect(message.text).toContain('A better price for 50?');
    expect(message.text).toContain('Reference of the buyer: ');
    expect(message.text).not.toContain('Your');
  });

  it('tells the desk of a payment that was taken, and that GP has refused', async () => {
    await gateway.addUser({ email: 'spender@example.com', role: 'APPROVER', accounts: ['HARGATE'] });
    const payer = new Payer(gateway, await gateway.signIn('spender@example.com'));
    const events = await eventsAfter(() =>
      whileGpIsAway(async () => {
        await payer.paid(await payer.prepared({ invoices: [], onAccountAmount: '12.34' }));
        const { id } = await gateway.gateway.app
          .get(GatewayDatabase)
          .selectFrom('submission')
          .where('kind', '=', 'payment')
          .orderBy('sequence', 'desc')
          .select('id')
          .executeTakeFirstOrThrow();
        expect((await desk().reject(id, 'The customer is gone')).kind).toBe('done');
      }),
    );
    await deliver(staff, events);
    expect(only().envelope.to).toEqual(['desk@fabrikam.example']);
    expect(only().subject).toMatch(/^Payment of USD 12\.34 by .+ was refused by GP$/);
    expect(only().text).toContain('The customer is gone');
    for (const form of [only().text, only().html]) expect(form).toContain('USD 12.34');
    expect(only().text).toContain('On account: USD 12.34');
  });

  it('tells the desk of money that came late, after the invoice was paid otherwise', async () => {
    await gateway.addUser({ email: 'late@example.com', role: 'APPROVER', accounts: ['HARGATE'] });
    const payer = new Payer(gateway, await gateway.signIn('late@example.com'));
    const invoice = { invoices: [{ invoiceNumber: 'INV26-1001' }] };
    const events = await eventsAfter(async () => {
      const late = await payer.prepared(invoice);
      await payer.release(late.paymentKey);
      await payer.paid(await payer.prepared(invoice));
      expect(await payer.paid(late, { transactionId: 'pi_late' })).toMatchObject({ status: 'PUSHED' });
    });
    expect(
      events
        .map(({ type }) => type)
        .filter((type) => type.startsWith('payment.'))
        .toSorted(),
    ).toEqual(['payment.applied.v1', 'payment.received.v1', 'payment.received.v1', 'payment.unapplied.v1']);
    await deliver(staff, events);
    expect(only().envelope.to).toEqual(['desk@fabrikam.example']);
    expect(only().subject).toMatch(/^Payment of USD 3,180\.40 by .+ is not applied in full: invoice INV26-1001$/);
    expect(only().text).toContain('GP has the receipt, but USD 3,180.40 of it could not be applied to its invoice any more.');
    expect(only().text).toContain('- Invoice INV26-1001: USD 3,180.40');
    expect(only().html).toMatch(/INV26-1001<\/td>\s*<td[^>]*>USD 3,180\.40</);
    expect(only().text).toContain('pi_late');
    expect(only().text).toMatch(/PYMT26-\d+/);
  });

  it('tells the desk what to look for where what GP made of a payment is not known any more', async () => {
    await gateway.addUser({ email: 'lost@example.com', role: 'APPROVER', accounts: ['HARGATE'] });
    const payer = new Payer(gateway, await gateway.signIn('lost@example.com'));
    const invoice = { invoices: [{ invoiceNumber: 'INV26-0944' }] };
    const events = await eventsAfter(async () => {
      const late = await payer.prepared(invoice);
      await payer.release(late.paymentKey);
      await payer.paid(await payer.prepared(invoice));
      await payer.paid(late);
      await gateway.gateway.app
        .get(GatewayDatabase)
        .deleteFrom('prepared_payment')
        .where('payment_key', '=', late.paymentKey)
        .execute();
    });
    await deliver(staff, events);
    expect(only().text).toContain('See in GP what of the receipt is applied to nothing');
    expect(only().text).not.toContain('A credit could not be applied');
  });

  it('blames no credit where staff have voided the receipt of money that was paid on account', async () => {
    await gateway.addUser({ email: 'voided@example.com', role: 'APPROVER', accounts: ['HARGATE'] });
    const payer = new Payer(gateway, await gateway.signIn('voided@example.com'));
    const voided = { unapplied: '41.70' as DecimalString, notApplied: ['41.7 of PYMT26-0999, which was voided in GP'] };
    const found = vi.spyOn(gateway.gateway.app.get(CashReceiptIntake, { strict: false }), 'find').mockResolvedValueOnce(voided);
    const events = await eventsAfter(async () => payer.paid(await payer.prepared({ invoices: [], onAccountAmount: '41.70' })));
    found.mockRestore();
    await deliver(staff, events);
    expect(only().text).toContain('See in GP what of the receipt is applied to nothing');
    expect(only().text).not.toContain('A credit could not be applied');
  });

  it('tells the payer that their money has arrived', async () => {
    await gateway.addUser({ email: 'payer@example.com', role: 'APPROVER', accounts: ['HARGATE'] });
    const payer = new Payer(gateway, await gateway.signIn('payer@example.com'));
    const events = await eventsAfter(async () => {
      const prepared = await payer.prepared({ invoices: [], onAccountAmount: '41.80' });
      await payer.paid(prepared);
    });
    await deliver(mail, events);
    expect(only().subject).toBe('We have received your payment of USD 41.80');
    expect(only().text).toContain('On account: USD 41.80');
  });
});
