import type { SalesOrder } from '../../ordering/index.js';
import { gpAmounts } from './order-amounts.js';
import { chargeTaxCalls } from './order-charges.js';
import { headerCall } from './order-header.js';
import type { OrderKeys } from './order-keys.js';
import { lineCall, lineTaxCalls } from './order-lines.js';
import { paymentCalls } from './order-payments.js';
import type { KnownOrderSetup } from './order-setup.js';
import { userFieldsCall } from './order-user-fields.js';
import { inGpsWriting, type ProcedureCall } from './procedure-call.js';

/**
 * The eConnect calls of an order, in the order that GP requires: the header is the last, and GP checks it against the rest.
 * docs/order-mapping.md lists each parameter.
 * @throws {UnwritableOrder} the amounts cannot be put in a form that passes GP's checks
 */
export function orderCalls(order: SalesOrder, keys: OrderKeys, setup: KnownOrderSetup): readonly ProcedureCall[] {
  const amounts = gpAmounts(order);
  const taxes = amounts.taxes.lines;
  const calls = [
    ...amounts.lines.map((line, index) => lineCall(order, line, taxes[index] ?? [], keys, setup)),
    ...amounts.lines.flatMap((line, index) => lineTaxCalls(order, line, taxes[index] ?? [], keys)),
    ...chargeTaxCalls(order, amounts, keys),
    ...paymentCalls(order, keys, setup),
    userFieldsCall(order, keys),
    headerCall(order, amounts, keys, setup),
  ];
  return calls.map(inGpsWriting);
}
