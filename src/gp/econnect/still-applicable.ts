import { type InvoicePayment, itemKey, type OpenItems } from '../../payments/index.js';
import { Exact, ZERO } from '../../values/exact.js';
import type { Application } from './receipt-calls.js';

export interface StillApplicable {
  readonly applications: readonly Application[];
  /** What of the plan cannot be applied any more, in words for an operator. */
  readonly notApplied: readonly string[];
}

/**
 * What of a payment can be applied now that others may have paid the same documents, or used up the same credits. A document's
 * discount goes with the last application to it: GP takes it with any.
 * @param receipt the receipt's number
 */
export function stillApplicable(payment: InvoicePayment, receipt: string, items: OpenItems): StillApplicable {
  const balances = new Map(items.payable.map((item) => [itemKey(item), item.state === 'open' ? item.balance : ZERO]));
  const unapplied = new Map(items.credits.map((item) => [itemKey(item), item.unapplied]));
  const appliedTo = new Map(items.credits.map((item) => [itemKey(item), item.appliedTo]));
  const applications: Application[] = [];
  const notApplied: string[] = [];

  for (const planned of payment.applications) {
    const to = { kind: planned.kind, number: planned.number };
    let balance = balances.get(itemKey(to)) ?? ZERO;
    const discount = Exact.min(planned.termsDiscount, balance);
    const wanted = [
      ...planned.credits.map(({ kind, number, amount }) => ({ from: { kind, number }, amount: new Exact(amount) })),
      { from: { kind: 'payment' as const, number: receipt }, amount: new Exact(planned.paid) },
    ].filter(({ amount }) => amount.gt(ZERO));
    const before = applications.length;
    for (const { from, amount } of wanted) {
      const isReceipt = from.kind === 'payment' && from.number === receipt;
      const earlier = isReceipt ? undefined : appliedTo.get(itemKey(from))?.get(to.number);
      // By an earlier attempt of this payment, whose answer was lost.
      if (earlier?.eq(amount)) continue;
      const left = isReceipt ? amount : (unapplied.get(itemKey(from)) ?? ZERO);
      const possible = earlier ? ZERO : Exact.max(Exact.min(amount, left, balance.minus(discount)), ZERO);
      if (possible.lt(amount)) notApplied.push(`${amount.minus(possible).toFixed()} of ${from.number} to ${to.number}`);
      if (!possible.gt(ZERO)) continue;
      applications.push({ from, to, amount: possible, termsDiscount: ZERO });
      balance = balance.minus(possible);
      if (!isReceipt) unapplied.set(itemKey(from), left.minus(possible));
    }
    const last = applications.at(-1);
    if (last && applications.length > before) applications[applications.length - 1] = { ...last, termsDiscount: discount };
  }
  return { applications, notApplied };
}
