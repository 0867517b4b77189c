import { Injectable } from '@nestjs/common';
import { AccountService, type CustomerRecord } from '../../account/index.js';
import type { GatewayEvent } from '../../events/index.js';
import { RequestBudget } from '../../live/index.js';
import type { SalesOrder } from '../../ordering/index.js';
import { type InvoicePayment, PreparedPayments } from '../../payments/index.js';
import { asQuoteNumber, QuoteService, type quoteAnswered, type quoteOrdered } from '../../quotes/index.js';
import { type Submission, SubmissionsService } from '../../submissions/index.js';
import { Clock } from '../../values/clock.js';
import { decimalsIn, Exact } from '../../values/exact.js';
import { asCurrencyCode } from '../../values/money.js';
import type { Mail } from '../mail.js';
import { amountsOfDocument } from '../messages/document-amounts-view.js';
import type { StaffAccountView, StaffOrderView, StaffPaymentView, StaffQuoteView } from '../messages/message-views.js';
import { NotKnownNow } from '../not-known-now.js';
import { OrderViews } from '../order-views.js';
import { paymentView } from '../payment-view.js';
import { keyOf } from '../subject-key.js';
import { MailTemplates } from '../templates/mail-templates.js';
import type { StaffEvent } from './staff-rules.js';
import type { StaffFacts } from './told-by-rules.js';

/** A message to staff before it is known who gets it, and what the rules look at. */
export interface StaffMail {
  readonly mail: Omit<Mail<'staff-order' | 'staff-quote' | 'staff-payment'>, 'to'>;
  readonly facts: StaffFacts;
}

type NotApplied = Pick<StaffPaymentView, 'notApplied' | 'creditNotApplied'>;
type OnQuote = (typeof quoteAnswered | typeof quoteOrdered)['sample']['data'];

/** Writes to staff about orders, quotes and payments. */
@Injectable()
export class StaffMails {
  constructor(
    private readonly submissions: SubmissionsService,
    private readonly accounts: AccountService,
    private readonly quotes: QuoteService,
    private readonly orders: OrderViews,
    private readonly payments: PreparedPayments,
    private readonly templates: MailTemplates,
    private readonly clock: Clock,
  ) {}

  /**
   * Null where what it is about is gone.
   * @throws {StoreUnavailable | NotKnownNow} it is to be tried again
   */
  async of(event: GatewayEvent, name: StaffEvent, language: string): Promise<StaffMail | null> {
    const customer = await this.customerOf(event);
    if (name.startsWith('payment.')) return this.ofPayment(event, name, language, customer);
    const submission = await this.submissions.byId<SalesOrder>(keyOf(event));
    if (name === 'quote.answered' || name === 'quote.ordered') return this.ofQuote(event, name, language, customer);
    if (!submission) return null;
    return name.startsWith('quote.')
      ? this.ofRequest(event, name, language, customer, submission)
      : this.ofOrder(event, name, language, customer, submission);
  }

  private async ofOrder(
    { subject: thread }: GatewayEvent,
    event: StaffEvent,
    language: string,
    customer: CustomerRecord | null,
    submission: Submission<SalesOrder>,
  ): Promise<StaffMail> {
    const { document, rejection } = submission;
    const view: StaffOrderView = {
      ...(await this.orders.of(submission, language)),
      ...accountView(customer, submission),
      received: event === 'order.received',
      pushed: event === 'order.pushed',
      rejected: event === 'order.rejected',
      cancelled: event === 'order.cancelled',
      refusal: event === 'order.rejected' ? (rejection?.message ?? null) : null,
      comment: document.comment,
    };
    return { mail: { message: 'staff-order', language, view, thread }, facts: { event, customer, total: totalOf(document) } };
  }

  private async ofRequest(
    { subject: thread }: GatewayEvent,
    event: StaffEvent,
    language: string,
    customer: CustomerRecord | null,
    submission: Submission<SalesOrder>,
  ): Promise<StaffMail> {
    const { document, rejection } = submission;
    const { number, reference, link: _, ...rest } = await this.orders.of(submission, language);
    const view: StaffQuoteView = {
      ...rest,
      ...accountView(customer, submission),
      ...NOT_YET,
      number: number ?? '',
      reference: reference === '' ? null : reference,
      expires: null,
      link: null,
      requested: event === 'quote.requested',
      rejected: event === 'quote.rejected',
      refusal: event === 'quote.rejected' ? (rejection?.message ?? null) : null,
      comment: document.comment,
    };
    return { mail: { message: 'staff-quote', language, view, thread }, facts: { event, customer, total: totalOf(document) } };
  }

  private async ofQuote(
    { account, data, subject: thread }: GatewayEvent,
    event: StaffEvent,
    language: string,
    customer: CustomerRecord | null,
  ): Promise<StaffMail | null> {
    if (account === null) return null;
    const { quoteNumber, ...rest } = data as OnQuote;
    const live = await this.quotes.quote([account], asQuoteNumber(quoteNumber), RequestBudget.ofCheckout(this.clock.now()));
    if (!live.known) throw new NotKnownNow('a quote');
    if (!live.value) return null;
    const quote = live.value;
    const written = this.templates.written(language, quote.total.currency, decimalsIn(quote.total.amount));
    const answer = 'answer' in rest ? rest.answer : null;
    const view: StaffQuoteView = {
      ...amountsOfDocument(quote, written),
      ...accountView(customer, { owner: account }),
      ...NOT_YET,
      number: quote.number,
      reference: quote.reference,
      date: written.date(quote.date),
      expires: quote.expires === null ? null : written.date(quote.expires),
      link: null,
      declined: answer === 'DECLINE',
      changeRequested: answer === 'REQUEST_CHANGE',
      ordered: event === 'quote.ordered',
      comment: answer === null ? null : (quote.messages.findLast(({ by }) => by === 'BUYER')?.text ?? null),
    };
    const total = { amount: quote.quote.total, currency: asCurrencyCode(quote.total.currency) };
    return { mail: { message: 'staff-quote', language, view, thread }, facts: { event, customer, total } };
  }

  private async ofPayment(
    event: GatewayEvent,
    name: StaffEvent,
    language: string,
    customer: CustomerRecord | null,
  ): Promise<StaffMail | null> {
    const submission = await this.submissions.byId<InvoicePayment>(keyOf(event));
    if (!submission) return null;
    const { document, rejection } = submission;
    const rejected = name === 'payment.rejected';
    const view: StaffPaymentView = {
      ...paymentView(submission, this.templates, language),
      ...accountView(customer, submission),
      ...{ rejected, unapplied: !rejected, refusal: rejected ? (rejection?.message ?? null) : null },
      ...(rejected ? NOTHING_APPLIED : await this.notApplied(document, language)),
      moneyTaken: !new Exact(document.amount).isZero(),
    };
    const total = { amount: document.amount, currency: document.currency };
    return { mail: { message: 'staff-payment', language, view, thread: event.subject }, facts: { event: name, customer, total } };
  }

  /** What GP has applied to nothing, but for what was paid on account. Where that is no money, it can only be a credit of the plan. */
  private async notApplied(
    { paymentKey, amount, onAccount, currency, decimals, applications }: InvoicePayment,
    language: string,
  ): Promise<NotApplied> {
    if (new Exact(amount).isZero()) return { notApplied: null, creditNotApplied: true };
    const receipt = await this.payments.receipt(paymentKey);
    if (!receipt) return { notApplied: null, creditNotApplied: false };
    const money = new Exact(receipt.unapplied).minus(onAccount);
    if (!money.gt(0)) return { notApplied: null, creditNotApplied: applications.some(({ credits }) => credits.length > 0) };
    return { notApplied: this.templates.written(language, currency, decimals).total(money.toFixed()), creditNotApplied: false };
  }

  private async customerOf({ account }: GatewayEvent): Promise<CustomerRecord | null> {
    if (account === null) return null;
    const customer = await this.accounts.customer(account, RequestBudget.toTheEnd());
    if (!customer.known) throw new NotKnownNow('an account');
    return customer.value;
  }
}

const NOTHING_APPLIED: NotApplied = { notApplied: null, creditNotApplied: false };
const NOT_YET = { requested: false, rejected: false, declined: false, changeRequested: false, ordered: false, refusal: null };

/** Of a visitor, the address that they ordered with. */
function accountView(customer: CustomerRecord | null, { owner }: Pick<Submission, 'owner'>): StaffAccountView {
  return {
    accountNumber: customer?.accountNumber ?? owner,
    accountName: customer?.name ?? '',
    salesperson: customer?.salesperson?.name ?? null,
  };
}

function totalOf({ total, currency }: SalesOrder): StaffFacts['total'] {
  return { amount: total, currency: currency.code };
}
