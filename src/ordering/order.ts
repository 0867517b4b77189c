import type { Address } from '../account/index.js';
import type { CalendarDate } from '../values/calendar-date.js';
import type { DecimalString } from '../values/exact.js';
import type { AccountNumber, CurrencyId, Sku, UnitCode, WarehouseCode } from '../values/identifiers.js';
import type { NamedText } from './sales-order.js';

declare const orderNumber: unique symbol;

/** GP document number of an order. */
export type OrderNumber = string & { readonly [orderNumber]: true };

/** GP keeps document numbers in upper case; no database takes a NUL. */
export const asOrderNumber = (text: string) => text.replaceAll('\0', ' ').trim().toUpperCase() as OrderNumber;

/** The contract's OrderStatus. */
export type OrderStatus = 'OPEN' | 'ON_HOLD' | 'PARTIALLY_SHIPPED' | 'SHIPPED' | 'INVOICED' | 'VOIDED';

/** An address as it stood when the order was taken. Its code is blank where it was written out. */
export type OrderAddress = Omit<Address, 'warehouse'>;

/** What GP says of one order, with all that came from it: a fact, the same for everyone who may see it. */
export interface Order {
  readonly number: OrderNumber;
  readonly accountNumber: AccountNumber;
  /** The storefront's own order number; null for most orders that GP's staff keyed in. */
  readonly reference: string | null;
  readonly purchaseOrderNumber: string | null;
  readonly status: OrderStatus;
  readonly date: CalendarDate;
  readonly requestedShipDate: CalendarDate | null;
  /** What all amounts are in; blank for the company's functional currency. */
  readonly currency: CurrencyId;
  readonly subtotal: DecimalString;
  readonly discount: DecimalString;
  readonly freight: DecimalString;
  readonly miscellaneous: DecimalString;
  readonly tax: DecimalString;
  readonly total: DecimalString;
  readonly deposit: DecimalString;
  readonly billingAddressCode: string | null;
  readonly shipTo: OrderAddress | null;
  readonly shippingMethod: string | null;
  readonly comment: string | null;
  /** The storefront's own, as it gave them. */
  readonly customFields: readonly NamedText[];
  readonly lines: readonly OrderLine[];
}

export interface OrderLine {
  /** From 1, in the order of the document; components of kits are no lines. */
  readonly lineNumber: number;
  readonly sku: Sku;
  readonly description: string;
  /** This and the other quantities in `unit`. */
  readonly quantity: DecimalString;
  readonly quantityShipped: DecimalString;
  readonly quantityBackordered: DecimalString;
  readonly quantityCancelled: DecimalString;
  readonly unit: UnitCode;
  readonly unitPrice: DecimalString;
  /** Decimal places of the unit price; null where they are the currency's. */
  readonly priceDecimals: number | null;
  /** Of the whole ordered quantity, after its discount. */
  readonly extendedPrice: DecimalString;
  readonly warehouse: WarehouseCode | null;
  readonly shipTo: OrderAddress | null;
  readonly requestedShipDate: CalendarDate | null;
  readonly attributes: readonly NamedText[];
  readonly comment: string | null;
}
