import { Injectable } from '@nestjs/common';
import { MailSettings } from '../config/index.js';
import type { GatewayEvent } from '../events/index.js';
import { RequestBudget } from '../live/index.js';
import { asDocumentNumber, type InvoiceView as Invoice, invoiceDueSoon, ReceivablesService } from '../receivables/index.js';
import { Clock } from '../values/clock.js';
import { decimalsIn, Exact } from '../values/exact.js';
import { Buyers } from './buyers.js';
import { EventMails } from './event-mails.js';
import { Languages } from './languages.js';
import { linkTo } from './links.js';
import type { Mail } from './mail.js';
import type { InvoiceView, MessageName } from './messages/message-views.js';
import { NotKnownNow } from './not-known-now.js';
import { MailTemplates } from './templates/mail-templates.js';

type DueSoon = typeof invoiceDueSoon.sample.data;

/** Reminds those who pay an account's invoices of one that is due soon. */
@Injectable()
export class InvoiceMails extends EventMails {
  readonly messages = new Map<string, MessageName>([[invoiceDueSoon.name, 'invoice-due-soon']]);

  constructor(
    private readonly receivables: ReceivablesService,
    private readonly buyers: Buyers,
    private readonly languages: Languages,
    private readonly templates: MailTemplates,
    private readonly settings: MailSettings,
    private readonly clock: Clock,
  ) {
    super();
  }

  async mailsOf(event: GatewayEvent): Promise<readonly Mail[]> {
    const { account } = event;
    const { invoiceNumber } = event.data as DueSoon;
    if (account === null) return [];
    const wanted = { number: asDocumentNumber(invoiceNumber), kind: null };
    const live = await this.receivables.invoice([account], wanted, RequestBudget.ofCheckout(this.clock.now()));
    if (!live.known) throw new NotKnownNow('an invoice');
    // It may have been paid since.
    if (!live.value || new Exact(live.value.balance.amount).isZero()) return [];
    const [language, recipients] = await Promise.all([this.languages.ofAccount(account), this.buyers.whoMayPay(account)]);
    const view = this.viewOf(live.value, language);
    return recipients.map((to) => ({ message: 'invoice-due-soon', to, language, view, thread: event.subject }));
  }

  private viewOf(invoice: Invoice, language: string): InvoiceView {
    const { number, date, dueDate, purchaseOrderNumber, orderNumber, total, balance, termsDiscount } = invoice;
    const written = this.templates.written(language, total.currency, decimalsIn(total.amount));
    return {
      number,
      date: written.date(date),
      dueDate: dueDate === null ? null : written.date(dueDate),
      purchaseOrderNumber,
      orderNumber,
      total: written.total(total.amount),
      balance: written.total(balance.amount),
      termsDiscount: termsDiscount && {
        amount: written.total(termsDiscount.amount.amount),
        until: written.date(termsDiscount.until),
      },
      link: linkTo(this.settings, 'invoice', number),
    };
  }
}
