import { Injectable } from '@nestjs/common';
import { type ExtensionPoint, Extensions } from '../extensions/index.js';
import { customerPoint, orderPoint } from './order-points.js';
import type { SalesOrder } from './sales-order.js';

/** What the merchant's functions make of orders on their way to GP. */
@Injectable()
export class OrderExtensions {
  constructor(private readonly extensions: Extensions) {}

  /**
   * The order as it is handed to GP, with the customer that may have to be created for it. Null where no function decides.
   * @throws {ExtensionFailed}
   */
  async of(order: SalesOrder, signal: AbortSignal): Promise<SalesOrder | null> {
    const { customer } = order;
    const ofVisitor = 'newCustomer' in customer && this.extensions.has(customerPoint);
    if (!ofVisitor && !this.extensions.has(orderPoint)) return null;
    const changed = await this.one(orderPoint, order, signal);
    if (!ofVisitor) return changed;
    const { customer: newCustomer } = await this.one(customerPoint, { customer: customer.newCustomer, order: changed }, signal);
    return { ...changed, customer: { ...customer, newCustomer } };
  }

  private async one<Subject>(point: ExtensionPoint<Subject>, subject: Subject, signal: AbortSignal): Promise<Subject> {
    const [result] = await this.extensions.run(point, [subject], signal);
    if (result?.kind === 'done') return result.subject;
    throw result?.fault;
  }
}
