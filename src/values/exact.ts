import { Decimal } from 'decimal.js';

/**
 * Decimal arithmetic for money and quantities. It rounds half away from zero, as SQL Server does.
 * 50 significant digits hold any product of two numeric(19,5) without loss.
 */
export const Exact = Decimal.clone({ precision: 50, rounding: Decimal.ROUND_HALF_UP });
export type Exact = InstanceType<typeof Exact>;

declare const decimal: unique symbol;

/** A plain decimal number as text, such as "12.50" or "-3"; never in exponent form. */
export type DecimalString = string & { readonly [decimal]: true };

const PLAIN_DECIMAL = /^-?\d+(\.\d+)?$/;

/** Whether a text is a plain decimal number: optional minus, digits, and optionally a point and more digits. */
export function isPlainDecimal(text: string): boolean {
  return PLAIN_DECIMAL.test(text);
}

/** The number as plain text; with `decimals`, rounded to and padded to exactly that number of places. */
export function decimalString(value: Decimal.Value, decimals?: number): DecimalString {
  const exact = new Exact(value);
  if (decimals === undefined) return exact.toFixed() as DecimalString;
  // Rounded before it is written: decimal.js writes a negative number that rounds to zero as "-0.00".
  return exact.toDecimalPlaces(decimals).toFixed(decimals) as DecimalString;
}

/** How many decimals a number is written with. Amounts have those of their currency. */
export function decimalsIn(text: string): number {
  return text.split('.')[1]?.length ?? 0;
}

export const ZERO = new Exact(0);

/** Rounds half away from zero, as SQL Server's round() does. */
export function roundTo(value: Exact, decimals: number): Exact {
  return value.toDecimalPlaces(decimals, Exact.ROUND_HALF_UP);
}

/** Rounds towards zero. */
export function truncateTo(value: Exact, decimals: number): Exact {
  return value.toDecimalPlaces(decimals, Exact.ROUND_DOWN);
}
