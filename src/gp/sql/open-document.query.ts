import { type Kysely, sql } from 'kysely';
import { dateAsText } from './as-text.js';
import type { GpTables } from './gp-tables.js';
import { charKey, KEY_LENGTH } from './keys.js';
import { BACK_ORDER, FULFILMENT_ORDER, INVOICE, ORDER, QUOTE } from './order-status.js';

/** The key of a document in the work tables, in the order of their primary key. */
export interface DocumentKey {
  readonly number: string;
  readonly type: number;
}

/**
 * A page of the orders in work (SOP10100), and of the documents that may have come from orders, after a key, in the order of the primary key, with what shows a change of
 * them: the stamps of the header and of its lines (SOP10200), and whether there is a hold (SOP10104), which leaves no stamp. Also
 * the documents from which a document came over two steps, as the invoice of a back order's fulfilment order.
 */
export function openDocumentsQuery(
  db: Kysely<GpTables>,
  { after, limit }: { readonly after: DocumentKey; readonly limit: number },
) {
  const number = charKey(after.number, KEY_LENGTH.document);
  // An order's origin is of no interest: it came from a quote.
  const between = [BACK_ORDER, FULFILMENT_ORDER];
  return (
    db
      .selectFrom('SOP10100 as d')
      .leftJoin('SOP10100 as w', (join) =>
        join.onRef('w.SOPNUMBE', '=', 'd.ORIGNUMB').onRef('w.SOPTYPE', '=', 'd.ORIGTYPE').on('d.ORIGTYPE', 'in', between),
      )
      .leftJoin('SOP30200 as h', (join) =>
        join.onRef('h.SOPNUMBE', '=', 'd.ORIGNUMB').onRef('h.SOPTYPE', '=', 'd.ORIGTYPE').on('d.ORIGTYPE', 'in', between),
      )
      .leftJoin('SOP10100 as v', (join) =>
        join
          .on('v.SOPNUMBE', '=', sql<string>`coalesce(w."ORIGNUMB", h."ORIGNUMB")`)
          .on('v.SOPTYPE', '=', sql<number>`coalesce(w."ORIGTYPE", h."ORIGTYPE")`)
          .on('v.SOPTYPE', 'in', between),
      )
      .leftJoin('SOP30200 as g', (join) =>
        join
          .on('g.SOPNUMBE', '=', sql<string>`coalesce(w."ORIGNUMB", h."ORIGNUMB")`)
          .on('g.SOPTYPE', '=', sql<number>`coalesce(w."ORIGTYPE", h."ORIGTYPE")`)
          .on('g.SOPTYPE', 'in', between),
      )
      .where('d.SOPTYPE', 'in', [ORDER, INVOICE, BACK_ORDER, FULFILMENT_ORDER])
      // This condition follows from the next one, but only this one lets an index find the place to go on from.
      .where('d.SOPNUMBE', '>=', number)
      .where(({ eb, or }) => or([eb('d.SOPNUMBE', '>', number), eb('d.SOPTYPE', '>', after.type)]))
      .orderBy('d.SOPNUMBE')
      .orderBy('d.SOPTYPE')
      .offset(0)
      .fetch(limit)
      .select((eb) => [
        'd.SOPNUMBE',
        'd.SOPTYPE',
        'd.ORIGNUMB as firstNumber',
        'd.ORIGTYPE as firstType',
        sql<string | null>`coalesce(w."ORIGNUMB", h."ORIGNUMB")`.as('secondNumber'),
        sql<number | null>`coalesce(w."ORIGTYPE", h."ORIGTYPE")`.as('secondType'),
        sql<string | null>`coalesce(v."ORIGNUMB", g."ORIGNUMB")`.as('thirdNumber'),
        sql<number | null>`coalesce(v."ORIGTYPE", g."ORIGTYPE")`.as('thirdType'),
        'd.DEX_ROW_TS as stamp',
        eb
          .selectFrom('SOP10200 as l')
          .whereRef('l.SOPNUMBE', '=', 'd.SOPNUMBE')
          .whereRef('l.SOPTYPE', '=', 'd.SOPTYPE')
          .select(({ fn }) => fn.max('l.DEX_ROW_TS').as('stamp'))
          .as('lines'),
        eb
          .selectFrom('SOP10200 as l')
          .whereRef('l.SOPNUMBE', '=', 'd.SOPNUMBE')
          .whereRef('l.SOPTYPE', '=', 'd.SOPTYPE')
          .select(sql<number>`count(*)`.as('count'))
          .as('lineCount'),
        eb
          .selectFrom('SOP10104 as b')
          .whereRef('b.SOPTYPE', '=', 'd.SOPTYPE')
          .whereRef('b.SOPNUMBE', '=', 'd.SOPNUMBE')
          .where('b.DELETE1', '=', 0)
          .select(sql<number>`count(*)`.as('count'))
          .as('holds'),
      ])
  );
}

/** A page of the quotes in work (SOP10100) after a number, in the order of their numbers. */
export function openQuotesQuery(db: Kysely<GpTables>, { after, limit }: { readonly after: string; readonly limit: number }) {
  return db
    .selectFrom('SOP10100')
    .where('SOPTYPE', '=', QUOTE)
    .where('SOPNUMBE', '>', charKey(after, KEY_LENGTH.document))
    .orderBy('SOPNUMBE')
    .offset(0)
    .fetch(limit)
    .select(['SOPNUMBE', 'CUSTNMBR', 'BACHNUMB', dateAsText('QUOEXPDA').as('expires')]);
}

/** The number of the order that a document belongs to, which it is or came from; null for none. */
export function orderOf(row: {
  readonly SOPNUMBE: string;
  readonly SOPTYPE: number;
  readonly firstNumber: string;
  readonly firstType: number;
  readonly secondNumber: string | null;
  readonly secondType: number | null;
  readonly thirdNumber: string | null;
  readonly thirdType: number | null;
}): string | null {
  if (row.SOPTYPE === ORDER) return row.SOPNUMBE;
  const origins = [
    [row.firstType, row.firstNumber],
    [row.secondType, row.secondNumber],
    [row.thirdType, row.thirdNumber],
  ] as const;
  return origins.find(([type]) => type === ORDER)?.[1] ?? null;
}
