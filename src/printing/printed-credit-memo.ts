import { orderLineOf } from '../ordering/index.js';
import { type CreditMemo, inCurrency, type Shown } from '../receivables/index.js';
import { decimalString, Exact } from '../values/exact.js';
import type { Addressee } from './addressee.js';
import type { PrintedDocument } from './printed-document.js';
import { negative, sumsOf, tableOfLines } from './printed-lines.js';

/** A credit memo or a return. It has the lines of its sales document, or what was noted on it where it has none. */
export function printedCreditMemo(memo: Shown<CreditMemo>, { name, billTo }: Addressee): PrintedDocument {
  const { shown, isVoided } = memo;
  const amount = (value: string) => inCurrency(shown)(value).amount;
  const applied = decimalString(new Exact(memo.total).minus(memo.unapplied));
  return {
    kind: 'creditMemo',
    title: memo.kind === 'RETURN' ? 'return' : 'creditMemo',
    number: memo.number,
    currency: shown.code,
    decimals: shown.decimals,
    facts: [
      { label: 'number', text: memo.number },
      { label: 'account', text: memo.accountNumber },
      { label: 'date', date: memo.date },
      { label: 'purchaseOrder', text: memo.purchaseOrderNumber ?? '' },
      { label: 'description', text: memo.description ?? '' },
    ],
    addresses: [{ label: 'billTo', lines: [name, ...billTo] }],
    table: tableOfLines(memo.lines.map((line) => orderLineOf(line, shown))),
    sums: sumsOf([
      ['subtotal', amount(memo.subtotal)],
      ['discount', negative(amount(memo.discount))],
      ['freight', amount(memo.freight)],
      ['miscellaneous', amount(memo.miscellaneous)],
      ['tax', amount(memo.tax)],
      ['total', amount(memo.total)],
      ...(isVoided
        ? []
        : ([
            ['applied', negative(amount(applied))],
            ['unapplied', amount(memo.unapplied)],
          ] as const)),
    ]),
    taxes: memo.taxes.map((tax) => ({ detail: tax.description ?? tax.detail, amount: amount(tax.amount) })),
    payments: memo.appliedTo.map((each) => ({ number: each.number, date: each.date, amount: amount(each.amount) })),
    mark: isVoided ? 'void' : null,
  };
}
