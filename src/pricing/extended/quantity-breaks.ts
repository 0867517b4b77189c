import { Exact } from '../../values/exact.js';
import type { Money } from '../../values/money.js';
import { MOST_RANGES, NO_LIMIT, type PriceBreak } from '../price.js';
import type { SearchStep } from './sheet-search.js';

/**
 * The quantity breaks of a price that several sheets make together: between two neighbouring boundaries of any row nothing
 * changes, so the price is worked out once for each such range. Ranges that adjoin and have one price are one; those without a price are
 * left out. Those after the first MOST_RANGES are left out too; the price at a quantity in them is still worked out exactly.
 * @param decimals of the item's quantities
 */
export function quantityBreaks(
  { steps, promotions }: { readonly steps: readonly SearchStep[]; readonly promotions: readonly SearchStep[] },
  decimals: number,
  priceAt: (quantity: Exact) => Money | undefined,
): PriceBreak[] {
  const smallest = new Exact(10).pow(-decimals);
  const starts = new Map<string, Exact>();
  for (const { rows } of [...steps, ...promotions]) {
    for (const { from, to } of rows) {
      add(Exact.max(from.toDecimalPlaces(decimals, Exact.ROUND_CEIL), smallest));
      if (to.lt(NO_LIMIT)) add(to.toDecimalPlaces(decimals, Exact.ROUND_FLOOR).plus(smallest));
    }
  }
  const sorted = [...starts.values()].toSorted((one, other) => one.cmp(other));
  const breaks: PriceBreak[] = [];
  for (const [index, fromQuantity] of sorted.slice(0, MOST_RANGES).entries()) {
    const unitPrice = priceAt(fromQuantity);
    if (!unitPrice) continue;
    const next = sorted[index + 1];
    const toQuantity = next ? next.minus(smallest) : null;
    const before = breaks.at(-1);
    const goesOn = before?.toQuantity?.plus(smallest).eq(fromQuantity) && before.unitPrice.amount === unitPrice.amount;
    if (before && goesOn) breaks[breaks.length - 1] = { ...before, toQuantity };
    else breaks.push({ fromQuantity, toQuantity, unitPrice });
  }
  return breaks;

  function add(quantity: Exact): void {
    if (quantity.gt(0)) starts.set(quantity.toFixed(), quantity);
  }
}
