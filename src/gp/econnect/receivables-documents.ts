import type { CreditKind, PayableKind } from '../../payments/index.js';

/** RMDTYPAL: the types of documents of receivables. */
const TYPES: Readonly<Record<PayableKind | CreditKind, number>> = {
  invoice: 1,
  debitMemo: 3,
  financeCharge: 4,
  service: 5,
  creditMemo: 7,
  return: 8,
  payment: 9,
};

/** RMDTYPAL of a cash receipt. */
export const CASH_RECEIPT = TYPES.payment;

/** The types that can be applied to (1660) and that can be applied (184). */
export const PAYABLE_TYPES = [1, 3, 4, 5] as const;
export const CREDIT_TYPES = [7, 8, 9] as const;

export function documentType(kind: PayableKind | CreditKind): number {
  return TYPES[kind];
}

/** Undefined for a type that is neither paid nor applied. */
export function kindOf(type: number): PayableKind | CreditKind | undefined {
  return (Object.keys(TYPES) as (PayableKind | CreditKind)[]).find((kind) => TYPES[kind] === type);
}
