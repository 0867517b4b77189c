import type { Decimal, Timestamp } from './column-types.js';

/** Headers of sales documents: SOP10100 (work) and SOP30200 (history). */
interface SalesDocument {
  SOPTYPE: number;
  SOPNUMBE: string;
  ORIGTYPE: number;
  ORIGNUMB: string;
  DOCDATE: Timestamp;
  DUEDATE: Timestamp;
  ReqShipDate: Timestamp;
  ACTLSHIP: Timestamp;
  CUSTNMBR: string;
  CSTPONBR: string;
  MSTRNUMB: number;
  NOTEINDX: Decimal;
  PRBTADCD: string;
  PRSTADCD: string;
  CNTCPRSN: string;
  ShipToName: string;
  ADDRESS1: string;
  ADDRESS2: string;
  ADDRESS3: string;
  CITY: string;
  STATE: string;
  ZIPCODE: string;
  COUNTRY: string;
  CCode: string;
  PHNUMBR1: string;
  SHIPMTHD: string;
  TAXSCHID: string;
  ORSUBTOT: Decimal;
  ORTDISAM: Decimal;
  ORFRTAMT: Decimal;
  ORMISCAMT: Decimal;
  ORTAXAMT: Decimal;
  ORFRTTAX: Decimal;
  ORMSCTAX: Decimal;
  ORDOCAMT: Decimal;
  ORACTAMT: Decimal;
  ORDEPRVD: Decimal;
  QUOEXPDA: Timestamp;
  BACHNUMB: string;
  PYMTRMID: string;
  VOIDSTTS: number;
  DOCID: string;
  SOPSTATUS: number;
  CURNCYID: string;
  DEX_ROW_TS: Timestamp;
}

/** Lines of sales documents: SOP10200 (work) and SOP30300 (history). */
interface SalesDocumentLine {
  SOPTYPE: number;
  SOPNUMBE: string;
  LNITMSEQ: number;
  CMPNTSEQ: number;
  ORGSEQNM: number;
  ITEMNMBR: string;
  ITEMDESC: string;
  UOFM: string;
  LOCNCODE: string;
  DROPSHIP: number;
  ORUNTPRC: Decimal;
  OXTNDPRC: Decimal;
  ORMRKDAM: Decimal;
  MRKDNPCT: number;
  MRKDNTYP: number;
  QUANTITY: Decimal;
  QTYCANCE: Decimal;
  QTYPRINV: Decimal;
  QTYFULFI: Decimal;
  QTYREMAI: Decimal;
  QTYTBAOR: Decimal;
  ODECPLCU: number;
  ReqShipDate: Timestamp;
  SHIPMTHD: string;
  TAXSCHID: string;
  PRSTADCD: string;
  CNTCPRSN: string;
  ShipToName: string;
  ADDRESS1: string;
  ADDRESS2: string;
  ADDRESS3: string;
  CITY: string;
  STATE: string;
  ZIPCODE: string;
  COUNTRY: string;
  CCode: string;
  PHONE1: string;
  PRCLEVEL: string;
  DEX_ROW_TS: Timestamp;
}

/** Process holds on sales documents. */
interface SOP10104 {
  SOPTYPE: number;
  SOPNUMBE: string;
  DELETE1: number;
}

/** Taxes of sales documents by line and tax detail, in work and in history. Rows of LNITMSEQ 0 are sums of the document. */
interface SOP10105 {
  SOPTYPE: number;
  SOPNUMBE: string;
  LNITMSEQ: number;
  TAXDTLID: string;
  ORSLSTAX: Decimal;
  ORFRTTAX: Decimal;
  ORMSCTAX: Decimal;
  ORTXSLS: Decimal;
  DELETE1: number;
}

/** User-defined fields and comments of sales documents. */
interface SOP10106 {
  SOPTYPE: number;
  SOPNUMBE: string;
  USERDEF1: string;
  COMMENT_1: string;
  COMMENT_2: string;
  COMMENT_3: string;
  COMMENT_4: string;
  CMMTTEXT: string | null;
}

/** Tracking numbers of sales documents. */
interface SOP10107 {
  SOPTYPE: number;
  SOPNUMBE: string;
  Tracking_Number: string;
}

/** Comments of lines. */
interface SOP10202 {
  SOPTYPE: number;
  SOPNUMBE: string;
  LNITMSEQ: number;
  CMPNTSEQ: number;
  COMMENT_1: string;
  COMMENT_2: string;
  COMMENT_3: string;
  COMMENT_4: string;
  CMMTTEXT: string | null;
}

/** Sales order processing setup. */
interface SOP40100 {
  SETUPKEY: number;
  CALCKITC: number;
  LOCNCODE: string;
  Prices_Not_Required_In_Pr: number;
  Convert_Functional_Price: number;
  TRMSTNUM: number;
  ORDDOCID: string;
  QUODOCID: string;
}

/** Document IDs of sales documents. */
interface SOP40200 {
  SOPTYPE: number;
  DOCID: string;
  ORDTOBAC: number;
  QUOTOORD: number;
  WORKFLOWENABLED: number;
}

/** Customers' own numbers of items. */
interface SOP60300 {
  CUSTNMBR: string;
  ITEMNMBR: string;
  CUSTITEMNMBR: string;
}

/** Record notes, of every kind of record. */
interface SY03900 {
  NOTEINDX: Decimal;
  TXTFIELD: string | null;
}

/** Tax details. */
interface TX00201 {
  TAXDTLID: string;
  TXDTLDSC: string;
}

/** Sales order processing. */
export interface SalesTables {
  SY03900: SY03900;
  SOP10100: SalesDocument;
  SOP10104: SOP10104;
  SOP10105: SOP10105;
  SOP60300: SOP60300;
  SOP10107: SOP10107;
  SOP10106: SOP10106;
  SOP10200: SalesDocumentLine;
  SOP10202: SOP10202;
  SOP30200: SalesDocument;
  SOP30300: SalesDocumentLine;
  SOP40100: SOP40100;
  SOP40200: SOP40200;
  TX00201: TX00201;
}
