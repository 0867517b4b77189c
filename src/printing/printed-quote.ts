import type { QuoteView } from '../quotes/index.js';
import { decimalsIn } from '../values/exact.js';
import type { Addressee } from './addressee.js';
import type { PrintedDocument } from './printed-document.js';
import { negative, sumsOf, tableOfLines } from './printed-lines.js';

export function printedQuote(view: QuoteView, { name, billTo, terms }: Addressee): PrintedDocument {
  const { quote, total } = view;
  const isRequest = view.status === 'REQUESTED';
  return {
    kind: 'quote',
    ...(isRequest && { title: 'quoteRequest' }),
    number: view.number,
    currency: total.currency,
    decimals: decimalsIn(total.amount),
    facts: [
      { label: 'number', text: view.number },
      { label: 'account', text: quote.accountNumber },
      { label: 'date', date: view.date },
      // Its prices are not promised: the sales staff have not looked at it yet.
      ...(isRequest || view.expires === null ? [] : [{ label: 'expires', date: view.expires } as const]),
      { label: 'order', text: view.orderNumber ?? '' },
      { label: 'terms', text: terms ?? '' },
    ],
    addresses: [{ label: 'billTo', lines: [name, ...billTo] }],
    table: tableOfLines(view.lines),
    sums: sumsOf([
      ['subtotal', view.subtotal.amount],
      ['discount', negative(view.discount.amount)],
      ['freight', view.freight.amount],
      ['miscellaneous', view.miscellaneous.amount],
      ['tax', view.tax.amount],
      ['total', total.amount],
    ]),
    taxes: [],
    payments: [],
    mark: isRequest ? 'request' : view.status === 'WITHDRAWN' ? 'void' : null,
  };
}
