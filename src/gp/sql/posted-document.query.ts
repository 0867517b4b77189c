import { type Kysely, type RawBuilder, sql } from 'kysely';
import { dateAsText } from './as-text.js';
import type { GpTables } from './gp-tables.js';
import { ORDER } from './order-status.js';
import { SHIP_TO } from './sales-document.query.js';

type Keys = readonly RawBuilder<string>[];

/** Posted documents of receivables, open or in history, with the amounts in their own currency (MC020102). */
export function postedDocuments(db: Kysely<GpTables>, table: 'RM20101' | 'RM30101', isWanted: RawBuilder<boolean>, keys: Keys) {
  return db
    .selectFrom(`${table} as d`)
    .leftJoin('MC020102 as m', (join) => join.onRef('m.RMDTYPAL', '=', 'd.RMDTYPAL').onRef('m.DOCNUMBR', '=', 'd.DOCNUMBR'))
    .where(isWanted)
    .where('d.DOCNUMBR', 'in', keys)
    .select([
      'd.DOCNUMBR',
      'd.RMDTYPAL',
      'd.CUSTNMBR',
      'd.ORTRXAMT',
      'd.CURTRXAM',
      'd.FRTAMNT',
      'd.MISCAMNT',
      'd.TAXAMNT',
      'd.TRDISAMT',
      'd.DISTKNAM',
      'd.DISAVAMT',
      'd.WROFAMNT',
      'd.CSPORNBR',
      'd.TRXDSCRN',
      'd.VOIDSTTS',
      'm.CURNCYID',
      'm.ORORGTRX',
      'm.ORCTRXAM',
      'm.ORFRTAMT',
      'm.ORMISCAMT',
      'm.ORTAXAMT',
      'm.ORTDISAM',
      'm.ORDISTKN',
      'm.ORDAVAMT',
      'm.ORWROFAM',
      dateAsText('d.DOCDATE').as('date'),
      dateAsText('d.DUEDATE').as('due'),
      dateAsText('d.DISCDATE').as('discountDate'),
    ]);
}

/** Sales documents of one type with what receivables do not say of them, in work or in history. */
export function billedDocuments(db: Kysely<GpTables>, table: 'SOP10100' | 'SOP30200', type: number, keys: Keys) {
  return db
    .selectFrom(`${table} as d`)
    .where('d.SOPTYPE', '=', type)
    .where('d.SOPNUMBE', 'in', keys)
    .select([
      'd.SOPNUMBE',
      'd.CUSTNMBR',
      'd.CSTPONBR',
      'd.CURNCYID',
      'd.PHNUMBR1',
      'd.ORSUBTOT',
      'd.ORTDISAM',
      'd.ORFRTAMT',
      'd.ORMISCAMT',
      'd.ORTAXAMT',
      'd.ORFRTTAX',
      'd.ORMSCTAX',
      'd.ORDOCAMT',
      'd.ORACTAMT',
      'd.VOIDSTTS',
      ...SHIP_TO.map((column) => `d.${column}` as const),
      dateAsText('d.DOCDATE').as('date'),
      dateAsText('d.DUEDATE').as('due'),
      dateAsText('d.ACTLSHIP').as('shipped'),
      orderOf('orderNumber'),
    ]);
}

/** The taxes of sales documents of one type by tax detail (SOP10105). */
export function taxesByDetail(db: Kysely<GpTables>, type: number, keys: Keys) {
  return (
    db
      .selectFrom('SOP10105 as x')
      .leftJoin('TX00201 as t', 't.TAXDTLID', 'x.TAXDTLID')
      .where('x.SOPTYPE', '=', type)
      .where('x.SOPNUMBE', 'in', keys)
      // These rows are the document's sums by detail. They include the taxes on freight and on the miscellaneous amount.
      .where('x.LNITMSEQ', '=', 0)
      .where('x.DELETE1', '=', 0)
      .select(['x.SOPNUMBE', 'x.TAXDTLID', 't.TXDTLDSC', 'x.ORSLSTAX', 'x.ORFRTTAX', 'x.ORMSCTAX'])
  );
}

/** The order from which a sales document came, directly, or through a back order and a fulfilment order. */
function orderOf(name: 'orderNumber') {
  const documents = sql`(select "SOPTYPE", "SOPNUMBE", "ORIGTYPE", "ORIGNUMB" from "SOP10100"
    union all select "SOPTYPE", "SOPNUMBE", "ORIGTYPE", "ORIGNUMB" from "SOP30200")`;
  return sql<
    string | null
  >`case when d."ORIGTYPE" = ${sql.lit(ORDER)} then d."ORIGNUMB" when d."ORIGTYPE" > ${sql.lit(ORDER)} then
    (select max(case when p."ORIGTYPE" = ${sql.lit(ORDER)} then p."ORIGNUMB" else g."ORIGNUMB" end) from ${documents} as p
      left join ${documents} as g on g."SOPTYPE" = p."ORIGTYPE" and g."SOPNUMBE" = p."ORIGNUMB" and g."ORIGTYPE" = ${sql.lit(ORDER)}
      where p."SOPTYPE" = d."ORIGTYPE" and p."SOPNUMBE" = d."ORIGNUMB") end`.as(name);
}
