import type { GoldenExtendedPrice } from './golden/golden-extended-price.js';
import { PRECEDENCE } from './golden/golden-precedence.js';

export type { ExpectedPrice, ExpectedRefusal, Given, GoldenExtendedPrice } from './golden/golden-extended-price.js';

/** All cases by subject. The sheets of a case are read by `golden/golden-sheets.ts`. */
export const GOLDEN_EXTENDED_PRICES: Readonly<Record<string, readonly GoldenExtendedPrice[]>> = {
  precedence: PRECEDENCE,
};
