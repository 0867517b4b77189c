import { type AppliedTo, asDocumentNumber, type CreditMemo } from '../../receivables/index.js';
import { decimalString, ZERO } from '../../values/exact.js';
import { asAccountNumber } from '../../values/identifiers.js';
import { type ApplicationRow, appliedAmount, byDate, eachOnce } from './applications.js';
import { ownAmounts, type PostedRow, postedContent, salesOf } from './billed-document.js';
import type { creditMemosQuery } from './credit-memo.query.js';
import { flag, textOrNull, whole } from './decode.js';
import { documentDate } from './document-date.js';
import { groupBy } from './group.js';
import { creditKind, invoiceKind, RM_RETURN } from './receivables-types.js';
import type { TextRows } from './together.js';

type CreditMemoRows = TextRows<ReturnType<typeof creditMemosQuery>['parts']>;

/** The credit memos and returns of the rows of `creditMemosQuery`, in any order. */
export function creditMemosOf(rows: CreditMemoRows): CreditMemo[] {
  const keyOf = (type: string, number: string) => `${type} ${number}`;
  // While GP moves a document to history, it can be read in both tables: the open one counts.
  const documents = new Map([...rows.history, ...rows.open].map((row) => [keyOf(row.RMDTYPAL, row.DOCNUMBR), row]));
  const applied = groupBy(eachOnce([...rows.appliedInHistory, ...rows.appliedOpen]), (row) => keyOf(row.APFRDCTY, row.APFRDCNM));
  const saleOf = salesOf({ ...rows, salesInWork: [], lineInWork: [] });
  return [...documents.entries()].map(([key, row]) => {
    const ofSales = whole(row.RMDTYPAL) === RM_RETURN ? saleOf(row.DOCNUMBR, true) : undefined;
    const isOfCustomer = ofSales?.sale.CUSTNMBR === row.CUSTNMBR;
    return creditMemoOf(row, isOfCustomer ? ofSales : undefined, applied.get(key) ?? []);
  });
}

function creditMemoOf(
  row: PostedRow,
  ofSales: Parameters<typeof postedContent>[1],
  applied: readonly ApplicationRow[],
): CreditMemo {
  const number = asDocumentNumber(row.DOCNUMBR);
  const kind = creditKind(whole(row.RMDTYPAL));
  if (kind === 'PAYMENT') throw new TypeError(`GP's document ${number} is no credit memo`);
  const isVoided = flag(row.VOIDSTTS);
  return {
    number,
    kind,
    accountNumber: asAccountNumber(row.CUSTNMBR),
    date: documentDate(row.date, number),
    description: textOrNull(row.TRXDSCRN),
    isVoided,
    ...postedContent(row, ofSales),
    unapplied: decimalString(isVoided ? ZERO : ownAmounts(row)(row.CURTRXAM, row.ORCTRXAM)),
    appliedTo: applied.map((each) => appliedTo(each, row.CURNCYID !== '')).toSorted(byDate),
  };
}

function appliedTo(row: ApplicationRow, inOwnCurrency: boolean): AppliedTo {
  const number = asDocumentNumber(row.APTODCNM);
  return {
    number,
    kind: invoiceKind(whole(row.APTODCTY)),
    date: documentDate(row.date, number),
    amount: appliedAmount(row, inOwnCurrency),
  };
}
