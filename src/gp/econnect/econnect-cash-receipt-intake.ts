import type { Kysely } from 'kysely';
import { ErpUnavailable } from '../../faults/index.js';
import type { CashReceiptIntake, InvoicePayment, OpenItems, Receipt, ReceiptResult } from '../../payments/index.js';
import type { CalendarDate } from '../../values/calendar-date.js';
import { decimalString, Exact, ZERO } from '../../values/exact.js';
import type { GpTables } from '../sql/gp-tables.js';
import { type EConnect, isRefused, type Refused } from './econnect.js';
import { DocumentNumberTaken, EConnectError } from './econnect-errors.js';
import { type IntakeDatabase, intakeDatabase } from './intake.query.js';
import { notAppliedOf } from './not-applied.js';
import { applicationsQuery, openItemsQuery, receiptQuery } from './open-items.query.js';
import { inWords } from './planned-parts.js';
import { type Application, applyCall, receiptCall } from './receipt-calls.js';
import type { ReceiptSetup } from './receipt-setup.js';
import { CASH_RECEIPT } from './receivables-documents.js';
import { refusalOf } from './refusal.js';
import { openItemsOf } from './sql-open-item-source.js';
import { type StillApplicable, stillApplicable } from './still-applicable.js';

const INCREMENT = 1;
/** How often balances are read again after an application was refused, before each application is tried by itself. */
const ATTEMPTS = 2;

/** The check's number is another receipt's of this customer. */
const SAME_CHECK = 11_481;
/** What of a receipt neither another attempt changes nor GP's setup: a parameter or the customer is missing. All else is waited for. */
const FOR_GOOD: ReadonlySet<number> = new Set([1, 2, 3, 24]);

/** Writes payments with eConnect, each in one transaction: the receipt, and an application for each document and credit. */
export class EConnectCashReceiptIntake implements CashReceiptIntake {
  private readonly texts: IntakeDatabase;

  /** @param today the date on the company's calendar */
  constructor(
    private readonly econnect: EConnect,
    private readonly gp: Kysely<GpTables>,
    private readonly today: () => CalendarDate,
    private readonly setup: ReceiptSetup,
  ) {
    this.texts = intakeDatabase(gp);
  }

  /** Not in the receipt's transaction: until a number's transaction ends, all others who need one wait. */
  async reserveNumber(signal: AbortSignal): Promise<string> {
    const parameters = { I_vDOCTYPE: CASH_RECEIPT, I_vInc_Dec: INCREMENT };
    const next = await this.econnect.nextNumber({ procedure: 'taGetPaymentNumber', parameters }, signal);
    if (isRefused(next)) throw new ErpUnavailable('gp.taGetPaymentNumber', { cause: new EConnectError(next) });
    return next.number;
  }

  /**
   * Null for a payment of credits alone, which leaves no document. Repeated, it applies nothing twice (670), and `submit` says
   * what is not applied.
   */
  async find(number: string, payment: InvoicePayment, signal: AbortSignal): Promise<Receipt | null> {
    if (!hasReceipt(payment)) return null;
    const { work, open, history } = await receiptQuery(this.gp, number).ask(this.gp, { signal });
    const [found] = [...work, ...open, ...history];
    if (!found) return null;
    if (found.CUSTNMBR !== payment.accountNumber || !new Exact(found.ORTRXAMT).eq(payment.amount)) {
      throw new DocumentNumberTaken(number);
    }
    const isVoided = [...open, ...history].some(({ VOIDSTTS }) => VOIDSTTS !== '0');
    return {
      // GP leaves nothing on a voided receipt, as if it were applied.
      unapplied: isVoided ? payment.amount : decimalString(found.CURTRXAM, payment.decimals),
      notApplied: notAppliedOf(payment, { number, isVoided }, await this.appliedRows(number, payment, signal)),
    };
  }

  async submit(number: string, payment: InvoicePayment, signal: AbortSignal): Promise<ReceiptResult> {
    let checkNumber: string | undefined;
    let plan = stillApplicable(payment, number, await this.itemsOf(payment, signal));
    for (let attempt = 1; ; attempt++) {
      const refused = await this.write(number, payment, plan, checkNumber, signal);
      if (refused === null) return { kind: 'accepted', receipt: receiptOf(number, payment, plan) };
      // A repetition of what has arrived is refused with its number (7).
      const found = await this.find(number, payment, signal);
      if (found) return { kind: 'accepted', receipt: found };
      if (refused.procedure === 'taRMApply') {
        // Others have paid or applied the same documents since their balances were read.
        plan = stillApplicable(payment, number, await this.itemsOf(payment, signal));
        if (attempt > ATTEMPTS) plan = await this.withoutRefused(number, payment, plan, checkNumber, signal);
        if (attempt <= ATTEMPTS + 1) continue;
      }
      if (refused.codes.includes(SAME_CHECK) && checkNumber === undefined) {
        checkNumber = number;
        continue;
      }
      if (refused.procedure === 'taRMCashReceiptInsert' && refused.codes.some((code) => FOR_GOOD.has(code)))
        return refusalOf(refused.codes, this.texts, signal);
      // Money was taken: it is tried again until GP has it, however long an operator takes to mend the setup.
      throw new ErpUnavailable('gp.receipts.submit', { cause: new EConnectError(refused) });
    }
  }

  private async write(
    number: string,
    payment: InvoicePayment,
    { applications }: StillApplicable,
    checkNumber: string | undefined,
    signal: AbortSignal,
  ): Promise<Refused | null> {
    const calls = this.calls(number, payment, applications, checkNumber);
    return calls.length === 0 ? null : this.econnect.run(calls, signal);
  }

  private calls(number: string, payment: InvoicePayment, applications: readonly Application[], checkNumber?: string) {
    return [
      ...(hasReceipt(payment) ? [receiptCall(payment, number, this.setup, checkNumber)] : []),
      ...applications.map((application) => applyCall(application, payment)),
    ];
  }

  /** Leaves out the applications that GP refuses even by themselves. */
  private async withoutRefused(
    number: string,
    payment: InvoicePayment,
    { applications, notApplied }: StillApplicable,
    checkNumber: string | undefined,
    signal: AbortSignal,
  ): Promise<StillApplicable> {
    const left: string[] = [];
    // In halves: a few of a hundred are refused, and each rehearsal holds GP's locks for as long as its calls take.
    const addTo = async (kept: readonly Application[], some: readonly Application[]): Promise<readonly Application[]> => {
      if (some.length === 0) return kept;
      const answer = await this.econnect.rehearse(this.calls(number, payment, [...kept, ...some], checkNumber), [], signal);
      if (!isRefused(answer) || answer.procedure !== 'taRMApply') return [...kept, ...some];
      const [only, ...others] = some;
      if (only && others.length === 0) {
        left.push(`${inWords(only, only.amount)} (${answer.codes.join(' ')})`);
        return kept;
      }
      const half = Math.ceil(some.length / 2);
      return await addTo(await addTo(kept, some.slice(0, half)), some.slice(half));
    };
    return { applications: await addTo([], applications), notApplied: [...notApplied, ...left] };
  }

  private async itemsOf(payment: InvoicePayment, signal: AbortSignal): Promise<OpenItems> {
    const numbers = numbersIn(payment);
    if (numbers.length === 0) return { payable: [], credits: [] };
    const rows = await openItemsQuery(this.gp, payment.accountNumber, numbers).ask(this.gp, { signal });
    return openItemsOf(rows, this.today());
  }

  private async appliedRows(receipt: string, payment: InvoicePayment, signal: AbortSignal) {
    const numbers = numbersIn(payment);
    if (numbers.length === 0) return [];
    const { open, history } = await applicationsQuery(this.gp, [receipt, ...numbers]).ask(this.gp, { signal });
    return [...open, ...history];
  }
}

/** Of the documents that a payment takes something off. */
function numbersIn({ applications }: InvoicePayment): string[] {
  return [...new Set(applications.flatMap(({ number, credits }) => [number, ...credits.map((credit) => credit.number)]))];
}

function hasReceipt({ amount }: InvoicePayment): boolean {
  return !new Exact(amount).isZero();
}

function receiptOf(number: string, { amount, decimals }: InvoicePayment, { applications, notApplied }: StillApplicable): Receipt {
  const applied = applications
    .filter(({ from }) => from.kind === 'payment' && from.number === number)
    .reduce((sum, application) => sum.plus(application.amount), ZERO);
  return { unapplied: decimalString(new Exact(amount).minus(applied), decimals), notApplied };
}
