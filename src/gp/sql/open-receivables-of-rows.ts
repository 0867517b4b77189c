import { ageing, asDocumentNumber, type OpenReceivables } from '../../receivables/index.js';
import type { CalendarDate } from '../../values/calendar-date.js';
import { decimalString, Exact, ZERO } from '../../values/exact.js';
import { type AccountNumber, asAccountNumber } from '../../values/identifiers.js';
import { calendarDate, decimal, flag, whole } from './decode.js';
import { documentDate } from './document-date.js';
import { groupBy } from './group.js';
import type { openReceivablesQuery } from './receivables.query.js';
import type { TextRows } from './together.js';

type BalanceRows = TextRows<ReturnType<typeof openReceivablesQuery>['parts']>;

/** What each account of the rows owes. */
export function openReceivablesOf(rows: BalanceRows, today: CalendarDate): (readonly [AccountNumber, OpenReceivables])[] {
  const open = groupBy(rows.open, (row) => row.CUSTNMBR);
  const receipts = new Map(rows.receipts.map((row) => [row.CUSTNMBR, row.amount]));
  const payments = groupBy([...rows.lastOpen, ...rows.lastInHistory], (row) => row.CUSTNMBR);
  const [setup] = rows.setup;
  const used = whole(setup?.AGPERUSD ?? '');
  const periods = rows.period
    .filter(({ INDEX1 }) => used === 0 || whole(INDEX1) <= used)
    .toSorted((one, other) => whole(one.INDEX1) - whole(other.INDEX1))
    .map(({ RMPERDSC, RMPEREND }) => ({ name: RMPERDSC, lastDay: whole(RMPEREND) }));
  return rows.customer.map(({ CUSTNMBR, BALNCTYP }) => {
    const amounts = (open.get(CUSTNMBR) ?? []).map((row) => ({
      amount: new Exact(decimal(row.amount)),
      pastDue: decimal(row.pastDue),
      isCredit: flag(row.credit),
      date: calendarDate(row.aged) ?? today,
    }));
    const sum = (some: readonly { readonly amount: Exact }[]) => some.reduce((total, { amount }) => total.plus(amount), ZERO);
    const [last] = (payments.get(CUSTNMBR) ?? []).toSorted((one, other) =>
      `${one.date} ${one.DOCNUMBR}` > `${other.date} ${other.DOCNUMBR}` ? -1 : 1,
    );
    const setupOfAgeing = { periods, agesCredits: flag(setup?.AGEUNAPPLDCR ?? ''), carriesForward: flag(BALNCTYP) };
    return [
      asAccountNumber(CUSTNMBR),
      {
        balance: decimalString(sum(amounts)),
        pastDue: decimalString(amounts.reduce((total, { pastDue }) => total.plus(pastDue), ZERO)),
        unappliedCredits: decimalString(sum(amounts.filter(({ isCredit }) => isCredit)).negated()),
        unposted: decimal(receipts.get(CUSTNMBR) ?? ''),
        ageing: ageing(amounts, setupOfAgeing, today),
        lastPayment: last
          ? {
              number: asDocumentNumber(last.DOCNUMBR),
              date: documentDate(last.date, last.DOCNUMBR),
              amount: decimal(last.ORTRXAMT),
            }
          : null,
      },
    ] as const;
  });
}
