import type { InvoiceKind, InvoiceView } from '../receivables/index.js';
import { decimalString, decimalsIn, ZERO } from '../values/exact.js';
import type { Addressee } from './addressee.js';
import type { PrintedDocument, PrintedMark, PrintedTitle } from './printed-document.js';
import { negative, sumsOf, tableOfLines } from './printed-lines.js';

const MARKS: Partial<Record<InvoiceView['status'], PrintedMark>> = { VOIDED: 'void', PAID: 'paid', UNPOSTED: 'unposted' };

const TITLES: Readonly<Record<InvoiceKind, PrintedTitle>> = {
  INVOICE: 'invoice',
  SCHEDULED_PAYMENT: 'scheduledPayment',
  DEBIT_MEMO: 'debitMemo',
  FINANCE_CHARGE: 'financeCharge',
  SERVICE: 'service',
  WARRANTY: 'warranty',
};

/** An invoice, or what else is owed for. */
export function printedInvoice(view: InvoiceView, { name, billTo, terms }: Addressee): PrintedDocument {
  const { invoice, lines, total, balance, termsDiscount } = view;
  const paid = invoice.applied.reduce((sum, { amount }) => sum.plus(amount), ZERO);
  const isVoid = view.status === 'VOIDED';
  return {
    kind: 'invoice',
    title: TITLES[invoice.kind],
    number: view.number,
    currency: total.currency,
    decimals: decimalsIn(total.amount),
    facts: [
      { label: 'number', text: view.number },
      { label: 'account', text: invoice.accountNumber },
      { label: 'date', date: view.date },
      ...(view.dueDate === null ? [] : [{ label: 'dueDate', date: view.dueDate } as const]),
      { label: 'order', text: view.orderNumber ?? '' },
      { label: 'purchaseOrder', text: view.purchaseOrderNumber ?? '' },
      { label: 'terms', text: terms ?? '' },
      ...(termsDiscount === null
        ? []
        : [{ label: 'termsDiscount', date: termsDiscount.until, amount: termsDiscount.amount.amount } as const]),
    ],
    addresses: [{ label: 'billTo', lines: [name, ...billTo] }],
    table: tableOfLines(lines),
    sums: sumsOf([
      ['subtotal', view.subtotal.amount],
      ['discount', negative(view.discount.amount)],
      ['freight', view.freight.amount],
      ['miscellaneous', view.miscellaneous.amount],
      ['tax', view.tax.amount],
      ['total', total.amount],
      ...(isVoid
        ? []
        : ([
            ['paid', negative(decimalString(paid))],
            ['discountTaken', negative(invoice.discountTaken)],
            ['writtenOff', negative(invoice.writtenOff)],
            ['balanceDue', balance.amount],
          ] as const)),
    ]),
    taxes: view.taxes.map(({ detail, description, amount }) => ({ detail: description ?? detail, amount: amount.amount })),
    payments: view.payments.map(({ paymentNumber, date, amount }) => ({ number: paymentNumber, date, amount: amount.amount })),
    mark: MARKS[view.status] ?? null,
  };
}
