import type { Order, OrderLine } from '../ordering/index.js';
import type { CalendarDate } from '../values/calendar-date.js';
import type { DecimalString } from '../values/exact.js';
import type { PriceLevel } from '../values/identifiers.js';

declare const quoteNumber: unique symbol;

/** GP document number of a quote. */
export type QuoteNumber = string & { readonly [quoteNumber]: true };

/** GP keeps document numbers in upper case. A NUL counts as a blank, since no database accepts one. */
export const asQuoteNumber = (text: string) => text.replaceAll('\0', ' ').trim().toUpperCase() as QuoteNumber;

/** The contract's QuoteStatus. */
export type QuoteStatus = 'REQUESTED' | 'OPEN' | 'EXPIRED' | 'DECLINED' | 'CHANGE_REQUESTED' | 'ORDERED' | 'WITHDRAWN';

/** GP's record of one quote, with what became of it. The fact is the same for all who may see it. */
export interface Quote
  extends Pick<
    Order,
    | ('accountNumber' | 'reference' | 'date' | 'requestedShipDate' | 'currency' | 'billingAddressCode' | 'shipTo')
    | ('subtotal' | 'discount' | 'freight' | 'miscellaneous' | 'tax' | 'total' | 'shippingMethod' | 'comment')
  > {
  readonly number: QuoteNumber;
  /** Its last day; null where it has none (QUOEXPDA 1900-01-01). */
  readonly expires: CalendarDate | null;
  /** The batch in which it lies (BACHNUMB): that of web requests until staff have priced it. */
  readonly batch: string;
  /** PYMTRMID. */
  readonly paymentTerms: string;
  readonly isVoided: boolean;
  /** In the work tables; a quote that was transferred or voided is in history. */
  readonly isInWork: boolean;
  readonly ordered: OrderedAs | null;
  readonly lines: readonly QuoteLine[];
  readonly taxes: readonly QuoteTax[];
}

/** What a quote has become in GP. */
export interface OrderedAs {
  /** The number of the order; null where it became an invoice, or what it became is gone. */
  readonly orderNumber: string | null;
}

export interface QuoteLine extends OrderLine {
  /** Null where the line has none. */
  readonly priceLevel: PriceLevel | null;
}

/** A row of GP's taxes on a quote (SOP10105). */
export interface QuoteTax {
  /** The number of the line, or what else it is on; `document` where GP has the sum of all lines only. */
  readonly on: number | 'freight' | 'miscellaneous' | 'document';
  readonly detail: string;
  readonly amount: DecimalString;
  readonly taxableAmount: DecimalString;
}
