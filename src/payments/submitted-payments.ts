import { Injectable } from '@nestjs/common';
import { asDocumentNumber, type PendingPaymentSource, type PendingPayments } from '../receivables/index.js';
import { SubmissionsService } from '../submissions/index.js';
import { Clock } from '../values/clock.js';
import { decimalString } from '../values/exact.js';
import type { AccountNumber } from '../values/identifiers.js';
import { numberOf } from './open-item.js';
import { OPEN_ITEM, PreparedPayments } from './prepared-payments.js';

/** The kind of claims on what an account has paid. Their amounts are in the functional currency. */
export const PAID = 'paid';

/** What GP got longer ago, every page shows that was read of GP since. */
const LATELY_MS = 3_600_000;

/** The payments among the submissions, and those that are prepared. */
@Injectable()
export class SubmittedPayments implements PendingPaymentSource {
  constructor(
    private readonly submissions: SubmissionsService,
    private readonly payments: PreparedPayments,
    private readonly clock: Clock,
  ) {}

  async pendingPayments(accountNumbers: readonly AccountNumber[]): Promise<ReadonlyMap<AccountNumber, PendingPayments>> {
    const [paid, claimed, held] = await Promise.all([
      this.submissions.standingClaims(PAID, accountNumbers, this.clock.now() - LATELY_MS),
      this.submissions.waitingClaims(OPEN_ITEM, accountNumbers),
      this.payments.heldOf(accountNumbers),
    ]);
    const found = new Map<AccountNumber, PendingPayments>();
    const add = (account: AccountNumber, more: (before: PendingPayments) => Partial<PendingPayments>) => {
      const before = found.get(account) ?? NONE;
      found.set(account, { ...before, ...more(before) });
    };
    for (const { key, amount, releasedAt: at } of paid) {
      add(key as AccountNumber, ({ lately }) => (at === null ? { waiting: amount } : { lately: [...lately, { amount, at }] }));
    }
    for (const { owner, key } of [...claimed, ...held]) {
      add(owner as AccountNumber, (before) => ({ held: [...before.held, asDocumentNumber(numberOf(key))] }));
    }
    return found;
  }
}

const NONE: PendingPayments = { waiting: decimalString('0'), lately: [], held: [] };
