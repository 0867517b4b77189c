import type { Currency } from '../account/index.js';
import { NO_CURRENCY } from '../values/money.js';

/** Of a document whose currency has no code in GP. */
export const UNKNOWN_CURRENCY: Currency = { code: NO_CURRENCY, decimals: 2 };
