import type { AccountNumber, CurrencyId, PriceLevel } from '../values/identifiers.js';

/** The terms on which a buyer or a visitor buys. They decide which products are visible, and at which prices. */
export interface BuyingTerms {
  /** Null for a visitor who has not signed in. */
  readonly accountNumber: AccountNumber | null;
  readonly customerClass: string | null;
  /** The customer's own level; null for a customer without one and for visitors. */
  readonly priceLevel: PriceLevel | null;
  /** Blank for the company's functional currency. */
  readonly currency: CurrencyId;
}

/** A visitor buys only at the company's default level and in its functional currency. */
export const VISITOR_TERMS: BuyingTerms = {
  accountNumber: null,
  customerClass: null,
  priceLevel: null,
  currency: '' as CurrencyId,
};
