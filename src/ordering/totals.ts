import { Exact, roundTo, ZERO } from '../values/exact.js';

/** The amounts of an order, in its currency. Discounts are positive. */
export interface OrderAmounts {
  readonly lines: readonly LineAmounts[];
  readonly freight: ChargeAmounts | null;
  readonly fees: readonly ChargeAmounts[];
  readonly duties: readonly ChargeAmounts[];
  readonly discount: Exact;
  /** Taxes of the document as a whole. */
  readonly taxes: readonly Exact[];
}

export interface LineAmounts {
  readonly unitPrice: Exact;
  readonly quantity: Exact;
  readonly discount: Exact;
  readonly taxes: readonly Exact[];
}

export interface ChargeAmounts {
  readonly amount: Exact;
  readonly discount: Exact;
  readonly taxes: readonly Exact[];
}

export interface OrderTotals {
  /** Per line: unit price x quantity, rounded to the currency, before its discount. */
  readonly extended: readonly Exact[];
  /** The sum of the lines after their discounts. */
  readonly subtotal: Exact;
  readonly freight: Exact;
  readonly feesAndDuties: Exact;
  readonly tax: Exact;
  readonly total: Exact;
}

/**
 * The totals on which the storefront and GP have to agree. The only rounding is that of a line's extended price, half away
 * from zero to the decimals of the currency. All other amounts are given in the currency and added up.
 */
export function totalsOf(order: OrderAmounts, currencyDecimals: number): OrderTotals {
  const extended = order.lines.map(({ unitPrice, quantity }) => roundTo(unitPrice.times(quantity), currencyDecimals));
  const subtotal = sum(order.lines.map(({ discount }, index) => (extended[index] ?? ZERO).minus(discount)));
  const freight = order.freight ? order.freight.amount.minus(order.freight.discount) : ZERO;
  const charges = [...order.fees, ...order.duties];
  const feesAndDuties = sum(charges.map(({ amount, discount }) => amount.minus(discount)));
  const tax = sum([
    ...order.lines.flatMap(({ taxes }) => taxes),
    ...(order.freight?.taxes ?? []),
    ...charges.flatMap(({ taxes }) => taxes),
    ...order.taxes,
  ]);
  return {
    extended,
    subtotal,
    freight,
    feesAndDuties,
    tax,
    total: subtotal.minus(order.discount).plus(freight).plus(feesAndDuties).plus(tax),
  };
}

function sum(amounts: readonly Exact[]): Exact {
  return amounts.reduce((total, amount) => total.plus(amount), ZERO);
}
