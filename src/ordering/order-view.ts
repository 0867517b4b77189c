import type { Currency } from '../account/index.js';
import type { Contract } from '../contract/index.js';
import type { Freshness } from '../live/index.js';
import type { DecimalString } from '../values/exact.js';
import { globalId } from '../values/global-id.js';
import type { Sku, WarehouseCode } from '../values/identifiers.js';
import { type Money, money } from '../values/money.js';
import { lineDiscount } from './line-discount.js';
import type { Order, OrderLine } from './order.js';

/** An order as the contract's Order, without the fields that its resolvers answer. */
export interface OrderContent
  extends Required<Omit<Contract.Order, 'billTo' | 'customFields' | 'invoices' | 'lines' | 'shipments' | 'asOf' | 'source'>> {
  /** The fact that it was made of. */
  readonly order: Order;
  readonly lines: readonly OrderLineView[];
}

/** The parent value of the contract's Order. */
export type OrderView = OrderContent & Freshness;

/** The parent value of the contract's OrderLine. */
export interface OrderLineView extends Required<Omit<Contract.OrderLine, 'product' | 'warehouse'>> {
  readonly sku: Sku;
  readonly warehouseCode: WarehouseCode | null;
}

export function orderOf(order: Order, currency: Currency): OrderContent {
  const amount = (value: DecimalString) => amountOf(value, currency);
  return {
    __typename: 'Order',
    order,
    id: globalId('Order', order.number),
    number: order.number,
    reference: order.reference,
    purchaseOrderNumber: order.purchaseOrderNumber,
    status: order.status,
    date: order.date,
    requestedShipDate: order.requestedShipDate,
    lines: order.lines.map((line) => orderLineOf(line, currency)),
    subtotal: amount(order.subtotal),
    discount: amount(order.discount),
    freight: amount(order.freight),
    miscellaneous: amount(order.miscellaneous),
    tax: amount(order.tax),
    total: amount(order.total),
    deposit: amount(order.deposit),
    shipTo: order.shipTo,
    shippingMethod: order.shippingMethod,
    comment: order.comment,
  };
}

/** A line of any sales document as the contract's OrderLine. */
export function orderLineOf(line: OrderLine, currency: Currency): OrderLineView {
  return {
    __typename: 'OrderLine',
    lineNumber: line.lineNumber,
    sku: line.sku,
    description: line.description,
    quantity: line.quantity,
    quantityShipped: line.quantityShipped,
    quantityBackordered: line.quantityBackordered,
    quantityCancelled: line.quantityCancelled,
    unitOfMeasure: line.unit,
    unitPrice: money(line.unitPrice, currency.code, line.priceDecimals ?? currency.decimals),
    discount: amountOf(lineDiscount(line, currency.decimals), currency),
    extendedPrice: amountOf(line.extendedPrice, currency),
    warehouseCode: line.warehouse,
    shipTo: line.shipTo,
    requestedShipDate: line.requestedShipDate,
    attributes: line.attributes,
    comment: line.comment,
  };
}

export function amountOf(value: DecimalString, { code, decimals }: Currency): Money {
  return money(value, code, decimals);
}
