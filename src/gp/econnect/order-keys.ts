import type { WithoutDefaults } from './card-defaults.js';

/** Under what an order is written, taken or found in GP before its first call. */
export interface OrderKeys {
  /** SOPNUMBE. */
  readonly number: string;
  /** CUSTNMBR. */
  readonly accountNumber: string;
  /** A tax schedule with the order's tax details: GP takes no tax without one (82). Null where there is none. */
  readonly taxSchedule: string | null;
  /** Numbers for the deposits, in their order: taken within the order's transaction, they would block all of GP's cashiers. */
  readonly paymentNumbers: readonly string[];
  /** Blanks in the place of what GP would take from the customer's cards and refuse. */
  readonly withoutDefaults: WithoutDefaults;
}
