import type { Currency } from '../account/index.js';
import type { Exact } from '../values/exact.js';
import { type Money, money } from '../values/money.js';

/** Makes amounts in a currency, with its decimals. */
export function inCurrency({ code, decimals }: Currency): (value: Exact | string) => Money {
  return (value) => money(value, code, decimals);
}
