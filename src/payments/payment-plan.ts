import type { Currency } from '../account/index.js';
import { decimalString, Exact, ZERO } from '../values/exact.js';
import type { CurrencyId } from '../values/identifiers.js';
import type { CurrencyCode } from '../values/money.js';
import type { CreditUse, PaymentPlan, PlannedApplication } from './invoice-payment.js';
import { type CreditItem, itemKey, type OpenItems, type PayableItem } from './open-item.js';
import { type Path, type PaymentProblem, problem } from './payment-problem.js';

/** What a buyer wants to pay, read from the contract's input. */
export interface PaymentRequest {
  readonly invoices: readonly WantedInvoice[];
  /** Numbers of credits, in the order in which they are to be used up. */
  readonly credits: readonly string[];
  readonly onAccount: Exact;
}

export interface WantedInvoice {
  readonly number: string;
  /** What is to come off it, terms discount included; null for the whole balance. */
  readonly amount: Exact | null;
}

export interface Planned {
  readonly plan: PaymentPlan;
  readonly termsDiscount: Exact;
  readonly creditsUsed: Exact;
}

export type Planning = Planned | { readonly problems: readonly PaymentProblem[] };

/**
 * Says what a payment comes to. The terms discount is taken off where the whole balance is paid: of a part GP grants none of
 * itself. Credits are used up in their order, on the invoices in theirs; the rest is to be taken by the provider.
 */
export function planPayment(
  { invoices, credits, onAccount }: PaymentRequest,
  items: OpenItems,
  currency: Pick<Currency, 'decimals'> & { readonly code: CurrencyCode; readonly id: CurrencyId },
): Planning {
  const payable = byNumber(items.payable);
  const usable = byNumber(items.credits);
  const written = (amount: Exact) => `${decimalString(amount, currency.decimals)} ${currency.code}`;
  const problems = [
    ...invoices.flatMap((wanted, index) =>
      problemsOf(wanted, payable.get(wanted.number.toUpperCase()), ['invoices', index], written),
    ),
    ...credits.flatMap((number, index) => creditProblems(number, usable.get(number.toUpperCase()), ['credits', index])),
  ];
  if (problems.length > 0) return { problems };

  const left = new Map(credits.map((number) => [found(usable, number), found(usable, number).unapplied]));
  const applications = invoices.map((wanted) => applicationOf(wanted, found(payable, wanted.number), left, currency.decimals));
  const sum = (of: (each: PlannedApplication) => Exact) => applications.reduce((total, each) => total.plus(of(each)), ZERO);
  const paid = sum((each) => new Exact(each.paid));
  return {
    plan: {
      applications,
      onAccount: decimalString(onAccount, currency.decimals),
      amount: decimalString(paid.plus(onAccount), currency.decimals),
      currency: currency.code,
      currencyId: currency.id,
      decimals: currency.decimals,
    },
    termsDiscount: sum((each) => new Exact(each.termsDiscount)),
    creditsUsed: sum((each) => creditsOf(each)),
  };
}

/** What comes off a document by credits. */
export function creditsOf({ credits }: PlannedApplication): Exact {
  return credits.reduce((total, { amount }) => total.plus(amount), ZERO);
}

/** @param left what is left of each credit; lowered by what is used */
function applicationOf(
  { amount }: WantedInvoice,
  item: PayableItem,
  left: Map<CreditItem, Exact>,
  decimals: number,
): PlannedApplication {
  const off = amount ?? item.balance;
  const termsDiscount = off.eq(item.balance) ? Exact.min(item.termsDiscount, off) : ZERO;
  let due = off.minus(termsDiscount);
  const credits: CreditUse[] = [];
  for (const [credit, rest] of left) {
    const used = Exact.min(rest, due);
    if (!used.gt(ZERO) || credit.appliedTo.has(itemKey(item))) continue;
    credits.push({ kind: credit.kind, number: credit.number, amount: decimalString(used, decimals) });
    left.set(credit, rest.minus(used));
    due = due.minus(used);
  }
  const { kind, number } = item;
  const paid = decimalString(due, decimals);
  return { kind, number, paid, termsDiscount: decimalString(termsDiscount, decimals), credits };
}

function problemsOf(
  { number, amount }: WantedInvoice,
  item: PayableItem | undefined,
  path: Path,
  written: (amount: Exact) => string,
): PaymentProblem[] {
  const at = [...path, 'invoiceNumber'];
  if (!item) return [problem('UNKNOWN_INVOICE', 'The account has no such invoice.', at)];
  switch (item.state) {
    case 'unposted':
      return [problem('INVOICE_NOT_PAYABLE_YET', `The invoice ${number} is not posted yet. It can be paid soon.`, at)];
    case 'otherCurrency':
      return [problem('CURRENCY_MISMATCH', `The invoice ${number} is in a currency that cannot be paid online.`, at)];
    case 'closed':
      return [problem('INVOICE_ALREADY_PAID', `Nothing remains to be paid of the invoice ${number}.`, at)];
    case 'open':
      if (!amount?.gt(item.balance)) return [];
      return [
        problem('AMOUNT_EXCEEDS_BALANCE', `${written(item.balance)} remains to be paid of ${number}.`, [...path, 'amount']),
      ];
  }
}

function creditProblems(number: string, item: CreditItem | undefined, path: Path): PaymentProblem[] {
  if (!item) return [problem('UNKNOWN_CREDIT', 'The account has no such credit.', path)];
  return item.unapplied.gt(ZERO) ? [] : [problem('UNKNOWN_CREDIT', `Nothing is left of the credit ${number}.`, path)];
}

function byNumber<Item extends { readonly number: string }>(items: readonly Item[]): ReadonlyMap<string, Item> {
  return new Map(items.map((item) => [item.number.toUpperCase(), item]));
}

function found<Item>(items: ReadonlyMap<string, Item>, number: string): Item {
  const item = items.get(number.toUpperCase());
  if (!item) throw new TypeError(`There is no ${number} among the items.`);
  return item;
}
