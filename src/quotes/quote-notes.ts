import type { SalesOrder } from '../ordering/index.js';
import type { Instant } from '../values/instant.js';

/** The contract's QuoteAnswer. */
export type AnswerKind = 'DECLINE' | 'REQUEST_CHANGE';

/** What the gateway's own database knows of a quote. */
export interface QuoteNotes {
  /** The request that made it, where it came from the storefront and reached GP. */
  readonly request: { readonly document: SalesOrder; readonly receivedAt: Instant } | null;
  /** The buyer's last answer. It counts for the terms that the quote had then. */
  readonly answer: { readonly kind: AnswerKind; readonly revision: string } | null;
  /** What the buyer wrote with their answers, the oldest first. */
  readonly messages: readonly { readonly at: Instant; readonly text: string }[];
  /** An order from it has been accepted, and a fact of GP's that was read at this time does not show it. */
  readonly isBeingOrdered: boolean;
}

export const NO_NOTES: QuoteNotes = { request: null, answer: null, messages: [], isBeingOrdered: false };
