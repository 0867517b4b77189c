/** How a site enters online payments in GP. */
export interface ReceiptSetup {
  /** The batch of receipts (SY00500, source "RM_Cash"), in which {date} stands for the day. eConnect creates it where it is missing. */
  readonly batchId: string;
  /** Null for the checkbook that GP chooses: the card's, the customer's or its setup's. */
  readonly checkbook: string | null;
  /** The credit card (SY03100) of payments by card; null where the site has none, and such payments are entered as checks. */
  readonly card: string | null;
}
