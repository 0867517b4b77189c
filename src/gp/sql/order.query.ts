import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { OrderFilter, OrderNumber, OrderPageAsk, OrderStatus } from '../../ordering/index.js';
import type { CalendarDate } from '../../values/calendar-date.js';
import type { AccountNumber } from '../../values/identifiers.js';
import { dateAsText } from './as-text.js';
import type { GpTables } from './gp-tables.js';
import { charKey, charKeys, filledUp, KEY_LENGTH } from './keys.js';
import { BACK_ORDER, FULFILMENT_ORDER, INVOICE, ORDER } from './order-status.js';
import { commentQuery, headsQuery, lineCommentQuery, linesQuery, SHIP_TO, trackingQuery } from './sales-document.query.js';
import { Together } from './together.js';

/** Parameters for each order in the query of orders. */
export const ORDER_PARAMETERS = 18;

/** An order with the keys by which the documents that came from it are found. */
export interface OrderPlace {
  readonly number: OrderNumber;
  readonly accountNumber: AccountNumber;
  /** A number shared by all documents that come from each other, where GP tracks it (SOP40100.TRMSTNUM); 0 for none. */
  readonly masterNumber: number;
  readonly tracked: boolean;
}

export const tracked = sql<number | null>`(select max(s."TRMSTNUM") from "SOP40100" as s)`;

/** The places of orders. An order that is being moved to history comes twice. */
export function orderPlacesQuery(db: Kysely<GpTables>, numbers: readonly OrderNumber[]) {
  const places = (table: 'SOP10100' | 'SOP30200') =>
    db
      .selectFrom(table)
      .where('SOPTYPE', '=', ORDER)
      .where('SOPNUMBE', 'in', charKeys(numbers, KEY_LENGTH.document))
      .select(['SOPNUMBE', 'CUSTNMBR', 'MSTRNUMB', tracked.as('tracked')]);
  return places('SOP10100').unionAll(places('SOP30200'));
}

/**
 * Whole orders: headers and lines, in work (SOP10100, SOP10200) and in history (SOP30200, SOP30300), user-defined fields
 * (SOP10106), comments (SOP10106, SOP10202), notes (SY03900) and holds (SOP10104). Also the lines of the documents that may
 * have come from the orders. A document that is being moved to history comes twice.
 * @param places of orders that all have a master number, or that all have none
 */
export function ordersQuery(db: Kysely<GpTables>, places: readonly OrderPlace[]) {
  const keys = charKeys(
    places.map(({ number }) => number),
    KEY_LENGTH.document,
  );
  const related = relatedTo(places);
  const relatives = (table: 'SOP10100' | 'SOP30200', lines: 'SOP10200' | 'SOP30300') =>
    db
      .selectFrom(`${table} as d`)
      .leftJoin(`${lines} as l`, (join) =>
        join.onRef('l.SOPNUMBE', '=', 'd.SOPNUMBE').onRef('l.SOPTYPE', '=', 'd.SOPTYPE').on('l.CMPNTSEQ', '=', 0),
      )
      .where('d.SOPTYPE', 'in', [INVOICE, BACK_ORDER, FULFILMENT_ORDER])
      .where('d.VOIDSTTS', '=', 0)
      .where(related)
      .select([
        'd.SOPTYPE',
        'd.SOPNUMBE',
        'd.ORIGTYPE',
        'd.ORIGNUMB',
        (table === 'SOP10100' ? stepOf(db) : sql<number>`d."SOPSTATUS"`).as('SOPSTATUS'),
        'l.LNITMSEQ',
        'l.ORGSEQNM',
        'l.QUANTITY',
        'l.QTYCANCE',
        'l.QTYPRINV',
        'l.QTYFULFI',
        'l.QTYREMAI',
        'l.QTYTBAOR',
        heldAs('held'),
        'l.ITEMNMBR',
        'l.LOCNCODE',
        'l.DROPSHIP',
        'd.PHNUMBR1',
        dateAsText('d.DOCDATE').as('date'),
        dateAsText('d.ACTLSHIP').as('shipped'),
        ...SHIP_TO.map((column) => `d.${column}` as const),
      ]);
  /** Tracking numbers of the documents that goods leave on. */
  const tracking = (table: 'SOP10100' | 'SOP30200') =>
    db
      .selectFrom(`${table} as d`)
      .innerJoin('SOP10107 as t', (join) => join.onRef('t.SOPNUMBE', '=', 'd.SOPNUMBE').onRef('t.SOPTYPE', '=', 'd.SOPTYPE'))
      .where('d.SOPTYPE', 'in', [INVOICE, FULFILMENT_ORDER])
      .where('d.VOIDSTTS', '=', 0)
      .where(related)
      .select(['d.SOPTYPE', 'd.SOPNUMBE', 't.Tracking_Number']);
  const notes = (table: 'SOP10100' | 'SOP30200') =>
    db
      .selectFrom(`${table} as d`)
      .innerJoin('SY03900 as n', 'n.NOTEINDX', 'd.NOTEINDX')
      .where('d.SOPTYPE', '=', ORDER)
      .where('d.SOPNUMBE', 'in', keys)
      .select(['d.SOPNUMBE', 'n.TXTFIELD']);
  return new Together(
    {
      inWork: headsQuery(db, 'SOP10100', ORDER, keys),
      inHistory: headsQuery(db, 'SOP30200', ORDER, keys),
      lineInWork: linesQuery(db, 'SOP10200', ORDER, keys),
      lineInHistory: linesQuery(db, 'SOP30300', ORDER, keys),
      fields: commentQuery(db, ORDER, keys),
      lineComment: lineCommentQuery(db, ORDER, keys),
      noteInWork: notes('SOP10100'),
      noteInHistory: notes('SOP30200'),
      hold: db
        .selectFrom('SOP10104')
        .where('SOPTYPE', '=', ORDER)
        .where('SOPNUMBE', 'in', keys)
        .where('DELETE1', '=', 0)
        .select('SOPNUMBE'),
      relatedInWork: relatives('SOP10100', 'SOP10200'),
      relatedInHistory: relatives('SOP30200', 'SOP30300'),
      trackingOfOrder: trackingQuery(db, ORDER, keys),
      trackingInWork: tracking('SOP10100'),
      trackingInHistory: tracking('SOP30200'),
    },
    ['CMMTTEXT', 'TXTFIELD'],
  );
}

/** SOPSTATUS of a document that has not entered the fulfilment workflow. */
const NEW_STEP = 1;

/**
 * The step of the fulfilment workflow of a document in work; 0 without it. GP writes NEW_STEP on every new document, also where the workflow
 * is off for the documents of this ID (SOP40200.WORKFLOWENABLED). Only the workflow itself takes a document on from there.
 */
function stepOf(db: Kysely<GpTables>) {
  const inWorkflow = db
    .selectFrom('SOP40200 as w')
    .where(sql<boolean>`w."SOPTYPE" = d."SOPTYPE" and w."DOCID" = d."DOCID"`)
    .where('w.WORKFLOWENABLED', '=', sql.lit(1))
    .select('w.DOCID');
  return sql<number>`case when d."SOPSTATUS" = ${sql.lit(NEW_STEP)} and not exists ${inWorkflow} then 0 else d."SOPSTATUS" end`;
}

function heldAs(name: 'held') {
  return sql<number>`case when exists (select 1 from "SOP10104" as b where b."SOPTYPE" = d."SOPTYPE" and b."SOPNUMBE" = d."SOPNUMBE"
    and b."DELETE1" = 0) then 1 else 0 end`.as(name);
}

/** Whether the documents that came from an order are found by its master number. */
export function hasMasterNumber({ tracked, masterNumber }: Pick<OrderPlace, 'tracked' | 'masterNumber'>): boolean {
  return tracked && masterNumber !== 0;
}

/**
 * A condition on documents "d" that includes all that came from the orders. GP has no index on a document's origin. So the
 * documents are found by the master number, or, where there is none, among all documents of the customer.
 */
function relatedTo(places: readonly OrderPlace[]): RawBuilder<boolean> {
  if (places.every(hasMasterNumber)) {
    return sql<boolean>`d."MSTRNUMB" in (${sql.join(filledUp(places.map(({ masterNumber }) => masterNumber)))})`;
  }
  // The same customer comes once an order: the count of different ones would make one more text.
  const customers = charKeys(
    places.map(({ accountNumber }) => accountNumber),
    KEY_LENGTH.customer,
  );
  const numbers = charKeys(
    places.map(({ number }) => number),
    KEY_LENGTH.document,
  );
  return sql<boolean>`(d."CUSTNMBR" in (${sql.join(customers)}) and (d."ORIGTYPE" = ${sql.lit(ORDER)} and d."ORIGNUMB" in (${sql.join(numbers)})
      or d."ORIGTYPE" > ${sql.lit(ORDER)}))`;
}

/**
 * The numbers and dates of one page of orders, and of one order more where there is one. With a filter by status, they are
 * orders that may have such a status: an exact status depends on too many rows to be computed for all orders of an account.
 * Whatever the filter, the statement has one of four texts (see formOf).
 */
export function orderPageQuery(db: Kysely<GpTables>, ask: OrderPageAsk) {
  const newest = (table: 'SOP10100' | 'SOP30200', lines: 'SOP10200' | 'SOP30300') =>
    sql`select * from (select listed."SOPNUMBE", listed."DOCDATE", listed."MSTRNUMB" from ${sql.table(table)} as listed
      where ${sql.join(conditions(ask, table, lines), sql` and `)}
      order by listed."DOCDATE" desc, listed."SOPNUMBE" desc offset 0 rows fetch next ${ask.first + 1} rows only) as ${sql.id(table)}`;
  const documents = sql<{ SOPNUMBE: string; DOCDATE: Date; MSTRNUMB: number }>`(${newest('SOP10100', 'SOP10200')}
    union all ${newest('SOP30200', 'SOP30300')})`;
  return db
    .selectFrom(documents.as('p'))
    .select(['p.SOPNUMBE', 'p.MSTRNUMB', dateAsText('p.DOCDATE').as('date'), tracked.as('tracked')])
    .orderBy('p.DOCDATE', 'desc')
    .orderBy('p.SOPNUMBE', 'desc')
    .offset(0)
    .fetch(ask.first + 1);
}

/**
 * The form of the statement: all orders; those that are not finished, which are few and in work or have documents in work;
 * those of any statuses; those with a purchase order, a reference or an item as well. A condition that was not asked for is
 * switched off by a parameter.
 */
function formOf({
  statuses,
  purchaseOrderNumber,
  reference,
  sku,
}: OrderFilter): 'all' | 'unfinished' | 'ofStatuses' | 'searched' {
  if (purchaseOrderNumber !== null || reference !== null || sku !== null) return 'searched';
  if (statuses.length === 0) return 'all';
  return statuses.every((status) => UNFINISHED.includes(status)) ? 'unfinished' : 'ofStatuses';
}

const UNFINISHED: readonly OrderStatus[] = ['OPEN', 'ON_HOLD', 'SHIPPED', 'PARTIALLY_SHIPPED'];

function conditions(
  { accountNumber, filter, after }: OrderPageAsk,
  table: 'SOP10100' | 'SOP30200',
  lines: 'SOP10200' | 'SOP30300',
): RawBuilder<unknown>[] {
  const { from, to, purchaseOrderNumber, reference, sku } = filter;
  const form = formOf(filter);
  const before = dateKey(after?.date ?? LAST_DATE);
  const found = [
    sql`listed."SOPTYPE" = ${sql.lit(ORDER)}`,
    sql`listed."CUSTNMBR" = ${charKey(accountNumber, KEY_LENGTH.customer)}`,
    ...(table === 'SOP30200' ? [notInWork('listed')] : []),
    sql`listed."DOCDATE" >= ${dateKey(from ?? FIRST_DATE)}`,
    sql`listed."DOCDATE" <= ${dateKey(to ?? LAST_DATE)}`,
    // This condition follows from the next one, but only this one lets an index find the place to go on from.
    sql`listed."DOCDATE" <= ${before}`,
    sql`(listed."DOCDATE" < ${before} or listed."SOPNUMBE" < ${charKey(after?.number ?? '', KEY_LENGTH.document)})`,
  ];
  if (form === 'searched') {
    const whereGiven = (key: RawBuilder<string>, condition: RawBuilder<unknown>) => sql`(${key} = '' or ${condition})`;
    const order = charKey(purchaseOrderNumber ?? '', KEY_LENGTH.document);
    found.push(whereGiven(order, sql`listed."CSTPONBR" = ${order}`));
    const called = charKey(reference ?? '', KEY_LENGTH.document);
    found.push(
      whereGiven(
        called,
        sql`exists (select 1 from "SOP10106" as u where u."SOPTYPE" = listed."SOPTYPE" and u."SOPNUMBE" = listed."SOPNUMBE"
      and upper(u."USERDEF1") = upper(${called}))`,
      ),
    );
    const item = charKey(sku ?? '', KEY_LENGTH.item);
    found.push(
      whereGiven(
        item,
        sql`exists (select 1 from ${sql.table(lines)} as l where l."SOPTYPE" = listed."SOPTYPE" and l."SOPNUMBE" = listed."SOPNUMBE"
      and l."CMPNTSEQ" = 0 and l."ITEMNMBR" = ${item})`,
      ),
    );
  }
  if (form !== 'all')
    found.push(table === 'SOP10100' ? workCanBe(filter, accountNumber) : historyCanBe(form, filter, accountNumber));
  return found;
}

/** Whether a document of the history is not in work as well: while GP moves it, it can be read in both tables. */
export function notInWork(history: string): RawBuilder<boolean> {
  return sql<boolean>`not exists (select 1 from "SOP10100" as w where w."SOPNUMBE" = ${sql.ref(`${history}.SOPNUMBE`)}
    and w."SOPTYPE" = ${sql.ref(`${history}.SOPTYPE`)})`;
}

/** Numbers of the documents from which an account's documents in work came, over up to three steps. They include its orders. */
function originsOfWork(accountNumber: AccountNumber): RawBuilder<unknown> {
  const work = sql`from "SOP10100" as w`;
  const ofAccount = sql`where w."CUSTNMBR" = ${charKey(accountNumber, KEY_LENGTH.customer)} and w."ORIGTYPE" > 0`;
  const from = (table: string, of: string, alias: string) =>
    sql`inner join ${sql.table(table)} as ${sql.id(alias)} on ${sql.ref(`${alias}.SOPNUMBE`)} = ${sql.ref(`${of}.ORIGNUMB`)}
      and ${sql.ref(`${alias}.SOPTYPE`)} = ${sql.ref(`${of}.ORIGTYPE`)} and ${sql.ref(`${of}.ORIGTYPE`)} <> ${sql.lit(ORDER)}`;
  return sql.join(
    [
      sql`select w."ORIGNUMB" ${work} ${ofAccount}`,
      ...['SOP10100', 'SOP30200'].flatMap((parent) => [
        sql`select p."ORIGNUMB" ${work} ${from(parent, 'w', 'p')} ${ofAccount}`,
        ...['SOP10100', 'SOP30200'].map(
          (grandparent) => sql`select g."ORIGNUMB" ${work} ${from(parent, 'w', 'p')} ${from(grandparent, 'p', 'g')} ${ofAccount}`,
        ),
      ]),
    ],
    sql` union all `,
  );
}

/** Cheap conditions that every order in work of the wanted statuses meets, and few other orders. */
function workCanBe({ statuses }: OrderFilter, accountNumber: AccountNumber): RawBuilder<unknown> {
  const wants = (...some: readonly OrderStatus[]) =>
    wanted(statuses.length === 0 || some.some((each) => statuses.includes(each)));
  const lineWith = (condition: RawBuilder<unknown>) => lineOfListed('SOP10200', condition);
  return sql`(${wants('OPEN')} and listed."VOIDSTTS" = 0
    or ${wants('VOIDED')} and (listed."VOIDSTTS" = 1 or not ${lineWith(sql`l."QTYREMAI" > 0 and l."QTYCANCE" < l."QUANTITY"`)})
    or ${wants('ON_HOLD')} and exists (select 1 from "SOP10104" as b where b."SOPTYPE" = listed."SOPTYPE"
      and b."SOPNUMBE" = listed."SOPNUMBE" and b."DELETE1" = 0)
    or ${wants('INVOICED', 'SHIPPED', 'PARTIALLY_SHIPPED')} and (${lineWith(sql`l."QTYPRINV" > 0`)} or not ${lineWith(sql`l."QTYREMAI" > 0`)})
    or ${wants('ON_HOLD', 'INVOICED', 'SHIPPED', 'PARTIALLY_SHIPPED')} and ${hasWork(accountNumber)})`;
}

/** The same for the history. A finished order there is any; another has a back order or an unposted document, which is in work. */
function historyCanBe(form: 'unfinished' | 'ofStatuses' | 'searched', { statuses }: OrderFilter, accountNumber: AccountNumber) {
  if (form === 'unfinished') return hasWork(accountNumber);
  const wants = (...some: readonly OrderStatus[]) =>
    wanted(statuses.length === 0 || some.some((each) => statuses.includes(each)));
  return sql`(${wants('INVOICED')} and listed."VOIDSTTS" = 0
    or ${wants('VOIDED')} and (listed."VOIDSTTS" = 1 or not ${lineOfListed('SOP30300', sql`l."QTYPRINV" > 0`)})
    or ${wants(...UNFINISHED)} and ${hasWork(accountNumber)})`;
}

function wanted(is: boolean): RawBuilder<boolean> {
  return sql<boolean>`${is ? 1 : 0} = 1`;
}

function lineOfListed(lines: 'SOP10200' | 'SOP30300', condition: RawBuilder<unknown>): RawBuilder<boolean> {
  return sql<boolean>`exists (select 1 from ${sql.table(lines)} as l where l."SOPTYPE" = listed."SOPTYPE" and l."SOPNUMBE" = listed."SOPNUMBE"
      and l."CMPNTSEQ" = 0 and ${condition})`;
}

/** Whether a document in work came from the order. */
function hasWork(accountNumber: AccountNumber): RawBuilder<boolean> {
  return sql<boolean>`listed."SOPNUMBE" in (${originsOfWork(accountNumber)})`;
}

/** The first and the last date of SQL Server's datetime. No order is outside, so a date outside can be replaced by them. */
export const FIRST_DATE = '1753-01-01' as CalendarDate;
export const LAST_DATE = '9999-12-31' as CalendarDate;

export function dateKey(date: CalendarDate): RawBuilder<Date> {
  const inside = date < FIRST_DATE ? FIRST_DATE : date;
  return sql<Date>`cast(${inside.replaceAll('-', '')} as datetime)`;
}
