import { daysBefore, NO_DATE, TODAY } from './calendar.js';
import type { CompanyFiles } from './company-files.js';
import { fixedText, ONE } from './fixed-point.js';

const YEARS = 10;
const INVOICES_A_YEAR = 1_000;
const CENT = ONE / 100;
/** Each payment pays this many invoices, 30 days after the last of them. */
const INVOICES_A_PAYMENT = 4;
const PAID_AFTER_DAYS = 30;
/** What is younger is among the open documents. */
const HISTORY_ENDS_DAYS_AGO = 200;

interface PayingAccount {
  readonly number: string;
  readonly parent: string;
  readonly index: number;
}

/** Ten years of paid invoices (RM30101) with their payments, and what was applied to what (RM30201): 10,000 invoices of one account. */
export function writePaidHistory(files: CompanyFiles, account: PayingAccount): void {
  const customer = { CUSTNMBR: account.number, CPRCSTNM: account.parent || account.number };
  const numberOf = (code: string, nth: number) =>
    `${code}${String(account.index + 1).padStart(6, '0')}${String(nth).padStart(5, '0')}`;
  const days = (YEARS * 365) / (YEARS * INVOICES_A_YEAR);
  let paid = 0;
  for (let nth = 1; nth <= YEARS * INVOICES_A_YEAR; nth++) {
    const date = daysBefore(TODAY, HISTORY_ENDS_DAYS_AGO + Math.floor((YEARS * INVOICES_A_YEAR - nth) * days));
    const amount = (20_00 + ((nth * 7_919) % 480_000)) * CENT;
    const invoice = numberOf('OLD', nth);
    const payment = numberOf('PAID', Math.ceil(nth / INVOICES_A_PAYMENT));
    paid += amount;
    document(1, invoice, date, amount, daysBefore(date, -PAID_AFTER_DAYS), 'Invoice');
    const paidOn = daysBefore(
      TODAY,
      HISTORY_ENDS_DAYS_AGO +
        Math.floor((YEARS * INVOICES_A_YEAR - Math.ceil(nth / INVOICES_A_PAYMENT) * INVOICES_A_PAYMENT) * days) -
        PAID_AFTER_DAYS,
    );
    files.write('RM30201', {
      ...customer,
      DATE1: paidOn,
      GLPOSTDT: paidOn,
      POSTED: 1,
      APTODCNM: invoice,
      APTODCTY: 1,
      APFRDCNM: payment,
      APFRDCTY: 9,
      APPTOAMT: fixedText(amount),
      ORAPTOAM: fixedText(amount),
    });
    if (nth % INVOICES_A_PAYMENT !== 0) continue;
    document(9, payment, paidOn, paid, NO_DATE, 'Payment');
    paid = 0;
  }

  function document(type: number, number: string, date: string, amount: number, due: string, description: string): void {
    files.write('RM30101', {
      ...customer,
      DOCNUMBR: number,
      RMDTYPAL: type,
      DOCDATE: date,
      DUEDATE: due,
      POSTDATE: date,
      GLPOSTDT: date,
      ORTRXAMT: fixedText(amount),
      CURTRXAM: '0',
      SLSAMNT: fixedText(type === 1 ? amount : 0),
      TRXDSCRN: description,
    });
  }
}
