import type { Decimal, Timestamp } from './column-types.js';

/** Customer master. */
interface RM00101 {
  CUSTNMBR: string;
  CUSTNAME: string;
  CUSTCLAS: string;
  CPRCSTNM: string;
  PRBTADCD: string;
  PRSTADCD: string;
  SHIPMTHD: string;
  TAXSCHID: string;
  SLPRSNID: string;
  PYMTRMID: string;
  CRLMTTYP: number;
  CRLMTAMT: Decimal;
  CRLMTPER: number;
  CRLMTPAM: Decimal;
  CURNCYID: string;
  RATETPID: string;
  CUSTDISC: number;
  PRCLEVEL: string;
  TAXEXMT1: string;
  TAXEXMT2: string;
  BALNCTYP: number;
  INACTIVE: number;
  HOLD: number;
  DEX_ROW_TS: Timestamp;
}

/** Customer addresses. */
interface RM00102 {
  CUSTNMBR: string;
  ADRSCODE: string;
  CNTCPRSN: string;
  ADDRESS1: string;
  ADDRESS2: string;
  ADDRESS3: string;
  CITY: string;
  STATE: string;
  ZIP: string;
  COUNTRY: string;
  CCode: string;
  PHONE1: string;
  SHIPMTHD: string;
  TAXSCHID: string;
  LOCNCODE: string;
}

/** Customer summary: balances and aging. */
interface RM00103 {
  CUSTNMBR: string;
  CUSTBLNC: Decimal;
  UNPSTDSA: Decimal;
  UNPSTOSA: Decimal;
  ONORDAMT: Decimal;
  UNPSTDCA: Decimal;
  UNPSTOCA: Decimal;
  DEPRECV: Decimal;
  AGPERAMT_1: Decimal;
  AGPERAMT_2: Decimal;
  AGPERAMT_3: Decimal;
  AGPERAMT_4: Decimal;
  AGPERAMT_5: Decimal;
  AGPERAMT_6: Decimal;
  AGPERAMT_7: Decimal;
}

/** National account options, one row per parent. */
interface RM00105 {
  CPRCSTNM: string;
  NACREDITCHECK: number;
  NAHOLDINACTIVE: number;
}

/** Salespeople. */
interface RM00301 {
  SLPRSNID: string;
  SLPRSNFN: string;
  SPRSNSLN: string;
  PHONE1: string;
}

/** Internet addresses. */
interface SY01200 {
  Master_Type: string;
  Master_ID: string;
  ADRSCODE: string;
  INET1: string;
  INET4: string;
  INETINFO: string | null;
  EmailToAddress: string | null;
  DEX_ROW_TS: Timestamp;
}

/** Payment terms. */
interface SY03300 {
  PYMTRMID: string;
  DUETYPE: number;
  DUEDTDS: number;
  DISCTYPE: number;
  DISCDTDS: number;
  DSCLCTYP: number;
  DSCPCTAM: number;
}

/** Customers, with their addresses, terms and salespeople. */
export interface CustomerTables {
  RM00101: RM00101;
  RM00102: RM00102;
  RM00103: RM00103;
  RM00105: RM00105;
  RM00301: RM00301;
  SY01200: SY01200;
  SY03300: SY03300;
}
