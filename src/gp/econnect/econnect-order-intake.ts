import type { Kysely } from 'kysely';
import { ErpUnavailable } from '../../faults/index.js';
import { type Handover, type NewCustomer, type OrderIntake, oneLine, type SalesOrder } from '../../ordering/index.js';
import { Exact } from '../../values/exact.js';
import type { GpTables } from '../sql/gp-tables.js';
import { accountNumberOf } from './account-number.js';
import { addressCodesOf, withoutDefaults } from './card-defaults.js';
import type { EConnect } from './econnect.js';
import { DocumentNumberTaken, EConnectError, isPassing } from './econnect-errors.js';
import {
  customersOfEmailQuery,
  errorTextsQuery,
  type IntakeDatabase,
  intakeDatabase,
  orderQuery,
  taxDetailsQuery,
  unusableDefaultsQuery,
  usualDocumentIdQuery,
} from './intake.query.js';
import { newCustomerCalls } from './new-customer-calls.js';
import { gpAmounts } from './order-amounts.js';
import { orderCalls } from './order-calls.js';
import { deposits } from './order-payments.js';
import { ORDER, type OrderSetup } from './order-setup.js';
import { taxDetails } from './order-taxes.js';
import type { ProcedureCall } from './procedure-call.js';
import { UnwritableOrder } from './unwritable-order.js';

/** The document type of payments in RM40401. */
const PAYMENT = 9;
const INCREMENT = 1;

/** Writes orders with eConnect, each in one transaction. */
export class EConnectOrderIntake implements OrderIntake {
  private readonly gp: IntakeDatabase;

  constructor(
    private readonly econnect: EConnect,
    gp: Kysely<GpTables>,
    private readonly setup: OrderSetup,
  ) {
    this.gp = intakeDatabase(gp);
  }

  /** Not in the order's transaction: until a number's transaction ends, all others who need a document number wait. */
  async reserveNumber(signal: AbortSignal): Promise<string> {
    const parameters = { I_tSOPTYPE: ORDER, I_cDOCID: await this.documentId(signal), I_tInc_Dec: INCREMENT };
    return this.nextNumber({ procedure: 'taGetSopNumber', parameters }, 'O_vSopNumber', signal);
  }

  async has(number: string, order: SalesOrder, signal: AbortSignal): Promise<boolean> {
    const { work, history } = await orderQuery(this.gp, number).ask(this.gp, { signal });
    const [found] = [...work, ...history];
    if (!found) return false;
    const same =
      found.REFRENCE.toUpperCase() === oneLine(order.reference).toUpperCase() &&
      new Exact(found.total).eq(order.total) &&
      (await this.isOf(found.CUSTNMBR, order, signal));
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
      return this.refusal(fault.codes, signal);
    }
  }

  private async write(number: string, order: SalesOrder, signal: AbortSignal): Promise<void> {
    // Checked first, so that an order that cannot be written leaves no new customer and no used payment numbers in GP.
    gpAmounts(order);
    const accountNumber = await this.accountNumber(order, signal);
    const [unusable] = await unusableDefaultsQuery(this.gp, accountNumber, addressCodesOf(order)).execute({ signal });
    const keys = {
      number,
      accountNumber,
      withoutDefaults: withoutDefaults(unusable),
      taxSchedule: await this.taxSchedule(order, signal),
      paymentNumbers: await this.paymentNumbers(deposits(order).length, signal),
    };
    await this.run(orderCalls(order, keys, { ...this.setup, documentId: await this.documentId(signal) }), signal);
  }

  private async documentId(signal: AbortSignal): Promise<string> {
    if (this.setup.documentId !== null) return this.setup.documentId;
    const [row] = await usualDocumentIdQuery(this.gp).execute({ signal });
    return row?.ORDDOCID.trim() ?? '';
  }

  /** All calls in one transaction, which is rolled back where one of them fails. @throws {EConnectError} */
  private async run(calls: readonly ProcedureCall[], signal: AbortSignal): Promise<void> {
    await this.econnect.transaction(signal, async (call) => {
      for (const { procedure, parameters } of calls) {
        const { errorState, errors } = await call(procedure, parameters);
        if (errorState !== 0) throw new EConnectError(procedure, errors.length > 0 ? errors : [errorState]);
      }
    });
  }

  private async nextNumber({ procedure, parameters }: ProcedureCall, output: string, signal: AbortSignal): Promise<string> {
    const { errorState, outputs } = await this.econnect.alone(signal, procedure, parameters);
    const number = outputs[output]?.trim();
    // A document ID that GP does not know is a mistake in the setup: orders wait until an operator has mended it.
    if (errorState === 0 && number) return number;
    throw new ErpUnavailable(`gp.${procedure}`, { cause: new EConnectError(procedure, [errorState]) });
  }

  /** Each number in a transaction of its own, for the reason given at reserveNumber. Unused numbers leave gaps. */
  private async paymentNumbers(count: number, signal: AbortSignal): Promise<string[]> {
    const numbers: string[] = [];
    const parameters = { I_vDOCTYPE: PAYMENT, I_vInc_Dec: INCREMENT };
    while (numbers.length < count) {
      numbers.push(await this.nextNumber({ procedure: 'taGetPaymentNumber', parameters }, 'O_vDOCNumber', signal));
    }
    return numbers;
  }

  /** The schedule with the most of the order's tax details; of several such, the first by name. */
  private async taxSchedule(order: SalesOrder, signal: AbortSignal): Promise<string | null> {
    const details = taxDetails(order);
    if (details.length === 0) return null;
    const rows = await taxDetailsQuery(this.gp, details).execute({ signal });
    const counts = new Map<string, number>();
    for (const { TAXSCHID } of rows) if (TAXSCHID) counts.set(TAXSCHID.trim(), (counts.get(TAXSCHID.trim()) ?? 0) + 1);
    const most = Math.max(...counts.values());
    const [schedule] = [...counts]
      .filter(([, count]) => count === most)
      .map(([name]) => name)
      .sort();
    return schedule ?? null;
  }

  /** The number of the order's customer. A visitor's customer is created where GP does not have it yet. */
  private async accountNumber({ customer, ...order }: SalesOrder, signal: AbortSignal): Promise<string> {
    if ('accountNumber' in customer) return customer.accountNumber;
    const { newCustomer } = customer;
    const accountNumber = accountNumberOf(newCustomer.email);
    if (await this.isThere(newCustomer, signal)) return accountNumber;
    try {
      await this.run(newCustomerCalls(accountNumber, newCustomer, order, this.setup), signal);
    } catch (fault) {
      // A first order of the same visitor at the same moment may have created the customer.
      if (!(await this.isThere(newCustomer, signal))) throw fault;
    }
    return accountNumber;
  }

  private async isThere({ email }: NewCustomer, signal: AbortSignal): Promise<boolean> {
    const { own } = await this.customersWith(email, signal);
    return own.length > 0;
  }

  /** Whether a document's customer is the order's. An earlier attempt may have found the customer with a visitor's address. */
  private async isOf(accountNumber: string, { customer }: SalesOrder, signal: AbortSignal): Promise<boolean> {
    if ('accountNumber' in customer) return accountNumber === customer.accountNumber;
    const { email } = customer.newCustomer;
    if (accountNumber === accountNumberOf(email)) return true;
    if (customer.isLookedUp) return false;
    const { holder } = await this.customersWith(email, signal);
    return holder.some(({ Master_ID }) => Master_ID === accountNumber);
  }

  private customersWith(email: string, signal: AbortSignal) {
    return customersOfEmailQuery(this.gp, email.trim(), accountNumberOf(email)).ask(this.gp, { signal });
  }

  /** The refusal with the first error's number and GP's texts of all errors. */
  private async refusal(codes: readonly number[], signal: AbortSignal): Promise<Handover> {
    const rows = await errorTextsQuery(this.gp, codes).execute({ signal });
    const texts = new Map(rows.map(({ ErrorCode, ErrorDesc }) => [ErrorCode, ErrorDesc.trim()]));
    const message = codes.map((code) => `${texts.get(code) ?? 'An error that GP has no text for'} (${code})`).join('; ');
    return { kind: 'refused', code: codes[0] ?? null, message };
  }
}
