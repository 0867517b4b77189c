import type { AccountNumber, CurrencyId, PriceLevel } from '../values/identifiers.js';

/** On which terms somebody buys: decides which products they see and at which prices. */
export interface BuyingTerms {
  /** Null for a visitor who has not signed in. */
  readonly accountNumber: AccountNumber | null;
  readonly customerClass: string | null;
  /** The customer's own level; null where they have none, and for visitors. */
  readonly priceLevel: PriceLevel | null;
  /** Blank for the company's functional currency. */
  readonly currency: CurrencyId;
}

/** A visitor is offered the company's default level in its functional currency, and nothing else. */
export const VISITOR_TERMS: BuyingTerms = {
  accountNumber: null,
  customerClass: null,
  priceLevel: null,
  currency: '' as CurrencyId,
};
