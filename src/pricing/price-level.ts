import type { BuyingTerms, Company } from '../account/index.js';
import type { PriceLevel } from '../values/identifiers.js';
import type { ItemPricing } from './item-pricing.js';

/** A price level that may decide a price, and its origin. */
export interface LevelCandidate {
  readonly rule: 'CUSTOMER_PRICE_LEVEL' | 'DEFAULT_PRICE_LEVEL' | 'ITEM_PRICE_LEVEL';
  readonly level: PriceLevel;
}

/**
 * The candidates in GP's order: the customer's level (RM00101), the company's default (RM40101), the item's own (IV00101).
 * A visitor gets the company's default level only, since an item's own level may be meant for certain customers.
 */
export function levelCandidates(
  { accountNumber, priceLevel }: BuyingTerms,
  { defaultPriceLevel }: Pick<Company, 'defaultPriceLevel'>,
  { defaultLevel }: Pick<ItemPricing, 'defaultLevel'>,
): LevelCandidate[] {
  const candidates: LevelCandidate[] = [];
  if (priceLevel) candidates.push({ rule: 'CUSTOMER_PRICE_LEVEL', level: priceLevel });
  if (defaultPriceLevel) candidates.push({ rule: 'DEFAULT_PRICE_LEVEL', level: defaultPriceLevel });
  if (defaultLevel && accountNumber !== null) candidates.push({ rule: 'ITEM_PRICE_LEVEL', level: defaultLevel });
  return candidates;
}
