import type { Contract } from '../contract/index.js';
import {
  type CartRequest,
  faults,
  keptKey,
  keptTexts,
  keyProblems,
  type PaymentRequest,
  type ReadInput,
  readCart,
  readPayments,
  textProblems,
} from '../ordering/index.js';
import { asQuoteNumber, type QuoteNumber } from './quote.js';
import type { AnswerKind } from './quote-notes.js';

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

/** An order of a quote from the contract's input. */
export interface QuoteOrderRequest {
  readonly idempotencyKey: string;
  readonly reference: string;
  readonly quoteNumber: QuoteNumber;
  /** Quote.revision that the buyer saw. */
  readonly revision: string;
  readonly purchaseOrderNumber: string | null;
  readonly payments: readonly PaymentRequest[];
}

export function readQuoteOrder(given: Contract.OrderQuoteInput): ReadInput<QuoteOrderRequest> {
  const problems = faults(given);
  const input = keptTexts(given);
  const idempotencyKey = keptKey(input.idempotencyKey);
  problems.push(...textProblems(input), ...keyProblems(idempotencyKey));
  const request = {
    idempotencyKey,
    reference: input.reference,
    quoteNumber: asQuoteNumber(input.quoteNumber),
    revision: input.revision,
    purchaseOrderNumber: input.purchaseOrderNumber ?? null,
    payments: readPayments(input.payments, problems),
  };
  return { request, problems };
}

/** A buyer's answer from the contract's input. */
export interface QuoteAnswer {
  readonly quoteNumber: QuoteNumber;
  readonly kind: AnswerKind;
  /** Blank where the buyer wrote nothing. */
  readonly comment: string;
}

export function readQuoteAnswer(given: Contract.AnswerQuoteInput): ReadInput<QuoteAnswer> {
  const { quoteNumber, answer, comment } = keptTexts(given);
  return {
    request: { quoteNumber: asQuoteNumber(quoteNumber), kind: answer, comment: comment ?? '' },
    problems: [...faults(given), ...textProblems({ comment })],
  };
}
