import { type Kysely, type RawBuilder } from 'kysely';
import { dateAsText } from './as-text.js';
import type { GpTables } from './gp-tables.js';

/** An address of a head or a line. */
export const SHIP_TO = [
  'PRSTADCD',
  'CNTCPRSN',
  'ShipToName',
  'ADDRESS1',
  'ADDRESS2',
  'ADDRESS3',
  'CITY',
  'STATE',
  'ZIPCODE',
  'COUNTRY',
  'CCode',
  'SHIPMTHD',
  'TAXSCHID',
] as const;

type Keys = readonly RawBuilder<string>[];

/** Heads of sales documents of one type, in work (SOP10100) or in history (SOP30200). */
export function headsQuery(db: Kysely<GpTables>, table: 'SOP10100' | 'SOP30200', type: number, numbers: Keys) {
  return db
    .selectFrom(table)
    .where('SOPTYPE', '=', type)
    .where('SOPNUMBE', 'in', numbers)
    .select([
      'SOPNUMBE',
      'CUSTNMBR',
      'CSTPONBR',
      'CURNCYID',
      'PRBTADCD',
      'PHNUMBR1',
      'ORSUBTOT',
      'ORTDISAM',
      'ORFRTAMT',
      'ORMISCAMT',
      'ORTAXAMT',
      'ORDOCAMT',
      'ORDEPRVD',
      'VOIDSTTS',
      ...SHIP_TO,
      dateAsText('DOCDATE').as('date'),
      dateAsText('ReqShipDate').as('requested'),
    ]);
}

/** Their lines, in work (SOP10200) or in history (SOP30300). */
export function linesQuery(db: Kysely<GpTables>, table: 'SOP10200' | 'SOP30300', type: number, numbers: Keys) {
  return (
    db
      .selectFrom(table)
      .where('SOPTYPE', '=', type)
      .where('SOPNUMBE', 'in', numbers)
      // All other rows are components of kits.
      .where('CMPNTSEQ', '=', 0)
      .select([
        'SOPNUMBE',
        'LNITMSEQ',
        'ITEMNMBR',
        'ITEMDESC',
        'UOFM',
        'LOCNCODE',
        'DROPSHIP',
        'ORUNTPRC',
        'OXTNDPRC',
        'ODECPLCU',
        'QUANTITY',
        'QTYCANCE',
        'QTYPRINV',
        'QTYFULFI',
        'QTYREMAI',
        'QTYTBAOR',
        'PHONE1',
        ...SHIP_TO,
        dateAsText('ReqShipDate').as('requested'),
      ])
  );
}

/** The user-defined fields and the comment of a document (SOP10106), in work or in history. */
export function commentQuery(db: Kysely<GpTables>, type: number, numbers: Keys) {
  return db
    .selectFrom('SOP10106')
    .where('SOPTYPE', '=', type)
    .where('SOPNUMBE', 'in', numbers)
    .select(['SOPNUMBE', 'USERDEF1', 'COMMENT_1', 'COMMENT_2', 'COMMENT_3', 'COMMENT_4', 'CMMTTEXT']);
}

/** The comments of a document's lines (SOP10202), in work or in history. */
export function lineCommentQuery(db: Kysely<GpTables>, type: number, numbers: Keys) {
  return db
    .selectFrom('SOP10202')
    .where('SOPTYPE', '=', type)
    .where('SOPNUMBE', 'in', numbers)
    .where('CMPNTSEQ', '=', 0)
    .select(['SOPNUMBE', 'LNITMSEQ', 'COMMENT_1', 'COMMENT_2', 'COMMENT_3', 'COMMENT_4', 'CMMTTEXT']);
}

/** The tracking numbers that were typed on documents (SOP10107), in work or in history. */
export function trackingQuery(db: Kysely<GpTables>, type: number, numbers: Keys) {
  return db
    .selectFrom('SOP10107')
    .where('SOPTYPE', '=', type)
    .where('SOPNUMBE', 'in', numbers)
    .select(['SOPTYPE', 'SOPNUMBE', 'Tracking_Number']);
}
