import { asDocumentNumber, type Credit, type Payment, type PaymentMethod } from '../../receivables/index.js';
import { asAccountNumber, asCurrencyId } from '../../values/identifiers.js';
import { decimal, textOrNull } from './decode.js';
import { documentDate } from './document-date.js';
import { creditKind } from './receivables-types.js';

const CHECK = 0;
const CARD = 2;

interface CreditRow {
  readonly CUSTNMBR: string;
  readonly DOCNUMBR: string;
  readonly RMDTYPAL: number;
  readonly CURNCYID: string | null;
  readonly amount: string;
  readonly unapplied: string;
  readonly originalAmount: string | null;
  readonly originalUnapplied: string | null;
  readonly date: string;
}

export function creditOf(row: CreditRow): Credit {
  const number = asDocumentNumber(row.DOCNUMBR);
  return {
    number,
    kind: creditKind(row.RMDTYPAL),
    accountNumber: asAccountNumber(row.CUSTNMBR),
    date: documentDate(row.date, number),
    currency: asCurrencyId(row.CURNCYID ?? ''),
    amount: decimal(row.originalAmount ?? row.amount),
    unapplied: decimal(row.originalUnapplied ?? row.unapplied),
  };
}

interface PaymentRow extends CreditRow {
  readonly CSHRCTYP: number;
  readonly EFTFLAG: number;
  readonly CHEKNMBR: string;
  readonly TRXDSCRN: string;
}

export function paymentOf(row: PaymentRow): Payment {
  const method = paymentMethod(row);
  // A card's number, which may be in CHEKNMBR, is nothing to be shown.
  const check = method === 'CHECK' ? textOrNull(row.CHEKNMBR) : null;
  return { ...creditOf(row), kind: 'PAYMENT', method, reference: check ?? textOrNull(row.TRXDSCRN) };
}

/** Cash has no word of its own in the contract: it comes without a number, as a transfer does. */
function paymentMethod({ CSHRCTYP, EFTFLAG }: { readonly CSHRCTYP: number; readonly EFTFLAG: number }): PaymentMethod {
  if (CSHRCTYP === CARD) return 'CARD';
  return CSHRCTYP === CHECK && EFTFLAG === 0 ? 'CHECK' : 'BANK_TRANSFER';
}
