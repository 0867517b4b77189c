import type { CreditKind, PayableKind, PlannedApplication } from '../../payments/index.js';
import { Exact, ZERO } from '../../values/exact.js';

/** What of one document is to be applied to another one. GP applies a document to another one once (670). */
export interface PlannedPart {
  readonly from: { readonly kind: CreditKind; readonly number: string };
  readonly to: { readonly kind: PayableKind; readonly number: string };
  readonly amount: Exact;
}

/**
 * The parts of one planned application, in the order in which they are applied: the credits before the money.
 * @param receipt the receipt's number
 */
export function partsOf({ kind, number, credits, paid }: PlannedApplication, receipt: string): PlannedPart[] {
  const to = { kind, number };
  return [...credits, { kind: 'payment' as const, number: receipt, amount: paid }]
    .map((each) => ({ from: { kind: each.kind, number: each.number }, to, amount: new Exact(each.amount) }))
    .filter(({ amount }) => amount.gt(ZERO));
}

/** For an operator. */
export function inWords({ from, to }: Pick<PlannedPart, 'from' | 'to'>, amount: Exact): string {
  return `${amount.toFixed()} of ${from.number} to ${to.number}`;
}
