import { type DecimalString, decimalString, Exact, roundTo } from '../values/exact.js';
import type { OrderLine } from './order.js';

/**
 * The discount on the whole ordered quantity of a line, exact to the cent. GP keeps rounded markdowns per unit, whose sum can
 * be a cent off.
 */
export function lineDiscount(
  { quantity, unitPrice, extendedPrice }: Pick<OrderLine, 'quantity' | 'unitPrice' | 'extendedPrice'>,
  currencyDecimals: number,
): DecimalString {
  return decimalString(roundTo(new Exact(quantity).times(unitPrice), currencyDecimals).minus(extendedPrice));
}
