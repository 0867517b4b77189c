import type { Currency } from '../account/index.js';
import { type Exact, roundTo, ZERO } from '../values/exact.js';
import { TOO_MUCH } from '../values/quantity.js';
import { type OrderProblem, problem } from './order-problem.js';
import type { OrderRequest } from './order-request.js';
import { type OrderAmounts, type OrderTotals, totalsOf } from './totals.js';

/** An order's totals, and the problems with them. */
export interface CheckedAmounts {
  readonly totals: OrderTotals;
  readonly problems: readonly OrderProblem[];
}

/** The inputs of an order's sums, by the last name of their path. */
const SUMMED: ReadonlySet<string> = new Set(['lines', 'fees', 'duties', 'taxes', 'payments', 'amount', 'unitPrice', 'quantity']);

/**
 * Whether an order can be added up, given the problems of its input. Where an amount or all lines are missing, wrong sums
 * would report the same mistake again.
 */
export function addsUp({ lines }: OrderRequest, ofInput: readonly OrderProblem[]): boolean {
  return lines.length > 0 && !ofInput.some(({ field }) => SUMMED.has(field?.at(-1) ?? ''));
}

/**
 * Checks an order's amounts to the cent: every amount has the currency's decimals, no discount exceeds its amount, and both
 * the parts and the payments add up to the total.
 */
export function checkAmounts(order: OrderRequest, currency: Currency): CheckedAmounts {
  const totals = totalsOfOrder(order, currency);
  const problems: OrderProblem[] = [];
  for (const [amount, path] of givenAmounts(order)) {
    if (amount.decimalPlaces() > currency.decimals) {
      const what = `"${path.join('.')}" must not have more decimals than ${currency.code} has.`;
      problems.push(problem('INVALID_INPUT', what, path));
    }
  }
  order.lines.forEach(({ discount }, index) => {
    if (discount?.amount.gt(totals.extended[index] ?? ZERO)) problems.push(tooLarge(['lines', index, 'discount', 'amount']));
  });
  if (order.freight?.discount?.amount.gt(order.freight.amount)) problems.push(tooLarge(['freight', 'discount', 'amount']));
  if (order.discount?.amount.gt(totals.subtotal)) problems.push(tooLarge(['discount', 'amount']));
  if (order.total.currency !== currency.code) {
    problems.push(problem('TOTALS_MISMATCH', `The account buys in ${currency.code}.`, ['total', 'currency']));
  } else if (!order.total.amount.eq(totals.total)) {
    const total = totals.total.toFixed(currency.decimals);
    problems.push(problem('TOTALS_MISMATCH', `The parts of the order add up to ${total} ${currency.code}.`, ['total', 'amount']));
  }
  if (totals.total.gte(TOO_MUCH)) problems.push(problem('INVALID_INPUT', '"total.amount" is too large.', ['total', 'amount']));
  const paid = order.payments.reduce((sum, { amount }) => sum.plus(amount), ZERO);
  if (!paid.eq(order.total.amount)) {
    problems.push(problem('PAYMENT_MISMATCH', 'The payments do not add up to the total.', ['payments']));
  }
  return { totals, problems };
}

export function totalsOfOrder(order: OrderRequest, currency: Currency): OrderTotals {
  return totalsOf(amountsOf(order), currency.decimals);
}

function amountsOf({ lines, freight, fees, duties, discount, taxes }: OrderRequest): OrderAmounts {
  const taxAmounts = (of: readonly { readonly amount: Exact }[]) => of.map(({ amount }) => amount);
  return {
    lines: lines.map((line) => ({
      unitPrice: line.unitPrice,
      quantity: line.quantity,
      discount: line.discount?.amount ?? ZERO,
      taxes: taxAmounts(line.taxes),
    })),
    freight: freight && {
      amount: freight.amount,
      discount: freight.discount?.amount ?? ZERO,
      taxes: taxAmounts(freight.taxes),
    },
    fees: fees.map((fee) => ({ amount: fee.amount, discount: ZERO, taxes: taxAmounts(fee.taxes) })),
    duties: duties.map((duty) => ({ amount: duty.amount, discount: ZERO, taxes: taxAmounts(duty.taxes) })),
    discount: discount?.amount ?? ZERO,
    taxes: taxAmounts(taxes),
  };
}

/** Every amount that must have the currency's decimals, with its path. Unit prices may have the item's decimals instead. */
function givenAmounts(order: OrderRequest): [Exact, (string | number)[]][] {
  const taxes = (of: OrderRequest['taxes'], path: (string | number)[]) =>
    of.map(({ amount }, index): [Exact, (string | number)[]] => [amount, [...path, index, 'amount']]);
  const fees = (of: OrderRequest['fees'], name: string) =>
    of.flatMap((fee, index): [Exact, (string | number)[]][] => [
      [fee.amount, [name, index, 'amount']],
      ...taxes(fee.taxes, [name, index, 'taxes']),
    ]);
  return [
    ...order.lines.flatMap(({ discount, taxes: own }, index): [Exact, (string | number)[]][] => [
      ...(discount ? [[discount.amount, ['lines', index, 'discount', 'amount']] as [Exact, (string | number)[]]] : []),
      ...taxes(own, ['lines', index, 'taxes']),
    ]),
    ...(order.freight ? [[order.freight.amount, ['freight', 'amount']] as [Exact, (string | number)[]]] : []),
    ...(order.freight?.discount
      ? [[order.freight.discount.amount, ['freight', 'discount', 'amount']] as [Exact, (string | number)[]]]
      : []),
    ...taxes(order.freight?.taxes ?? [], ['freight', 'taxes']),
    ...fees(order.fees, 'fees'),
    ...fees(order.duties, 'duties'),
    ...(order.discount ? [[order.discount.amount, ['discount', 'amount']] as [Exact, (string | number)[]]] : []),
    ...taxes(order.taxes, ['taxes']),
    ...order.payments.map(({ amount }, index): [Exact, (string | number)[]] => [amount, ['payments', index, 'amount']]),
    [order.total.amount, ['total', 'amount']],
  ];
}

function tooLarge(path: readonly (string | number)[]): OrderProblem {
  return problem('INVALID_INPUT', `"${path.join('.')}" must not be larger than what it is taken off.`, path);
}

/** The part of an order that is bought on account. */
export function onAccountAmount({ payments }: OrderRequest): Exact {
  return roundTo(
    payments.filter(({ method }) => method === 'ON_ACCOUNT').reduce((sum, { amount }) => sum.plus(amount), ZERO),
    5,
  );
}
