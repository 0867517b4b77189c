import { type DecimalString, decimalString, type Exact } from './exact.js';

declare const currencyCode: unique symbol;

/** ISO 4217, e.g. "USD". */
export type CurrencyCode = string & { readonly [currencyCode]: true };

/** An amount in one currency. */
export interface Money {
  readonly amount: DecimalString;
  readonly currency: CurrencyCode;
}

export function asCurrencyCode(text: string): CurrencyCode {
  return text as CurrencyCode;
}

/** ISO 4217's code for "no currency": GP is unavailable or has no code for the currency, or the viewer may not see it. */
export const NO_CURRENCY = asCurrencyCode('XXX');

/** The amount with exactly `decimals` places, rounded half away from zero. */
export function money(amount: Exact | string, currency: CurrencyCode, decimals: number): Money {
  return { amount: decimalString(amount, decimals), currency };
}
