import type { Kysely } from 'kysely';
import { asText, dateAsText } from '../sql/as-text.js';
import type { GpTables } from '../sql/gp-tables.js';
import { charKey, charKeys, KEY_LENGTH } from '../sql/keys.js';
import { Together } from '../sql/together.js';
import { CASH_RECEIPT, CREDIT_TYPES, PAYABLE_TYPES } from './receivables-documents.js';

/** SOPTYPE of an invoice. */
const SALES_INVOICE = 3;

/**
 * The documents of an account with these numbers that are to be paid or applied: posted ones (RM20101), those in history
 * (RM30101), receipts that are not posted yet (RM10201), and invoices that are still in sales (SOP10100); which of them are
 * applied to each other (RM20201, RM30201); and the functional currency, in which alone eConnect applies.
 */
export function openItemsQuery(db: Kysely<GpTables>, accountNumber: string, numbers: readonly string[]) {
  const account = charKey(accountNumber, KEY_LENGTH.customer);
  const keys = charKeys(numbers, KEY_LENGTH.document);
  const types = [...PAYABLE_TYPES, ...CREDIT_TYPES];
  return new Together({
    setup: db.selectFrom('MC40000').select('FUNLCURR'),
    open: db
      .selectFrom('RM20101')
      .where('CUSTNMBR', '=', account)
      .where('DOCNUMBR', 'in', keys)
      .where('RMDTYPAL', 'in', types)
      .select(['RMDTYPAL', 'DOCNUMBR', 'CURNCYID', 'VOIDSTTS'])
      .select([asText('CURTRXAM').as('CURTRXAM'), asText('DISAVAMT').as('DISAVAMT'), asText('DISTKNAM').as('DISTKNAM')])
      .select([dateAsText('DISCDATE').as('DISCDATE')]),
    history: db
      .selectFrom('RM30101')
      .where('CUSTNMBR', '=', account)
      .where('DOCNUMBR', 'in', keys)
      .where('RMDTYPAL', 'in', types)
      .select(['RMDTYPAL', 'DOCNUMBR']),
    receipt: db
      .selectFrom('RM10201')
      .where('CUSTNMBR', '=', account)
      .where('DOCNUMBR', 'in', keys)
      .where('RMDTYPAL', '=', CASH_RECEIPT)
      .select(['RMDTYPAL', 'DOCNUMBR', 'CURNCYID'])
      .select([asText('CURTRXAM').as('CURTRXAM')]),
    unposted: db
      .selectFrom('SOP10100')
      .where('CUSTNMBR', '=', account)
      .where('SOPNUMBE', 'in', keys)
      .where('SOPTYPE', '=', SALES_INVOICE)
      .where('VOIDSTTS', '=', 0)
      .select('SOPNUMBE'),
    applied: applied(db, 'RM20201', keys),
    appliedInHistory: applied(db, 'RM30201', keys),
  });
}

/** What of the documents with these numbers is applied to which of them: while one of the two is open, and in history. */
export function applicationsQuery(db: Kysely<GpTables>, numbers: readonly string[]) {
  const keys = charKeys(numbers, KEY_LENGTH.document);
  return new Together({ open: applied(db, 'RM20201', keys), history: applied(db, 'RM30201', keys) });
}

/** By types too: GP's key begins with one. */
function applied(db: Kysely<GpTables>, table: 'RM20201' | 'RM30201', keys: ReturnType<typeof charKeys>) {
  return db
    .selectFrom(table)
    .where('APFRDCTY', 'in', CREDIT_TYPES)
    .where('APFRDCNM', 'in', keys)
    .where('APTODCTY', 'in', PAYABLE_TYPES)
    .where('APTODCNM', 'in', keys)
    .select(['APFRDCTY', 'APFRDCNM', 'APTODCTY', 'APTODCNM'])
    .select([asText('APPTOAMT').as('APPTOAMT')]);
}

/** A receipt under a number: unposted, posted, or in history. */
export function receiptQuery(db: Kysely<GpTables>, number: string) {
  const key = charKey(number, KEY_LENGTH.document);
  const posted = (table: 'RM20101' | 'RM30101') =>
    db
      .selectFrom(table)
      .where('DOCNUMBR', '=', key)
      .where('RMDTYPAL', '=', CASH_RECEIPT)
      .select(['CUSTNMBR', 'VOIDSTTS', asText('ORTRXAMT').as('ORTRXAMT'), asText('CURTRXAM').as('CURTRXAM')]);
  return new Together({
    work: db
      .selectFrom('RM10201')
      .where('DOCNUMBR', '=', key)
      .where('RMDTYPAL', '=', CASH_RECEIPT)
      .select(['CUSTNMBR', asText('ORTRXAMT').as('ORTRXAMT'), asText('CURTRXAM').as('CURTRXAM')]),
    open: posted('RM20101'),
    history: posted('RM30101'),
  });
}
