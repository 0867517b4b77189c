import { type Kysely, type RawBuilder, sql } from 'kysely';
import {
  type CreditKind,
  type DocumentNumber,
  type DocumentPageAsk,
  MOST_MOVEMENTS,
  type StatementAsk,
} from '../../receivables/index.js';
import type { CalendarDate } from '../../values/calendar-date.js';
import type { AccountNumber } from '../../values/identifiers.js';
import { asText, dateAsText } from './as-text.js';
import type { GpTables } from './gp-tables.js';
import { notIn } from './invoice.query.js';
import { charKey, charKeys, KEY_LENGTH } from './keys.js';
import { dateKey, LAST_DATE } from './order.query.js';
import { RM_CREDIT_MEMO, RM_INVOICE, RM_PAYMENT, typeOfCredit } from './receivables-types.js';
import { Together } from './together.js';

/** Parameters for each account in the query of open receivables. */
export const OPEN_RECEIVABLES_PARAMETERS = 6;
/** Parameters for each number in the query of credits. */
export const CREDIT_PARAMETERS = 3;

const NO_DATE = sql`cast('19000101' as datetime)`;
const isCredit = (alias: string) =>
  sql<boolean>`${sql.ref(`${alias}.RMDTYPAL`)} between ${sql.lit(RM_CREDIT_MEMO)} and ${sql.lit(RM_PAYMENT)}`;
/** Amounts are positive in the tables, whatever the type. */
const signed = (amount: 'ORTRXAMT' | 'CURTRXAM') =>
  sql<string>`case when ${isCredit('d')} then -${sql.ref(`d.${amount}`)} else ${sql.ref(`d.${amount}`)} end`;
/** A posted document that counts. */
const counts = sql<boolean>`d."VOIDSTTS" = 0 and d."RMDTYPAL" between ${sql.lit(RM_INVOICE)} and ${sql.lit(RM_PAYMENT)}`;
/** A document of history that is not among the open ones as well: while GP moves it, it can be read in both tables. */
const moved = notIn('RM20101', sql`d."RMDTYPAL"`, sql`d."DOCNUMBR"`);
/** A cash receipt that is not posted: while GP posts it, it can be read in both tables. */
const unposted = sql<boolean>`${moved} and ${notIn('RM30101', sql`d."RMDTYPAL"`, sql`d."DOCNUMBR"`)}`;

interface CreditRow {
  readonly CUSTNMBR: string;
  readonly DOCNUMBR: string;
  readonly RMDTYPAL: number;
  readonly DOCDATE: Date;
  readonly ORTRXAMT: string;
  readonly CURTRXAM: string;
  readonly CSHRCTYP: number;
  readonly EFTFLAG: number;
  readonly CHEKNMBR: string;
  readonly TRXDSCRN: string;
}

const CREDIT = sql`d."CUSTNMBR", d."DOCNUMBR", d."RMDTYPAL", d."DOCDATE", d."ORTRXAMT", d."CURTRXAM", d."CSHRCTYP", d."EFTFLAG",
      d."CHEKNMBR", d."TRXDSCRN"`;
const isNotVoided = sql<boolean>`d."VOIDSTTS" = 0`;

/** Credits of any kind and account by their numbers, those left out that are voided. */
export function creditsQuery(db: Kysely<GpTables>, numbers: readonly DocumentNumber[]) {
  const keys = charKeys(numbers, KEY_LENGTH.document);
  const from = (table: CreditTable['table'], ...where: readonly RawBuilder<unknown>[]) =>
    sql`select ${CREDIT} from ${sql.table(table)} as d where ${isCredit('d')} and d."DOCNUMBR" in (${sql.join(keys)})
      and ${sql.join([...where], sql` and `)}`;
  return withOwnAmounts(db, [from('RM20101', isNotVoided), from('RM30101', isNotVoided, moved), from('RM10201', unposted)]);
}

/** One page of payments, and one more where there is one: posted ones that are not voided, and cash receipts that are not posted. */
export function paymentPageQuery(db: Kysely<GpTables>, ask: DocumentPageAsk<'PAYMENT'>) {
  const isPayment = sql`d."RMDTYPAL" = ${sql.lit(RM_PAYMENT)}`;
  return creditPage(db, ask, [
    { table: 'RM20101', where: [isPayment, isNotVoided] },
    { table: 'RM30101', where: [isPayment, isNotVoided, moved] },
    { table: 'RM10201', where: [isPayment, unposted] },
  ]);
}

/** One page of posted credits that are not applied in full, and one more where there is one. */
export function creditPageQuery(db: Kysely<GpTables>, ask: DocumentPageAsk<CreditKind>) {
  return creditPage(db, ask, [{ table: 'RM20101', where: [isCredit('d'), isNotVoided, sql`d."CURTRXAM" <> 0`] }]);
}

interface CreditTable {
  readonly table: 'RM20101' | 'RM30101' | 'RM10201';
  readonly where: readonly RawBuilder<unknown>[];
}

function creditPage(
  db: Kysely<GpTables>,
  { accountNumber, first, after }: DocumentPageAsk<CreditKind>,
  tables: readonly CreditTable[],
) {
  const before = dateKey(after?.date ?? LAST_DATE);
  const number = charKey(after?.number ?? '', KEY_LENGTH.document);
  const afterType = after ? typeOfCredit(after.kind) : 0;
  const latest = ({ table, where }: CreditTable) => sql`select * from (select ${CREDIT} from ${sql.table(table)} as d
      where d."CUSTNMBR" = ${charKey(accountNumber, KEY_LENGTH.customer)} and d."DOCDATE" <= ${before}
        and (d."DOCDATE" < ${before} or d."DOCNUMBR" < ${number} or d."DOCNUMBR" = ${number} and d."RMDTYPAL" < ${afterType})
        and ${sql.join([...where], sql` and `)}
      order by d."DOCDATE" desc, d."DOCNUMBR" desc, d."RMDTYPAL" desc offset 0 rows fetch next ${first + 1} rows only) as ${sql.id(table)}`;
  return withOwnAmounts(db, tables.map(latest))
    .orderBy('p.DOCDATE', 'desc')
    .orderBy('p.DOCNUMBR', 'desc')
    .orderBy('p.RMDTYPAL', 'desc')
    .offset(0)
    .fetch(first + 1);
}

/** Credits with their amounts in their own currency (MC020102). */
function withOwnAmounts(db: Kysely<GpTables>, parts: readonly RawBuilder<unknown>[]) {
  const documents = sql<CreditRow>`(${sql.join([...parts], sql` union all `)})`;
  return db
    .selectFrom(documents.as('p'))
    .leftJoin('MC020102 as m', (join) => join.onRef('m.RMDTYPAL', '=', 'p.RMDTYPAL').onRef('m.DOCNUMBR', '=', 'p.DOCNUMBR'))
    .select([
      'p.CUSTNMBR',
      'p.DOCNUMBR',
      'p.RMDTYPAL',
      'p.CSHRCTYP',
      'p.EFTFLAG',
      'p.CHEKNMBR',
      'p.TRXDSCRN',
      'm.CURNCYID',
      asText('p.ORTRXAMT').as('amount'),
      asText('p.CURTRXAM').as('unapplied'),
      asText('m.ORORGTRX').as('originalAmount'),
      asText('m.ORCTRXAM').as('originalUnapplied'),
      dateAsText('p.DOCDATE').as('date'),
    ]);
}

/**
 * What accounts owe: open amounts (RM20101) by the date from which they age (RM40101.AGEBY), receipts that are not posted
 * (RM10201), the last posted payment (RM20101, RM30101), the ageing periods (RM40201), and which accounts there are (RM00101).
 */
export function openReceivablesQuery(db: Kysely<GpTables>, accounts: readonly AccountNumber[], today: CalendarDate) {
  const keys = charKeys(accounts, KEY_LENGTH.customer);
  const due = sql`case when d."DUEDATE" = ${NO_DATE} then d."DOCDATE" else d."DUEDATE" end`;
  const open = sql<{ CUSTNMBR: string; credit: number; aged: Date; amount: string; pastDue: string }>`(select d."CUSTNMBR",
    case when ${isCredit('d')} then 1 else 0 end as "credit",
    case when (select max(s."AGEBY") from "RM40101" as s) = 1 then d."DOCDATE" else ${due} end as "aged",
    ${signed('CURTRXAM')} as "amount",
    case when not (${isCredit('d')}) and ${due} < ${dateKey(today)} then d."CURTRXAM" else 0 end as "pastDue"
    from "RM20101" as d where d."CUSTNMBR" in (${sql.join(keys)}) and ${counts} and d."CURTRXAM" <> 0)`;
  const lastPayment = (table: 'RM20101' | 'RM30101') =>
    db
      .selectFrom(`${table} as d`)
      .where('d.CUSTNMBR', 'in', keys)
      .where('d.RMDTYPAL', '=', RM_PAYMENT)
      .where('d.VOIDSTTS', '=', 0)
      .where(
        sql<boolean>`d."DOCDATE" = (select max(l."DOCDATE") from ${sql.table(table)} as l where l."CUSTNMBR" = d."CUSTNMBR"
          and l."RMDTYPAL" = ${sql.lit(RM_PAYMENT)} and l."VOIDSTTS" = 0)`,
      )
      .select(['d.CUSTNMBR', 'd.DOCNUMBR', 'd.ORTRXAMT', dateAsText('d.DOCDATE').as('date')]);
  return new Together({
    customer: db.selectFrom('RM00101').where('CUSTNMBR', 'in', keys).select(['CUSTNMBR', 'BALNCTYP']),
    open: db
      .selectFrom(open.as('d'))
      .groupBy(['d.CUSTNMBR', 'd.credit', 'd.aged'])
      .select([
        'd.CUSTNMBR',
        'd.credit',
        dateAsText('d.aged').as('aged'),
        sql<string>`sum(d."amount")`.as('amount'),
        sql<string>`sum(d."pastDue")`.as('pastDue'),
      ]),
    receipts: db
      .selectFrom('RM10201 as d')
      .where('d.CUSTNMBR', 'in', keys)
      .where(unposted)
      .groupBy('d.CUSTNMBR')
      .select(['d.CUSTNMBR', sql<string>`sum(d."ORTRXAMT")`.as('amount')]),
    lastOpen: lastPayment('RM20101'),
    lastInHistory: lastPayment('RM30101'),
    setup: db.selectFrom('RM40101').select(['AGPERUSD', 'AGEUNAPPLDCR']),
    period: db.selectFrom('RM40201').select(['INDEX1', 'RMPERDSC', 'RMPEREND']),
  });
}

/**
 * A statement: the balance now (RM20101, less what is not applied of receipts that are not posted, RM10201), documents and receipts
 * of the period, and what they came to since. Discounts, write-offs, and what was applied to another member of the national account,
 * move the balance by themselves (RM20201, RM30201).
 */
export function statementQuery(db: Kysely<GpTables>, { accountNumber, from, to }: StatementAsk) {
  const account = charKey(accountNumber, KEY_LENGTH.customer);
  const isOfAccount = sql<boolean>`d."CUSTNMBR" = ${account}`;
  const [first, last] = [dateKey(from), dateKey(to)];
  const inPeriod = sql<boolean>`d."DOCDATE" >= ${first} and d."DOCDATE" <= ${last}`;
  const since = sql<boolean>`d."DOCDATE" > ${last}`;
  const posted = (table: 'RM20101' | 'RM30101') => {
    const documents = db.selectFrom(`${table} as d`).where(isOfAccount).where(counts);
    return table === 'RM20101' ? documents : documents.where(moved);
  };
  const receipts = () => db.selectFrom('RM10201 as d').where(isOfAccount).where(unposted);
  const most = sql.lit(MOST_MOVEMENTS + 1);
  const ofPeriod = (table: 'RM20101' | 'RM30101' | 'RM10201', ...isWanted: readonly RawBuilder<boolean>[]) => {
    const rows = sql<
      Pick<CreditRow, 'DOCNUMBR' | 'RMDTYPAL' | 'ORTRXAMT' | 'DOCDATE'>
    >`(select d."DOCNUMBR", d."RMDTYPAL", d."ORTRXAMT",
      d."DOCDATE" from ${sql.table(table)} as d where ${sql.join([isOfAccount, ...isWanted, inPeriod], sql` and `)}
      order by d."DOCDATE" offset 0 rows fetch next ${most} rows only)`;
    return db.selectFrom(rows.as('d')).select(['d.DOCNUMBR', 'd.RMDTYPAL', 'd.ORTRXAMT', dateAsText('d.DOCDATE').as('date')]);
  };
  const moves = sql<string>`sum(${signed('ORTRXAMT')})`.as('amount');
  const applications = (table: 'RM20201' | 'RM30201') => {
    const owner = sql`coalesce((select max(t."CUSTNMBR") from "RM20101" as t where t."RMDTYPAL" = a."APTODCTY" and t."DOCNUMBR" = a."APTODCNM"),
      (select max(t."CUSTNMBR") from "RM30101" as t where t."RMDTYPAL" = a."APTODCTY" and t."DOCNUMBR" = a."APTODCNM"))`;
    const twice = sql`not exists (select 1 from "RM20201" as o where o."APFRDCTY" = a."APFRDCTY" and o."APFRDCNM" = a."APFRDCNM"
      and o."APTODCTY" = a."APTODCTY" and o."APTODCNM" = a."APTODCNM")`;
    const rows = sql<{
      APFRDCNM: string;
      APFRDCTY: number;
      DATE1: Date;
      amount: string;
    }>`(select x."APFRDCNM", x."APFRDCTY", x."DATE1",
      case when x."owner" = ${account} then -x."DISTKNAM" - x."WROFAMNT" else 0 end
        + case when x."owner" = x."CUSTNMBR" then 0 when x."owner" = ${account} then -x."APPTOAMT"
          when x."CUSTNMBR" = ${account} then x."APPTOAMT" else 0 end as "amount"
      from (select a."APFRDCNM", a."APFRDCTY", a."DATE1", a."APPTOAMT", a."DISTKNAM", a."WROFAMNT", a."CUSTNMBR", ${owner} as "owner"
        from ${sql.table(table)} as a where a."DATE1" >= ${first} and (a."CUSTNMBR" = ${account}
          or a."CUSTNMBR" = (select max(c."CPRCSTNM") from "RM00101" as c where c."CUSTNMBR" = ${account} and c."CPRCSTNM" <> ''))
          ${table === 'RM30201' ? sql`and ${twice}` : sql``}) as x)`;
    return db.selectFrom(rows.as('d')).where(sql<boolean>`d."amount" <> 0`);
  };
  const applied = (table: 'RM20201' | 'RM30201') =>
    db
      .selectFrom(
        applications(table)
          .where(sql<boolean>`d."DATE1" <= ${last}`)
          .select(['d.APFRDCNM', 'd.APFRDCTY', 'd.amount', 'd.DATE1'])
          .orderBy('d.DATE1')
          .offset(0)
          .fetch(MOST_MOVEMENTS + 1)
          .as('d'),
      )
      .select(['d.APFRDCNM', 'd.APFRDCTY', 'd.amount', dateAsText('d.DATE1').as('date')]);
  const appliedSince = (table: 'RM20201' | 'RM30201') =>
    applications(table).where(sql<boolean>`d."DATE1" > ${last}`).select(sql<string>`sum(d."amount")`.as('amount'));
  return new Together({
    now: posted('RM20101').select(sql<string>`sum(${signed('CURTRXAM')})`.as('amount')),
    receiptsNow: receipts().select(sql<string>`sum(-d."CURTRXAM")`.as('amount')),
    open: ofPeriod('RM20101', counts),
    history: ofPeriod('RM30101', counts, moved),
    receipts: ofPeriod('RM10201', unposted),
    appliedOpen: applied('RM20201'),
    appliedInHistory: applied('RM30201'),
    openSince: posted('RM20101').where(since).select(moves),
    historySince: posted('RM30101').where(since).select(moves),
    receiptsSince: receipts().where(since).select(moves),
    appliedOpenSince: appliedSince('RM20201'),
    appliedInHistorySince: appliedSince('RM30201'),
  });
}
