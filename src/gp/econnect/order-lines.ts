import { type SalesOrder, writeLineComment } from '../../ordering/index.js';
import { decimalString } from '../../values/exact.js';
import type { GpLine } from './order-amounts.js';
import type { OrderKeys } from './order-keys.js';
import { placeParameters } from './order-places.js';
import type { KnownOrderSetup } from './order-setup.js';
import { type TaxRow, taxSum } from './order-taxes.js';
import { type CallOf, given } from './procedure-call.js';

/**
 * QtyShrtOpt 2, override: GP takes the quantities as they are. Its other options change quantities silently in a shortage.
 * Which quantity ships and which is back-ordered was decided, and promised, when the order was accepted. Where stock was
 * sold since, GP over-allocates, and the warehouse sees it.
 */
const QUANTITIES_AS_THEY_ARE = 2;

export function lineCall(
  order: SalesOrder,
  gpLine: GpLine,
  taxes: readonly TaxRow[],
  keys: OrderKeys,
  setup: KnownOrderSetup,
): CallOf<'taSopLineIvcInsert'> {
  const { line, sequence, quantity, markdown, extendedPrice } = gpLine;
  const { decimals } = order.currency;
  return {
    procedure: 'taSopLineIvcInsert',
    parameters: {
      I_vSOPTYPE: keys.type,
      I_vSOPNUMBE: keys.number,
      I_vDOCID: setup.documentId,
      I_vCUSTNMBR: keys.accountNumber,
      I_vDOCDATE: order.date,
      I_vLNITMSEQ: sequence,
      I_vITEMNMBR: line.sku,
      I_vUOFM: line.unit,
      I_vLOCNCODE: line.warehouse,
      // Under extended pricing GP itself writes its pseudo level into the line.
      ...given({ I_vPRCLEVEL: line.priceLevel }),
      I_vQUANTITY: line.quantity,
      I_vQTYTBAOR: line.quantityBackordered,
      I_vTOTALQTY: decimalString(quantity),
      // QTYFULFI is left out: the document ID decides how much of the line counts as fulfilled, and it ships nothing.
      I_vQtyShrtOpt: QUANTITIES_AS_THEY_ARE,
      I_vUNITPRCE: line.unitPrice,
      I_vMRKDNAMT: decimalString(markdown),
      I_vXTNDPRCE: decimalString(extendedPrice, decimals),
      I_vTAXAMNT: decimalString(taxSum(taxes), decimals),
      I_vCURNCYID: order.currency.id,
      // The price is the one that was shown. GP notes the promotion that it has, or that something free comes with the line.
      ...(line.hasPromotion ? { I_vIncludePromo: 1 } : {}),
      ...keys.withoutDefaults.everywhere,
      ...given({
        I_vSHIPMTHD: order.shippingMethod,
        I_vReqShipDate: line.requestedShipDate ?? order.requestedShipDate,
        I_vCMMTTEXT: writeLineComment(line) || null,
      }),
      ...placeParameters(line.shipTo ?? order.shipTo, 'I_vPHONE1'),
    },
  };
}

/** The taxes of one line (SOP10105). The procedure adds them to the document's own rows. */
export function lineTaxCalls(order: SalesOrder, gpLine: GpLine, taxes: readonly TaxRow[], keys: OrderKeys): TaxCall[] {
  return taxes.map((tax) =>
    taxCall(order, tax, keys, (amount) => ({
      I_vTAXTYPE: 0,
      I_vLNITMSEQ: gpLine.sequence,
      I_vSALESAMT: decimalString(gpLine.extendedPrice, order.currency.decimals),
      I_vSTAXAMNT: amount,
    })),
  );
}

export type TaxCall = CallOf<'taSopLineIvcTaxInsert'>;

export function taxCall(
  order: SalesOrder,
  { detail, amount, taxable }: TaxRow,
  keys: OrderKeys,
  rest: (amount: string) => Partial<TaxCall['parameters']>,
): TaxCall {
  return {
    procedure: 'taSopLineIvcTaxInsert',
    parameters: {
      I_vSOPTYPE: keys.type,
      I_vSOPNUMBE: keys.number,
      I_vCUSTNMBR: keys.accountNumber,
      I_vTAXDTLID: detail,
      I_vTDTTXSLS: decimalString(taxable, order.currency.decimals),
      ...rest(decimalString(amount, order.currency.decimals)),
    },
  };
}
