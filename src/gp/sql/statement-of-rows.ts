import { asDocumentNumber, type Movement, type StatementMovements } from '../../receivables/index.js';
import { decimalString, Exact, ZERO } from '../../values/exact.js';
import { decimal, whole } from './decode.js';
import { documentDate } from './document-date.js';
import type { statementQuery } from './receivables.query.js';
import { creditKind, documentKind } from './receivables-types.js';
import type { TextRows } from './together.js';

type StatementRows = TextRows<ReturnType<typeof statementQuery>['parts']>;

export const NOTHING_MOVED: StatementMovements = { balanceNow: decimal('0'), movedSince: decimal('0'), movements: [] };

export function movementsOf(rows: StatementRows): StatementMovements {
  const sum = (...parts: readonly (readonly { readonly amount: string }[])[]) =>
    decimalString(parts.flat().reduce((total, { amount }) => total.plus(decimal(amount)), ZERO));
  const documents = [...rows.open, ...rows.history, ...rows.receipts].map((row): Movement => {
    const type = whole(row.RMDTYPAL);
    const [kind, number] = [documentKind(type), asDocumentNumber(row.DOCNUMBR)];
    const amount = new Exact(decimal(row.ORTRXAMT));
    return {
      kind,
      number,
      date: documentDate(row.date, number),
      amount: decimalString(isOwed(kind) ? amount : amount.negated()),
    };
  });
  const applied = [...rows.appliedOpen, ...rows.appliedInHistory].map((row): Movement => {
    const number = asDocumentNumber(row.APFRDCNM);
    return {
      kind: creditKind(whole(row.APFRDCTY)),
      number,
      date: documentDate(row.date, number),
      amount: decimal(row.amount),
    };
  });
  return {
    balanceNow: sum(rows.now, rows.receiptsNow),
    movedSince: sum(rows.openSince, rows.historySince, rows.receiptsSince, rows.appliedOpenSince, rows.appliedInHistorySince),
    movements: [...documents, ...applied],
  };
}

function isOwed(kind: Movement['kind']): boolean {
  return kind === 'INVOICE' || kind === 'DEBIT_MEMO' || kind === 'FINANCE_CHARGE';
}
