import type { Contract } from '../contract/index.js';
import { isGiven } from '../values/blank.js';
import { parseGlobalId } from '../values/global-id.js';
import type { CancelRequest } from './cancel-order.service.js';
import { severalLines } from './kept-text.js';
import { asOrderNumber } from './order.js';
import { type OrderProblem, problem } from './order-problem.js';
import { SUBMISSION } from './submission-view.js';
import { textProblem } from './text-limits.js';

/** In characters. */
const LONGEST_REASON = 500;

/** The contract's CancelOrderInput, or what is wrong with it. */
export function readCancelInput(
  input: Contract.CancelOrderInput,
): { readonly request: CancelRequest } | { readonly problems: readonly OrderProblem[] } {
  const { orderNumber, submissionId, reason } = input;
  const problems: OrderProblem[] = isGiven(reason) ? textProblem(reason, LONGEST_REASON, ['reason']) : [];
  if (isGiven(orderNumber) === isGiven(submissionId)) {
    problems.push(problem('INVALID_INPUT', 'Name the order either by its number or by its submission.'));
  }
  if (problems.length > 0) return { problems };
  const kept = isGiven(reason) ? severalLines(reason) : null;
  if (isGiven(orderNumber)) return { request: { orderNumber: asOrderNumber(orderNumber), reason: kept, field: 'orderNumber' } };
  const id = parseGlobalId(submissionId ?? '');
  return { request: { submissionId: id?.typename === SUBMISSION ? id.key : '', reason: kept, field: 'submissionId' } };
}
