import type { CalendarDate } from '../values/calendar-date.js';
import type { AccountNumber } from '../values/identifiers.js';
import type { Quote, QuoteNumber } from './quote.js';

/** The place of the quote with this date and number in a list of quotes. */
export interface QuotePosition {
  readonly date: CalendarDate;
  readonly number: QuoteNumber;
}

export interface QuotePageAsk {
  readonly accountNumber: AccountNumber;
  /** The first and last day, both included; null for no limit. */
  readonly from: CalendarDate | null;
  readonly to: CalendarDate | null;
  /** Only quotes in the work tables: neither transferred nor voided. */
  readonly isInWork: boolean;
  readonly first: number;
  readonly after: QuotePosition | null;
}

export interface QuotePage {
  readonly quotes: readonly Quote[];
  readonly hasNextPage: boolean;
}

/** Reads quotes: documents of type 1, in work or in history, asked for by buyers or entered by GP's staff. */
export abstract class QuoteSource {
  /**
   * Quotes of any account by their numbers. A number without a quote in GP is absent from the map.
   * @throws {ErpUnavailable} no answer before `signal` fired
   */
  abstract quotes(numbers: readonly QuoteNumber[], signal: AbortSignal): Promise<ReadonlyMap<QuoteNumber, Quote>>;

  /**
   * The next page of an account's quotes after a place, by date and number, the latest first.
   * @throws {ErpUnavailable} no answer before `signal` fired
   */
  abstract page(ask: QuotePageAsk, signal: AbortSignal): Promise<QuotePage>;

  /**
   * What became of quotes that GP no longer has, where documents in GP name them as their origin; absent otherwise.
   * @throws {ErpUnavailable} no answer before `signal` fired
   */
  abstract successors(
    accountNumber: AccountNumber,
    numbers: readonly QuoteNumber[],
    signal: AbortSignal,
  ): Promise<ReadonlyMap<QuoteNumber, string | null>>;
}

/** Quotes as they are committed in GP, for the last look before an order from one is written. */
export abstract class CommittedQuoteSource extends QuoteSource {}
