import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { DocumentNumber, InvoicePageAsk, InvoiceStatus } from '../../receivables/index.js';
import type { CalendarDate } from '../../values/calendar-date.js';
import { dateAsText } from './as-text.js';
import type { GpTables } from './gp-tables.js';
import { charKey, charKeys, KEY_LENGTH } from './keys.js';
import { dateKey, FIRST_DATE, LAST_DATE } from './order.query.js';
import { INVOICE } from './order-status.js';
import { billedDocuments, postedDocuments, taxesByDetail } from './posted-document.query.js';
import { RM_INVOICE, RM_WARRANTY, typeOfInvoice } from './receivables-types.js';
import { lineCommentQuery, linesQuery, trackingQuery } from './sales-document.query.js';
import { Together } from './together.js';

/** Parameters for each number in the query of invoices. */
export const INVOICE_PARAMETERS = 11;

const isOwed = (alias: string) =>
  sql<boolean>`${sql.ref(`${alias}.RMDTYPAL`)} between ${sql.lit(RM_INVOICE)} and ${sql.lit(RM_WARRANTY)}`;

/**
 * Whole invoices of any kind and account by their numbers: receivables (RM20101, RM30101) with the amounts in their own currency
 * (MC020102), the sales documents of invoices (SOP10100 and SOP10200, SOP30200 and SOP30300, SOP10202) with their taxes by detail
 * (SOP10105) and tracking numbers (SOP10107), and what was applied (RM20201, RM30201). A document that GP is moving comes twice.
 */
export function invoicesQuery(db: Kysely<GpTables>, numbers: readonly DocumentNumber[]) {
  const keys = charKeys(numbers, KEY_LENGTH.document);
  const applied = (table: 'RM20201' | 'RM30201') =>
    db
      .selectFrom(table)
      .where(
        'APTODCTY',
        'in',
        [1, 2, 3, 4, 5, 6].map((type) => sql.lit(type)),
      )
      .where('APTODCNM', 'in', keys)
      .select(['APTODCNM', 'APTODCTY', 'APFRDCNM', 'APFRDCTY', 'APPTOAMT', 'ORAPTOAM', dateAsText('DATE1').as('date')]);
  return new Together(
    {
      open: postedDocuments(db, 'RM20101', isOwed('d'), keys),
      history: postedDocuments(db, 'RM30101', isOwed('d'), keys),
      salesInWork: billedDocuments(db, 'SOP10100', INVOICE, keys),
      salesInHistory: billedDocuments(db, 'SOP30200', INVOICE, keys),
      lineInWork: linesQuery(db, 'SOP10200', INVOICE, keys),
      lineInHistory: linesQuery(db, 'SOP30300', INVOICE, keys),
      lineComment: lineCommentQuery(db, INVOICE, keys),
      tax: taxesByDetail(db, INVOICE, keys),
      tracking: trackingQuery(db, INVOICE, keys),
      appliedOpen: applied('RM20201'),
      appliedInHistory: applied('RM30201'),
    },
    ['CMMTTEXT'],
  );
}

/**
 * The places of one page of invoices, and of one more where there is one: the latest of receivables, open and in history, of
 * sales' invoices that are not posted, and of those that were voided before they were posted. Whatever the filter, the statement
 * has one text.
 */
export function invoicePageQuery(db: Kysely<GpTables>, ask: InvoicePageAsk, today: CalendarDate) {
  const { filter, accountNumber, first, after } = ask;
  const customer = charKey(accountNumber, KEY_LENGTH.customer);
  const before = dateKey(after?.date ?? LAST_DATE);
  const number = charKey(after?.number ?? '', KEY_LENGTH.document);
  const afterType = after ? typeOfInvoice(after.kind) : 0;
  const wants = (...some: readonly InvoiceStatus[]) => {
    const is = filter.statuses.length === 0 || some.some((each) => filter.statuses.includes(each));
    return sql<boolean>`${is ? 1 : 0} = 1`;
  };
  const latest = (table: string, columns: Columns, conditions: readonly RawBuilder<unknown>[]) => {
    const [documentNumber, type] = [sql.ref(`d.${columns.number}`), columns.type];
    const all = [
      sql`d."CUSTNMBR" = ${customer}`,
      sql`d."DOCDATE" >= ${dateKey(filter.from ?? FIRST_DATE)}`,
      sql`d."DOCDATE" <= ${dateKey(filter.to ?? LAST_DATE)}`,
      // This condition follows from the next one, but only this one lets an index find the place to go on from.
      sql`d."DOCDATE" <= ${before}`,
      sql`(d."DOCDATE" < ${before} or ${documentNumber} < ${number} or ${documentNumber} = ${number} and ${type} < ${afterType})`,
      ...conditions,
    ];
    return sql`select * from (select ${documentNumber} as "DOCNUMBR", ${type} as "RMDTYPAL", d."DOCDATE" from ${sql.table(table)} as d
      where ${sql.join(all, sql` and `)}
      order by d."DOCDATE" desc, ${documentNumber} desc${columns.sorted} offset 0 rows fetch next ${first + 1} rows only) as ${sql.id(table)}`;
  };
  const due = sql`case when d."DUEDATE" = cast('19000101' as datetime) then d."DOCDATE" else d."DUEDATE" end`;
  const openNow = sql`d."VOIDSTTS" = 0 and d."CURTRXAM" <> 0`;
  const receivable: Columns = { number: 'DOCNUMBR', type: sql`d."RMDTYPAL"`, sorted: sql`, d."RMDTYPAL" desc` };
  const sale: Columns = { number: 'SOPNUMBE', type: sql.lit(RM_INVOICE), sorted: sql`` };
  const documents = sql<{ DOCNUMBR: string; RMDTYPAL: number; DOCDATE: Date }>`(${sql.join(
    [
      latest('RM20101', receivable, [
        isOwed('d'),
        sql`(${wants('OPEN')} and ${openNow} and ${due} >= ${dateKey(today)}
          or ${wants('PAST_DUE')} and ${openNow} and ${due} < ${dateKey(today)}
          or ${wants('PAID')} and d."VOIDSTTS" = 0 and d."CURTRXAM" = 0
          or ${wants('VOIDED')} and d."VOIDSTTS" = 1)`,
      ]),
      latest('RM30101', receivable, [
        isOwed('d'),
        sql`(${wants('PAID')} and d."VOIDSTTS" = 0 or ${wants('VOIDED')} and d."VOIDSTTS" = 1)`,
        notIn('RM20101', sql`d."RMDTYPAL"`, sql`d."DOCNUMBR"`),
      ]),
      latest('SOP10100', sale, [
        sql`d."SOPTYPE" = ${sql.lit(INVOICE)}`,
        sql`d."VOIDSTTS" = 0`,
        wants('UNPOSTED'),
        ...notPosted(),
      ]),
      latest('SOP30200', sale, [sql`d."SOPTYPE" = ${sql.lit(INVOICE)}`, sql`d."VOIDSTTS" = 1`, wants('VOIDED'), ...notPosted()]),
    ],
    sql` union all `,
  )})`;
  return db
    .selectFrom(documents.as('p'))
    .select(['p.DOCNUMBR', 'p.RMDTYPAL', dateAsText('p.DOCDATE').as('date')])
    .orderBy('p.DOCDATE', 'desc')
    .orderBy('p.DOCNUMBR', 'desc')
    .orderBy('p.RMDTYPAL', 'desc')
    .offset(0)
    .fetch(first + 1);
}

interface Columns {
  readonly number: 'DOCNUMBR' | 'SOPNUMBE';
  readonly type: RawBuilder<unknown>;
  readonly sorted: RawBuilder<unknown>;
}

/** Whether a sales invoice "d" is not among receivables yet: while GP posts it, it can be read in both tables. */
function notPosted(): RawBuilder<boolean>[] {
  return (['RM20101', 'RM30101'] as const).map((table) => notIn(table, sql.lit(RM_INVOICE), sql`d."SOPNUMBE"`));
}

export function notIn(table: 'RM20101' | 'RM30101', type: RawBuilder<unknown>, number: RawBuilder<unknown>): RawBuilder<boolean> {
  return sql<boolean>`not exists (select 1 from ${sql.table(table)} as o where o."RMDTYPAL" = ${type} and o."DOCNUMBR" = ${number})`;
}
