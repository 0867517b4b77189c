import type { WithoutDefaults } from './card-defaults.js';
import type { WrittenType } from './order-setup.js';
import type { QuotedTerms } from './quoted-terms.js';

/** The keys under which an order is written. They are reserved or looked up in GP before the order's transaction. */
export interface OrderKeys {
  /** SOPTYPE. */
  readonly type: WrittenType;
  /** SOPNUMBE. */
  readonly number: string;
  /** CUSTNMBR. */
  readonly accountNumber: string;
  /** A tax schedule with the order's tax details, without which GP refuses taxes (82). Null where GP has none. */
  readonly taxSchedule: string | null;
  /** Numbers for the deposits, in their order. Reserved within the order's transaction, they would block all of GP's cashiers. */
  readonly paymentNumbers: readonly string[];
  /** Blanks in place of defaults that GP would take from the customer's cards and refuse. */
  readonly withoutDefaults: WithoutDefaults;
  /** What the document takes over from the quote that it orders; null for one that orders none. */
  readonly quoted: QuotedTerms | null;
}
