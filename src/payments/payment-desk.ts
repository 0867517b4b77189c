import { sql } from 'kysely';
import type { GatewayDatabase } from '../database/index.js';
import { stored } from '../faults/index.js';
import type { SubmissionStatus } from '../submissions/index.js';
import type { CalendarDate } from '../values/calendar-date.js';
import { type DecimalString, decimalString, Exact } from '../values/exact.js';
import type { Instant } from '../values/instant.js';
import type { Receipt } from './cash-receipt-intake.port.js';
import { type InvoicePayment, PAYMENT } from './invoice-payment.js';

/** A payment that was recorded, as an operator sees it. */
export interface PaymentOnDesk
  extends Pick<InvoicePayment, 'paymentKey' | 'accountNumber' | 'method' | 'transactionId' | 'amount' | 'currency' | 'date'> {
  readonly status: SubmissionStatus;
  /** GP's number of the receipt; null for one of credits alone, and before GP has it. */
  readonly receiptNumber: string | null;
  readonly receivedAt: Instant;
  readonly applications: InvoicePayment['applications'];
  readonly onAccount: DecimalString;
  /** What of it is applied to nothing although it should be; zero where nothing is, and before GP has it. */
  readonly unexpectedlyUnapplied: DecimalString;
  readonly notApplied: readonly string[];
  /** GP's words where it refuses the receipt. */
  readonly rejection: string | null;
}

/** An operator's look at payments. It needs only the gateway's database. */
export class PaymentDesk {
  constructor(private readonly database: GatewayDatabase) {}

  /** The last `limit` payments that are not in GP or not applied as they should be; or all of them. @throws {StoreUnavailable} */
  async list(which: 'open' | 'all', limit: number): Promise<readonly PaymentOnDesk[]> {
    const rows = await stored('payments.list', () =>
      this.payments()
        // In the query and not afterwards: an old payment must not be missing because many others followed it.
        .$if(which === 'open', (query) => query.where(MAY_BE_OPEN))
        .orderBy('s.sequence', 'desc')
        .limit(limit)
        .execute(),
    );
    const payments = rows.toReversed().map(onDesk);
    return which === 'all' ? payments : payments.filter(isOpen);
  }

  /**
   * The payments with a name: the payment key, the provider's transaction, or the receipt's number in GP.
   * @throws {StoreUnavailable}
   */
  async named(name: string, limit: number): Promise<readonly PaymentOnDesk[]> {
    const text = name.trim();
    // No stored text contains a NUL, and PostgreSQL refuses a query with one.
    if (text.includes('\0')) return [];
    const rows = await stored('payments.named', () =>
      this.payments()
        .where(({ eb, fn, or, val }) =>
          or([
            eb('s.idempotency_key', '=', text.toLowerCase()),
            eb('s.reference', '=', text),
            eb(fn('upper', ['s.document_number']), '=', fn('upper', [val(text)])),
          ]),
        )
        .orderBy('s.sequence', 'desc')
        .limit(limit)
        .execute(),
    );
    return rows.toReversed().map(onDesk);
  }

  /** Every payment of money whose day in GP is one of these. @throws {StoreUnavailable} */
  async between(from: CalendarDate, to: CalendarDate): Promise<readonly PaymentOnDesk[]> {
    const day = sql<string>`s.document ->> 'date'`;
    const rows = await stored('payments.between', () =>
      this.payments().where(day, '>=', from).where(day, '<=', to).orderBy('s.sequence').execute(),
    );
    return rows.map(onDesk).filter(({ amount }) => !new Exact(amount).isZero());
  }

  private payments() {
    return this.database
      .selectFrom('submission as s')
      .leftJoin('prepared_payment as p', (join) => join.on(sql<boolean>`p.payment_key::text = s.idempotency_key`))
      .where('s.kind', '=', PAYMENT)
      .select(['s.document', 's.status', 's.document_number', 's.received_at', 's.rejection_code', 's.rejection_message'])
      .select('p.receipt');
  }
}

/** All payments of which `isOpen` is true, in SQL. */
const MAY_BE_OPEN = sql<boolean>`(s.status <> 'PUSHED' or jsonb_array_length(p.receipt -> 'notApplied') > 0
  or (p.receipt ->> 'unapplied')::numeric > (s.document ->> 'onAccount')::numeric)`;

/** Whether a person may have to do something about it. */
export function isOpen({ status, unexpectedlyUnapplied, notApplied }: PaymentOnDesk): boolean {
  return status !== 'PUSHED' || new Exact(unexpectedlyUnapplied).gt(0) || notApplied.length > 0;
}

type Row = Awaited<ReturnType<ReturnType<PaymentDesk['payments']>['execute']>>[number];

function onDesk({
  document,
  status,
  document_number,
  received_at,
  rejection_code,
  rejection_message,
  receipt,
}: Row): PaymentOnDesk {
  const payment = document as InvoicePayment;
  const { paymentKey, accountNumber, method, transactionId, amount, currency, date, applications, onAccount, decimals } = payment;
  const { unapplied = onAccount, notApplied = [] } = (receipt ?? {}) as Partial<Receipt>;
  const hasReceipt = status === 'PUSHED' && !new Exact(amount).isZero();
  return {
    ...{ paymentKey, accountNumber, method, transactionId, amount, currency, date, applications, onAccount, status },
    receiptNumber: hasReceipt ? document_number : null,
    receivedAt: received_at.getTime(),
    unexpectedlyUnapplied: decimalString(Exact.max(new Exact(unapplied).minus(onAccount), 0), decimals),
    notApplied,
    rejection: rejection_message === null ? null : [rejection_code, rejection_message].filter((part) => part !== null).join(': '),
  };
}
