import type { SalesOrder, SalesOrderCharge, SalesOrderLine, Tax } from '../../ordering/index.js';
import { Exact, ZERO } from '../../values/exact.js';
import type { Sku } from '../../values/identifiers.js';
import type { Written } from '../../values/written.js';
import type { AmountsView } from './message-views.js';

/** The lines of an accepted order, and what they come to. @param descriptions what the catalogue calls the products */
export function amountsOfOrder(order: SalesOrder, written: Written, descriptions: ReadonlyMap<Sku, string>): AmountsView {
  const { lines, freight, fees, duties, discount, taxes, total, currency } = order;
  const charges = [...fees, ...duties];
  const tax = [...lines, ...(freight ? [freight] : []), ...charges, { taxes }].map(taxOf);
  return {
    currency: currency.code,
    lines: lines.map((line) => ({
      sku: line.sku,
      description: descriptions.get(line.sku) ?? null,
      quantity: written.quantity(new Exact(line.quantity).plus(line.quantityBackordered).toFixed()),
      unit: line.unit,
      unitPrice: written.unitPrice(line.unitPrice),
      extended: written.amount(afterDiscount(line).toFixed()),
    })),
    subtotal: written.amount(sum(lines.map(afterDiscount)).toFixed()),
    discount: unlessZero(new Exact(discount?.amount ?? 0).negated()),
    freight: unlessZero(freight ? net(freight) : ZERO),
    miscellaneous: unlessZero(sum(charges.map(({ amount }) => new Exact(amount)))),
    tax: unlessZero(sum(tax)),
    total: written.total(total),
  };

  function unlessZero(amount: Exact): string | null {
    return amount.isZero() ? null : written.amount(amount.toFixed());
  }
}

function afterDiscount({ extendedPrice, discount }: SalesOrderLine): Exact {
  return new Exact(extendedPrice).minus(discount?.amount ?? 0);
}

function net({ amount, discount }: SalesOrderCharge): Exact {
  return new Exact(amount).minus(discount?.amount ?? 0);
}

function taxOf({ taxes }: { readonly taxes: readonly Tax[] }): Exact {
  return sum(taxes.map(({ amount }) => new Exact(amount)));
}

function sum(amounts: readonly Exact[]): Exact {
  return amounts.reduce((total, amount) => total.plus(amount), ZERO);
}
