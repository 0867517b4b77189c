import { Injectable } from '@nestjs/common';
import { OrderingSettings } from '../config/index.js';
import { type Live, type LiveReader, LiveReaders, type RequestBudget } from '../live/index.js';
import { isBlank } from '../values/blank.js';
import { type Exact, ZERO } from '../values/exact.js';
import { notKept } from './kept-text.js';
import { paymentAccountsPolicy, shippingMethodsPolicy, taxDetailPolicy } from './order-entry.policy.js';
import { type OrderProblem, problem } from './order-problem.js';
import type { OrderRequest, PaymentRequest, TaxRequest } from './order-request.js';
import { PaymentAccountSource, type PaymentAccounts } from './payment-account-source.port.js';
import { ShippingMethodSource } from './shipping-method-source.port.js';
import { type TaxDetail, TaxDetailSource } from './tax-detail-source.port.js';

const ALL = 'all';

type Path = readonly (string | number)[];

/** The names of GP's setup that an order uses, looked up. */
export interface CheckedNames {
  /** As GP writes it; as the order does where GP gave no answer. */
  readonly shippingMethod: string | null;
  /** The order's, each with its account as GP writes it. */
  readonly payments: readonly PaymentRequest[];
  readonly problems: readonly OrderProblem[];
  /** GP has answered. Where it has not, what is not remembered is not looked at. */
  readonly isFresh: boolean;
}

/**
 * Looks up the names of GP's own setup that an order uses and that eConnect refuses where GP does not have them: its
 * shipping method (927), its tax details (605, 82), and the credit cards (48) and checkbooks (212, 9528) of its payments. An
 * order without any asks GP nothing.
 */
@Injectable()
export class OrderNamesService {
  private readonly methods: LiveReader<typeof ALL, readonly string[]>;
  private readonly details: LiveReader<string, TaxDetail>;
  private readonly accounts: LiveReader<typeof ALL, PaymentAccounts>;

  constructor(
    live: LiveReaders,
    private readonly settings: OrderingSettings,
    shippingMethods: ShippingMethodSource,
    taxDetails: TaxDetailSource,
    paymentAccounts: PaymentAccountSource,
  ) {
    this.methods = live.reader(shippingMethodsPolicy, String, async (_, signal) => {
      return new Map([[ALL, await shippingMethods.shippingMethods(signal)]] as const);
    });
    this.details = live.reader(taxDetailPolicy, String, (details, signal) => taxDetails.taxDetails(details, signal));
    this.accounts = live.reader(paymentAccountsPolicy, String, async (_, signal) => {
      return new Map([[ALL, await paymentAccounts.paymentAccounts(signal)]] as const);
    });
  }

  async check(order: OrderRequest, budget: RequestBudget): Promise<CheckedNames> {
    // A text that GP cannot store is refused by itself. The database would refuse a query with it.
    const taxes = taxesOf(order).filter(({ tax }) => !isBlank(tax.detail) && notKept(tax.detail) === undefined);
    const names = [...new Set(taxes.map(({ tax }) => nameOf(tax)))];
    const named = order.payments.map((payment) => this.accountIn(payment));
    const [methods, accounts, ...found] = await Promise.all([
      order.shippingMethod === null ? null : this.methods.read(ALL, budget),
      named.every((name) => name === null) ? null : this.accounts.read(ALL, budget),
      ...names.map((name) => this.details.read(name, budget)),
    ]);
    const shippingMethod = methods?.known ? writtenAs(order.shippingMethod ?? '', methods.value ?? []) : order.shippingMethod;
    const payments = order.payments.map((payment, index) =>
      accountChecked(payment, index, named[index] ?? null, accounts?.known ? accounts.value : null),
    );
    const details = new Map(names.map((name, index) => [name, found[index] as Live<TaxDetail | null>]));
    return {
      shippingMethod: shippingMethod ?? order.shippingMethod,
      payments: payments.map(({ payment }) => payment),
      problems: [
        ...(shippingMethod === undefined
          ? [problem('INVALID_INPUT', 'GP has no such shipping method.', ['shippingMethod'])]
          : []),
        ...taxProblems(taxes, details),
        ...payments.flatMap(({ problems }) => problems),
      ],
      isFresh: [methods, accounts, ...found].every((live) => live === null || (live.known && live.source !== 'STALE')),
    };
  }

  /** The name under which a payment is recorded. Null for one on account, and for a deposit into GP's usual checkbook. */
  private accountIn({ method, account }: PaymentRequest): string | null {
    if (method === 'ON_ACCOUNT') return null;
    return method === 'CARD' ? (account ?? this.settings.cardName ?? null) : account;
  }
}

interface PlacedTax {
  readonly tax: TaxRequest;
  readonly path: Path;
  /** Of the goods, and not of freight, fees or duties. */
  readonly isOfGoods: boolean;
}

function taxesOf({ lines, freight, fees, duties, taxes }: OrderRequest): PlacedTax[] {
  const placed = (of: readonly TaxRequest[], path: Path, isOfGoods: boolean): PlacedTax[] =>
    of.map((tax, index) => ({ tax, path: [...path, index, 'detail'], isOfGoods }));
  return [
    ...lines.flatMap((line, index) => placed(line.taxes, ['lines', index, 'taxes'], true)),
    ...placed(freight?.taxes ?? [], ['freight', 'taxes'], false),
    ...fees.flatMap((fee, index) => placed(fee.taxes, ['fees', index, 'taxes'], false)),
    ...duties.flatMap((duty, index) => placed(duty.taxes, ['duties', index, 'taxes'], false)),
    ...placed(taxes, ['taxes'], true),
  ];
}

/** As GP is sent it. */
function nameOf({ detail }: TaxRequest): string {
  return detail.trim().toUpperCase();
}

/** As GP writes a name; undefined where GP has none of it. */
function writtenAs(given: string, names: readonly string[]): string | undefined {
  const wanted = given.trim().toUpperCase();
  return names.find((name) => name.toUpperCase() === wanted);
}

/** @param name under which the payment is recorded. Neither it nor the accounts are looked at where they are null */
function accountChecked(payment: PaymentRequest, index: number, name: string | null, accounts: PaymentAccounts | null) {
  if (name === null || accounts === null) return { payment, problems: [] };
  const isCard = payment.method === 'CARD';
  const account = writtenAs(name, isCard ? accounts.cards : accounts.checkbooks);
  if (account !== undefined) return { payment: { ...payment, account }, problems: [] };
  const text = isCard ? 'GP has no such credit card.' : 'GP has no such checkbook in use.';
  return { payment, problems: [problem('INVALID_INPUT', text, ['payments', index, 'account'])] };
}

function taxProblems(taxes: readonly PlacedTax[], details: ReadonlyMap<string, Live<TaxDetail | null>>): OrderProblem[] {
  const isUnknown = ({ tax }: PlacedTax) => {
    const detail = details.get(nameOf(tax));
    return detail?.known === true && detail.value === null;
  };
  const unknown = taxes.filter(isUnknown);
  if (unknown.length > 0) return unknown.map(({ path }) => problem('INVALID_INPUT', 'GP has no such tax detail.', path));

  // GP takes no tax of goods without a tax schedule, and an order has the one that has the most of its details.
  const ofGoods = taxes.filter(({ isOfGoods }) => isOfGoods);
  const sum = ofGoods.reduce<Exact>((all, { tax }) => all.plus(tax.amount), ZERO);
  const isInNone = [...details.values()].every((detail) => detail.known && detail.value?.schedules.length === 0);
  if (!isInNone || sum.lte(ZERO)) return [];
  return ofGoods.map(({ path }) => problem('INVALID_INPUT', 'GP has no tax schedule with this tax detail.', path));
}
