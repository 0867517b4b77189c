import type { BuyingTerms, Company } from '../../account/index.js';
import { type ItemPricing, type PriceSource, unitPrice } from '../../pricing/index.js';
import type { Exact } from '../../values/exact.js';
import type { UnitCode } from '../../values/identifiers.js';

/** The gateway's price of an item, from facts that are read for it. */
export async function ownPrice(
  source: PriceSource,
  { company, terms, item }: { readonly company: Company; readonly terms: BuyingTerms; readonly item: ItemPricing },
  question: { readonly quantity: Exact; readonly unit: UnitCode | null },
  signal: AbortSignal,
) {
  const levels = [terms.priceLevel, company.defaultPriceLevel, item.defaultLevel].filter((level) => level !== null);
  const keys = [...new Set(levels)].map((level) => ({ sku: item.sku, level }));
  const found = await source.priceLists(keys, signal);
  const lists = new Map(keys.map((key) => [key.level, found.get(key) ?? null]));
  return unitPrice({ company, terms, item, lists }, question);
}
