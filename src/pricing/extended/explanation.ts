import { Exact } from '../../values/exact.js';
import type { Money } from '../../values/money.js';
import type { PriceStep, SheetStep } from '../price.js';
import { type SheetPrice, searchPrice } from './price-search.js';
import type { AppliedPromotion } from './promotion.js';
import { losersOf, type PassedOver, type SearchStep, type SheetRow } from './sheet-search.js';

/**
 * How a price came about, as GP's own trace tells it (sopExtPricingPriceTrace): first the sheets that the search passed over,
 * step by step, each with the reason; then those that decided, in the order in which GP applies them, each with the price
 * after it.
 */
export function explainSearch(
  { steps, decimals }: { readonly steps: readonly SearchStep[]; readonly decimals: number },
  quantity: Exact,
  { net, netPrice, adjustments }: SheetPrice,
  amount: (value: Exact) => Money,
): PriceStep[] {
  const passedOver: PriceStep[] = [];
  const stepOf = new Map<SheetRow, SearchStep>();
  searchPrice(steps, 'CUSTOMER', quantity, decimals, (step, winner) => {
    if (winner) stepOf.set(winner, step);
    for (const { row, loss } of losersOf(step, quantity, winner)) {
      passedOver.push({ rule: 'PRICE_SHEET', reference: row.sheet.id, unitPrice: null, sheet: sheetStep(row, step, loss) });
    }
  });
  const decided = [{ row: net, price: netPrice }, ...adjustments].map(({ row, price }): PriceStep => {
    const step = stepOf.get(row);
    return {
      rule: 'PRICE_SHEET',
      reference: row.sheet.id,
      unitPrice: amount(price),
      ...(step ? { sheet: sheetStep(row, step, null) } : {}),
    };
  });
  return [...passedOver, ...decided];
}

export function explainPromotion({ row, step, kind, price }: AppliedPromotion, amount: (value: Exact) => Money): PriceStep {
  return {
    rule: 'PROMOTION',
    reference: row.sheet.id,
    unitPrice: price && amount(price),
    sheet: { ...sheetStep(row, step, null), kind },
  };
}

function sheetStep(
  { group, line, value }: PassedOver,
  { number, place }: SearchStep,
  passedOver: SheetStep['passedOver'],
): SheetStep {
  return {
    searchStep: number,
    place,
    priceGroup: group,
    kind: line.kind,
    value: value && new Exact(value.value),
    passedOver,
  };
}
