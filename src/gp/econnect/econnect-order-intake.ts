import { Logger } from '@nestjs/common';
import type { Kysely } from 'kysely';
import { ErpUnavailable } from '../../faults/index.js';
import { type Handover, type OrderIntake, oneLine, type SalesOrder } from '../../ordering/index.js';
import { Exact } from '../../values/exact.js';
import type { GpTables } from '../sql/gp-tables.js';
import { closeQuoteCall, saysTheSame } from './closed-quote.js';
import { type EConnect, isRefused, ProcedureMissing, type Refused } from './econnect.js';
import { DocumentNumberTaken, EConnectError, isPassing } from './econnect-errors.js';
import {
  type ClosedQuoteLine,
  closedQuoteQuery,
  documentQuery,
  type IntakeDatabase,
  intakeDatabase,
  usualDocumentIdsQuery,
} from './intake.query.js';
import { gpAmounts } from './order-amounts.js';
import { orderCalls } from './order-calls.js';
import { OrderCustomers } from './order-customers.js';
import { readOrderFacts, usualDocumentIds } from './order-facts.js';
import { deposits } from './order-payments.js';
import { ORDER, type OrderSetup, QUOTE, type WrittenType } from './order-setup.js';
import type { NumberCall, ProcedureCall } from './procedure-call.js';
import { readQuotedTerms } from './quoted-terms.js';
import { refusalOf } from './refusal.js';
import { UnwritableOrder } from './unwritable-order.js';

/** The document type of payments in RM40401. */
const PAYMENT = 9;
const INCREMENT = 1;

/** Writes orders, or requests for quotes, with eConnect, each in one transaction. */
export class EConnectOrderIntake implements OrderIntake {
  private readonly log = new Logger('gp');
  private readonly gp: IntakeDatabase;
  private readonly customers: OrderCustomers;

  constructor(
    private readonly econnect: EConnect,
    gp: Kysely<GpTables>,
    private readonly setup: OrderSetup,
    private readonly type: WrittenType = ORDER,
  ) {
    this.gp = intakeDatabase(gp);
    this.customers = new OrderCustomers(econnect, this.gp, setup);
  }

  /** Not in the order's transaction: until a number's transaction ends, all others who need a document number wait. */
  async reserveNumber(signal: AbortSignal): Promise<string> {
    const parameters = { I_tSOPTYPE: this.type, I_cDOCID: await this.documentId(signal), I_tInc_Dec: INCREMENT };
    return this.nextNumber({ procedure: 'taGetSopNumber', parameters }, signal);
  }

  async has(number: string, order: SalesOrder, signal: AbortSignal): Promise<boolean> {
    const { work, history } = await documentQuery(this.gp, this.type, number).ask(this.gp, { signal });
    const [found] = [...work, ...history];
    if (!found) return false;
    const same =
      found.REFRENCE.toUpperCase() === oneLine(order.reference).toUpperCase() &&
      // Sales staff may price a quote between two attempts.
      (this.type === QUOTE || new Exact(found.total).eq(order.total)) &&
      (await this.customers.isOf(found.CUSTNMBR, order, signal));
    if (!same) throw new DocumentNumberTaken(number);
    return true;
  }

  async submit(number: string, order: SalesOrder, signal: AbortSignal): Promise<Handover> {
    try {
      await this.write(number, order, signal);
      return { kind: 'accepted' };
    } catch (fault) {
      if (fault instanceof UnwritableOrder) return { kind: 'refused', code: null, message: fault.message };
      if (!(fault instanceof EConnectError)) throw fault;
      // For a document that exists already, GP reports errors of lines, taxes and payments before it reports that (56).
      if (await this.has(number, order, signal)) return { kind: 'accepted' };
      if (isPassing(fault.codes)) throw new ErpUnavailable('gp.orders.submit', { cause: fault });
      return refusalOf(fault.codes, this.gp, signal);
    }
  }

  /** @throws {EConnectError} a procedure refuses */
  private async write(number: string, order: SalesOrder, signal: AbortSignal): Promise<void> {
    // Checked first, so that an order that cannot be written leaves no new customer and no used payment numbers in GP.
    gpAmounts(order);
    const accountNumber = await this.customers.accountNumber(order, signal);
    const [{ usualDocumentIds: usual, ...facts }, quoted] = await Promise.all([
      readOrderFacts(this.gp, order, accountNumber, signal),
      order.quote ? readQuotedTerms(this.gp, order.quote.number, signal) : null,
    ]);
    const paymentNumbers = await this.paymentNumbers(deposits(order).length, signal);
    const setup = { ...this.setup, documentId: this.setup.documentId ?? usual[this.type] };
    const calls = orderCalls(order, { type: this.type, number, accountNumber, paymentNumbers, quoted, ...facts }, setup);
    const refused = order.quote
      ? await this.runAndClose(order, order.quote.number, calls, signal)
      : await this.econnect.run(calls, signal);
    if (refused) throw new EConnectError(refused);
  }

  /**
   * Writes an order and closes its quote, in one transaction: of two who order the quote at the same moment, one finds it closed.
   * @throws {UnwritableOrder} the quote has been changed since it was looked at
   */
  private async runAndClose(
    order: SalesOrder,
    quote: string,
    calls: readonly ProcedureCall[],
    signal: AbortSignal,
  ): Promise<Refused | null> {
    const check = { compile: () => closedQuoteQuery(this.gp, quote).compile() };
    const holds = (lines: readonly ClosedQuoteLine[]) => saysTheSame(order, lines);
    try {
      const outcome = await this.econnect.runWhere([closeQuoteCall(quote), ...calls], check, holds, signal);
      if (isRefused(outcome)) return outcome;
      if (!outcome.isCommitted) throw new UnwritableOrder(`The quote ${quote} has been changed`);
      return null;
    } catch (fault) {
      if (!(fault instanceof ProcedureMissing)) throw fault;
      this.log.warn({ operation: 'gp.orders.submit', reason: 'taSopVoidDocument is missing: the quote stays open', quote });
      return this.econnect.run(calls, signal);
    }
  }

  private async documentId(signal: AbortSignal): Promise<string> {
    if (this.setup.documentId !== null) return this.setup.documentId;
    const [row] = await usualDocumentIdsQuery(this.gp).execute({ signal });
    return usualDocumentIds(row)[this.type];
  }

  private async nextNumber(call: NumberCall, signal: AbortSignal): Promise<string> {
    const next = await this.econnect.nextNumber(call, signal);
    // A document ID that GP does not know is a mistake in the setup: orders wait until an operator has mended it.
    if (isRefused(next)) throw new ErpUnavailable(`gp.${call.procedure}`, { cause: new EConnectError(next) });
    return next.number;
  }

  /** Each number in a transaction of its own, for the reason given at reserveNumber. Unused numbers leave gaps. */
  private async paymentNumbers(count: number, signal: AbortSignal): Promise<string[]> {
    const numbers: string[] = [];
    const parameters = { I_vDOCTYPE: PAYMENT, I_vInc_Dec: INCREMENT };
    while (numbers.length < count) numbers.push(await this.nextNumber({ procedure: 'taGetPaymentNumber', parameters }, signal));
    return numbers;
  }
}
