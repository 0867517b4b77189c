import type { AccountNumber } from '../values/identifiers.js';
import type { OpenItems } from './open-item.js';

/** Reads what an account owes, and its credits, as GP has them now. */
export abstract class OpenItemSource {
  /**
   * @param payable numbers of documents to pay, in any case
   * @param credits numbers of documents to apply, in any case
   * @returns the account's own documents among them; those of other accounts and unknown ones are missing
   * @throws {ErpUnavailable}
   */
  abstract openItems(
    accountNumber: AccountNumber,
    payable: readonly string[],
    credits: readonly string[],
    signal: AbortSignal,
  ): Promise<OpenItems>;
}
