import type { Decimal, Timestamp } from './column-types.js';

/** Item master. */
interface IV00101 {
  ITEMNMBR: string;
  ITEMDESC: string;
  ITEMTYPE: number;
  ITMGEDSC: string;
  STNDCOST: Decimal;
  CURRCOST: Decimal;
  ITEMSHWT: number;
  DECPLQTY: number;
  DECPLCUR: number;
  ITMCLSCD: string;
  ALWBKORD: number;
  UOMSCHDL: string;
  ALTITEM1: string;
  ALTITEM2: string;
  USCATVLS_1: string;
  USCATVLS_2: string;
  USCATVLS_3: string;
  USCATVLS_4: string;
  USCATVLS_5: string;
  USCATVLS_6: string;
  CREATDDT: Timestamp;
  PRCLEVEL: string;
  PRICMTHD: number;
  SELNGUOM: string;
  INACTIVE: number;
  DEX_ROW_TS: Timestamp;
}

/** Item quantities per site. */
interface IV00102 {
  ITEMNMBR: string;
  LOCNCODE: string;
  RCRDTYPE: number;
  QTYONHND: Decimal;
  ATYALLOC: Decimal;
  QTYONORD: Decimal;
  QTYBKORD: Decimal;
  ORDRPNTQTY: Decimal;
  INACTIVE: number;
}

/** Kit components. */
interface IV00104 {
  ITEMNMBR: string;
  SEQNUMBR: number;
  CMPTITNM: string;
  CMPITUOM: string;
  CMPITQTY: Decimal;
}

/** List price per item and currency. */
interface IV00105 {
  ITEMNMBR: string;
  CURNCYID: string;
  DECPLCUR: number;
  LISTPRCE: Decimal;
}

/** Units and rounding per item and price level. */
interface IV00107 {
  ITEMNMBR: string;
  CURNCYID: string;
  PRCLEVEL: string;
  UOFM: string;
  RNDGAMNT: Decimal;
  ROUNDHOW: number;
  ROUNDTO: number;
  UMSLSOPT: number;
  QTYBSUOM: Decimal;
}

/** Price list: quantity breaks. */
interface IV00108 {
  ITEMNMBR: string;
  CURNCYID: string;
  PRCLEVEL: string;
  UOFM: string;
  TOQTY: Decimal;
  FROMQTY: Decimal;
  UOMPRICE: Decimal;
  QTYBSUOM: Decimal;
}

/** Inventory setup. */
interface IV40100 {
  SETUPKEY: number;
  USCATDSC_1: string;
  USCATDSC_2: string;
  USCATDSC_3: string;
  USCATDSC_4: string;
  USCATDSC_5: string;
  USCATDSC_6: string;
}

/** Unit of measure schedules. */
interface IV40201 {
  UOMSCHDL: string;
  BASEUOFM: string;
  UMDPQTYS: number;
  DEX_ROW_TS: Timestamp;
}

/** Units of a schedule. */
interface IV40202 {
  UOMSCHDL: string;
  UOFM: string;
  SEQNUMBR: number;
  EQUIVUOM: string;
  QTYBSUOM: Decimal;
  DEX_ROW_TS: Timestamp;
}

/** Item classes. */
interface IV40400 {
  ITMCLSCD: string;
  ITMCLSDC: string;
}

/** User category values. */
interface IV40600 {
  USCATVAL: string;
  USCATNUM: number;
  Image_URL: string;
  UserCatLongDescr: string;
}

/** Sites. */
interface IV40700 {
  LOCNCODE: string;
  LOCNDSCR: string;
  ADDRESS1: string;
  ADDRESS2: string;
  ADDRESS3: string;
  CITY: string;
  STATE: string;
  ZIPCODE: string;
  COUNTRY: string;
  CCode: string;
  PHONE1: string;
  INACTIVE: number;
}

/** Price levels. */
interface IV40800 {
  PRCLEVEL: string;
}

/** Items, units, prices by price level, and stock. */
export interface InventoryTables {
  IV00101: IV00101;
  IV00102: IV00102;
  IV00104: IV00104;
  IV00105: IV00105;
  IV00107: IV00107;
  IV00108: IV00108;
  IV40100: IV40100;
  IV40201: IV40201;
  IV40202: IV40202;
  IV40400: IV40400;
  IV40600: IV40600;
  IV40700: IV40700;
  IV40800: IV40800;
}
