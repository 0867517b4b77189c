import { Exact, roundTo } from '../../values/exact.js';
import type { PricePlace } from './price-sheet.js';
import { rowAt, type SearchStep, type SheetRow } from './sheet-search.js';

/** GP's numeric(19,5), in which it keeps each intermediate result. */
export const GP_DECIMALS = 5;

/** GP's error codes of its price procedure. The first six are ties, by the number of the step. */
const TIED_AT_STEP = 50_000;
export const NOTHING_FOUND = 50_007;
/** The base book has to give a net price: for the item, and for its group. */
const NOT_NET = { ITEM: 50_008, GROUP: 50_009 } as const;

/** A price by price sheets, and the rows that it was made of. */
export interface SheetPrice {
  readonly kind: 'found';
  readonly net: SheetRow;
  /** The net price, before the adjustments. */
  readonly netPrice: Exact;
  /** In the order in which they were applied: the book's, then the customer's. */
  readonly adjustments: readonly { readonly row: SheetRow; readonly price: Exact }[];
  readonly price: Exact;
}

/** GP's own error, or a sheet that is not known now. */
export type NotFound = { readonly kind: 'refused'; readonly code: number } | { readonly kind: 'missing' };

/** The steps that a search reached, with the row that decided each. */
export type Reached = (step: SearchStep, row: SheetRow | undefined) => void;

const PLACES: readonly PricePlace[] = ['CUSTOMER', 'CUSTOMER_BOOK', 'BASE_BOOK'];

/**
 * The price at a quantity as sopExtPricingGetPrice finds it, the places searched from `from` on.
 *
 * A net price ends the search. A percentage or an amount off is kept, and the search goes straight on to the next place: the
 * place's line for the item's group is then not looked at, even if it is net.
 * @param decimals of the item's prices, to which each percentage is rounded
 */
export function searchPrice(
  steps: readonly SearchStep[],
  from: PricePlace,
  quantity: Exact,
  decimals: number,
  reached: Reached = () => undefined,
): SheetPrice | NotFound {
  const kept: SheetRow[] = [];
  for (const place of PLACES.slice(PLACES.indexOf(from))) {
    for (const step of steps) {
      if (step.place !== place) continue;
      if (step.isMissing) return { kind: 'missing' };
      const row = rowAt(step, quantity);
      if (row === 'tie') return { kind: 'refused', code: TIED_AT_STEP + step.number };
      reached(step, row);
      if (!row) continue;
      if (row.line.kind === 'NET') return priced(row, kept, decimals);
      if (place === 'BASE_BOOK') return { kind: 'refused', code: NOT_NET[step.of] };
      kept.push(row);
      break;
    }
  }
  return { kind: 'refused', code: NOTHING_FOUND };
}

function priced(net: SheetRow, kept: readonly SheetRow[], decimals: number): SheetPrice {
  const netPrice = amountOf(net);
  let price = netPrice;
  const adjustments = kept.toReversed().map((row) => {
    price = row.line.kind === 'PERCENT' ? percentOf(price, row, decimals) : price.minus(amountOf(row));
    return { row, price };
  });
  return { kind: 'found', net, netPrice, adjustments, price };
}

/** The price or the amount off of a row, for one of its unit. */
export function amountOf({ value: { value, factor } }: SheetRow): Exact {
  return roundTo(new Exact(value).times(factor), GP_DECIMALS);
}

/** 95 stands for 95 % of the price, and not for 95 % less. */
export function percentOf(price: Exact, { value: { value } }: SheetRow, decimals: number): Exact {
  return roundTo(price.times(value).div(100), decimals);
}

/** The step's row that decides at a quantity, by the same order as the search for a price. For promotions. */
export function firstRow(
  steps: readonly SearchStep[],
  quantity: Exact,
): { readonly kind: 'found'; readonly row: SheetRow; readonly step: SearchStep } | NotFound | undefined {
  for (const step of steps) {
    if (step.isMissing) return { kind: 'missing' };
    const row = rowAt(step, quantity);
    if (row === 'tie') return { kind: 'refused', code: TIED_AT_STEP + step.number };
    if (row) return { kind: 'found', row, step };
  }
  return undefined;
}
