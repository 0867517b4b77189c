import type { CreditKind, InvoicePayment } from '../../payments/index.js';
import { decimalString, type Exact } from '../../values/exact.js';
import type { PlannedPart } from './planned-parts.js';
import { type CallOf, given } from './procedure-call.js';
import type { ReceiptSetup } from './receipt-setup.js';
import { documentType } from './receivables-documents.js';

/** CSHRCTYP. */
const CHECK = 0;
const CARD = 2;

/** The usable lengths of GP's fields. An ID that does not fit is cut off here; the gateway has it whole. */
const CHECK_NUMBER = 20;
const DESCRIPTION = 30;

/** What is applied from one document to another. */
export interface Application extends PlannedPart {
  readonly termsDiscount: Exact;
}

/** The call that writes the receipt. @param checkNumber instead of the one that the payment itself has */
export function receiptCall(
  payment: InvoicePayment,
  number: string,
  { batchId, checkbook, card }: ReceiptSetup,
  checkNumber?: string,
): CallOf<'taRMCashReceiptInsert'> {
  const { accountNumber, amount, currencyId, date, method, transactionId } = payment;
  const isByCard = method === 'CARD' && card !== null;
  return {
    procedure: 'taRMCashReceiptInsert',
    parameters: {
      I_vCUSTNMBR: accountNumber,
      I_vDOCNUMBR: number,
      I_vDOCDATE: date,
      I_vORTRXAMT: amount,
      I_vGLPOSTDT: date,
      I_vBACHNUMB: batchId.replaceAll('{date}', date.slice(2).replaceAll('-', '')),
      I_vCSHRCTYP: isByCard ? CARD : CHECK,
      ...given({
        // A customer's own currency may be another one, and applications are made in the functional one alone (4694).
        I_vCURNCYID: currencyId || null,
        I_vCHEKBKID: checkbook,
        I_vCHEKNMBR: checkNumber ?? numberOfCheck(payment, number, isByCard),
        I_vCRCARDID: isByCard ? card : null,
        I_vTRXDSCRN: transactionId?.slice(0, DESCRIPTION) ?? null,
      }),
    },
  };
}

/** DISTKNAM is always there: left out, GP takes the discount by itself. */
export function applyCall({ from, to, amount, termsDiscount }: Application, { date }: InvoicePayment): CallOf<'taRMApply'> {
  return {
    procedure: 'taRMApply',
    parameters: {
      I_vAPTODCNM: to.number,
      I_vAPFRDCNM: from.number,
      I_vAPPTOAMT: decimalString(amount),
      I_vAPFRDCTY: documentType(from.kind),
      I_vAPTODCTY: documentType(to.kind),
      I_vDISTKNAM: decimalString(termsDiscount),
      I_vAPPLYDATE: date,
      I_vGLPOSTDT: date,
    },
  };
}

/**
 * Of a check its own number. GP refuses the same number of a customer's twice (11481), so other payments that are entered as
 * checks have the receipt's. A card's field has the authorization code, as no part of the card's number is known here.
 */
function numberOfCheck(
  { method, transactionId, authorizationCode }: InvoicePayment,
  number: string,
  isByCard: boolean,
): string | null {
  if (isByCard) return authorizationCode && authorizationCode.length <= CHECK_NUMBER ? authorizationCode : null;
  return method === 'CHECK' && transactionId !== null && transactionId.length <= CHECK_NUMBER ? transactionId : number;
}

export const RECEIPT_KIND = 'payment' as const satisfies CreditKind;
