import { type Kysely, sql } from 'kysely';
import type { ChangeStamp } from '../../values/change-stamp.js';
import { asText, dateAsText } from './as-text.js';
import type { GpTables } from './gp-tables.js';
import { charKey, charKeys, KEY_LENGTH } from './keys.js';
import { RM_INVOICE, RM_WARRANTY } from './receivables-types.js';

/** Before every stamp. */
export const FIRST_STAMP: ChangeStamp = '1753-01-01T00:00:00.000';

interface Since<Key> {
  readonly since: ChangeStamp;
  readonly after: Key;
  readonly limit: number;
}

function stampedSince(since: ChangeStamp) {
  return sql<boolean>`"DEX_ROW_TS" >= cast(${since} as datetime)`;
}

/** Keys of items whose row was stamped since (IV00101), in their order: by their own change or by one of their stock (IV00102). */
export function changedItemsQuery(db: Kysely<GpTables>, { since, after, limit }: Since<string>) {
  return db
    .selectFrom('IV00101')
    .where(stampedSince(since))
    .where('ITEMNMBR', '>', charKey(after, KEY_LENGTH.item))
    .orderBy('ITEMNMBR')
    .offset(0)
    .fetch(limit)
    .select('ITEMNMBR');
}

/** Holds and credit limits of customers whose row was stamped since (RM00101), in the order of their numbers. */
export function changedCustomersQuery(db: Kysely<GpTables>, { since, after, limit }: Since<string>) {
  return db
    .selectFrom('RM00101')
    .where(stampedSince(since))
    .where('CUSTNMBR', '>', charKey(after, KEY_LENGTH.customer))
    .orderBy('CUSTNMBR')
    .offset(0)
    .fetch(limit)
    .select([
      'CUSTNMBR',
      'HOLD',
      'CRLMTTYP',
      asText('CRLMTAMT').as('limitAmount'),
      'CRLMTPER',
      asText('CRLMTPAM').as('bucketAmount'),
    ]);
}

/** The primary key of a receivables document. */
export interface ReceivablesKey {
  readonly customer: string;
  readonly type: number;
  readonly number: string;
}

/** What is owed on posted documents whose row was stamped since (RM20101), in the order of the primary key. */
export function changedInvoicesQuery(db: Kysely<GpTables>, { since, after, limit }: Since<ReceivablesKey>) {
  const customer = charKey(after.customer, KEY_LENGTH.customer);
  const number = charKey(after.number, KEY_LENGTH.document);
  return (
    postedInvoices(db)
      .where(stampedSince(since))
      // This condition follows from the next one, but only this one lets an index find the place to go on from.
      .where('CUSTNMBR', '>=', customer)
      .where(({ eb, or, and }) =>
        or([
          eb('CUSTNMBR', '>', customer),
          eb('RMDTYPAL', '>', after.type),
          and([eb('RMDTYPAL', '=', after.type), eb('DOCNUMBR', '>', number)]),
        ]),
      )
      .orderBy('CUSTNMBR')
      .orderBy('RMDTYPAL')
      .orderBy('DOCNUMBR')
      .offset(0)
      .fetch(limit)
  );
}

/** The same of documents of any kind with these numbers. */
export function postedInvoicesQuery(db: Kysely<GpTables>, numbers: readonly string[]) {
  return postedInvoices(db).where('DOCNUMBR', 'in', charKeys(numbers, KEY_LENGTH.document));
}

function postedInvoices(db: Kysely<GpTables>) {
  return db
    .selectFrom('RM20101')
    .where('RMDTYPAL', '>=', sql.lit(RM_INVOICE))
    .where('RMDTYPAL', '<=', sql.lit(RM_WARRANTY))
    .select(['CUSTNMBR', 'RMDTYPAL', 'DOCNUMBR', dateAsText('DUEDATE').as('due'), asText('CURTRXAM').as('balance'), 'VOIDSTTS']);
}
