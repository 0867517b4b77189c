import { Injectable, type OnModuleInit } from '@nestjs/common';
import { OrderHandOver, QUOTE_ORDER, type QuoteOrigin, type SalesOrder } from '../ordering/index.js';
import { type HandOver, type HandOverResult, HandOvers, type Submission } from '../submissions/index.js';
import { asQuoteNumber } from './quote.js';
import { QuoteService } from './quote.service.js';
import { CommittedQuoteSource } from './quote-source.port.js';
import { revisionOf } from './revision.js';

type Numbered = Submission<SalesOrder> & { readonly documentNumber: string };

/**
 * Hands orders from quotes to GP. Sales staff may have ordered, changed or withdrawn the quote since the order was accepted:
 * then the order is refused. The intake itself closes the quote in the order's transaction, so that a race ends in one order.
 */
@Injectable()
export class QuoteOrderHandOver implements HandOver<SalesOrder>, OnModuleInit {
  readonly kind = QUOTE_ORDER;

  constructor(
    private readonly orders: OrderHandOver,
    private readonly quotes: CommittedQuoteSource,
    private readonly handOvers: HandOvers,
    private readonly shownQuotes: QuoteService,
  ) {}

  onModuleInit(): void {
    this.handOvers.register(this);
  }

  prepare(submission: Submission<SalesOrder>, signal: AbortSignal): Promise<SalesOrder | null> {
    return this.orders.prepare(submission, signal);
  }

  reserveNumber(submission: Submission<SalesOrder>, signal: AbortSignal): Promise<string> {
    return this.orders.reserveNumber(submission, signal);
  }

  has(submission: Numbered, signal: AbortSignal): Promise<boolean> {
    return this.orders.has(submission, signal);
  }

  takeBack(submission: Numbered, signal: AbortSignal): Promise<boolean> {
    return this.orders.takeBack(submission, signal);
  }

  async submit(submission: Numbered, signal: AbortSignal): Promise<HandOverResult> {
    const quote = quoteOf(submission.document);
    const inTheWay = await this.inTheWay(quote, signal);
    if (inTheWay !== null) return refused(inTheWay);
    const result = await this.orders.submit(submission, signal);
    // What GP refuses may be that staff were faster between the look and the writing.
    const since = result.kind === 'refused' ? await this.inTheWay(quote, signal) : null;
    return since === null ? result : refused(since);
  }

  /** The order is a new one, and its quote is in history. */
  written(): void {
    this.orders.written();
    this.shownQuotes.listsChanged();
  }

  /** What has happened to the quote since the buyer saw it; null where it is as they saw it. */
  private async inTheWay({ number, revision }: QuoteOrigin, signal: AbortSignal): Promise<string | null> {
    const wanted = asQuoteNumber(number);
    const quote = (await this.quotes.quotes([wanted], signal)).get(wanted);
    if (!quote) return `The sales staff have deleted the quote ${number}.`;
    if (quote.ordered) return `The quote ${number} has been ordered already${as(quote.ordered.orderNumber)}.`;
    if (quote.isVoided) return `The sales staff have withdrawn the quote ${number}.`;
    return revisionOf(quote) === revision ? null : `The sales staff have changed the quote ${number} since it was ordered.`;
  }
}

function as(orderNumber: string | null): string {
  return orderNumber === null ? '' : `, as ${orderNumber}`;
}

function quoteOf({ quote }: SalesOrder): QuoteOrigin {
  if (!quote) throw new Error('An order from a quote names no quote.');
  return quote;
}

function refused(message: string): HandOverResult {
  return { kind: 'refused', code: null, message };
}
