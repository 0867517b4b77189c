import { type DecimalString, decimalString, Exact, roundTo } from '../values/exact.js';
import type { OrderLine } from './order.js';

/**
 * What was taken off the whole ordered quantity of a line, so that the line adds up to the cent. GP keeps markdowns per unit,
 * rounded, whose sum can be a cent off.
 */
export function lineDiscount(
  { quantity, unitPrice, extendedPrice }: Pick<OrderLine, 'quantity' | 'unitPrice' | 'extendedPrice'>,
  currencyDecimals: number,
): DecimalString {
  return decimalString(roundTo(new Exact(quantity).times(unitPrice), currencyDecimals).minus(extendedPrice));
}
