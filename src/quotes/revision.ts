import { hashOfContent } from '../ordering/index.js';
import type { Quote } from './quote.js';

/**
 * Names what a buyer agrees to when they order a quote: lines, prices and terms. It is another one as soon as staff change one
 * of them. The batch, the address and comments have no part in it.
 */
export function revisionOf(quote: Quote): string {
  const { currency, subtotal, discount, freight, miscellaneous, tax, total, expires, paymentTerms, shippingMethod } = quote;
  return hashOfContent({
    currency,
    lines: quote.lines.map(({ sku, description, quantity, quantityCancelled, unit, unitPrice, extendedPrice }) => ({
      ...{ sku, description, quantity, quantityCancelled, unit, unitPrice, extendedPrice },
    })),
    ...{ subtotal, discount, freight, miscellaneous, tax, total },
    ...{ expires, paymentTerms, shippingMethod },
  });
}
