import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { QuoteNumber, QuotePageAsk } from '../../quotes/index.js';
import type { AccountNumber } from '../../values/identifiers.js';
import { dateAsText } from './as-text.js';
import type { GpTables } from './gp-tables.js';
import { charKey, charKeys, filledUp, KEY_LENGTH } from './keys.js';
import { dateKey, FIRST_DATE, hasMasterNumber, LAST_DATE, notInWork, tracked } from './order.query.js';
import { QUOTE } from './order-status.js';
import { commentQuery, headsQuery, lineCommentQuery, linesQuery } from './sales-document.query.js';
import { Together } from './together.js';

/** Parameters for each quote in the query of quotes. */
export const QUOTE_PARAMETERS = 14;

/** A quote with the keys by which the documents that came from it are found. */
export interface QuotePlace {
  readonly number: QuoteNumber;
  readonly accountNumber: AccountNumber;
  /** A number shared by all documents that come from each other, where GP tracks it (SOP40100.TRMSTNUM); 0 for none. */
  readonly masterNumber: number;
  readonly tracked: boolean;
}

/** The places of quotes. A quote that is being moved to history comes twice. */
export function quotePlacesQuery(db: Kysely<GpTables>, numbers: readonly QuoteNumber[]) {
  const places = (table: 'SOP10100' | 'SOP30200') =>
    db
      .selectFrom(table)
      .where('SOPTYPE', '=', QUOTE)
      .where('SOPNUMBE', 'in', charKeys(numbers, KEY_LENGTH.document))
      .select(['SOPNUMBE', 'CUSTNMBR', 'MSTRNUMB', tracked.as('tracked')]);
  return places('SOP10100').unionAll(places('SOP30200'));
}

/**
 * Whole quotes: heads, terms and lines, in work and in history, their comments, their taxes (SOP10105), and the documents that
 * came from them. A document that is being moved to history comes twice.
 * @param places of quotes that all have a master number, or that all have none
 */
export function quotesQuery(db: Kysely<GpTables>, places: readonly QuotePlace[]) {
  const keys = charKeys(
    places.map(({ number }) => number),
    KEY_LENGTH.document,
  );
  const terms = (table: 'SOP10100' | 'SOP30200') =>
    db
      .selectFrom(table)
      .where('SOPTYPE', '=', QUOTE)
      .where('SOPNUMBE', 'in', keys)
      .select(['SOPNUMBE', 'BACHNUMB', 'PYMTRMID', dateAsText('QUOEXPDA').as('expires')]);
  const levels = (table: 'SOP10200' | 'SOP30300') =>
    db
      .selectFrom(table)
      .where('SOPTYPE', '=', QUOTE)
      .where('SOPNUMBE', 'in', keys)
      .where('CMPNTSEQ', '=', 0)
      .select(['SOPNUMBE', 'LNITMSEQ', 'PRCLEVEL']);
  return new Together(
    {
      inWork: headsQuery(db, 'SOP10100', QUOTE, keys),
      inHistory: headsQuery(db, 'SOP30200', QUOTE, keys),
      termsInWork: terms('SOP10100'),
      termsInHistory: terms('SOP30200'),
      lineInWork: linesQuery(db, 'SOP10200', QUOTE, keys),
      lineInHistory: linesQuery(db, 'SOP30300', QUOTE, keys),
      levelInWork: levels('SOP10200'),
      levelInHistory: levels('SOP30300'),
      fields: commentQuery(db, QUOTE, keys),
      lineComment: lineCommentQuery(db, QUOTE, keys),
      tax: db
        .selectFrom('SOP10105')
        .where('SOPTYPE', '=', QUOTE)
        .where('SOPNUMBE', 'in', keys)
        .select(['SOPNUMBE', 'LNITMSEQ', 'TAXDTLID', 'ORSLSTAX', 'ORFRTTAX', 'ORMSCTAX', 'ORTXSLS']),
      successorInWork: successors(db, 'SOP10100', namesOf(places)),
      successorInHistory: successors(db, 'SOP30200', hasMasterNumbers(places) ? mastersOf(places) : namesOf(places)),
    },
    ['CMMTTEXT'],
  );
}

/** The documents that came from quotes of an account, whether or not GP still has the quotes. */
export function quoteSuccessorsQuery(db: Kysely<GpTables>, accountNumber: AccountNumber, numbers: readonly QuoteNumber[]) {
  const named = namesOf(numbers.map((number) => ({ number, accountNumber })));
  return new Together({
    inWork: successors(db, 'SOP10100', named),
    inHistory: successors(db, 'SOP30200', named),
  });
}

function successors(db: Kysely<GpTables>, table: 'SOP10100' | 'SOP30200', condition: RawBuilder<boolean>) {
  return db
    .selectFrom(`${table} as d`)
    .where('d.ORIGTYPE', '=', QUOTE)
    .where(condition)
    .select(['d.SOPTYPE', 'd.SOPNUMBE', 'd.ORIGNUMB', 'd.VOIDSTTS']);
}

function hasMasterNumbers(places: readonly QuotePlace[]): boolean {
  return places.every(hasMasterNumber);
}

/** GP has no index on a document's origin. Of the work tables, which are small, the documents of the customer are looked at. */
function namesOf(places: readonly Pick<QuotePlace, 'number' | 'accountNumber'>[]): RawBuilder<boolean> {
  const customers = charKeys(
    places.map(({ accountNumber }) => accountNumber),
    KEY_LENGTH.customer,
  );
  const numbers = charKeys(
    places.map(({ number }) => number),
    KEY_LENGTH.document,
  );
  return sql<boolean>`(d."CUSTNMBR" in (${sql.join(customers)}) and d."ORIGNUMB" in (${sql.join(numbers)}))`;
}

function mastersOf(places: readonly QuotePlace[]): RawBuilder<boolean> {
  return sql<boolean>`d."MSTRNUMB" in (${sql.join(filledUp(places.map(({ masterNumber }) => masterNumber)))})`;
}

/** The numbers and dates of one page of an account's quotes, and of one quote more where there is one. */
export function quotePageQuery(db: Kysely<GpTables>, { accountNumber, from, to, isInWork, first, after }: QuotePageAsk) {
  const before = dateKey(after?.date ?? LAST_DATE);
  const newest = (table: 'SOP10100' | 'SOP30200') =>
    sql`select * from (select listed."SOPNUMBE", listed."DOCDATE", listed."MSTRNUMB" from ${sql.table(table)} as listed
      where ${sql.join(
        [
          sql`listed."SOPTYPE" = ${sql.lit(QUOTE)}`,
          sql`listed."CUSTNMBR" = ${charKey(accountNumber, KEY_LENGTH.customer)}`,
          ...(table === 'SOP30200' ? [notInWork('listed')] : []),
          sql`listed."DOCDATE" >= ${dateKey(from ?? FIRST_DATE)}`,
          sql`listed."DOCDATE" <= ${dateKey(to ?? LAST_DATE)}`,
          // This condition follows from the next one, but only this one lets an index find the place to go on from.
          sql`listed."DOCDATE" <= ${before}`,
          sql`(listed."DOCDATE" < ${before} or listed."SOPNUMBE" < ${charKey(after?.number ?? '', KEY_LENGTH.document)})`,
        ],
        sql` and `,
      )}
      order by listed."DOCDATE" desc, listed."SOPNUMBE" desc offset 0 rows fetch next ${first + 1} rows only) as ${sql.id(table)}`;
  const tables = isInWork ? newest('SOP10100') : sql`${newest('SOP10100')} union all ${newest('SOP30200')}`;
  return db
    .selectFrom(sql<{ SOPNUMBE: string; DOCDATE: Date; MSTRNUMB: number }>`(${tables})`.as('p'))
    .select(['p.SOPNUMBE', 'p.MSTRNUMB', dateAsText('p.DOCDATE').as('date'), tracked.as('tracked')])
    .orderBy('p.DOCDATE', 'desc')
    .orderBy('p.SOPNUMBE', 'desc')
    .offset(0)
    .fetch(first + 1);
}
