import type { Currency } from '../account/index.js';
import { Exact, roundTo, ZERO } from '../values/exact.js';
import type { Money } from '../values/money.js';
import { money } from '../values/money.js';
import { type ExchangeRate, fromFunctional, rateText } from './exchange-rate.js';
import type { ItemCurrency } from './item-pricing.js';
import { type NoPrice, noPrice, type PriceStep, type StandardPrice } from './price.js';

/**
 * A price of the functional currency in the order's: each price is converted for itself, and rounded to the decimals that the
 * item's prices have in the order's currency (IV00105). The list price is the item's own in that currency.
 */
export function convertedPrice(
  functional: StandardPrice,
  rate: ExchangeRate,
  currency: Currency,
  { listPrice, decimals }: ItemCurrency,
  baseQuantity: Exact,
): StandardPrice | NoPrice {
  const converted = ({ amount }: Money) => fromFunctional(new Exact(amount), rate, decimals);
  const inItemDecimals = (amount: Exact) => money(amount, currency.code, decimals);
  const price = converted(functional.unitPrice);
  if (price.lte(ZERO)) return noPrice('NO_PRICE', 'The product has no price.');
  const list = roundTo(new Exact(listPrice).times(baseQuantity), decimals);
  return {
    ...functional,
    unitPrice: inItemDecimals(price),
    enteredDecimals: decimals,
    listPrice: list.isZero() ? null : inItemDecimals(list),
    extendedPrice: money(price.times(functional.quantity), currency.code, currency.decimals),
    breaks: functional.breaks.flatMap(({ unitPrice, ...range }) => {
      const amount = converted(unitPrice);
      return amount.gt(ZERO) ? [{ ...range, unitPrice: inItemDecimals(amount) }] : [];
    }),
    explanation: [...functional.explanation, conversionStep(rate, inItemDecimals(price))],
  };
}

export function conversionStep(rate: ExchangeRate, unitPrice: Money): PriceStep {
  return { rule: 'CURRENCY_CONVERSION', reference: rateText(rate), unitPrice };
}
