/** How a site enters the storefront's orders in GP. */
export interface OrderSetup {
  /**
   * Document type ID of orders (SOP40200.DOCID of type 2), which decides numbers, allocation, holds and allowed transfers; the
   * one of GP's setup (SOP40100.ORDDOCID) where null.
   */
  readonly documentId: string | null;
  /** The batch of orders (SY00500, source "Sales Entry"). eConnect creates it where it is missing. */
  readonly batchId: string;
  /** The credit card (SY03100) of card payments for which the storefront names none. GP refuses a payment without one (48). */
  readonly cardName: string | null;
  /** The customer class of new customers, from which they get terms, price level, accounts and taxes. Null for no class. */
  readonly customerClass: string | null;
}

/** The setup with its document ID. */
export type KnownOrderSetup = OrderSetup & { readonly documentId: string };

/** SOPTYPE of an order. */
export const ORDER = 2;
