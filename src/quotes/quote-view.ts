import type { Currency } from '../account/index.js';
import type { Contract } from '../contract/index.js';
import type { Freshness } from '../live/index.js';
import { amountOf, type OrderLineView, orderLineOf } from '../ordering/index.js';
import { globalId } from '../values/global-id.js';
import type { Quote, QuoteStatus } from './quote.js';
import type { QuoteNotes } from './quote-notes.js';
import { revisionOf } from './revision.js';

/** The parent value of the contract's Quote. */
export interface QuoteView extends Required<Omit<Contract.Quote, 'lines' | 'documentUrl' | 'asOf' | 'source'>>, Freshness {
  /** The fact that it was made of. */
  readonly quote: Quote;
  readonly lines: readonly OrderLineView[];
}

export function quoteOf(
  quote: Quote,
  status: QuoteStatus,
  notes: QuoteNotes,
  currency: Currency,
  { asOf, source }: Freshness,
): QuoteView {
  return {
    __typename: 'Quote',
    quote,
    id: globalId('Quote', quote.number),
    number: quote.number,
    reference: quote.reference,
    status,
    revision: revisionOf(quote),
    date: quote.date,
    expires: quote.expires,
    lines: quote.lines.map((line) => orderLineOf(line, currency)),
    subtotal: amountOf(quote.subtotal, currency),
    discount: amountOf(quote.discount, currency),
    freight: amountOf(quote.freight, currency),
    miscellaneous: amountOf(quote.miscellaneous, currency),
    tax: amountOf(quote.tax, currency),
    total: amountOf(quote.total, currency),
    orderNumber: quote.ordered?.orderNumber ?? null,
    messages: messagesOf(quote, notes),
    asOf,
    source,
  };
}

/**
 * What buyer and staff wrote. Staff write to the buyer in the comment of GP's document: what it says and the buyer's request
 * did not is theirs, of the day of the document, as GP has no other.
 */
function messagesOf(quote: Quote, { request, messages }: QuoteNotes): Contract.QuoteMessage[] {
  const asked = request?.document.comment ?? null;
  const ofStaff = quote.comment !== null && quote.comment !== asked ? quote.comment : null;
  const day = Date.parse(`${quote.date}T00:00:00Z`);
  const at = Math.max(day, request?.receivedAt ?? day);
  return [
    ...(request && asked !== null ? [{ at: request.receivedAt, by: 'BUYER' as const, text: asked }] : []),
    ...(ofStaff === null ? [] : [{ at, by: 'SALES_STAFF' as const, text: ofStaff }]),
    ...messages.map(({ at: then, text }) => ({ at: then, by: 'BUYER' as const, text })),
  ].map((message) => ({ __typename: 'QuoteMessage' as const, ...message }));
}
