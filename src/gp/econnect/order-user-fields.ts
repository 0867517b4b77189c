import type { SalesOrder } from '../../ordering/index.js';
import type { OrderKeys } from './order-keys.js';
import { type CallOf, given } from './procedure-call.js';

/** The usable length of the user-defined texts. */
const LENGTH = 20;

/**
 * SOP10106, which stays with the document in history: the texts by which staff look an order up. A text that does not fit is
 * left out and not cut off. The document's note has all texts at any length.
 */
export function userFieldsCall(order: SalesOrder, keys: OrderKeys): CallOf<'taSopUserDefined'> {
  const discounts = [order.discount, ...order.lines.map(({ discount }) => discount), order.freight?.discount];
  const taxes = [
    ...order.taxes,
    ...order.lines.flatMap((line) => line.taxes),
    ...(order.freight?.taxes ?? []),
    ...[...order.fees, ...order.duties].flatMap((fee) => fee.taxes),
  ];
  const { userDefined = {} } = order;
  return {
    procedure: 'taSopUserDefined',
    parameters: {
      I_vSOPTYPE: keys.type,
      I_vSOPNUMBE: keys.number,
      I_vUSERDEF1: order.reference,
      ...given({
        I_vUSERDEF2: userDefined['2'] ?? first(discounts.map((discount) => discount?.code)),
        I_vUSRDEF03: userDefined['3'] ?? first(order.payments.map(({ transactionId }) => transactionId)),
        I_vUSRDEF04: userDefined['4'] ?? first(taxes.map(({ transactionId }) => transactionId)),
        I_vUSRDEF05: userDefined['5'] ?? first(order.payments.map(({ recurrence }) => recurrence?.subscriptionId)),
      }),
    },
  };
}

/** The first text that is present and fits; null where there is none. */
function first(texts: readonly (string | null | undefined)[]): string | null {
  return texts.find((text) => text && text.trim().length <= LENGTH)?.trim() ?? null;
}
