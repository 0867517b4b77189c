import type { AccountNumber } from '../values/identifiers.js';

/** The customers of GP that an e-mail address leads to. */
export interface EmailHolders {
  /** Those that have it as theirs or among their addresses. */
  readonly accountNumbers: readonly AccountNumber[];
  /** The one that was made for the address, where somebody without an account has ordered with it before. */
  readonly own: AccountNumber | null;
}

/** Tells whom of GP's customers a visitor may be. */
export abstract class EmailHolderSource {
  /**
   * Reads every address that GP has: once per order of somebody who is not signed in, and not for pages.
   * @throws {ErpUnavailable} no answer before `signal` fired
   */
  abstract holders(email: string, signal: AbortSignal): Promise<EmailHolders>;
}
