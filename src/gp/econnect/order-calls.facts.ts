import type { SalesOrder, SalesOrderLine } from '../../ordering/index.js';
import type { CalendarDate } from '../../values/calendar-date.js';
import type { DecimalString } from '../../values/exact.js';
import { asAccountNumber, asCurrencyId, asPriceLevel, asSku, asUnitCode, asWarehouseCode } from '../../values/identifiers.js';
import { asCurrencyCode } from '../../values/money.js';
import { ALL_DEFAULTS } from './card-defaults.js';
import type { OrderKeys } from './order-keys.js';
import { type KnownOrderSetup, ORDER } from './order-setup.js';

/** Builders of orders for tests. A test states the values that matter to it. */
export const decimal = (text: string) => text as DecimalString;

export const SETUP: KnownOrderSetup = { documentId: 'WEB', batchId: 'STOREFRONT', cardName: null, customerClass: null };

export const KEYS: OrderKeys = {
  type: ORDER,
  number: 'ORD000200',
  accountNumber: 'HARGATE',
  taxSchedule: 'IL-SALES',
  paymentNumbers: [],
  withoutDefaults: ALL_DEFAULTS,
  quoted: null,
};

export function orderLine(line: Partial<SalesOrderLine> = {}): SalesOrderLine {
  return {
    sku: asSku('HCS5-38-2-ZN'),
    unit: asUnitCode('Box'),
    quantity: decimal('2'),
    quantityBackordered: decimal('0'),
    unitPrice: decimal('10.00'),
    extendedPrice: decimal('20.00'),
    priceDecimals: 2,
    priceLevel: asPriceLevel('CONTRACTOR'),
    discount: null,
    shipTo: null,
    warehouse: asWarehouseCode('CENTRAL'),
    requestedShipDate: null,
    taxCode: null,
    taxes: [],
    attributes: [],
    comment: null,
    ...line,
  };
}

/** By default, an order on account with one line for 20.00. */
export function salesOrder(order: Partial<SalesOrder> = {}): SalesOrder {
  return {
    customer: { accountNumber: asAccountNumber('HARGATE') },
    reference: 'W-1001',
    purchaseOrderNumber: null,
    date: '2026-11-23' as CalendarDate,
    currency: { id: asCurrencyId('Z-US$'), code: asCurrencyCode('USD'), decimals: 2 },
    lines: [orderLine()],
    billTo: null,
    shipTo: null,
    shippingMethod: null,
    requestedShipDate: null,
    warehouse: null,
    freight: null,
    fees: [],
    duties: [],
    discount: null,
    taxes: [],
    payments: [],
    total: decimal('20.00'),
    comment: null,
    customFields: [],
    onAccount: true,
    ...order,
  };
}
