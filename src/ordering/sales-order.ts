import type { CalendarDate } from '../values/calendar-date.js';
import type { DecimalString } from '../values/exact.js';
import type { AccountNumber, CurrencyId, PriceLevel, Sku, UnitCode, WarehouseCode } from '../values/identifiers.js';
import type { CurrencyCode } from '../values/money.js';

/**
 * An accepted order that is handed to GP: complete, checked, in the contract's words, and serializable as JSON. All amounts
 * are in `currency` and have at most its decimals; `unitPrice` may have those of the item's prices.
 */
export interface SalesOrder {
  /**
   * The customer, or the visitor for whom one is created, where no customer with the e-mail address may have the order.
   * `isLookedUp` is false where GP could not be asked when the order was accepted; it is then asked at the hand-over.
   */
  readonly customer:
    | { readonly accountNumber: AccountNumber }
    | { readonly newCustomer: NewCustomer; readonly isLookedUp: boolean };
  /** The gateway's user who sent it; absent for a visitor, and for what earlier releases have accepted. */
  readonly userId?: string;
  /** The storefront's own order number. */
  readonly reference: string;
  readonly purchaseOrderNumber: string | null;
  readonly date: CalendarDate;
  readonly currency: { readonly id: CurrencyId; readonly code: CurrencyCode; readonly decimals: number };
  readonly lines: readonly SalesOrderLine[];
  readonly billTo: ShipTo | null;
  readonly shipTo: ShipTo | null;
  readonly shippingMethod: string | null;
  readonly requestedShipDate: CalendarDate | null;
  readonly warehouse: WarehouseCode | null;
  readonly freight: SalesOrderCharge | null;
  readonly fees: readonly SalesOrderFee[];
  readonly duties: readonly SalesOrderFee[];
  readonly discount: Discount | null;
  /** Taxes of the document as a whole. Lines, freight and fees have their own. */
  readonly taxes: readonly Tax[];
  readonly payments: readonly Payment[];
  readonly total: DecimalString;
  readonly comment: string | null;
  readonly customFields: readonly NamedText[];
  /** The whole order is on account, so GP checks the credit limit too. Of a partly paid order GP would count the whole amount. */
  readonly onAccount: boolean;
  /** The quote that is ordered, as the buyer saw it; absent for an order of the storefront's own prices. */
  readonly quote?: QuoteOrigin;
  /** The batch in GP, where a merchant's function has chosen one. */
  readonly batch?: string;
  /** User-defined texts of the document by their numbers, 2 to 5, where a merchant's function has set them. */
  readonly userDefined?: Readonly<Record<string, string>>;
}

/** The quote from which a document came. */
export interface QuoteOrigin {
  readonly number: string;
  /** Quote.revision that the buyer saw. */
  readonly revision: string;
}

export interface NewCustomer {
  readonly email: string;
  readonly name: string;
  readonly company: string | null;
  readonly phone: string | null;
  readonly taxRegistration: string | null;
  /** A program with the right mayVouch states that the address is the visitor's own. */
  readonly emailVerified: boolean;
  /** GP's customer class, sales territory and salesperson, where a merchant's function has chosen them. */
  readonly customerClass?: string;
  readonly territory?: string;
  readonly salesperson?: string;
}

export interface SalesOrderLine {
  readonly sku: Sku;
  readonly unit: UnitCode;
  /** The quantity that ships and the back-ordered one, in `unit`. */
  readonly quantity: DecimalString;
  readonly quantityBackordered: DecimalString;
  readonly unitPrice: DecimalString;
  /** unitPrice x (quantity + quantityBackordered), rounded to the currency, before the discount. */
  readonly extendedPrice: DecimalString;
  /** Decimal places of the item's prices in the currency. */
  readonly priceDecimals: number;
  /** Null for a price by price sheets, which is at no level. */
  readonly priceLevel: PriceLevel | null;
  readonly discount: Discount | null;
  readonly shipTo: ShipTo | null;
  readonly warehouse: WarehouseCode;
  readonly requestedShipDate: CalendarDate | null;
  readonly taxCode: string | null;
  readonly taxes: readonly Tax[];
  readonly attributes: readonly NamedText[];
  readonly comment: string | null;
  /** Its price has a promotion of GP's, or something comes with it for nothing: GP notes that with the line (SOP10204). */
  readonly hasPromotion?: true;
}

/** An address of the account, or one written out. */
export type ShipTo = { readonly addressCode: string } | { readonly address: WrittenAddress };

export interface WrittenAddress {
  readonly contactName: string | null;
  readonly line1: string;
  readonly line2: string | null;
  readonly line3: string | null;
  readonly city: string;
  readonly region: string | null;
  readonly postalCode: string;
  readonly country: string;
  readonly phone: string | null;
  readonly email: string | null;
}

export interface SalesOrderCharge {
  /** Before the discount. */
  readonly amount: DecimalString;
  readonly discount: Discount | null;
  readonly taxes: readonly Tax[];
}

export interface SalesOrderFee {
  readonly code: string;
  readonly description: string | null;
  readonly amount: DecimalString;
  readonly taxes: readonly Tax[];
}

export interface Discount {
  /** The discount on the whole line, charge or order; positive. */
  readonly amount: DecimalString;
  readonly code: string | null;
}

export interface Tax {
  /** GP tax detail. */
  readonly detail: string;
  readonly amount: DecimalString;
  readonly taxableAmount: DecimalString;
  readonly provider: string | null;
  readonly transactionId: string | null;
}

export interface Payment {
  readonly method: 'ON_ACCOUNT' | 'CARD' | 'BANK_TRANSFER' | 'CHECK';
  readonly amount: DecimalString;
  readonly transactionId: string | null;
  readonly authorizationCode: string | null;
  /** GP credit card or checkbook ID. */
  readonly account: string | null;
  readonly recurrence: Recurrence | null;
}

export interface Recurrence {
  readonly every: 'DAY' | 'WEEK' | 'MONTH' | 'YEAR';
  readonly interval: number;
  readonly occurrences: number | null;
  readonly subscriptionId: string | null;
}

export interface NamedText {
  readonly name: string;
  readonly value: string;
}
