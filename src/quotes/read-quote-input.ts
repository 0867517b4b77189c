import type { Contract } from '../contract/index.js';
import {
  type CartRequest,
  faults,
  keptKey,
  keptTexts,
  keyProblems,
  type ReadInput,
  readCart,
  textProblems,
} from '../ordering/index.js';

/** A request for a quote from the contract's input, read but not yet checked against GP. */
export interface QuoteRequest extends CartRequest {
  readonly idempotencyKey: string;
  readonly reference: string | null;
  readonly comment: string | null;
}

export function readQuoteRequest(given: Contract.RequestQuoteInput): ReadInput<QuoteRequest> {
  const cart = readCart({ lines: given.lines, shipTo: given.shipTo ?? null });
  const { idempotencyKey: key, reference, comment } = keptTexts(given);
  const idempotencyKey = keptKey(key);
  return {
    request: { ...cart.request, idempotencyKey, reference: reference ?? null, comment: comment ?? null },
    problems: [...faults(given), ...keyProblems(idempotencyKey), ...textProblems({ reference, comment }), ...cart.problems],
  };
}
