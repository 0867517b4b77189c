import type { Decimal, Timestamp } from './column-types.js';

/** Receivables documents: RM20101 (open) and RM30101 (history). Amounts are functional, and positive whatever the type. */
interface ReceivablesDocument {
  CUSTNMBR: string;
  DOCNUMBR: string;
  RMDTYPAL: number;
  DOCDATE: Timestamp;
  DUEDATE: Timestamp;
  ORTRXAMT: Decimal;
  CURTRXAM: Decimal;
  SLSAMNT: Decimal;
  FRTAMNT: Decimal;
  MISCAMNT: Decimal;
  TAXAMNT: Decimal;
  TRDISAMT: Decimal;
  DISTKNAM: Decimal;
  DISAVAMT: Decimal;
  DISCDATE: Timestamp;
  WROFAMNT: Decimal;
  TRXDSCRN: string;
  CSPORNBR: string;
  CHEKNMBR: string;
  CSHRCTYP: number;
  EFTFLAG: number;
  VOIDSTTS: number;
  CURNCYID: string;
  DEX_ROW_TS: Timestamp;
}

/** What was applied to what: RM20201 (one of the documents is open) and RM30201 (history). */
interface ReceivablesApplication {
  APFRDCTY: number;
  APFRDCNM: string;
  APTODCTY: number;
  APTODCNM: string;
  CUSTNMBR: string;
  DATE1: Timestamp;
  APPTOAMT: Decimal;
  DISTKNAM: Decimal;
  WROFAMNT: Decimal;
  ORAPTOAM: Decimal;
}

/** Cash receipts that are not posted. */
interface RM10201 {
  CUSTNMBR: string;
  RMDTYPAL: number;
  DOCNUMBR: string;
  DOCDATE: Timestamp;
  CSHRCTYP: number;
  CHEKNMBR: string;
  TRXDSCRN: string;
  EFTFLAG: number;
  ORTRXAMT: Decimal;
  CURTRXAM: Decimal;
  CURNCYID: string;
}

/** Receivables setup. */
interface RM40101 {
  SETUPKEY: number;
  PRCLEVEL: string;
  AGEBY: number;
  AGPERUSD: number;
  AGEUNAPPLDCR: number;
}

/** Names of the ageing periods, and the last day of each. */
interface RM40201 {
  INDEX1: number;
  RMPERDSC: string;
  RMPEREND: number;
}

/** Amounts of receivables documents in their own currency, where it is not the functional one. */
interface MC020102 {
  RMDTYPAL: number;
  DOCNUMBR: string;
  CURNCYID: string;
  ORORGTRX: Decimal;
  ORCTRXAM: Decimal;
  ORSLSAMT: Decimal;
  ORFRTAMT: Decimal;
  ORMISCAMT: Decimal;
  ORTAXAMT: Decimal;
  ORTDISAM: Decimal;
  ORDISTKN: Decimal;
  ORDAVAMT: Decimal;
  ORWROFAM: Decimal;
}

/** Receivables. */
export interface ReceivablesTables {
  RM10201: RM10201;
  RM20101: ReceivablesDocument;
  RM20201: ReceivablesApplication;
  RM30101: ReceivablesDocument;
  RM30201: ReceivablesApplication;
  RM40101: RM40101;
  RM40201: RM40201;
  MC020102: MC020102;
}
