import type { SalesOrder } from '../../ordering/index.js';
import { orderNote } from '../../ordering/index.js';
import { decimalString, type Exact, ZERO } from '../../values/exact.js';
import type { GpAmounts } from './order-amounts.js';
import type { OrderKeys } from './order-keys.js';
import { amountReceived } from './order-payments.js';
import { placeParameters } from './order-places.js';
import { type KnownOrderSetup, QUOTE } from './order-setup.js';
import { type CallOf, given } from './procedure-call.js';
import { quotedParameters } from './quoted-terms.js';

/** FREIGTBLE and MISCTBLE: GP taxes the charge again when it recomputes taxes, for example for a partial invoice. */
const TAXABLE = 1;

/** The header, which eConnect checks against all rows written before it. */
export function headerCall(
  order: SalesOrder,
  amounts: GpAmounts,
  keys: OrderKeys,
  setup: KnownOrderSetup,
): CallOf<'taSopHdrIvcInsert'> {
  const amount = (value: Exact) => decimalString(value, order.currency.decimals);
  const schedule = (taxes: readonly unknown[]) => (taxes.length > 0 ? keys.taxSchedule : null);
  const { lines, freight, miscellaneous } = amounts.taxes;
  return {
    procedure: 'taSopHdrIvcInsert',
    parameters: {
      I_vSOPTYPE: keys.type,
      I_vDOCID: setup.documentId,
      I_vSOPNUMBE: keys.number,
      I_vBACHNUMB: order.batch ?? setup.batchId,
      I_vCUSTNMBR: keys.accountNumber,
      I_vDOCDATE: order.date,
      ...(keys.type === QUOTE ? { I_vQUOTEDAT: order.date } : { I_vORDRDATE: order.date }),
      I_vCURNCYID: order.currency.id,
      I_vREFRENCE: order.reference,
      I_vSUBTOTAL: amount(amounts.subtotal),
      // Never left out: with NULL GP would subtract the customer's own percentage and recompute the totals.
      I_vTRDISAMT: amount(amounts.tradeDiscount),
      I_vFREIGHT: amount(amounts.freight),
      I_vMISCAMNT: amount(amounts.miscellaneous),
      I_vTAXAMNT: amount(amounts.tax),
      I_vFRTTXAMT: amount(amounts.freightTax),
      I_vMSCTXAMT: amount(amounts.miscellaneousTax),
      I_vDOCAMNT: amount(amounts.total),
      // Left out, GP would compute it from the terms and refuse a smaller document (735). The invoice gets its own.
      I_vDISAVAMT: amount(ZERO),
      I_vPYMTRCVD: amount(amountReceived(order)),
      // GP checks neither the hold nor the credit limit without these. A quote may be asked for while the account is on hold.
      I_vCKHOLD: keys.type === QUOTE ? 0 : 1,
      // GP counts the whole document, even a paid part: it would refuse every prepaid order of a customer without credit.
      I_vCKCreditLimit: order.onAccount ? 1 : 0,
      ...keys.withoutDefaults.everywhere,
      ...keys.withoutDefaults.header,
      ...quotedParameters(keys.quoted),
      ...given({
        I_vCSTPONBR: order.purchaseOrderNumber,
        I_vLOCNCODE: order.warehouse,
        I_vSHIPMTHD: order.shippingMethod,
        I_vReqShipDate: order.requestedShipDate,
        I_vTAXSCHID: schedule([...lines, freight, miscellaneous].flat()),
        I_vFRTSCHID: schedule(freight),
        I_vMSCSCHID: schedule(miscellaneous),
        I_vFREIGTBLE: freight.length > 0 ? TAXABLE : null,
        I_vMISCTBLE: miscellaneous.length > 0 ? TAXABLE : null,
        I_vPRBTADCD: order.billTo !== null && 'addressCode' in order.billTo ? order.billTo.addressCode.toUpperCase() : null,
        I_vCMMTTEXT: order.comment,
        I_vNOTETEXT: orderNote(order) || null,
      }),
      ...placeParameters(order.shipTo, 'I_vPHNUMBR1'),
    },
  };
}
