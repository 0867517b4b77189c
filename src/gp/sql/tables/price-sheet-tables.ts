import type { Decimal, Timestamp } from './column-types.js';

/** Items of price groups. An item is in one group at most. */
interface IV10400 {
  PRCGRPID: string;
  ITEMNMBR: string;
}

/** Lines of price sheets: an item, or a price group. */
interface IV10401 {
  PRCSHID: string;
  EPITMTYP: string;
  ITEMNMBR: string;
  ACTIVE: number;
  PRODTCOD: string;
  PROMOTYP: number;
  PROMOLVL: number;
}

/** Values of price sheets: unit and quantity range. */
interface IV10402 {
  PRCSHID: string;
  EPITMTYP: string;
  ITEMNMBR: string;
  UOFM: string;
  QTYFROM: Decimal;
  QTYTO: Decimal;
  PSITMVAL: Decimal;
  EQUOMQTY: Decimal;
}

/** Free items of promotions. */
interface IV10403 {
  PRCSHID: string;
  EPITMTYP: string;
  ITEMNMBR: string;
  UOFM: string;
  FREEITEM: string;
  FREEUOFM: string;
  MAXQTYFR: Decimal;
  QTYFROM: Decimal;
  QTYTO: Decimal;
}

/** The price sheets of a customer or a price book. */
interface RM00500 {
  PRCSHID: string;
  PRODTCOD: string;
  LINKCODE: string;
}

/** Price books. */
interface SOP10109 {
  PRCBKID: string;
  ISBASE: number;
}

/** Price sheets. */
interface SOP10110 {
  PRCSHID: string;
  ACTIVE: number;
  STRTDATE: Timestamp;
  ENDDATE: Timestamp;
  PROMO: number;
  CURNCYID: string;
}

/** The price book of a customer. */
interface SOP10205 {
  PRCBKID: string;
  PRODTCOD: string;
  LINKCODE: string;
}

/** Extended pricing: price sheets, price books and price groups. */
export interface PriceSheetTables {
  RM00500: RM00500;
  SOP10109: SOP10109;
  SOP10110: SOP10110;
  SOP10205: SOP10205;
  IV10400: IV10400;
  IV10401: IV10401;
  IV10402: IV10402;
  IV10403: IV10403;
}
