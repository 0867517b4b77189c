import { creditOf } from '../account/index.js';
import type { OrderingSettings } from '../config/index.js';
import { Exact, ZERO } from '../values/exact.js';
import type { Viewer } from '../values/viewer.js';
import type { CartReview } from './cart-review.service.js';
import { onAccountAmount } from './order-amounts.js';
import { type Claimed, creditKeyOf, isFunctional } from './order-claims.js';
import { type OrderProblem, problem } from './order-problem.js';
import type { OrderRequest } from './order-request.js';
import type { OrderTotals } from './totals.js';

// What stands in the way of an order besides its cart: who orders, what is paid how, and up to which amount.

export const AWAY = problem('TEMPORARILY_UNAVAILABLE', 'Orders cannot be taken at the moment. Try again with the same key.');

/** An order is of an account, or of a visitor who says who they are. */
export function customerProblems(viewer: Viewer, { newCustomer }: OrderRequest): OrderProblem[] {
  if (viewer.kind === 'signedIn' && newCustomer) {
    return [problem('INVALID_INPUT', 'The order is that of the account; "customer" is for those who have none.', ['customer'])];
  }
  if (viewer.kind === 'anonymous' && !newCustomer) {
    return [problem('INVALID_INPUT', 'Say who orders, or sign in.', ['customer'])];
  }
  return [];
}

/** GP records a card payment under one of its own cards (eConnect error 48). */
export function cardProblems({ payments }: OrderRequest, { cardName }: OrderingSettings): OrderProblem[] {
  return payments.flatMap(({ method, account }, index) =>
    method === 'CARD' && !account && cardName === undefined
      ? [problem('INVALID_INPUT', "The payment has to name GP's credit card.", ['payments', index, 'account'])]
      : [],
  );
}

/** Prices that are not those that the buyer saw. */
export function priceProblems({ lines }: OrderRequest, review: CartReview): OrderProblem[] {
  return lines.flatMap(({ unitPrice }, index) => {
    const { price: answer, isTooMuch } = review.lines[index] ?? {};
    if (isTooMuch || answer?.kind !== 'price' || unitPrice.eq(answer.price.unitPrice.amount)) return [];
    const { amount, currency } = answer.price.unitPrice;
    return [problem('PRICE_CHANGED', `The price is ${amount} ${currency} now.`, ['lines', index, 'unitPrice'])];
  });
}

/** Why nothing may be bought on account. */
export function paymentProblems(request: OrderRequest, { permissions }: CartReview): OrderProblem[] {
  if (onAccountAmount(request).isZero()) return [];
  return permissions.allowed.purchaseOnAccount.denials.map((denial) => {
    switch (denial) {
      case 'CREDIT_LIMIT_EXCEEDED':
        return problem('CREDIT_LIMIT_EXCEEDED', 'The credit limit is used up.', ['payments']);
      case 'ACCOUNT_ON_HOLD':
        return problem('ACCOUNT_ON_HOLD', 'The account is on hold.');
      case 'ACCOUNT_INACTIVE':
        return problem('ACCOUNT_INACTIVE', 'The account is inactive.');
      case 'ACCOUNT_STATUS_UNKNOWN':
        return AWAY;
      default:
        return problem('NOT_PERMITTED', 'Nothing can be bought on account here.', ['payments']);
    }
  });
}

/** The limit that the user's own orders have. */
export function limitProblems(viewer: Viewer, { total }: OrderTotals, { currency }: CartReview): OrderProblem[] {
  const limit = viewer.kind === 'signedIn' ? viewer.user.orderLimit : null;
  const within = !limit || (limit.currency === currency.code && total.lte(limit.amount));
  return within ? [] : [problem('ORDER_LIMIT_EXCEEDED', 'The order is larger than you may place.', ['total'])];
}

/** Accepted orders that GP does not show yet count as well. An order may reach the limit but not exceed it. */
export function creditProblems(request: OrderRequest, review: CartReview, claimed: Claimed): OrderProblem[] {
  const key = creditKeyOf(request, review);
  if (key === null || !review.customer) return [];
  const { available } = creditOf(review.customer.value);
  if (available === null) return [];
  if (!isFunctional(review)) {
    const what = `Nothing can be bought on account in ${review.currency.code}: the limit is in another currency.`;
    return [problem('NOT_PERMITTED', what, ['payments'])];
  }
  const left = available.minus(claimed(key));
  const leftForGp = leftOfParent(request, review)?.minus(claimed(key));
  return onAccountAmount(request).lte(leftForGp ? Exact.min(left, leftForGp) : left)
    ? []
    : [problem('CREDIT_LIMIT_EXCEEDED', 'The order goes over the credit limit.', ['payments'])];
}

/**
 * What GP itself has left for an order of a national account that shares its credit; undefined where it does not check: it is
 * asked to for orders alone that are on account as a whole.
 */
function leftOfParent(request: OrderRequest, { terms }: CartReview): Exact | undefined {
  if (!terms?.parentCredit || request.payments.some(({ method }) => method !== 'ON_ACCOUNT')) return undefined;
  return terms.parentCredit.isTooOld ? ZERO : new Exact(terms.parentCredit.available);
}
