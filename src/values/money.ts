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

const ISO_4217 = /^[A-Z]{3}$/;

/** The code that a person has typed, with blanks around it or in small letters; null for any other text, such as "US$". */
export function typedCurrencyCode(text: string): CurrencyCode | null {
  const code = text.trim().toUpperCase();
  return ISO_4217.test(code) ? asCurrencyCode(code) : null;
}

/** ISO 4217's code for "no currency": GP is unavailable or has no code for the currency, or the viewer may not see it. */
export const NO_CURRENCY = asCurrencyCode('XXX');

/** The amount with exactly `decimals` places, rounded half away from zero. */
export function money(amount: Exact | string, currency: CurrencyCode, decimals: number): Money {
  return { amount: decimalString(amount, decimals), currency };
}
