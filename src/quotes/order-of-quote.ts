import type { Currency } from '../account/index.js';
import type { Freshness } from '../live/index.js';
import { lineDiscount, type OrderAddress, type OrderRequest, type ShipTo, type TaxRequest } from '../ordering/index.js';
import { Exact } from '../values/exact.js';
import { money } from '../values/money.js';
import type { Quote, QuoteLine, QuoteTax } from './quote.js';
import type { QuoteOrderRequest } from './read-quote-input.js';

/** The code of a quote's miscellaneous charges, which GP keeps as one amount. */
const CHARGES = 'QUOTE';

/** The order of a quote: its lines, units, prices, discounts, charges and taxes as they stand in GP. */
export function orderOfQuote(quote: Quote, currency: Currency, asked: QuoteOrderRequest, freshness: Freshness): OrderRequest {
  const freight = new Exact(quote.freight);
  const miscellaneous = new Exact(quote.miscellaneous);
  const discount = new Exact(quote.discount);
  return {
    idempotencyKey: asked.idempotencyKey,
    reference: asked.reference,
    purchaseOrderNumber: asked.purchaseOrderNumber,
    newCustomer: null,
    lines: quote.lines.map(lineOf),
    billTo: quote.billingAddressCode === null ? null : { addressCode: quote.billingAddressCode },
    shipTo: placeOf(quote.shipTo),
    warehouse: null,
    shippingMethod: quote.shippingMethod,
    requestedShipDate: quote.requestedShipDate,
    freight: freight.isZero() ? null : { amount: freight, taxes: taxesOn('freight'), discount: null },
    fees: miscellaneous.isZero()
      ? []
      : [{ code: CHARGES, description: `Charges of ${quote.number}`, amount: miscellaneous, taxes: taxesOn('miscellaneous') }],
    duties: [],
    discount: discount.isZero() ? null : { amount: discount, code: null },
    taxes: taxesOn('document'),
    payments: asked.payments,
    total: { amount: new Exact(quote.total), currency: currency.code },
    comment: quote.comment,
    customFields: [],
  };

  function lineOf(line: QuoteLine): OrderRequest['lines'][number] {
    const off = new Exact(lineDiscount(line, currency.decimals));
    const decimals = line.priceDecimals ?? currency.decimals;
    return {
      sku: line.sku,
      quantity: new Exact(line.quantity),
      unit: line.unit,
      warehouse: line.warehouse,
      shipTo: placeOf(line.shipTo),
      agreedPrice: {
        unitPrice: money(line.unitPrice, currency.code, decimals),
        unitOfMeasure: line.unit,
        priceLevel: line.priceLevel,
        asOf: freshness.asOf,
        source: freshness.source,
      },
      unitPrice: new Exact(line.unitPrice),
      discount: off.isZero() ? null : { amount: off, code: null },
      requestedShipDate: line.requestedShipDate,
      taxCode: null,
      taxes: taxesOn(line.lineNumber),
      attributes: line.attributes,
      comment: line.comment,
    };
  }

  function taxesOn(what: QuoteTax['on']): TaxRequest[] {
    return quote.taxes
      .filter(({ on }) => on === what)
      .map(({ detail, amount, taxableAmount }) => ({
        detail,
        amount: new Exact(amount),
        taxableAmount: new Exact(taxableAmount),
        provider: null,
        transactionId: null,
      }));
  }
}

/** An address of the account by its code; an address without one is written out. */
function placeOf(address: OrderAddress | null): ShipTo | null {
  if (address === null) return null;
  const { code, contactName, line1, line2, line3, city, region, postalCode, country, phone } = address;
  if (code !== '') return { addressCode: code };
  return {
    address: {
      ...{ contactName, line2, line3, region, phone },
      ...{ line1: line1 ?? '', city: city ?? '', postalCode: postalCode ?? '', country: country ?? '', email: null },
    },
  };
}

/**
 * Whether staff have cancelled units of a quote, or whole lines of it (QTYCANCE). GP's own transfer orders the rest alone
 * (QTYTORDR), but the quote's extended prices, taxes and totals are of the whole QUANTITY, and nobody has agreed to others.
 */
export function hasCancelledUnits({ lines }: Quote): boolean {
  return lines.some(({ quantityCancelled }) => !new Exact(quantityCancelled).isZero());
}
