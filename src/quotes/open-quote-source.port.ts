import type { CalendarDate } from '../values/calendar-date.js';
import type { AccountNumber } from '../values/identifiers.js';
import type { QuoteNumber } from './quote.js';

/** A quote in GP's work tables: neither transferred nor voided. */
export interface OpenQuote {
  readonly number: QuoteNumber;
  readonly accountNumber: AccountNumber;
  /** The batch in which it lies: that of web requests until staff have priced it. */
  readonly batch: string;
  /** Its last day; null where it has none. */
  readonly expires: CalendarDate | null;
}

export interface OpenQuotes {
  readonly quotes: readonly OpenQuote[];
  /** Where the next page begins; null after the last one. */
  readonly next: string | null;
}

export abstract class OpenQuoteSource {
  /**
   * A page of all open quotes, in the order of their numbers.
   * @param from `next` of the page before; null for the first
   * @throws {ErpUnavailable} no answer before `signal` fired
   */
  abstract openQuotes(from: string | null, limit: number, signal: AbortSignal): Promise<OpenQuotes>;
}
