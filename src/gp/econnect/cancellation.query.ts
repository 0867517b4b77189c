import { type RawBuilder, sql } from 'kysely';
import { charKey, KEY_LENGTH } from '../sql/keys.js';
import { ORDER } from './order-setup.js';

/** An order with what has become of it. Every number counts rows: none of an order that may be cancelled has any. */
export interface OrderTouched {
  readonly CUSTNMBR: string;
  /** 1 where it is voided. */
  readonly VOIDSTTS: number;
  /** Lines of which something was invoiced or moved to another document. */
  readonly moved: number;
  /** Lines with a date of their shipment. */
  readonly shipped: number;
  /** Lines that are picked. Where fulfilment is no process of its own (SOP40200.USPFULPR), GP fills QTYFULFI on allocation. */
  readonly picked: number;
  /** Tracking numbers. */
  readonly tracked: number;
  /** Documents that came from it, in work and in history. */
  readonly offspringInWork: number;
  readonly offspringInHistory: number;
}

/** What has become of an order that is not finished. No row where there is none. */
export function openOrderQuery(number: string): RawBuilder<OrderTouched> {
  return touchedQuery(number, { header: 'SOP10100', lines: 'SOP10200' });
}

/** The same of an order in history: one that has just been voided, or one that is finished. */
export function finishedOrderQuery(number: string): RawBuilder<OrderTouched> {
  return touchedQuery(number, { header: 'SOP30200', lines: 'SOP30300' });
}

function touchedQuery(
  number: string,
  { header, lines }: { readonly header: string; readonly lines: string },
): RawBuilder<OrderTouched> {
  const key = charKey(number, KEY_LENGTH.document);
  const line = sql`${sql.table(lines)} as l where l."SOPTYPE" = h."SOPTYPE" and l."SOPNUMBE" = h."SOPNUMBE"`;
  // GP has no index on a document's origin: its documents are looked for among the customer's.
  const offspring = (table: string) =>
    sql`(select count(*) from ${sql.table(table)} as d where d."CUSTNMBR" = h."CUSTNMBR" and d."ORIGTYPE" = h."SOPTYPE"
      and d."ORIGNUMB" = h."SOPNUMBE" and d."VOIDSTTS" = 0)`;
  return sql<OrderTouched>`select h."CUSTNMBR" as "CUSTNMBR", h."VOIDSTTS" as "VOIDSTTS",
    (select count(*) from ${line} and (l."QTYPRINV" > 0 or l."QTYPRBAC" > 0)) as "moved",
    (select count(*) from ${line} and l."ACTLSHIP" > cast('19000101' as datetime)) as "shipped",
    (select count(*) from ${line} and l."QTYFULFI" > 0 and exists (select 1 from "SOP40200" as i
      where i."SOPTYPE" = h."SOPTYPE" and i."DOCID" = h."DOCID" and i."USPFULPR" = 1)) as "picked",
    (select count(*) from "SOP10107" as t where t."SOPTYPE" = h."SOPTYPE" and t."SOPNUMBE" = h."SOPNUMBE") as "tracked",
    ${offspring('SOP10100')} as "offspringInWork",
    ${offspring('SOP30200')} as "offspringInHistory"
    from ${sql.table(header)} as h where h."SOPNUMBE" = ${key} and h."SOPTYPE" = ${sql.lit(ORDER)}`;
}
