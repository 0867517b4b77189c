import { Exact, roundTo, ZERO } from '../../values/exact.js';
import type { FreeItem } from '../price.js';
import { amountOf, firstRow, GP_DECIMALS, type NotFound, percentOf, type SheetPrice, searchPrice } from './price-search.js';
import type { PromotionKind } from './price-sheet.js';
import type { SearchStep, SheetRow } from './sheet-search.js';

export interface AppliedPromotion {
  readonly row: SheetRow;
  readonly step: SearchStep;
  readonly kind: PromotionKind;
  /** The price with the promotion; null for a free item. */
  readonly price: Exact | null;
  readonly freeItem: FreeItem | null;
}

/**
 * The promotion for a quantity (ExtPricingGetPromoPrice): searched like a price, the first that matches, and it replaces the
 * price or is worked out from it.
 *
 * It works on the price of one place (PROMOLVL): the account's own, which has all adjustments, the one of the account's book,
 * or the base book's. Where that place has no price, there is nothing to work on, and the promotion does not apply.
 */
export function applyPromotion(
  {
    steps,
    promotions,
    decimals,
  }: {
    readonly steps: readonly SearchStep[];
    readonly promotions: readonly SearchStep[];
    readonly decimals: number;
  },
  quantity: Exact,
  ofBuyer: SheetPrice,
): AppliedPromotion | NotFound | null {
  const found = firstRow(promotions, quantity);
  if (found?.kind !== 'found') return found ?? null;
  const { row, step } = found;
  const terms = row.line.promotion;
  if (!terms) return null;
  const base = { row, step, kind: terms.kind, price: null, freeItem: null };
  if (terms.kind === 'FREE_ITEM') {
    const freeItem = freeItemOf(row, quantity);
    return freeItem && { ...base, freeItem };
  }
  if (terms.kind === 'NET_PRICE') return { ...base, price: amountOf(row) };
  const of = terms.of === 'CUSTOMER' ? ofBuyer : searchPrice(steps, terms.of, quantity, decimals);
  if (of.kind === 'missing') return of;
  if (of.kind !== 'found') return null;
  const price = terms.kind === 'PERCENT' ? percentOf(of.price, row, decimals) : of.price.minus(amountOf(row));
  return { ...base, price };
}

function freeItemOf({ value }: SheetRow, quantity: Exact): FreeItem | null {
  const { free } = value;
  if (!free) return null;
  const most = new Exact(free.mostQuantity);
  const earned = roundTo(new Exact(value.value).times(quantity), GP_DECIMALS);
  const given = most.gt(ZERO) ? Exact.min(earned, most) : earned;
  return given.gt(ZERO) ? { sku: free.sku, unitOfMeasure: free.unit, quantity: given } : null;
}
