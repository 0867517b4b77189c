import type { OrderRights } from '../values/calling-client.js';
import type { Viewer } from '../values/viewer.js';
import { type OrderProblem, problem } from './order-problem.js';
import type { DiscountRequest, OrderRequest, PaymentRequest } from './order-request.js';

type Path = readonly (string | number)[];

/**
 * The parts of an order that the sending program has no right to state. Without rights, a buyer's own program could give
 * itself any discount and confirm any payment. All other input is checked against GP, or can only raise the amount due.
 */
export function rightsProblems(viewer: Viewer, request: OrderRequest, rights: OrderRights): OrderProblem[] {
  return [
    ...(viewer.kind === 'anonymous' && !rights.mayOrderForVisitors
      ? [notPermitted('order for a visitor who is not signed in', ['customer'])]
      : []),
    ...(rights.mayDiscount ? [] : discountsOf(request).map((path) => notPermitted('give a discount', path))),
    ...(rights.mayConfirmPayments
      ? []
      : request.payments.flatMap(confirmationsOf).map((path) => notPermitted('confirm a payment', path))),
  ];
}

function discountsOf({ lines, freight, discount }: OrderRequest): Path[] {
  const all: readonly (readonly [DiscountRequest | null | undefined, Path])[] = [
    [discount, ['discount']],
    [freight?.discount, ['freight', 'discount']],
    ...lines.map((line, index) => [line.discount, ['lines', index, 'discount']] as const),
  ];
  return all.flatMap(([given, path]) => (given ? [path] : []));
}

/** A payment on account confirms nothing, but a provider's IDs on it would still be written to GP. */
function confirmationsOf(payment: PaymentRequest, index: number): Path[] {
  const at = (...rest: string[]): Path => ['payments', index, ...rest];
  if (payment.method !== 'ON_ACCOUNT') return [at('method')];
  return [
    ...(payment.transactionId?.trim() ? [at('transactionId')] : []),
    ...(payment.authorizationCode?.trim() ? [at('authorizationCode')] : []),
    ...(payment.recurrence?.subscriptionId?.trim() ? [at('recurrence', 'subscriptionId')] : []),
  ];
}

function notPermitted(what: string, field: Path): OrderProblem {
  return problem('NOT_PERMITTED', `This program may not ${what}.`, field);
}
