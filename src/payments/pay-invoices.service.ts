import { createHash } from 'node:crypto';
import { Injectable, Logger } from '@nestjs/common';
import { CompanyCalendar } from '../account/index.js';
import { OrderingSettings } from '../config/index.js';
import { StoreUnavailable } from '../faults/index.js';
import { ReceivablesService } from '../receivables/index.js';
import { type Submission, SubmissionsService } from '../submissions/index.js';
import type { CallingClient } from '../values/calling-client.js';
import { decimalString, Exact } from '../values/exact.js';
import type { AccountNumber } from '../values/identifiers.js';
import type { Viewer } from '../values/viewer.js';
import { type InvoicePayment, PAYMENT } from './invoice-payment.js';
import { itemKey } from './open-item.js';
import { invalid, type PaymentProblem, problem } from './payment-problem.js';
import { PaymentVerifier } from './payment-verifier.port.js';
import { UNKNOWN_KEY } from './prepare-payment.service.js';
import { invoicesOf, OPEN_ITEM, type PreparedPayment, PreparedPayments } from './prepared-payments.js';
import type { MadePayment, ReadMadePayment } from './read-payment-input.js';
import { PAID } from './submitted-payments.js';

/** Longer than the verifier's own timeout, its repetition included. */
const VERIFY_WITHIN_MS = 12_000;

export type PaidOutcome =
  | { readonly kind: 'accepted'; readonly submission: Submission<InvoicePayment> }
  | { readonly kind: 'refused'; readonly problems: readonly PaymentProblem[] };

const AWAY = problem('TEMPORARILY_UNAVAILABLE', 'The payment cannot be recorded at the moment. Try again with the same key.');

/** Records payments that were made: stores them once, and hands them over to GP from there. GP need not be there. */
@Injectable()
export class PayInvoicesService {
  private readonly log = new Logger('payments');

  constructor(
    private readonly receivables: ReceivablesService,
    private readonly payments: PreparedPayments,
    private readonly verifier: PaymentVerifier,
    private readonly submissions: SubmissionsService,
    private readonly ordering: OrderingSettings,
    private readonly calendar: CompanyCalendar,
  ) {}

  /** Records a payment once, even if it is called repeatedly. Waits a few seconds for GP's number. */
  async pay(viewer: Viewer, client: CallingClient | undefined, { made, problems }: ReadMadePayment): Promise<PaidOutcome> {
    if (problems.length > 0) return refused(...problems);
    try {
      const prepared = await this.payments.find(made.paymentKey);
      if (!prepared || !mayName(viewer, client, prepared)) return refused(UNKNOWN_KEY);
      return await this.payOnce(viewer, client, prepared, made);
    } catch (fault) {
      if (fault instanceof StoreUnavailable) return refused(AWAY);
      throw fault;
    }
  }

  /** The submission of a payment, where it is of one of the viewer's accounts; else null. */
  async submission(viewer: Viewer, id: string): Promise<Submission<InvoicePayment> | null> {
    if (viewer.kind !== 'signedIn') return null;
    const submission = await this.submissions.byId<InvoicePayment>(id);
    return submission?.kind === PAYMENT && viewer.accountNumbers.includes(submission.owner as AccountNumber) ? submission : null;
  }

  private async payOnce(
    viewer: Viewer,
    client: CallingClient | undefined,
    { accountNumber, paymentKey, plan }: PreparedPayment,
    made: MadePayment,
  ): Promise<PaidOutcome> {
    const call = { owner: accountNumber, idempotencyKey: paymentKey, contentHash: contentHash(made) };
    const repeated = await this.submissions.repeated<InvoicePayment>(call);
    if (repeated) return repeated.kind === 'same' ? this.handedOver(repeated.submission) : this.reused(paymentKey);

    const doubts = await this.doubts(client, plan, made);
    if (doubts.length > 0) return refused(...doubts);

    const document: InvoicePayment = {
      ...plan,
      ...(viewer.kind === 'signedIn' && { userId: viewer.user.id }),
      paymentKey,
      accountNumber,
      method: made.method,
      transactionId: made.transactionId,
      authorizationCode: made.authorizationCode,
      date: this.calendar.today(),
    };
    const claims = claimsOf(document);
    const soleName = transactionName(document);
    const accepted = await this.submissions.accept<InvoicePayment, PaymentProblem>(
      {
        ...call,
        kind: PAYMENT,
        reference: made.transactionId ?? paymentKey,
        soleName,
        locks: claims.map(({ kind, key }) => ({ kind, key })),
      },
      async (taken) =>
        soleName !== null && (await taken.hasName(soleName))
          ? { kind: 'refused', refusal: OF_ANOTHER_PAYMENT }
          : // The money was taken: whatever others have done to the invoices since, it is recorded.
            { kind: 'accept', document, claims },
    );
    if (accepted.kind === 'keyReused') return this.reused(paymentKey);
    if (accepted.kind === 'refused') {
      this.log.warn({ operation: 'payments.pay', reason: 'the transaction was recorded for another payment', paymentKey });
      return refused(accepted.refusal);
    }
    // From here on the claims hold the documents. Where this fails, the hold ends by itself.
    await this.payments.release(paymentKey).catch((fault: unknown) => this.log.warn({ operation: 'payments.release', fault }));
    this.moved(document);
    return this.handedOver(accepted.submission);
  }

  /** The buyer may have been charged twice, in two tabs: the gateway records the first transaction only. */
  private reused(paymentKey: string): PaidOutcome {
    this.log.warn({ operation: 'payments.pay', reason: 'another transaction was recorded for this payment', paymentKey });
    return refused(REUSED);
  }

  /** Why the caller is not believed; empty where the payment was made as it was prepared. */
  private async doubts(
    client: CallingClient | undefined,
    { amount, currency }: PreparedPayment['plan'],
    made: MadePayment,
  ): Promise<PaymentProblem[]> {
    const isAsPrepared = made.amount.eq(amount);
    // Nothing was to be paid, and no provider has to confirm it.
    if (new Exact(amount).isZero() && isAsPrepared) return [];
    const { transactionId, paymentKey, method } = made;
    if (transactionId === null) return [invalid("must name the payment provider's transaction", ['transactionId'])];
    const claimed = { paymentKey, transactionId, method, amount: { amount: decimalString(made.amount), currency } };
    const { kind } = await this.verifier.verify(claimed, client, AbortSignal.timeout(VERIFY_WITHIN_MS));
    switch (kind) {
      case 'notPermitted':
        return [problem('NOT_PERMITTED', 'The calling program may not confirm payments.')];
      case 'notConfirmed':
        return [problem('PAYMENT_NOT_CONFIRMED', 'The payment provider knows of no such payment.', ['transactionId'])];
      case 'unavailable':
        return [AWAY];
      case 'otherAmount':
      case 'confirmed':
        if (kind === 'confirmed' && isAsPrepared) return [];
        // Money may have been taken that no receipt shows: a person has to look.
        this.log.warn({ operation: 'payments.pay', reason: 'another amount than was prepared', paymentKey });
        return [problem('AMOUNT_MISMATCH', `The payment was prepared for ${amount} ${currency}.`, ['amount'])];
    }
  }

  /** The next look at the account or its invoices sees the payment. */
  private moved(payment: InvoicePayment): void {
    this.receivables.paymentsMoved(payment.accountNumber, invoicesOf({ accountNumber: payment.accountNumber, plan: payment }));
  }

  private async handedOver(submission: Submission<InvoicePayment>): Promise<PaidOutcome> {
    const handedOver = await this.submissions.handedOver(submission, this.ordering.pushPatienceMs);
    if (handedOver !== submission) this.moved(handedOver.document);
    return { kind: 'accepted', submission: handedOver };
  }
}

const REUSED = problem('IDEMPOTENCY_KEY_REUSED', 'Another transaction has been recorded with this key.', ['paymentKey']);

/** Its money is in GP already, by the payment that was recorded first. */
const OF_ANOTHER_PAYMENT = problem('PAYMENT_NOT_CONFIRMED', 'This transaction has been recorded for another payment.', [
  'transactionId',
]);

function refused(...problems: readonly PaymentProblem[]): PaidOutcome {
  return { kind: 'refused', problems };
}

/**
 * Whether the caller may name a payment at all: a user of its account, or a program that may confirm payments and calls for
 * nobody, as when the provider tells it of a payment after the user has left.
 */
function mayName(viewer: Viewer, client: CallingClient | undefined, { accountNumber }: PreparedPayment): boolean {
  if (viewer.kind === 'signedIn') return viewer.accountNumbers.includes(accountNumber);
  return client?.orderRights.mayConfirmPayments === true;
}

/** By which a repeated call is told from one with another transaction. */
function contentHash({ transactionId, amount }: MadePayment): string {
  return createHash('sha256')
    .update(`${transactionId ?? ''}\n${decimalString(amount)}`)
    .digest('base64url');
}

/**
 * The name by which one transaction is one payment; null where no money was taken. The numbers of checks are those of the
 * buyer, so that two accounts may have the same.
 */
function transactionName({ amount, method, accountNumber, transactionId }: InvoicePayment): string | null {
  if (transactionId === null || new Exact(amount).isZero()) return null;
  return method === 'CHECK' ? `check\n${accountNumber}\n${transactionId}` : `transaction\n${transactionId}`;
}

/** What the account has paid, and what comes off each document, until GP shows it. */
function claimsOf({ applications, accountNumber, amount }: InvoicePayment) {
  const paid = new Exact(amount).isZero() ? [] : [{ kind: PAID, key: accountNumber, amount }];
  const ofDocuments = applications.flatMap((each) => {
    const ofCredits = each.credits.reduce((sum, { amount }) => sum.plus(amount), new Exact(0));
    return [
      claim(itemKey(each), ofCredits.plus(each.paid).plus(each.termsDiscount)),
      ...each.credits.map((credit) => claim(itemKey(credit), new Exact(credit.amount))),
    ];
  });
  return [...paid, ...ofDocuments];
}

function claim(key: string, amount: Exact) {
  return { kind: OPEN_ITEM, key, amount: decimalString(amount) };
}
