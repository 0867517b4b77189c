import type { Currency } from '../account/index.js';
import type { DocumentKind, StatementContent } from '../receivables/index.js';
import type { AccountNumber } from '../values/identifiers.js';
import type { Addressee } from './addressee.js';
import type { PrintedDocument } from './printed-document.js';

export interface PrintedPeriod {
  readonly accountNumber: AccountNumber;
  readonly from: string;
  readonly to: string;
}

export function printedStatement(
  { openingBalance, entries, closingBalance, currency }: StatementContent & { readonly currency: Currency },
  { accountNumber, from, to }: PrintedPeriod,
  { name, billTo }: Addressee,
  words: Readonly<Record<DocumentKind, string>>,
): PrintedDocument {
  return {
    kind: 'statement',
    number: accountNumber,
    currency: currency.code,
    decimals: currency.decimals,
    facts: [
      { label: 'account', text: accountNumber },
      { label: 'from', date: from },
      { label: 'to', date: to },
    ],
    addresses: [{ label: 'billTo', lines: [name, ...billTo] }],
    table: {
      rows: entries.map(({ date, kind, number, amount, balance }) => ({
        date,
        kind: words[kind],
        document: number,
        amount,
        balance,
      })),
      carried: { field: 'balance', as: 'last' },
      carriedFrom: openingBalance,
      opening: 'openingBalance',
    },
    sums: [{ label: 'closingBalance', amount: closingBalance }],
    taxes: [],
    payments: [],
    mark: null,
  };
}
