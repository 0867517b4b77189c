import type { DecimalString } from '../values/exact.js';
import type { AccountNumber, CurrencyId, PriceLevel, WarehouseCode } from '../values/identifiers.js';

/** GP's record of one customer. The fact is the same for all who may see it. */
export interface CustomerRecord {
  readonly accountNumber: AccountNumber;
  readonly name: string;
  readonly customerClass: string | null;
  readonly onHold: boolean;
  readonly inactive: boolean;
  /** The national account that this customer belongs to or heads. */
  readonly nationalAccount: NationalAccount | null;
  readonly limit: CreditLimit;
  readonly amounts: OpenAmounts;
  /** Blank for the company's functional currency. */
  readonly currency: CurrencyId;
  readonly priceLevel: PriceLevel | null;
  readonly tradeDiscountPercent: DecimalString | null;
  readonly paymentTerms: PaymentTerms | null;
  readonly taxExemptions: readonly string[];
  readonly taxSchedule: string | null;
  readonly shippingMethod: string | null;
  /** The warehouse of the customer's ship-to address. */
  readonly warehouse: WarehouseCode | null;
  readonly salesperson: Salesperson | null;
  readonly billingAddressCode: string | null;
  readonly shippingAddressCode: string | null;
  /** Further columns that the configuration maps, by their configured names. */
  readonly customFields: Readonly<Record<string, string | null>>;
}

export interface NationalAccount {
  readonly parentNumber: AccountNumber;
  readonly parentOnHold: boolean;
  readonly parentInactive: boolean;
  /** Whether the parent's hold and inactivity apply to the whole family. */
  readonly sharesHold: boolean;
  /** Whether the parent's limit applies to the family's open amounts. */
  readonly sharesCredit: boolean;
  readonly parentLimit: CreditLimit;
  /** Sums over the parent and all its children. */
  readonly familyAmounts: OpenAmounts;
}

export interface CreditLimit {
  readonly type: 'NO_CREDIT' | 'UNLIMITED' | 'AMOUNT';
  /** In the functional currency. It is meaningful only for the type AMOUNT. */
  readonly amount: DecimalString;
  /** A second limit, on the amount in one aging bucket. */
  readonly oldBucket: { readonly bucket: number; readonly amount: DecimalString } | null;
}

/** Amounts that are owed, on order and deposited, in the functional currency. */
export interface OpenAmounts {
  /** The amount of posted open documents. */
  readonly balance: DecimalString;
  readonly unpostedSales: DecimalString;
  readonly unpostedSalesOfOtherModules: DecimalString;
  readonly orders: DecimalString;
  readonly unpostedCash: DecimalString;
  readonly unpostedCashOfOtherModules: DecimalString;
  readonly deposits: DecimalString;
  /** Amounts by aging bucket at GP's last aging run. The first bucket is the current one. */
  readonly aged: readonly DecimalString[];
  /**
   * Open documents that are past their due date today, computed from the documents and not from the last aging run. Credits
   * that are not applied are not subtracted.
   */
  readonly pastDue: DecimalString;
}

export interface PaymentTerms {
  readonly code: string;
  readonly netDays: number | null;
  readonly discountDays: number | null;
  readonly discountPercent: DecimalString | null;
}

export interface Salesperson {
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
  readonly phone: string | null;
}
