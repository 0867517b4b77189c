/** Why a payment is not prepared or not recorded, in the contract's words. */
export type ProblemCode =
  | 'INVALID_INPUT'
  | 'NOT_PERMITTED'
  | 'TEMPORARILY_UNAVAILABLE'
  | 'UNKNOWN_INVOICE'
  | 'INVOICE_ALREADY_PAID'
  | 'INVOICE_NOT_PAYABLE_YET'
  | 'AMOUNT_EXCEEDS_BALANCE'
  | 'AMOUNT_MISMATCH'
  | 'UNKNOWN_CREDIT'
  | 'UNKNOWN_PAYMENT_KEY'
  | 'PAYMENT_UNDER_WAY'
  | 'PAYMENT_NOT_CONFIRMED'
  | 'CURRENCY_MISMATCH'
  | 'IDEMPOTENCY_KEY_REUSED';

export interface PaymentProblem {
  readonly code: ProblemCode;
  readonly message: string;
  /** Path into the input; null for the whole input. */
  readonly field: readonly string[] | null;
}

export type Path = readonly (string | number)[];

export function problem(code: ProblemCode, message: string, field: Path | null = null): PaymentProblem {
  return { code, message, field: field?.map(String) ?? null };
}

export function invalid(what: string, path: Path): PaymentProblem {
  return problem('INVALID_INPUT', `"${path.join('.')}" ${what}.`, path);
}
