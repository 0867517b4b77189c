import type { AccountNumber } from '../values/identifiers.js';

/** GP's customers for an e-mail address. */
export interface EmailHolders {
  /** The customers that have the address as their own or in their list of addresses. */
  readonly accountNumbers: readonly AccountNumber[];
  /** The customer that was created for the address when a visitor ordered with it before; null where there is none. */
  readonly own: AccountNumber | null;
}

/** Finds the customers of GP that a visitor may be. */
export abstract class EmailHolderSource {
  /**
   * Reads all e-mail addresses in GP. It is called once per visitor's order, and never for a page.
   * @throws {ErpUnavailable} no answer before `signal` fired
   */
  abstract holders(email: string, signal: AbortSignal): Promise<EmailHolders>;
}
