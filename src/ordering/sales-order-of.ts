import type { CustomerRecord } from '../account/index.js';
import type { PriceAnswer } from '../pricing/index.js';
import type { CalendarDate } from '../values/calendar-date.js';
import { type DecimalString, decimalString, decimalsIn, type Exact, ZERO } from '../values/exact.js';
import type { PriceLevel, PriceSheetId, Sku, UnitCode, WarehouseCode } from '../values/identifiers.js';
import type { Money } from '../values/money.js';
import type { StockSplit } from './allocation.js';
import type { CartReview } from './cart-review.service.js';
import type { CheckedNames } from './order-names.service.js';
import type { ChargeRequest, DiscountRequest, FeeRequest, OrderLineRequest, OrderRequest, TaxRequest } from './order-request.js';
import type { Discount, SalesOrder, SalesOrderFee, SalesOrderLine, Tax } from './sales-order.js';
import type { OrderTotals } from './totals.js';

/** The parts of an accepted order. Every line has a product, a price and a warehouse by now. */
export interface Accepted {
  /** The customer to whom the order is assigned. */
  readonly customer: SalesOrder['customer'];
  readonly request: OrderRequest;
  readonly review: AcceptedReview;
  readonly names: Pick<CheckedNames, 'shippingMethod' | 'payments'>;
  readonly totals: OrderTotals;
  readonly splits: readonly StockSplit[];
  readonly date: CalendarDate;
}

/** What an order takes from the review of its cart. */
export interface AcceptedReview extends Pick<CartReview, 'company' | 'currency' | 'warehouse'> {
  readonly customer: { readonly value: Pick<CustomerRecord, 'currency'> } | null;
  readonly lines: readonly {
    readonly price: AcceptedPrice | Exclude<PriceAnswer, { readonly kind: 'price' }> | null;
    readonly warehouse: { readonly code: WarehouseCode } | null;
  }[];
  readonly freeLines?: readonly {
    readonly ofLine: number;
    readonly product: { readonly sku: Sku };
    readonly unit: UnitCode;
    readonly warehouse: { readonly code: WarehouseCode };
  }[];
}

interface AcceptedPrice {
  readonly kind: 'price';
  readonly price: {
    readonly unitPrice: Pick<Money, 'amount'>;
    readonly unitOfMeasure: UnitCode;
    readonly pricedBy: 'PRICE_LIST' | 'PRICE_SHEETS' | 'QUOTE';
    readonly priceLevel: PriceLevel | PriceSheetId | null;
    readonly promotion?: { readonly applied: boolean } | null;
  };
}

/** The order in the form that is handed to GP. */
export function salesOrderOf({ customer, request, review, names, totals, splits, date }: Accepted): SalesOrder {
  const { company, currency, customer: buyer } = review;
  const amount = (value: Exact): DecimalString => decimalString(value, currency.decimals);
  return {
    customer,
    reference: request.reference,
    purchaseOrderNumber: request.purchaseOrderNumber,
    date,
    currency: { id: buyer?.value.currency || company.functionalCurrency, code: currency.code, decimals: currency.decimals },
    lines: [...request.lines.map((line, index) => lineOf(line, index)), ...freeLines()],
    billTo: request.billTo,
    shipTo: request.shipTo,
    shippingMethod: names.shippingMethod,
    requestedShipDate: request.requestedShipDate,
    warehouse: review.warehouse,
    freight: request.freight && chargeOf(request.freight),
    fees: request.fees.map(feeOf),
    duties: request.duties.map(feeOf),
    discount: discountOf(request.discount),
    taxes: request.taxes.map(taxOf),
    payments: names.payments.map((payment) => ({ ...payment, amount: amount(payment.amount) })),
    total: amount(totals.total),
    comment: request.comment,
    customFields: request.customFields,
    // An order with a total of zero has no payment and takes no credit.
    onAccount: request.payments.length > 0 && request.payments.every(({ method }) => method === 'ON_ACCOUNT'),
  };

  function lineOf(line: OrderLineRequest, index: number): SalesOrderLine {
    const { price: answer, warehouse } = required(review.lines[index]);
    const { now, later } = required(splits[index]);
    if (answer?.kind !== 'price') throw new Error('An order line without a price was accepted.');
    const { price } = answer;
    const unitPrice = price.unitPrice.amount;
    return {
      sku: line.sku,
      unit: price.unitOfMeasure,
      quantity: decimalString(now),
      quantityBackordered: decimalString(later),
      unitPrice,
      extendedPrice: amount(required(totals.extended[index])),
      priceDecimals: decimalsIn(unitPrice),
      priceLevel: price.pricedBy === 'PRICE_SHEETS' ? null : (price.priceLevel as PriceLevel | null),
      discount: discountOf(line.discount),
      shipTo: line.shipTo,
      warehouse: required(warehouse).code,
      requestedShipDate: line.requestedShipDate,
      taxCode: line.taxCode,
      taxes: line.taxes.map(taxOf),
      attributes: line.attributes,
      comment: line.comment,
      ...(price.promotion?.applied ? { hasPromotion: true } : {}),
    };
  }

  /** After the lines that were ordered, so that those keep their places. What cannot be had is not given. */
  function freeLines(): SalesOrderLine[] {
    return (review.freeLines ?? []).flatMap(({ ofLine, product, unit, warehouse }, index) => {
      const { now, later } = splits[request.lines.length + index] ?? { now: ZERO, later: ZERO };
      const beside = request.lines[ofLine];
      if (!beside || now.plus(later).isZero()) return [];
      return {
        sku: product.sku,
        unit,
        quantity: decimalString(now),
        quantityBackordered: decimalString(later),
        unitPrice: decimalString(ZERO),
        extendedPrice: amount(ZERO),
        priceDecimals: 0,
        priceLevel: null,
        discount: null,
        shipTo: beside.shipTo,
        warehouse: warehouse.code,
        requestedShipDate: beside.requestedShipDate,
        taxCode: null,
        taxes: [],
        attributes: [],
        comment: null,
      };
    });
  }

  function chargeOf({ amount: value, discount, taxes }: ChargeRequest) {
    return { amount: amount(value), discount: discountOf(discount), taxes: taxes.map(taxOf) };
  }

  function feeOf({ code, description, amount: value, taxes }: FeeRequest): SalesOrderFee {
    return { code, description, amount: amount(value), taxes: taxes.map(taxOf) };
  }

  function discountOf(discount: DiscountRequest | null): Discount | null {
    return discount && { amount: amount(discount.amount), code: discount.code };
  }

  function taxOf({ detail, amount: value, taxableAmount, provider, transactionId }: TaxRequest): Tax {
    return { detail, amount: amount(value), taxableAmount: decimalString(taxableAmount), provider, transactionId };
  }
}

/** A value that the earlier checks guarantee. @throws {Error} it is missing */
function required<T>(value: T | null | undefined): T {
  if (value === null || value === undefined) throw new Error('An order was accepted that lacks something.');
  return value;
}
