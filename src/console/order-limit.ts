import { counted } from '../values/counted.js';
import { decimalString, decimalsIn, isPlainDecimal, ZERO } from '../values/exact.js';
import { asCurrencyCode, type CurrencyCode, type Money } from '../values/money.js';

export const ORDER_LIMIT_EXPECTED = 'expected an amount and its currency, such as "2500.00 USD"';

/** Up to 14 digits before the point and 5 after it, as in GP's numeric(19,5). */
const AMOUNT_AND_CURRENCY = /^(\d{1,14}(?:\.\d{1,5})?)\s+([A-Z]{3})$/i;

/**
 * The most that a user may spend on one order, parsed from what the operator typed.
 * @returns null for a blank text, which means no limit; undefined for an invalid text
 */
export function orderLimitOf(text: string): Money | null | undefined {
  if (text.trim() === '') return null;
  const [, amount = '', currency = ''] = AMOUNT_AND_CURRENCY.exec(text.trim()) ?? [];
  if (!isPlainDecimal(amount) || ZERO.gte(amount)) return undefined;
  // Zeros at the end are kept: the limit is shown with the decimals that were typed.
  return { amount: decimalString(amount, decimalsIn(amount)), currency: asCurrencyCode(currency.toUpperCase()) };
}

/** The problem of a limit that no total can equal. @param decimals those of its currency; undefined where they are not known */
export function decimalsProblem(limit: Money, decimals: number | undefined): string | undefined {
  if (decimals === undefined || decimalsIn(limit.amount) <= decimals) return undefined;
  const most = decimals === 0 ? 'no decimals' : `at most ${counted(decimals, 'decimal')}`;
  return `order limit: expected ${most}, as GP has of ${limit.currency}`;
}

/** Warns of each currency in which no order can be. @param known GP's currencies; undefined where they are not known */
export function currencyWarnings(limits: readonly Money[], known: ReadonlyMap<CurrencyCode, unknown> | undefined): string[] {
  const unknown = new Set(limits.map(({ currency }) => currency).filter((currency) => known && !known.has(currency)));
  return [...unknown].map((currency) => `Warning: GP has no currency "${currency}": no order is in it.`);
}
