/** Why an order is not accepted, in the contract's words. */
export type ProblemCode =
  | 'INVALID_INPUT'
  | 'CART_EMPTY'
  | 'UNKNOWN_PRODUCT'
  | 'INVALID_QUANTITY'
  | 'INVALID_UNIT_OF_MEASURE'
  | 'INSUFFICIENT_STOCK'
  | 'PRICE_CHANGED'
  | 'NO_PRICE'
  | 'ACCOUNT_ON_HOLD'
  | 'ACCOUNT_INACTIVE'
  | 'CREDIT_LIMIT_EXCEEDED'
  | 'ORDER_LIMIT_EXCEEDED'
  | 'NOT_PERMITTED'
  | 'UNKNOWN_ADDRESS'
  | 'UNKNOWN_WAREHOUSE'
  | 'PAYMENT_MISMATCH'
  | 'TOTALS_MISMATCH'
  | 'IDEMPOTENCY_KEY_REUSED'
  | 'UNKNOWN_QUOTE'
  | 'QUOTE_EXPIRED'
  | 'QUOTE_ALREADY_ORDERED'
  | 'QUOTE_NOT_READY'
  | 'QUOTE_DECLINED'
  | 'QUOTE_CHANGED'
  | 'UNKNOWN_ORDER'
  | 'ORDER_NOT_CANCELLABLE'
  | 'TOO_MANY_ATTEMPTS'
  | 'TEMPORARILY_UNAVAILABLE';

export interface OrderProblem {
  readonly code: ProblemCode;
  readonly message: string;
  /** Path into the input; null for the whole input. */
  readonly field: readonly string[] | null;
}

export function problem(code: ProblemCode, message: string, field: readonly (string | number)[] | null = null): OrderProblem {
  return { code, message, field: field?.map(String) ?? null };
}

/** The further problems whose fields are not reported yet: a second problem of one field follows from the same mistake. */
export function besides(told: readonly OrderProblem[], more: readonly OrderProblem[]): OrderProblem[] {
  const fields = new Set(told.flatMap(({ field }) => (field ? [placeOf(field)] : [])));
  return more.filter(({ field }) => !field || !fields.has(placeOf(field)));
}

function placeOf(field: readonly string[]): string {
  return field.join('.');
}
