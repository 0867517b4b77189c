import type { Freshness } from '../live/index.js';
import type { CalendarDate } from '../values/calendar-date.js';
import type { Exact } from '../values/exact.js';
import type { PriceLevel, Sku, UnitCode, WarehouseCode } from '../values/identifiers.js';
import type { CurrencyCode, Money } from '../values/money.js';
import type { NamedText, NewCustomer, Recurrence, ShipTo } from './sales-order.js';

/** A cart from the contract's input. */
export interface CartRequest {
  readonly lines: readonly CartLineRequest[];
  readonly billTo: ShipTo | null;
  readonly shipTo: ShipTo | null;
  readonly warehouse: WarehouseCode | null;
}

export interface CartLineRequest {
  readonly sku: Sku;
  readonly quantity: Exact;
  /** Null for the product's default unit. */
  readonly unit: UnitCode | null;
  readonly warehouse: WarehouseCode | null;
  /** The line's own address; null for the order's. */
  readonly shipTo: ShipTo | null;
  /** The price of a quote, which wins over the price lists; absent where the lists decide. */
  readonly agreedPrice?: AgreedPrice;
}

/** A price that sales staff have agreed with the buyer. */
export interface AgreedPrice extends Freshness {
  readonly unitPrice: Money;
  readonly unitOfMeasure: UnitCode;
  /** The level with which staff entered it; null where they entered none. */
  readonly priceLevel: PriceLevel | null;
}

/** An order from the contract's input, read but not yet checked against GP. */
export interface OrderRequest extends CartRequest {
  readonly idempotencyKey: string;
  readonly reference: string;
  readonly purchaseOrderNumber: string | null;
  readonly newCustomer: NewCustomer | null;
  readonly lines: readonly OrderLineRequest[];
  readonly shippingMethod: string | null;
  readonly requestedShipDate: CalendarDate | null;
  readonly freight: ChargeRequest | null;
  readonly fees: readonly FeeRequest[];
  readonly duties: readonly FeeRequest[];
  readonly discount: DiscountRequest | null;
  readonly taxes: readonly TaxRequest[];
  readonly payments: readonly PaymentRequest[];
  readonly total: { readonly amount: Exact; readonly currency: CurrencyCode };
  readonly comment: string | null;
  readonly customFields: readonly NamedText[];
}

export interface OrderLineRequest extends CartLineRequest {
  readonly unitPrice: Exact;
  readonly discount: DiscountRequest | null;
  readonly requestedShipDate: CalendarDate | null;
  readonly taxCode: string | null;
  readonly taxes: readonly TaxRequest[];
  readonly attributes: readonly NamedText[];
  readonly comment: string | null;
}

export interface ChargeRequest {
  readonly amount: Exact;
  readonly taxes: readonly TaxRequest[];
  readonly discount: DiscountRequest | null;
}

export interface FeeRequest {
  readonly code: string;
  readonly description: string | null;
  readonly amount: Exact;
  readonly taxes: readonly TaxRequest[];
}

export interface DiscountRequest {
  readonly amount: Exact;
  readonly code: string | null;
}

export interface TaxRequest {
  readonly detail: string;
  readonly amount: Exact;
  readonly taxableAmount: Exact;
  readonly provider: string | null;
  readonly transactionId: string | null;
}

export interface PaymentRequest {
  readonly method: 'ON_ACCOUNT' | 'CARD' | 'BANK_TRANSFER' | 'CHECK';
  readonly amount: Exact;
  readonly transactionId: string | null;
  readonly authorizationCode: string | null;
  readonly account: string | null;
  readonly recurrence: Recurrence | null;
}
