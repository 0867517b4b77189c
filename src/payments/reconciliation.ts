import { csvRows } from '../files/index.js';
import { hasNetworkCardNumber, withoutCardNumbers } from '../values/card-number.js';
import { type DecimalString, decimalString, Exact, isPlainDecimal } from '../values/exact.js';
import type { PaymentOnDesk } from './payment-desk.js';

/** A payment as the provider has it. */
export interface ProviderPayment {
  /** The line of the file, counted from 1. */
  readonly line: number;
  readonly transactionId: string;
  readonly amount: DecimalString;
  /** In upper case; blank where the file has none. */
  readonly currency: string;
  readonly paymentKey: string | null;
}

export interface ProviderFile {
  readonly payments: readonly ProviderPayment[];
  /** Rows of payments that were not made, or of money that went back. */
  readonly skipped: number;
}

/** What is wrong with a file, with the line. */
export class UnusableProviderFile extends Error {
  constructor(problem: string) {
    super(problem);
    this.name = 'UnusableProviderFile';
  }
}

/** The names that providers give to their columns, without regard to case and to what is no letter. The first that is there counts. */
const COLUMNS = {
  transactionId: ['paymentintentid', 'paymentintent', 'transactionid', 'transaction', 'chargeid', 'pspreference', 'id'],
  amount: ['amountcaptured', 'amount', 'gross', 'grossamount'],
  currency: ['currency', 'currencycode'],
  status: ['status', 'state'],
  paymentKey: ['paymentkey', 'paymentkeymetadata', 'metadatapaymentkey', 'merchantreference'],
} as const;
type Column = keyof typeof COLUMNS;

/** The states of payments that were made. A row of another state is skipped. */
const MADE: ReadonlySet<string> = new Set(['succeeded', 'paid', 'captured', 'settled', 'completed', 'success', '']);

const wordOf = (name: string) => name.toLowerCase().replaceAll(/[^a-z]/g, '');

function columnOf(name: string): Column | undefined {
  return (Object.keys(COLUMNS) as Column[]).find((column) => (COLUMNS[column] as readonly string[]).includes(wordOf(name)));
}

/**
 * Reads the payments of a provider's CSV.
 * @throws {UnusableProviderFile} with the line
 * @throws {NotCsv}
 */
export function providerPayments(text: string): ProviderFile {
  const [header, ...rows] = csvRows(text, (name) => columnOf(name) !== undefined);
  const places = placesOf(header?.values ?? []);
  const { transactionId: id, amount } = places;
  if (id === undefined || amount === undefined) {
    throw new UnusableProviderFile('line 1: expected a header row with a column for the transaction (id) and one for the amount');
  }
  const payments: ProviderPayment[] = [];
  let skipped = 0;
  for (const { line, values } of rows) {
    const value = (column: Column) => values[places[column] ?? -1]?.trim() ?? '';
    const number = value('amount').replaceAll(/[,\s](?=\d{3}(?:\D|$))/g, '');
    if (!isPlainDecimal(number)) throw new UnusableProviderFile(`line ${line}: expected an amount such as 1234.50`);
    if (!new Exact(number).gt(0) || !MADE.has(wordOf(value('status')))) skipped++;
    else if (value('transactionId') === '') throw new UnusableProviderFile(`line ${line}: expected the ID of the transaction`);
    else {
      payments.push({
        line,
        transactionId: shown(value('transactionId')),
        amount: decimalString(number),
        currency: value('currency').toUpperCase(),
        paymentKey: value('paymentKey').toLowerCase() || null,
      });
    }
  }
  return { payments, skipped };
}

/** No card's number is printed. None is recorded either: `payInvoices` refuses it. */
function shown(transactionId: string): string {
  return hasNetworkCardNumber(transactionId) ? withoutCardNumbers(transactionId) : transactionId;
}

function placesOf(header: readonly string[]): Partial<Record<Column, number>> {
  const names = header.map(wordOf);
  return Object.fromEntries(
    (Object.keys(COLUMNS) as Column[]).flatMap((column) => {
      const place = COLUMNS[column].map((name) => names.indexOf(name)).find((index) => index >= 0);
      return place === undefined ? [] : [[column, place]];
    }),
  );
}

export interface Reconciliation {
  /** The provider has taken money of which nothing is recorded. */
  readonly withoutReceipt: readonly ProviderPayment[];
  /** A payment by card is recorded of which the provider knows nothing. */
  readonly withoutPayment: readonly PaymentOnDesk[];
  readonly differing: readonly { readonly ofProvider: ProviderPayment; readonly recorded: PaymentOnDesk }[];
  /** Recorded, and not in GP yet, or refused by it. */
  readonly notInGp: readonly PaymentOnDesk[];
  readonly agreeing: number;
}

/**
 * Compares the provider's payments of a period with those that are recorded of it.
 * @param others payments of other days, as a provider's day may be another than the company's
 */
export function reconcile(
  provider: readonly ProviderPayment[],
  recorded: readonly PaymentOnDesk[],
  others: readonly PaymentOnDesk[] = [],
): Reconciliation {
  const byName = new Map<string, PaymentOnDesk>();
  for (const payment of [...others, ...recorded]) {
    for (const name of [payment.transactionId, payment.paymentKey]) if (name) byName.set(name, payment);
  }
  const found = new Set<PaymentOnDesk>();
  const withoutReceipt: ProviderPayment[] = [];
  const differing: { ofProvider: ProviderPayment; recorded: PaymentOnDesk }[] = [];
  let agreeing = 0;
  for (const ofProvider of provider) {
    const payment =
      byName.get(ofProvider.transactionId) ?? (ofProvider.paymentKey ? byName.get(ofProvider.paymentKey) : undefined);
    // A second transaction with the same key has taken the money twice.
    if (!payment || found.has(payment)) {
      withoutReceipt.push(ofProvider);
      continue;
    }
    found.add(payment);
    const isSame =
      new Exact(ofProvider.amount).eq(payment.amount) && (ofProvider.currency === '' || ofProvider.currency === payment.currency);
    if (isSame) agreeing++;
    else differing.push({ ofProvider, recorded: payment });
  }
  return {
    withoutReceipt,
    withoutPayment: recorded.filter((payment) => payment.method === 'CARD' && !found.has(payment)),
    differing,
    notInGp: recorded.filter(({ status }) => status !== 'PUSHED'),
    agreeing,
  };
}
