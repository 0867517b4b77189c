import type { SalesOrder } from '../../ordering/index.js';
import { Exact } from '../../values/exact.js';
import type { ClosedQuoteLine } from './intake.query.js';
import { QUOTE } from './order-setup.js';
import type { CallOf } from './procedure-call.js';

/**
 * Voids a quote, so that no user can transfer it beside the order that is written in the same transaction. eConnect has no
 * transfer. It fails where the quote is no longer open, and a user who transfers it at this moment waits for its locks, and finds
 * nothing.
 */
export function closeQuoteCall(number: string): CallOf<'taSopVoidDocument'> {
  return { procedure: 'taSopVoidDocument', parameters: { I_vSOPTYPE: QUOTE, I_vSOPNUMBE: number } };
}

/** Whether a quote that has just been voided said what its order says. */
export function saysTheSame(order: SalesOrder, lines: readonly ClosedQuoteLine[]): boolean {
  if (lines.length === 0) return true;
  return (
    lines.length === order.lines.length &&
    lines.every((line, index) => {
      const own = order.lines[index];
      return (
        own !== undefined &&
        line.ITEMNMBR.trim().toUpperCase() === own.sku.toUpperCase() &&
        line.UOFM.trim().toUpperCase() === own.unit.toUpperCase() &&
        new Exact(line.QUANTITY).eq(new Exact(own.quantity).plus(own.quantityBackordered)) &&
        // No quote with cancelled units is ordered: staff have cancelled them since.
        new Exact(line.QTYCANCE).isZero() &&
        new Exact(line.ORUNTPRC).eq(own.unitPrice) &&
        new Exact(line.ORDOCAMT).eq(order.total)
      );
    })
  );
}
