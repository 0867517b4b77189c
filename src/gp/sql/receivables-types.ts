import { type CreditKind, type DocumentKind, INVOICE_KINDS, type InvoiceKind } from '../../receivables/index.js';

/** GP's types of receivables documents (RMDTYPAL). Those up to WARRANTY are owed, the others lower the balance. */
export const RM_INVOICE = 1;
export const RM_WARRANTY = 6;
export const RM_CREDIT_MEMO = 7;
export const RM_RETURN = 8;
export const RM_PAYMENT = 9;

const CREDITS: Readonly<Record<CreditKind, number>> = { CREDIT_MEMO: RM_CREDIT_MEMO, RETURN: RM_RETURN, PAYMENT: RM_PAYMENT };

/** GP numbers the kinds from 1 in the order of INVOICE_KINDS. */
export function typeOfInvoice(kind: InvoiceKind): number {
  return INVOICE_KINDS.indexOf(kind) + 1;
}

/** @throws {TypeError} GP has no such type of what is owed */
export function invoiceKind(type: number): InvoiceKind {
  const kind = INVOICE_KINDS[type - 1];
  if (!kind) throw new TypeError(`RMDTYPAL ${type} is none of an invoice`);
  return kind;
}

export function typeOfCredit(kind: CreditKind): number {
  return CREDITS[kind];
}

/** @throws {TypeError} GP has no such type of credit */
export function creditKind(type: number): CreditKind {
  if (type === CREDITS.CREDIT_MEMO) return 'CREDIT_MEMO';
  if (type === CREDITS.RETURN) return 'RETURN';
  if (type === CREDITS.PAYMENT) return 'PAYMENT';
  throw new TypeError(`RMDTYPAL ${type} is none of a credit`);
}

/** The contract has one word for what is owed otherwise. */
export function documentKind(type: number): DocumentKind {
  if (type >= RM_CREDIT_MEMO) return creditKind(type);
  const kind = invoiceKind(type);
  return kind === 'DEBIT_MEMO' || kind === 'FINANCE_CHARGE' ? kind : 'INVOICE';
}
