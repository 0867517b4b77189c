import type { Address } from '../account/index.js';
import type { CalendarDate } from '../values/calendar-date.js';
import type { DecimalString } from '../values/exact.js';
import type { AccountNumber, CurrencyId, Sku, UnitCode, WarehouseCode } from '../values/identifiers.js';
import type { NamedText } from './sales-order.js';

declare const orderNumber: unique symbol;

/** GP document number of an order. */
export type OrderNumber = string & { readonly [orderNumber]: true };

/** GP keeps document numbers in upper case. A NUL counts as a blank, since no database accepts one. */
export const asOrderNumber = (text: string) => text.replaceAll('\0', ' ').trim().toUpperCase() as OrderNumber;

/** The contract's OrderStatus. */
export type OrderStatus = 'OPEN' | 'ON_HOLD' | 'PARTIALLY_SHIPPED' | 'SHIPPED' | 'INVOICED' | 'VOIDED';

/** An address at the time of the order. Its code is blank where the address was written out. */
export type OrderAddress = Omit<Address, 'warehouse'>;

/** GP's record of one order with the documents that came from it. The fact is the same for all who may see it. */
export interface Order {
  readonly number: OrderNumber;
  readonly accountNumber: AccountNumber;
  /** The storefront's own order number; null for most orders that GP's staff entered. */
  readonly reference: string | null;
  readonly purchaseOrderNumber: string | null;
  readonly status: OrderStatus;
  readonly date: CalendarDate;
  readonly requestedShipDate: CalendarDate | null;
  /** The currency of all amounts; blank for the company's functional currency. */
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
  /** The storefront's own fields, as it sent them. */
  readonly customFields: readonly NamedText[];
  /** GP document numbers of the invoices that came from it, posted or not, and not voided. */
  readonly invoiceNumbers: readonly string[];
  readonly lines: readonly OrderLine[];
  /** What has left the warehouse, by the documents that it left on. */
  readonly shipments: readonly OrderShipment[];
}

/** What left on one invoice or fulfilment order. */
export interface OrderShipment {
  /** GP's number of that document. */
  readonly number: string;
  readonly date: CalendarDate | null;
  readonly shippingMethod: string | null;
  readonly shipTo: OrderAddress | null;
  /** As people have typed them. */
  readonly trackingNumbers: readonly string[];
  readonly lines: readonly OrderShipmentLine[];
}

export interface OrderShipmentLine {
  /** Of the order. */
  readonly lineNumber: number;
  readonly sku: Sku;
  readonly description: string;
  /** In `unit`. */
  readonly quantity: DecimalString;
  readonly unit: UnitCode;
  readonly warehouse: WarehouseCode | null;
}

export interface OrderLine {
  /** From 1, in the order of the document. Components of kits do not count as lines. */
  readonly lineNumber: number;
  readonly sku: Sku;
  readonly description: string;
  /** This and the other quantities are in `unit`. */
  readonly quantity: DecimalString;
  readonly quantityShipped: DecimalString;
  readonly quantityBackordered: DecimalString;
  readonly quantityCancelled: DecimalString;
  readonly unit: UnitCode;
  readonly unitPrice: DecimalString;
  /** Decimal places of the unit price; null where they are the currency's. */
  readonly priceDecimals: number | null;
  /** The price of the whole ordered quantity after the discount. */
  readonly extendedPrice: DecimalString;
  readonly warehouse: WarehouseCode | null;
  readonly shipTo: OrderAddress | null;
  readonly requestedShipDate: CalendarDate | null;
  readonly attributes: readonly NamedText[];
  readonly comment: string | null;
}
