import type { Decimal } from './column-types.js';

/** Multicurrency setup; no row in a company without it. */
interface MC40000 {
  FUNLCURR: string;
  DEFSLSTP: string;
}

/** Exchange tables of currencies, by rate type. */
interface MC40301 {
  CURNCYID: string;
  RATETPID: string;
  EXGTBLID: string;
  DFLTRATE: number;
}

/** Headers of exchange tables: how a rate is used, and how old it may be. */
interface MC40300 {
  EXGTBLID: string;
  RTCLCMTD: number;
  TRXDTDEF: number;
  DATELMTS: number;
  PRVDSLMT: number;
}

/** Exchange rates by day. */
interface MC00100 {
  EXGTBLID: string;
  CURNCYID: string;
  EXCHDATE: Date;
  TIME1: Date;
  XCHGRATE: Decimal;
  EXPNDATE: Date;
}

/** Currencies. */
interface MC40200 {
  CURNCYID: string;
  DECPLCUR: number;
  ISOCURRC: string;
}

/** Companies. */
interface SY01500 {
  CMPANYID: number;
  INTERID: string;
}

/** Extended pricing options per company. */
interface SY05501 {
  CMPANYID: number;
  EXPRINST: number;
}

/** Currencies and companies; those with the prefix "DYNAMICS." are in the system database. */
export interface SetupTables {
  MC40000: MC40000;
  MC40301: MC40301;
  'DYNAMICS.MC00100': MC00100;
  'DYNAMICS.MC40200': MC40200;
  'DYNAMICS.MC40300': MC40300;
  'DYNAMICS.SY01500': SY01500;
  'DYNAMICS.SY05501': SY05501;
}
