import { NotCsv } from '../files/index.js';
import {
  isOpen,
  type PaymentDesk,
  type PaymentOnDesk,
  type ProviderFile,
  providerPayments,
  reconcile,
  UnusableProviderFile,
} from '../payments/index.js';
import { type CalendarDate, parseCalendarDate } from '../values/calendar-date.js';
import { counted } from '../values/counted.js';
import { Exact, ZERO } from '../values/exact.js';
import { instantText } from '../values/instant.js';
import type { Reply } from './local-line.js';
import { incomplete, notUnderstood, unreadable } from './not-understood.js';
import { onlyOptionsIn, optionsIn } from './options.js';
import { table } from './terminal.js';
import { replyOf, WrongUsage } from './wrong-usage.js';

export const PAYMENTS_HELP = [
  'npm run payments -- list [--all]                       what is not in GP, or not applied as it should be; with --all, the last 500',
  'npm run payments -- show ID                            ID: the payment key, the transaction, or the number of the receipt in GP',
  "npm run payments -- reconcile --from DAY --to DAY [FILE]  what was recorded in these days, compared with the provider's CSV; ends with 1 where they differ",
];

const A_DAY = 'a day such as 2026-11-23';
const RECONCILE_OPTIONS = { from: A_DAY, to: A_DAY };
const MAX_LISTED = 500;
/** A provider's days may begin hours earlier or later than the company's. */
const DAYS_AROUND = 3;
const DAY_MS = 86_400_000;

interface Reconciliation {
  readonly from: CalendarDate;
  readonly to: CalendarDate;
  /** Of the provider's file. */
  readonly path: string | undefined;
}

/** What the words after "reconcile" ask for. @throws {WrongUsage} they cannot be read */
export function reconciliationOf(words: readonly string[]): Reconciliation {
  const { values, others } = optionsIn(words, RECONCILE_OPTIONS, PAYMENTS_HELP);
  const [path, stray] = others;
  if (stray !== undefined) throw new WrongUsage(notUnderstood(stray, PAYMENTS_HELP));
  const [from, to] = [dayOf(values.from), dayOf(values.to)];
  if (!from || !to) throw new WrongUsage(incomplete('reconcile', `--from and --to, each with ${A_DAY}`, PAYMENTS_HELP));
  if (from > to) throw new WrongUsage(notUnderstood(to, PAYMENTS_HELP, `a day that is not before ${from}`));
  return { from, to, path };
}

function dayOf(text: string | undefined): CalendarDate | undefined {
  if (text === undefined) return undefined;
  const day = parseCalendarDate(text);
  if (!day) throw new WrongUsage(notUnderstood(text, PAYMENTS_HELP, A_DAY));
  return day;
}

/** The operator's commands for payments of invoices. */
export class PaymentsCommands {
  constructor(private readonly desk: PaymentDesk) {}

  /** @param file the text of the provider's file, which is read where the command is typed */
  run(words: readonly string[], file?: string): Promise<Reply> {
    return replyOf(() => this.obey(words, file));
  }

  private async obey(words: readonly string[], file: string | undefined): Promise<Reply> {
    const [command, ...values] = words;
    const [value, ...rest] = values;
    switch (command) {
      case undefined:
        return unreadable(PAYMENTS_HELP);
      case 'list':
        return this.list(onlyOptionsIn(values, { all: null }, PAYMENTS_HELP).all ?? false);
      case 'show':
        if (value === undefined)
          return incomplete(command, 'a payment key, a transaction or the number of a receipt', PAYMENTS_HELP);
        return rest[0] === undefined ? this.show(value) : notUnderstood(rest[0], PAYMENTS_HELP);
      case 'reconcile':
        return this.reconcile(values, file);
      default:
        return notUnderstood(command, PAYMENTS_HELP);
    }
  }

  private async list(all: boolean): Promise<Reply> {
    const payments = await this.desk.list(all ? 'all' : 'open', MAX_LISTED);
    if (payments.length === 0) return done(all ? 'There are no payments yet.' : 'Every payment is in GP and applied.');
    return done(...table(payments.map(row)));
  }

  private async show(name: string): Promise<Reply> {
    const [payment, ...others] = await this.desk.named(name, MAX_LISTED);
    if (!payment) return refusal([`There is no payment ${name}.`]);
    return others.length > 0 ? done(...table([payment, ...others].map(row))) : done(...details(payment));
  }

  private async reconcile(values: readonly string[], text: string | undefined): Promise<Reply> {
    const { from, to, path } = reconciliationOf(values);
    if (path !== undefined) return notUnderstood(path, PAYMENTS_HELP);
    const recorded = await this.desk.between(from, to);
    if (text === undefined) return done(...withoutFile(recorded));
    try {
      const provider = providerPayments(text);
      const around = await this.desk.between(dayFrom(from, -DAYS_AROUND), dayFrom(to, DAYS_AROUND));
      const keys = new Set(recorded.map(({ paymentKey }) => paymentKey));
      const others = around.filter(({ paymentKey }) => !keys.has(paymentKey));
      return compared(provider, recorded, others);
    } catch (fault) {
      if (fault instanceof NotCsv || fault instanceof UnusableProviderFile) return refusal([`The file: ${fault.message}.`]);
      throw fault;
    }
  }
}

function withoutFile(recorded: readonly PaymentOnDesk[]): string[] {
  const open = recorded.filter(isOpen);
  return [`${sumOf(recorded)} recorded, ${open.length} of them open.`, ...table(open.map(row))];
}

/** It ends with 1 where a person has to look at something: a daily job raises its alarm by that. */
function compared(
  { payments, skipped }: ProviderFile,
  recorded: readonly PaymentOnDesk[],
  others: readonly PaymentOnDesk[],
): Reply {
  const { withoutReceipt, withoutPayment, differing, notInGp, agreeing } = reconcile(payments, recorded, others);
  const disagreeing = withoutReceipt.length + withoutPayment.length + differing.length;
  const lines = [
    ...section(
      'The provider has taken money that is not recorded',
      withoutReceipt.map(({ line, transactionId, amount, currency }) => [`line ${line}`, transactionId, amount, currency]),
    ),
    ...section('Recorded, and the provider knows nothing of it', withoutPayment.map(row)),
    ...section(
      'Another amount than the provider has taken',
      differing.map(({ ofProvider: { line, amount, currency }, recorded: payment }) => [
        `line ${line}: ${amount} ${currency}`,
        ...row(payment),
      ]),
    ),
    ...section('Recorded, and not in GP', notInGp.map(row)),
    [
      `${agreeing} ${agreeing === 1 ? 'agrees' : 'agree'}; ${disagreeing} ${disagreeing === 1 ? 'does' : 'do'} not.`,
      `${counted(skipped, 'row')} of the file ${skipped === 1 ? 'was' : 'were'} left out: no payment was made, or money went back.`,
    ].join(' '),
  ];
  return { lines, exitCode: disagreeing + notInGp.length === 0 ? 0 : 1 };
}

function section(title: string, rows: readonly (readonly string[])[]): string[] {
  return rows.length === 0 ? [] : [`${title}:`, ...table(rows).map((line) => `  ${line}`)];
}

function sumOf(payments: readonly PaymentOnDesk[]): string {
  const sum = payments.reduce((total, { amount }) => total.plus(amount), ZERO);
  return `${counted(payments.length, 'payment')} of ${sum.toFixed(2)} ${payments[0]?.currency ?? ''}`.trimEnd();
}

function row(payment: PaymentOnDesk): string[] {
  const { date, status, accountNumber, receiptNumber, method, transactionId, amount, currency } = payment;
  return [
    date,
    status,
    accountNumber,
    receiptNumber ?? '-',
    method,
    transactionId ?? '-',
    `${amount} ${currency}`,
    stateOf(payment),
  ];
}

function stateOf({ unexpectedlyUnapplied, notApplied, rejection, currency }: PaymentOnDesk): string {
  if (rejection !== null) return rejection;
  if (new Exact(unexpectedlyUnapplied).gt(0)) return `${unexpectedlyUnapplied} ${currency} not applied`;
  return notApplied.join('; ');
}

function details(payment: PaymentOnDesk): string[] {
  const { paymentKey, accountNumber, status, receiptNumber, method, transactionId, amount, currency, date } = payment;
  return [
    `payment key   ${paymentKey}`,
    `account       ${accountNumber}`,
    `status        ${status}`,
    `receipt       ${receiptNumber ?? '-'}`,
    `method        ${method}`,
    `transaction   ${transactionId ?? '-'}`,
    `amount        ${amount} ${currency}`,
    `day           ${date}`,
    `received      ${instantText(payment.receivedAt)}`,
    ...payment.applications.flatMap(({ number, paid, termsDiscount, credits }) => [
      `for ${number}: ${paid}${new Exact(termsDiscount).isZero() ? '' : ` and the terms discount of ${termsDiscount}`}`,
      ...credits.map((credit) => `for ${number}: ${credit.amount} of the credit ${credit.number}`),
    ]),
    ...(new Exact(payment.onAccount).isZero() ? [] : [`on account: ${payment.onAccount}`]),
    ...(new Exact(payment.unexpectedlyUnapplied).isZero() ? [] : [`not applied: ${payment.unexpectedlyUnapplied}`]),
    ...payment.notApplied.map((what) => `not applied: ${what}`),
    ...(payment.rejection === null ? [] : [`GP says: ${payment.rejection}`]),
  ];
}

function dayFrom(day: CalendarDate, days: number): CalendarDate {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10) as CalendarDate;
}

const done = (...lines: string[]): Reply => ({ lines, exitCode: 0 });
const refusal = (lines: readonly string[]): Reply => ({ lines, exitCode: 1 });
