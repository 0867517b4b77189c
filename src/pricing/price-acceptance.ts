import { acceptancePoint } from '../extensions/index.js';
import { asSku, type Sku } from '../values/identifiers.js';

/** An item whose prices have changed. Which of them have is not known. */
export interface PricedItem {
  readonly sku: Sku;
}

const SAMPLES: Readonly<Record<string, PricedItem>> = { 'an item': { sku: asSku('BOLT-38-2') } };

export const priceAcceptance = acceptancePoint('pricing.changes', 'of the prices of which items events tell', SAMPLES);

export const priceDayAcceptance = acceptancePoint(
  'pricing.by-the-day',
  'of which items events tell that they are on price sheets which begin or end',
  SAMPLES,
);
