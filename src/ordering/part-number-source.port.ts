import type { AccountNumber, Sku } from '../values/identifiers.js';

/** A product as an account knows it. */
export interface PartNumberKey {
  readonly accountNumber: AccountNumber;
  readonly sku: Sku;
}

/** A code that an account may have for products of its own. */
export interface PartCodeKey {
  readonly accountNumber: AccountNumber;
  /** In upper case. */
  readonly code: string;
}

/** Tells by which part numbers of their own accounts know the company's products. */
export abstract class PartNumberSource {
  /** The account's own number of each product. Products without one are absent. @throws {ErpUnavailable} */
  abstract partNumbers(keys: readonly PartNumberKey[], signal: AbortSignal): Promise<ReadonlyMap<PartNumberKey, string>>;

  /** The products that an account calls by a code. Codes that none has are absent. @throws {ErpUnavailable} */
  abstract productsOf(keys: readonly PartCodeKey[], signal: AbortSignal): Promise<ReadonlyMap<PartCodeKey, readonly Sku[]>>;
}
