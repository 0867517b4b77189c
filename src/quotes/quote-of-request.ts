import type { OrderAddress, SalesOrder, ShipTo } from '../ordering/index.js';
import { decimalString, Exact, ZERO } from '../values/exact.js';
import type { OrderedAs, Quote, QuoteNumber } from './quote.js';

/**
 * A quote that GP no longer has, as it was asked for: sales staff have deleted it, or transferred it where GP keeps no history
 * of quotes. What they had changed of it is gone with it.
 */
export function quoteOfRequest(number: QuoteNumber, request: SalesOrder, ordered: OrderedAs | null): Quote {
  if (!('accountNumber' in request.customer)) throw new Error('A request for a quote has no account.');
  const shipTo = addressOf(request.shipTo);
  return {
    number,
    accountNumber: request.customer.accountNumber,
    reference: request.reference || null,
    date: request.date,
    requestedShipDate: null,
    currency: request.currency.id,
    subtotal: request.total,
    discount: decimalString(ZERO),
    freight: decimalString(ZERO),
    miscellaneous: decimalString(ZERO),
    tax: decimalString(ZERO),
    total: request.total,
    billingAddressCode: null,
    shipTo,
    shippingMethod: null,
    comment: request.comment,
    expires: null,
    batch: '',
    paymentTerms: '',
    isVoided: ordered === null,
    isInWork: false,
    ordered,
    lines: request.lines.map((line, index) => ({
      lineNumber: index + 1,
      sku: line.sku,
      description: line.sku,
      quantity: decimalString(new Exact(line.quantity).plus(line.quantityBackordered)),
      quantityShipped: decimalString(ZERO),
      quantityBackordered: decimalString(ZERO),
      quantityCancelled: decimalString(ZERO),
      unit: line.unit,
      unitPrice: line.unitPrice,
      priceDecimals: line.priceDecimals,
      extendedPrice: line.extendedPrice,
      warehouse: line.warehouse,
      shipTo,
      requestedShipDate: null,
      attributes: [],
      comment: null,
      priceLevel: line.priceLevel,
    })),
    taxes: [],
  };
}

const NO_ADDRESS: OrderAddress = {
  code: '',
  contactName: null,
  line1: null,
  line2: null,
  line3: null,
  city: null,
  region: null,
  postalCode: null,
  country: null,
  phone: null,
  email: null,
  taxSchedule: null,
  shippingMethod: null,
};

function addressOf(place: ShipTo | null): OrderAddress | null {
  if (place === null) return null;
  return 'addressCode' in place ? { ...NO_ADDRESS, code: place.addressCode.toUpperCase() } : { ...NO_ADDRESS, ...place.address };
}
