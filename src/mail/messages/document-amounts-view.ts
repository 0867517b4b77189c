import type { Contract } from '../../contract/index.js';
import type { OrderLineView } from '../../ordering/index.js';
import { Exact } from '../../values/exact.js';
import type { Written } from '../../values/written.js';
import type { AmountsView } from './message-views.js';

/** A sales document of GP's: its lines, and what they come to. All amounts are in one currency. */
export interface SalesDocument {
  readonly lines: readonly OrderLineView[];
  readonly subtotal: Contract.Money;
  /** Positive. */
  readonly discount: Contract.Money;
  readonly freight: Contract.Money;
  readonly miscellaneous: Contract.Money;
  readonly tax: Contract.Money;
  readonly total: Contract.Money;
}

export function amountsOfDocument(document: SalesDocument, written: Written): AmountsView {
  const { lines, subtotal, discount, freight, miscellaneous, tax, total } = document;
  return {
    currency: total.currency,
    lines: lines.map((line) => ({
      sku: line.sku,
      description: line.description,
      quantity: written.quantity(line.quantity),
      unit: line.unitOfMeasure,
      unitPrice: written.unitPrice(line.unitPrice.amount),
      extended: written.amount(line.extendedPrice.amount),
    })),
    subtotal: written.amount(subtotal.amount),
    discount: unlessZero(new Exact(discount.amount).negated()),
    freight: unlessZero(new Exact(freight.amount)),
    miscellaneous: unlessZero(new Exact(miscellaneous.amount)),
    tax: unlessZero(new Exact(tax.amount)),
    total: written.total(total.amount),
  };

  function unlessZero(amount: Exact): string | null {
    return amount.isZero() ? null : written.amount(amount.toFixed());
  }
}
