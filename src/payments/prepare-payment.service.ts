import { Injectable } from '@nestjs/common';
import { AccountService, type Currency, currencyOf } from '../account/index.js';
import { GpSettings } from '../config/index.js';
import { ErpUnavailable, StoreUnavailable } from '../faults/index.js';
import { RequestBudget } from '../live/index.js';
import { ReceivablesService } from '../receivables/index.js';
import { Clock } from '../values/clock.js';
import { Exact } from '../values/exact.js';
import type { CurrencyId } from '../values/identifiers.js';
import type { SignedInViewer, Viewer } from '../values/viewer.js';
import { itemKey, type OpenItems } from './open-item.js';
import { OpenItemSource } from './open-item-source.port.js';
import { type PaymentRequest, type Planned, planPayment } from './payment-plan.js';
import { invalid, type PaymentProblem, problem } from './payment-problem.js';
import { invoicesOf, type PreparedPayment, PreparedPayments } from './prepared-payments.js';
import type { ReadPayment } from './read-payment-input.js';

export type PreparedOutcome =
  | ({ readonly kind: 'prepared'; readonly payment: PreparedPayment } & Pick<Planned, 'termsDiscount' | 'creditsUsed'>)
  | { readonly kind: 'refused'; readonly problems: readonly PaymentProblem[] };

type FunctionalCurrency = Currency & { readonly id: CurrencyId };

const AWAY = problem('TEMPORARILY_UNAVAILABLE', 'Payments cannot be prepared at the moment. Try again.');
const NOT_PERMITTED = problem('NOT_PERMITTED', 'Only signed-in users who may pay invoices can do this.');

/** The first of the two steps of a payment: what it comes to, and that no other payment pays the same meanwhile. */
@Injectable()
export class PreparePaymentService {
  constructor(
    private readonly accounts: AccountService,
    private readonly items: OpenItemSource,
    private readonly payments: PreparedPayments,
    private readonly receivables: ReceivablesService,
    private readonly gp: GpSettings,
    private readonly clock: Clock,
  ) {}

  async prepare(viewer: Viewer, { request, problems }: ReadPayment): Promise<PreparedOutcome> {
    if (viewer.kind === 'anonymous') return refused(NOT_PERMITTED);
    const budget = RequestBudget.ofCheckout(this.clock.now());
    const [permissions, company] = await Promise.all([
      this.accounts.permissions(viewer, budget),
      this.accounts.company(RequestBudget.ofPage()),
    ]);
    if (!permissions.allowed.payInvoices.allowed) return refused(NOT_PERMITTED);
    if (problems.length > 0) return refused(...problems);
    const id = company.known ? company.value.functionalCurrency : undefined;
    const currency = company.known && id !== undefined ? currencyOf(company.value, id) : undefined;
    if (id === undefined || !currency) return refused(AWAY);
    const tooExact = decimalProblems(request, currency);
    if (tooExact.length > 0) return refused(...tooExact);
    try {
      return await this.held(viewer, request, { ...currency, id });
    } catch (fault) {
      if (fault instanceof ErpUnavailable || fault instanceof StoreUnavailable) return refused(AWAY);
      throw fault;
    }
  }

  /** Lets go of what a payment of the viewer's account holds. @returns whether it held anything */
  async release(viewer: Viewer, paymentKey: string): Promise<{ released: boolean; problems: readonly PaymentProblem[] }> {
    if (viewer.kind === 'anonymous') return { released: false, problems: [NOT_PERMITTED] };
    try {
      const payment = await this.payments.find(paymentKey);
      if (!payment || !viewer.accountNumbers.includes(payment.accountNumber)) return { released: false, problems: [UNKNOWN_KEY] };
      const released = await this.payments.release(paymentKey);
      if (released) this.receivables.paymentsMoved(payment.accountNumber, invoicesOf(payment));
      return { released, problems: [] };
    } catch (fault) {
      if (fault instanceof StoreUnavailable) return { released: false, problems: [AWAY] };
      throw fault;
    }
  }

  private async held(
    { user, accountNumber }: SignedInViewer,
    request: PaymentRequest,
    currency: FunctionalCurrency,
  ): Promise<PreparedOutcome> {
    const since = this.clock.now();
    const items = await this.openItems(accountNumber, request);
    const planned = planPayment(request, items, currency);
    if ('problems' in planned) return refused(...planned.problems);
    const { termsDiscount, creditsUsed } = planned;
    const plan = { ...planned.plan, userId: user.id };
    const hold = await this.payments.hold(accountNumber, plan, since);
    if ('taken' in hold) return refused(...underWay(request, items, new Set(hold.taken)));
    this.receivables.paymentsMoved(accountNumber, invoicesOf(hold.prepared));
    return { kind: 'prepared', payment: hold.prepared, termsDiscount, creditsUsed };
  }

  private async openItems(accountNumber: SignedInViewer['accountNumber'], request: PaymentRequest): Promise<OpenItems> {
    const numbers = request.invoices.map(({ number }) => number);
    // A payment on account alone depends on nothing in GP.
    if (numbers.length === 0) return { payable: [], credits: [] };
    const inTime = AbortSignal.timeout(this.gp.deadlineMs);
    try {
      return await this.items.openItems(accountNumber, numbers, request.credits, inTime);
    } catch (cause) {
      if (inTime.aborted) throw new ErpUnavailable('payments.openItems', { cause });
      throw cause;
    }
  }
}

export const UNKNOWN_KEY = problem('UNKNOWN_PAYMENT_KEY', 'The account has no such payment.', ['paymentKey']);

function refused(...problems: readonly PaymentProblem[]): PreparedOutcome {
  return { kind: 'refused', problems };
}

/** Amounts that the currency has no coins for. */
function decimalProblems({ invoices, onAccount }: PaymentRequest, { decimals, code }: Currency): PaymentProblem[] {
  const tooExact = (amount: Exact | null) => amount !== null && amount.decimalPlaces() > decimals;
  const what = `must have at most ${decimals} decimals, as ${code} has`;
  return [
    ...invoices.flatMap(({ amount }, index) => (tooExact(amount) ? [invalid(what, ['invoices', index, 'amount'])] : [])),
    ...(tooExact(onAccount) ? [invalid(what, ['onAccountAmount'])] : []),
  ];
}

function underWay(request: PaymentRequest, items: OpenItems, taken: ReadonlySet<string>): PaymentProblem[] {
  const numbers = new Set(
    [...items.payable, ...items.credits].filter((item) => taken.has(itemKey(item))).map(({ number }) => number.toUpperCase()),
  );
  const message = (number: string) => `${number} is being paid at this moment.`;
  return [
    ...request.invoices.flatMap(({ number }, index) =>
      numbers.has(number.toUpperCase())
        ? [problem('PAYMENT_UNDER_WAY', message(number), ['invoices', index, 'invoiceNumber'])]
        : [],
    ),
    ...request.credits.flatMap((number, index) =>
      numbers.has(number.toUpperCase()) ? [problem('PAYMENT_UNDER_WAY', message(number), ['credits', index])] : [],
    ),
  ];
}
