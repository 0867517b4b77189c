import type { NewCustomer, SalesOrder } from '../../ordering/index.js';
import { accountNumberOf } from './account-number.js';
import type { EConnect } from './econnect.js';
import { EConnectError } from './econnect-errors.js';
import { customersOfEmailQuery, type IntakeDatabase } from './intake.query.js';
import { newCustomerCalls } from './new-customer-calls.js';
import type { OrderSetup } from './order-setup.js';
import type { ProcedureCall } from './procedure-call.js';

/** The customers of orders in GP. A visitor's customer is created where GP does not have it yet. */
export class OrderCustomers {
  constructor(
    private readonly econnect: EConnect,
    private readonly gp: IntakeDatabase,
    private readonly setup: OrderSetup,
  ) {}

  /** The number of the order's customer, which is in GP then. @throws {EConnectError} GP refuses to create it */
  async accountNumber(order: SalesOrder, signal: AbortSignal): Promise<string> {
    const { accountNumber, calls } = await this.missing(order, signal);
    if (calls.length === 0) return accountNumber;
    try {
      const refused = await this.econnect.run(calls, signal);
      if (refused) throw new EConnectError(refused);
    } catch (fault) {
      // A first order of the same visitor at the same moment may have created the customer.
      if ((await this.missing(order, signal)).calls.length > 0) throw fault;
    }
    return accountNumber;
  }

  /** The number of the order's customer, and the calls that create it; none where GP has it. */
  async missing(
    { customer, ...order }: SalesOrder,
    signal: AbortSignal,
  ): Promise<{ readonly accountNumber: string; readonly calls: readonly ProcedureCall[] }> {
    if ('accountNumber' in customer) return { accountNumber: customer.accountNumber, calls: [] };
    const { newCustomer } = customer;
    const accountNumber = accountNumberOf(newCustomer.email);
    const { own } = await this.withAddress(newCustomer, signal);
    return { accountNumber, calls: own.length > 0 ? [] : newCustomerCalls(accountNumber, newCustomer, order, this.setup) };
  }

  /** Whether a document's customer is the order's. An earlier attempt may have found the customer with a visitor's address. */
  async isOf(accountNumber: string, { customer }: SalesOrder, signal: AbortSignal): Promise<boolean> {
    if ('accountNumber' in customer) return accountNumber === customer.accountNumber;
    if (accountNumber === accountNumberOf(customer.newCustomer.email)) return true;
    if (customer.isLookedUp) return false;
    const { holder } = await this.withAddress(customer.newCustomer, signal);
    return holder.some(({ Master_ID }) => Master_ID === accountNumber);
  }

  private withAddress({ email }: NewCustomer, signal: AbortSignal) {
    return customersOfEmailQuery(this.gp, email.trim(), accountNumberOf(email)).ask(this.gp, { signal });
  }
}
