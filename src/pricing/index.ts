export {
  type ExchangeRate,
  type ExchangeRateKey,
  exchangeRateKeyText,
  type RateMethod,
} from './exchange-rate.js';
export { ExchangeRateSource } from './exchange-rate-source.port.js';
export { extendedPrice } from './extended/extended-price.js';
export {
  type FreeItemTerms,
  MOST_OWN_VALUES,
  type PricePlace,
  type PriceSheet,
  type PromotionKind,
  type SheetContents,
  type SheetLine,
  type SheetLinks,
  type SheetPrices,
  type SheetPricesKey,
  type SheetValue,
  sheetPricesKeyText,
  type ValueKind,
} from './extended/price-sheet.js';
export { PriceSheetSource } from './extended/price-sheet-source.port.js';
export { type TurningDays, TurningItemSource, type TurningItems } from './extended/turning-item-source.port.js';
export type { ComponentCost, ItemCurrency, ItemPricing, PriceMethod } from './item-pricing.js';
export type { FreeItem, PricePromotion } from './price.js';
export { exchangeRatePolicy, itemPricingPolicy, priceListPolicy, sheetLinksPolicy, sheetPricesPolicy } from './price.policy.js';
export { type PricedItem, priceAcceptance, priceDayAcceptance } from './price-acceptance.js';
export {
  type ComparedPrice,
  type ComparedPrices,
  differenceText,
  NO_SAMPLES,
  PriceComparison,
  type PriceDifference,
  type PriceSample,
} from './price-comparison.port.js';
export { priceEvents } from './price-events.js';
export {
  type PriceList,
  type PriceListKey,
  type PriceListRow,
  priceListKeyText,
  type UnitOption,
  type UnitSale,
} from './price-list.js';
export { PriceSource } from './price-source.port.js';
export { type PriceVersion, PriceVersionSource, type PriceVersions } from './price-version-source.port.js';
export { pricingCosts } from './pricing.costs.js';
export { PricingModule } from './pricing.module.js';
export { priceResult } from './pricing.resolver.js';
export { type PriceAnswer, PricingService } from './pricing.service.js';
export { type RateInUse, RateInUseSource } from './rate-in-use-source.port.js';
export type { RoundingPolicy } from './rounding-policy.js';
export { unitPrice } from './unit-price.js';
