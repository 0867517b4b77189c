/** Multicurrency setup; no row in a company without it. */
interface MC40000 {
  FUNLCURR: string;
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
  'DYNAMICS.MC40200': MC40200;
  'DYNAMICS.SY01500': SY01500;
  'DYNAMICS.SY05501': SY05501;
}
