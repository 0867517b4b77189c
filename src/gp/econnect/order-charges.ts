import type { SalesOrder } from '../../ordering/index.js';
import { decimalString } from '../../values/exact.js';
import type { GpAmounts } from './order-amounts.js';
import type { OrderKeys } from './order-keys.js';
import { type TaxCall, taxCall } from './order-lines.js';

/** The taxes on freight (TAXTYPE 1) and on fees and duties (2). The procedure sets their sequence numbers. */
export function chargeTaxCalls(order: SalesOrder, amounts: GpAmounts, keys: OrderKeys): TaxCall[] {
  const { decimals } = order.currency;
  return [
    ...amounts.taxes.freight.map((tax) =>
      taxCall(order, tax, keys, (amount) => ({
        I_vTAXTYPE: 1,
        I_vFREIGHT: decimalString(amounts.freight, decimals),
        I_vFRTTXAMT: amount,
      })),
    ),
    ...amounts.taxes.miscellaneous.map((tax) =>
      taxCall(order, tax, keys, (amount) => ({
        I_vTAXTYPE: 2,
        I_vMISCAMNT: decimalString(amounts.miscellaneous, decimals),
        I_vMSCTXAMT: amount,
      })),
    ),
  ];
}
