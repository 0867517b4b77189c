import type { DecimalString } from '../values/exact.js';
import type { AccountNumber, CurrencyId, PriceLevel, WarehouseCode } from '../values/identifiers.js';

/** What GP says of one customer: a fact, the same for everyone who may see it. */
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
  /** Further columns that the merchant has mapped, by their configured names. */
  readonly customFields: Readonly<Record<string, string | null>>;
}

export interface NationalAccount {
  readonly parentNumber: AccountNumber;
  readonly parentOnHold: boolean;
  readonly parentInactive: boolean;
  /** The parent's hold and inactivity hold for the whole family. */
  readonly sharesHold: boolean;
  /** The family's open amounts are held against the parent's limit. */
  readonly sharesCredit: boolean;
  readonly parentLimit: CreditLimit;
  /** Sums over the parent and all its children. */
  readonly familyAmounts: OpenAmounts;
}

export interface CreditLimit {
  readonly type: 'NO_CREDIT' | 'UNLIMITED' | 'AMOUNT';
  /** In the functional currency; means something only for AMOUNT. */
  readonly amount: DecimalString;
  /** A second limit, on what is as old as one aging bucket. */
  readonly oldBucket: { readonly bucket: number; readonly amount: DecimalString } | null;
}

/** What is owed, about to be owed and already paid, in the functional currency. */
export interface OpenAmounts {
  /** Posted and open. */
  readonly balance: DecimalString;
  readonly unpostedSales: DecimalString;
  readonly unpostedSalesOfOtherModules: DecimalString;
  readonly orders: DecimalString;
  readonly unpostedCash: DecimalString;
  readonly unpostedCashOfOtherModules: DecimalString;
  readonly deposits: DecimalString;
  /** By aging bucket, the first is the current one; as of GP's last aging run. */
  readonly aged: readonly DecimalString[];
  /**
   * Open documents past their due date today; worked out from the documents and not from the last aging run. Credits that are
   * not applied are not taken off.
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
