import type { Product } from '../catalog/index.js';
import { type Contract, unavailable } from '../contract/index.js';
import { isGiven } from '../values/blank.js';
import { decimalString, Exact } from '../values/exact.js';
import { asUnitCode, sameUnit } from '../values/identifiers.js';
import type { Instant } from '../values/instant.js';
import { asCurrencyCode, money } from '../values/money.js';
import { quantityProblem } from '../values/quantity.js';
import { SAMPLE_LEVEL } from './sample-account.js';
import { sampleNumber } from './sample-number.js';

const DOLLAR = asCurrencyCode('USD');
const ONE = new Exact(1);
/** Quantity breaks: from each quantity on, the price is multiplied by this factor. */
const BREAKS = [
  [1, 1],
  [10, 0.95],
  [100, 0.88],
] as const;

type SamplePrice = (Contract.Price & { readonly __typename: 'Price' }) | Contract.Unavailable;

/** A plausible price of the product with quantity breaks, computed from its SKU alone. */
export function samplePrice(product: Product, { quantity, unitOfMeasure }: Contract.ProductPriceArgs, now: Instant): SamplePrice {
  const asked = quantity ?? ONE;
  const problem = quantityProblem(asked);
  if (problem) return unavailable('NOT_DEFINED', `The quantity ${problem}.`);
  const wanted = isGiven(unitOfMeasure) ? asUnitCode(unitOfMeasure) : product.defaultUnitOfMeasure;
  const unit = product.unitsOfMeasure.find(({ code }) => sameUnit(code, wanted));
  if (!unit) return unavailable('NOT_DEFINED', 'The product is not kept in this unit of measure.');

  const list = new Exact(sampleNumber(product.sku, 499, 24_999)).div(100).times(unit.baseQuantity);
  const priceOf = (part: number) => money(list.times(part), DOLLAR, 2);
  const breaks = BREAKS.map(([from, part], index) => {
    const next = BREAKS[index + 1]?.[0];
    return { fromQuantity: String(from), toQuantity: next ? String(next - 1) : null, unitPrice: priceOf(part) };
  });
  const part = BREAKS.findLast(([from]) => asked.gte(from))?.[1] ?? 1;
  const unitPrice = priceOf(part);
  return {
    __typename: 'Price',
    unitPrice,
    listPrice: priceOf(1),
    extendedPrice: money(new Exact(unitPrice.amount).times(asked), DOLLAR, 2),
    quantity: decimalString(asked),
    unitOfMeasure: unit.code,
    priceLevel: SAMPLE_LEVEL,
    breaks,
    explanation: [{ rule: 'CUSTOMER_PRICE_LEVEL', reference: SAMPLE_LEVEL, unitPrice, sheet: null }],
    promotion: null,
    asOf: now,
    source: 'SAMPLE',
  };
}
