import type { CalendarDate } from '../values/calendar-date.js';
import { type DecimalString, type Exact, roundTo } from '../values/exact.js';
import type { AccountNumber, CurrencyId } from '../values/identifiers.js';

/** How GP makes a functional amount of one in another currency. */
export type RateMethod = 'MULTIPLY' | 'DIVIDE';

/** The rate at which GP converts between a currency and the functional one on a day. */
export interface ExchangeRate {
  /** GP's name of the exchange table that has it. */
  readonly table: string;
  /** The day from which it holds. */
  readonly date: CalendarDate;
  /** Above 0. */
  readonly rate: DecimalString;
  readonly method: RateMethod;
}

/** By what a rate is asked for. An account may have a rate type of its own. Rates change from day to day. */
export interface ExchangeRateKey {
  /** Null for a visitor, for whom the company's usual rate type counts. */
  readonly accountNumber: AccountNumber | null;
  readonly currency: CurrencyId;
  /** The company's day. */
  readonly date: CalendarDate;
}

/** The key as the text by which a rate is remembered. */
export function exchangeRateKeyText({ accountNumber, currency, date }: ExchangeRateKey): string {
  return `${accountNumber ?? ''}\n${currency}\n${date}`;
}

/** A functional amount in the rate's currency. GP's method leads to the functional amount, so that it is turned around here. */
export function fromFunctional(amount: Exact, { rate, method }: ExchangeRate, decimals: number): Exact {
  return roundTo(method === 'MULTIPLY' ? amount.div(rate) : amount.times(rate), decimals);
}

/** The rate, and what is done with it, to show how a price came about. */
export function rateText({ table, date, rate, method }: ExchangeRate): string {
  return `${table} ${date}, ${method === 'MULTIPLY' ? 'divided by' : 'times'} ${rate}`;
}
