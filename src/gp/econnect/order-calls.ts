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
 * An order as eConnect's calls, in the order in which GP wants them: the header is the last, and is checked against the rest.
 * What lands where is listed in docs/order-mapping.md.
 * @throws {UnwritableOrder} its amounts can't be brought into the form that GP checks
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
