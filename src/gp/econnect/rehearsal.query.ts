import { type Kysely, sql } from 'kysely';
import { asText, dateAsText } from '../sql/as-text.js';
import type { GpTables } from '../sql/gp-tables.js';
import { charKey, KEY_LENGTH } from '../sql/keys.js';
import { ORDER } from './order-setup.js';

type Decimal = { readonly decimalToBeAskedForAsText: true };

/** Columns of a document in work that only a rehearsal reads. It is not an interface, since Kysely needs a closed type. */
type DocumentTables = {
  SOP10100: {
    DOCID: string;
    BACHNUMB: string;
    PYMTRMID: string;
    SLPRSNID: string;
    SALSTERR: string;
    LOCNCODE: string;
    DUEDATE: Date;
    ORMRKDAM: Decimal;
    ORFRTTAX: Decimal;
    ORMSCTAX: Decimal;
    ORPMTRVD: Decimal;
    ORACTAMT: Decimal;
  };
  SOP10200: { PRCLEVEL: string; ORMRKDAM: Decimal; ORTAXAMT: Decimal; ATYALLOC: Decimal };
  SOP10105: {
    SOPTYPE: number;
    SOPNUMBE: string;
    LNITMSEQ: number;
    TAXDTLID: string;
    ORSLSTAX: Decimal;
    ORFRTTAX: Decimal;
    ORMSCTAX: Decimal;
    ORTXSLS: Decimal;
  };
  SOP10103: {
    SOPTYPE: number;
    SOPNUMBE: string;
    SEQNUMBR: number;
    PYMTTYPE: number;
    CARDNAME: string;
    CHEKBKID: string;
    CHEKNMBR: string;
    OAMTPAID: Decimal;
  };
};

/** Where GP keeps the parts of an order in work. */
export const TABLES_OF_ORDER = { header: 'SOP10100', lines: 'SOP10200', taxes: 'SOP10105', payments: 'SOP10103' } as const;

/** What GP has of an order in work: header, lines, taxes and payments. */
export function writtenOrderQueries(gp: Kysely<GpTables>, number: string) {
  const db = gp.withTables<DocumentTables>();
  const isOfOrder = sql<boolean>`"SOPNUMBE" = ${charKey(number, KEY_LENGTH.document)} and "SOPTYPE" = ${ORDER}`;
  return {
    header: db
      .selectFrom(TABLES_OF_ORDER.header)
      .where(isOfOrder)
      .select([
        'DOCID',
        'BACHNUMB',
        'CUSTNMBR',
        'CURNCYID',
        'CSTPONBR',
        'PRBTADCD',
        'PRSTADCD',
        'ShipToName',
        'ADDRESS1',
        'CITY',
        'LOCNCODE',
        'SHIPMTHD',
        'PYMTRMID',
        'SLPRSNID',
        'SALSTERR',
        'TAXSCHID',
        dateAsText('DOCDATE').as('date'),
        dateAsText('ReqShipDate').as('requestedShipDate'),
        dateAsText('DUEDATE').as('dueDate'),
        asText('ORSUBTOT').as('subtotal'),
        asText('ORTDISAM').as('discount'),
        asText('ORFRTAMT').as('freight'),
        asText('ORMISCAMT').as('miscellaneous'),
        asText('ORTAXAMT').as('tax'),
        asText('ORFRTTAX').as('freightTax'),
        asText('ORMSCTAX').as('miscellaneousTax'),
        asText('ORDOCAMT').as('total'),
        asText('ORPMTRVD').as('paid'),
        asText('ORACTAMT').as('onAccount'),
      ]),
    lines: db
      .selectFrom(TABLES_OF_ORDER.lines)
      .where(isOfOrder)
      .orderBy('LNITMSEQ')
      .orderBy('CMPNTSEQ')
      .select([
        'LNITMSEQ',
        'CMPNTSEQ',
        'ITEMNMBR',
        'UOFM',
        'LOCNCODE',
        'PRCLEVEL',
        'SHIPMTHD',
        'PRSTADCD',
        dateAsText('ReqShipDate').as('requestedShipDate'),
        asText('QUANTITY').as('quantity'),
        asText('QTYTBAOR').as('backordered'),
        asText('ATYALLOC').as('allocated'),
        asText('ORUNTPRC').as('unitPrice'),
        asText('ORMRKDAM').as('markdown'),
        asText('OXTNDPRC').as('extendedPrice'),
        asText('ORTAXAMT').as('tax'),
      ]),
    taxes: db
      .selectFrom(TABLES_OF_ORDER.taxes)
      .where(isOfOrder)
      .orderBy('LNITMSEQ')
      .orderBy('TAXDTLID')
      .select([
        'LNITMSEQ',
        'TAXDTLID',
        asText('ORSLSTAX').as('tax'),
        asText('ORFRTTAX').as('freightTax'),
        asText('ORMSCTAX').as('miscellaneousTax'),
        asText('ORTXSLS').as('taxable'),
      ]),
    payments: db
      .selectFrom(TABLES_OF_ORDER.payments)
      .where(isOfOrder)
      .orderBy('SEQNUMBR')
      .select(['PYMTTYPE', 'CARDNAME', 'CHEKBKID', 'CHEKNMBR', asText('OAMTPAID').as('amount')]),
  };
}
