import { type InvoicePayment, itemKey, type OpenItems } from '../../payments/index.js';
import { Exact, ZERO } from '../../values/exact.js';
import { inWords, partsOf } from './planned-parts.js';
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
    const before = applications.length;
    for (const part of partsOf(planned, receipt)) {
      const { from, amount } = part;
      const isReceipt = from.kind === 'payment' && from.number === receipt;
      // By others, or by an earlier attempt of this payment, whose answer was lost.
      const earlier = isReceipt ? undefined : appliedTo.get(itemKey(from))?.get(itemKey(to));
      const left = isReceipt ? amount : (unapplied.get(itemKey(from)) ?? ZERO);
      const possible = earlier ? ZERO : Exact.max(Exact.min(amount, left, balance.minus(discount)), ZERO);
      const missing = amount.minus(earlier ?? possible);
      if (missing.gt(ZERO)) notApplied.push(inWords(part, missing));
      if (!possible.gt(ZERO)) continue;
      applications.push({ ...part, amount: possible, termsDiscount: ZERO });
      balance = balance.minus(possible);
      if (!isReceipt) unapplied.set(itemKey(from), left.minus(possible));
    }
    const last = applications.at(-1);
    if (last && applications.length > before) applications[applications.length - 1] = { ...last, termsDiscount: discount };
  }
  return { applications, notApplied };
}
