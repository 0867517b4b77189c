import { CURRENCIES } from './golden/golden-currencies.js';
import { DATES } from './golden/golden-dates.js';
import type { GoldenExtendedPrice } from './golden/golden-extended-price.js';
import { COMBINATIONS, PRECEDENCE } from './golden/golden-precedence.js';
import { FREE_ITEM_PROMOTIONS, PROMOTIONS } from './golden/golden-promotions.js';
import { REFUSALS, ROUNDING } from './golden/golden-rounding.js';
import { TIES } from './golden/golden-ties.js';
import { QUANTITY_BREAKS, UNITS_AND_QUANTITIES } from './golden/golden-units-and-quantities.js';

export type { ExpectedPrice, ExpectedRefusal, Given, GoldenExtendedPrice } from './golden/golden-extended-price.js';

/** All cases by subject. The sheets of a case are read by `golden/golden-sheets.ts`. */
export const GOLDEN_EXTENDED_PRICES: Readonly<Record<string, readonly GoldenExtendedPrice[]>> = {
  precedence: PRECEDENCE,
  'every combination': COMBINATIONS,
  dates: DATES,
  ties: TIES,
  currencies: CURRENCIES,
  'units and quantities': UNITS_AND_QUANTITIES,
  'quantity breaks': QUANTITY_BREAKS,
  rounding: ROUNDING,
  refusals: REFUSALS,
  promotions: PROMOTIONS,
  'free items': FREE_ITEM_PROMOTIONS,
};
