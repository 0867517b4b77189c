import type { SalesOrder, SalesOrderLine } from '../../ordering/index.js';
import { Exact, roundTo, truncateTo, ZERO } from '../../values/exact.js';
import { type DocumentTaxes, documentTaxes, taxSum } from './order-taxes.js';
import { UnwritableOrder } from './unwritable-order.js';

/** A line in GP's amounts. */
export interface GpLine {
  readonly line: SalesOrderLine;
  /** LNITMSEQ. */
  readonly sequence: number;
  /** The quantity that ships and the back-ordered one together: an order's extended price covers both. */
  readonly quantity: Exact;
  /** MRKDNAMT: the discount on one unit. */
  readonly markdown: Exact;
  /** XTNDPRCE: net of the markdown. */
  readonly extendedPrice: Exact;
}

/** An order in the amounts of GP's document, which eConnect checks to the cent. */
export interface GpAmounts {
  readonly lines: readonly GpLine[];
  readonly subtotal: Exact;
  readonly tradeDiscount: Exact;
  readonly freight: Exact;
  readonly miscellaneous: Exact;
  readonly taxes: DocumentTaxes;
  readonly tax: Exact;
  readonly freightTax: Exact;
  readonly miscellaneousTax: Exact;
  readonly total: Exact;
}

/** GP numbers lines in steps of this size, so that lines can be inserted between them. */
const SEQUENCE_STEP = 16_384;

/**
 * GP has two places for discounts: per unit of a line, and on the document. The part of a line's discount that divides by the
 * quantity is the line's markdown. The remaining few cents go into the trade discount, together with the order's own
 * discount. A discount on freight lowers the freight.
 * @throws {UnwritableOrder} a discount exceeds the amount that it is on, or the parts do not add up to the total
 */
export function gpAmounts(order: SalesOrder): GpAmounts {
  const { decimals } = order.currency;
  const lines = order.lines.map((line, index) => gpLine(line, index, decimals));
  const subtotal = sum(lines.map(({ extendedPrice }) => extendedPrice));
  const leftOver = subtotal.minus(sum(order.lines.map(netPrice)));
  const tradeDiscount = leftOver.plus(order.discount?.amount ?? 0);
  // GP refuses it as error 4602.
  if (tradeDiscount.gt(subtotal)) throw new UnwritableOrder('The discount is larger than what the lines come to');
  const freight = new Exact(order.freight?.amount ?? 0).minus(order.freight?.discount?.amount ?? 0);
  if (freight.isNegative()) throw new UnwritableOrder('The discount on freight is larger than the freight');
  const miscellaneous = sum([...order.fees, ...order.duties].map(({ amount }) => new Exact(amount)));
  const taxes = documentTaxes(order, lines);
  const tax = sum(taxes.lines.map(taxSum));
  const freightTax = taxSum(taxes.freight);
  const miscellaneousTax = taxSum(taxes.miscellaneous);
  const total = sum([subtotal, freight, miscellaneous, tax, freightTax, miscellaneousTax]).minus(tradeDiscount);
  if (!total.eq(order.total)) throw new UnwritableOrder(`The parts make ${total.toFixed()}, and the total says ${order.total}`);
  return { lines, subtotal, tradeDiscount, freight, miscellaneous, taxes, tax, freightTax, miscellaneousTax, total };
}

function gpLine(line: SalesOrderLine, index: number, decimals: number): GpLine {
  const quantity = new Exact(line.quantity).plus(line.quantityBackordered);
  const price = new Exact(line.unitPrice);
  // The extended price is rounded to the currency, perhaps up. A discount of all of it is then more per unit than the price,
  // and the net price must not be negative (451).
  const markdown = line.discount
    ? Exact.min(price, truncateTo(new Exact(line.discount.amount).div(quantity), line.priceDecimals))
    : ZERO;
  const extendedPrice = roundTo(price.minus(markdown).times(quantity), decimals);
  if (extendedPrice.lt(netPrice(line)) || netPrice(line).isNegative()) {
    throw new UnwritableOrder(
      `Line ${index + 1} is ${netPrice(line).toFixed()} after its discount, and GP makes it ${extendedPrice.toFixed()}`,
    );
  }
  return { line, sequence: (index + 1) * SEQUENCE_STEP, quantity, markdown, extendedPrice };
}

function netPrice(line: SalesOrderLine): Exact {
  return new Exact(line.extendedPrice).minus(line.discount?.amount ?? 0);
}

function sum(amounts: readonly Exact[]): Exact {
  return amounts.reduce((total, amount) => total.plus(amount), ZERO);
}
