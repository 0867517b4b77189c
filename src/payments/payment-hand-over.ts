import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { AccountService } from '../account/index.js';
import { ReceivablesService } from '../receivables/index.js';
import { type HandOver, type HandOverResult, HandOvers, type Submission } from '../submissions/index.js';
import { Exact } from '../values/exact.js';
import { CashReceiptIntake, type Receipt } from './cash-receipt-intake.port.js';
import { type InvoicePayment, PAYMENT } from './invoice-payment.js';
import { PreparedPayments } from './prepared-payments.js';

type Numbered = Submission<InvoicePayment> & { readonly documentNumber: string };

/** Hands payments over to GP, and tells the operator of money that is applied to nothing. */
@Injectable()
export class PaymentHandOver implements HandOver<InvoicePayment>, OnModuleInit {
  readonly kind = PAYMENT;
  private readonly log = new Logger('payments');

  constructor(
    private readonly handOvers: HandOvers,
    private readonly intake: CashReceiptIntake,
    private readonly payments: PreparedPayments,
    private readonly receivables: ReceivablesService,
    private readonly accounts: AccountService,
  ) {}

  onModuleInit(): void {
    this.handOvers.register(this);
  }

  /** A payment of credits alone is no receipt, and needs no number of GP's. */
  async reserveNumber({ document }: Submission<InvoicePayment>, signal: AbortSignal): Promise<string> {
    return hasReceipt(document) ? this.intake.reserveNumber(signal) : document.paymentKey;
  }

  async has({ documentNumber, document }: Numbered, signal: AbortSignal): Promise<boolean> {
    const receipt = await this.intake.find(documentNumber, document, signal);
    if (receipt) await this.tell(documentNumber, document, receipt);
    return receipt !== null;
  }

  async submit({ documentNumber, document }: Numbered, signal: AbortSignal): Promise<HandOverResult> {
    const result = await this.intake.submit(documentNumber, document, signal);
    if (result.kind === 'accepted') await this.tell(documentNumber, document, result.receipt);
    return result.kind === 'accepted' ? { kind: 'accepted' } : result;
  }

  written({ document }: Submission<InvoicePayment>): void {
    this.receivables.listsChanged();
    this.accounts.paymentWritten(document.accountNumber);
  }

  private async tell(number: string, { paymentKey, onAccount }: InvoicePayment, receipt: Receipt): Promise<void> {
    await this.payments.writeReceipt(paymentKey, receipt);
    const unexpected = new Exact(receipt.unapplied).minus(onAccount);
    if (!unexpected.gt(0) && receipt.notApplied.length === 0) return;
    this.log.warn({
      operation: 'payments.apply',
      reason: 'a part of a payment is not applied in GP as it should be: staff have to decide about it',
      receipt: number,
      unapplied: unexpected.toFixed(),
      notApplied: receipt.notApplied,
    });
  }
}

/** Whether money was taken. */
export function hasReceipt({ amount }: Pick<InvoicePayment, 'amount'>): boolean {
  return !new Exact(amount).isZero();
}
