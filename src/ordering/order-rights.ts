import type { OrderRights } from '../values/calling-client.js';
import type { Viewer } from '../values/viewer.js';
import { type OrderProblem, problem } from './order-problem.js';
import type { DiscountRequest, OrderRequest, PaymentRequest } from './order-request.js';

type Path = readonly (string | number)[];

/**
 * What an order says that the program which sends it may not say: a buyer's own program would grant itself any discount, and
 * confirm any payment. Everything else of the input is checked against GP, or can only add to what is owed.
 */
export function rightsProblems(viewer: Viewer, request: OrderRequest, rights: OrderRights): OrderProblem[] {
  return [
    ...(viewer.kind === 'anonymous' && !rights.mayOrderForVisitors
      ? [notPermitted('order for somebody who is not signed in', ['customer'])]
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

/** Of what is bought on account there is nothing to confirm; what a provider's IDs say there would stand in GP all the same. */
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
