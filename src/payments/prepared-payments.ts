import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type Kysely, sql } from 'kysely';
import { PaymentSettings } from '../config/index.js';
import { GatewayDatabase, type GatewayTables } from '../database/index.js';
import { stored } from '../faults/index.js';
import { asDocumentNumber, type InvoiceKey } from '../receivables/index.js';
import { type ClaimKey, type Taken, takenIn } from '../submissions/index.js';
import { Clock } from '../values/clock.js';
import { ZERO } from '../values/exact.js';
import type { AccountNumber } from '../values/identifiers.js';
import type { Instant } from '../values/instant.js';
import type { Receipt } from './cash-receipt-intake.port.js';
import { PAYMENT, type PaymentPlan } from './invoice-payment.js';
import { itemKey } from './open-item.js';

/** The kind of claims on documents of receivables. Their amounts are in the functional currency. */
export const OPEN_ITEM = 'openItem';

/** A provider may tell of a payment days after the buyer has made it, as of a bank transfer. */
const KEPT_DAYS = 90;
const DAY_MS = 24 * 3_600_000;
const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

export interface PreparedPayment {
  readonly paymentKey: string;
  readonly accountNumber: AccountNumber;
  readonly plan: PaymentPlan;
  readonly expiresAt: Instant;
}

/** Every document that a payment takes something off. */
export function documentsOf({ applications }: PaymentPlan): string[] {
  const keys = applications.flatMap((each) => [itemKey(each), ...each.credits.map(itemKey)]);
  return [...new Set(keys)].toSorted();
}

/** The invoices that a payment is for. */
export function invoicesOf({ accountNumber, plan }: Pick<PreparedPayment, 'accountNumber' | 'plan'>): InvoiceKey[] {
  return plan.applications.map(({ number }) => ({ accountNumber, number: asDocumentNumber(number) }));
}

/** Payments that were prepared, and the documents that they hold, in the gateway's database: every instance sees them. */
@Injectable()
export class PreparedPayments {
  constructor(
    private readonly database: GatewayDatabase,
    private readonly settings: PaymentSettings,
    private readonly clock: Clock,
  ) {}

  /**
   * Writes a payment and holds its documents, or does nothing.
   * @param since when the balances were read from GP. A payment that was accepted meanwhile is not in them
   * @returns the documents that another payment holds or has taken
   * @throws {StoreUnavailable}
   */
  async hold(
    accountNumber: AccountNumber,
    plan: PaymentPlan,
    since: Instant,
  ): Promise<{ readonly prepared: PreparedPayment } | { readonly taken: readonly string[] }> {
    const documents = documentsOf(plan);
    const now = this.clock.now();
    const expiresAt = now + this.settings.holdMinutes * 60_000;
    const paymentKey = randomUUID();
    return await stored('payments.hold', async () => {
      try {
        return await this.database.transaction().execute(async (transaction) => {
          await transaction
            .insertInto('prepared_payment')
            .values({
              payment_key: paymentKey,
              account_number: accountNumber,
              plan: JSON.stringify(plan),
              prepared_at: new Date(now),
              expires_at: new Date(expiresAt),
            })
            .execute();
          const taken = await this.takenOf(transaction, documents, paymentKey, expiresAt, since);
          if (taken.length > 0) throw new RolledBack(taken);
          return { prepared: { paymentKey, accountNumber, plan, expiresAt } };
        });
      } catch (fault) {
        if (fault instanceof RolledBack) return { taken: fault.documents };
        throw fault;
      }
    });
  }

  /** A payment that was prepared, also one whose time is over. @throws {StoreUnavailable} */
  async find(paymentKey: string): Promise<PreparedPayment | undefined> {
    // The database refuses a text of another form.
    if (!UUID.test(paymentKey)) return undefined;
    const row = await stored('payments.find', () =>
      this.database.selectFrom('prepared_payment').where('payment_key', '=', paymentKey).selectAll().executeTakeFirst(),
    );
    return (
      row && {
        paymentKey: row.payment_key,
        accountNumber: row.account_number as AccountNumber,
        plan: row.plan as PaymentPlan,
        expiresAt: row.expires_at.getTime(),
      }
    );
  }

  /** Lets go of what a payment holds. @returns whether it held anything @throws {StoreUnavailable} */
  async release(paymentKey: string): Promise<boolean> {
    const { numDeletedRows } = await stored('payments.release', () =>
      this.database
        .deleteFrom('payment_hold')
        .where('payment_key', '=', paymentKey)
        .where('held_until', '>', new Date(this.clock.now()))
        .executeTakeFirst(),
    );
    return numDeletedRows > 0n;
  }

  /**
   * Deletes payments whose time was over KEPT_DAYS ago and that were never confirmed. Those that were confirmed stay: they have
   * what GP made of them.
   * @throws {StoreUnavailable}
   */
  async forgetPast(): Promise<number> {
    const limit = new Date(this.clock.now() - KEPT_DAYS * DAY_MS);
    const { numDeletedRows } = await stored('payments.forgetPast', () =>
      this.database
        .deleteFrom('prepared_payment')
        .where('expires_at', '<', limit)
        .where(({ exists, not, selectFrom }) =>
          not(
            exists(
              selectFrom('submission')
                .where('kind', '=', PAYMENT)
                .whereRef('owner', '=', 'prepared_payment.account_number')
                .whereRef('idempotency_key', '=', (eb) => eb.cast<string>('prepared_payment.payment_key', 'text'))
                .select('submission.id'),
            ),
          ),
        )
        .executeTakeFirst(),
    );
    return Number(numDeletedRows);
  }

  /** The documents that payments of these accounts hold now, by account. @throws {StoreUnavailable} */
  async heldOf(accountNumbers: readonly AccountNumber[]): Promise<readonly { readonly owner: string; readonly key: string }[]> {
    return await stored('payments.heldOf', () =>
      this.database
        .selectFrom('payment_hold as h')
        .innerJoin('prepared_payment as p', 'p.payment_key', 'h.payment_key')
        .where('p.account_number', 'in', accountNumbers)
        .where('h.held_until', '>', new Date(this.clock.now()))
        .select(['p.account_number as owner', 'h.document as key'])
        .execute(),
    );
  }

  /** Writes what GP has made of a payment. @throws {StoreUnavailable} */
  async writeReceipt(paymentKey: string, receipt: Receipt): Promise<void> {
    await stored('payments.writeReceipt', () =>
      this.database
        .updateTable('prepared_payment')
        .set({ receipt: JSON.stringify(receipt) })
        .where('payment_key', '=', paymentKey)
        .execute(),
    );
  }

  /** What GP has made of a payment; null where it has not had it yet. @throws {StoreUnavailable} */
  async receipt(paymentKey: string): Promise<Receipt | null> {
    const row = await stored('payments.receipt', () =>
      this.database.selectFrom('prepared_payment').where('payment_key', '=', paymentKey).select('receipt').executeTakeFirst(),
    );
    return (row?.receipt ?? null) as Receipt | null;
  }

  /** Holds what is free, and returns what is not: held by another payment, or taken by one that GP does not show yet. */
  private async takenOf(
    transaction: Kysely<GatewayTables>,
    documents: readonly string[],
    paymentKey: string,
    until: Instant,
    since: Instant,
  ): Promise<string[]> {
    if (documents.length === 0) return [];
    const rows = documents.map((document) => ({ document, payment_key: paymentKey, held_until: new Date(until) }));
    // A payment at the same time waits here until this one has ended. All take their documents in the same order.
    const held = await transaction
      .insertInto('payment_hold')
      .values(rows)
      .onConflict((conflict) =>
        conflict
          .column('document')
          .doUpdateSet({ payment_key: sql`excluded.payment_key`, held_until: sql`excluded.held_until` })
          .where('payment_hold.held_until', '<=', new Date(this.clock.now())),
      )
      .returning('document')
      .execute();
    const free = new Set(held.map(({ document }) => document));
    const byOthers = documents.filter((document) => !free.has(document));
    if (byOthers.length > 0) return byOthers;
    const keys: ClaimKey[] = documents.map((key) => ({ kind: OPEN_ITEM, key }));
    const taken: Taken = takenIn(transaction);
    const amounts = await taken.of(keys, since);
    return documents.filter((_, index) => amounts[index]?.gt(ZERO));
  }
}

/** Thrown in a transaction in order to roll it back. */
class RolledBack extends Error {
  constructor(readonly documents: readonly string[]) {
    super('rolled back');
  }
}
