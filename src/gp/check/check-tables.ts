import { intakeDatabase } from '../econnect/intake.query.js';
import type { CheckedCompany } from './check.js';
import { numberOf } from './no-answer.js';

/** Columns that only the check reads. It is not an interface, since Kysely needs a closed type. */
type CheckTables = {
  /** Document type IDs of sales documents. */
  SOP40200: { SOPTYPE: number; DOCID: string };
  /** Batches. */
  SY00500: { BACHNUMB: string; BCHSOURC: string };
  /** Customer classes. */
  RM00201: { CLASSID: string };
  /** The customer master, with the rate type by which orders in another currency are converted. */
  RM00101: { RATETPID: string };
  /** Multicurrency setup. */
  MC40000: { DEFSLSTP: string };
  /** Exchange tables of currencies, by rate type. */
  MC40301: { CURNCYID: string; RATETPID: string; EXGTBLID: string };
  /** Exchange rates by day. */
  'DYNAMICS.MC00100': { EXGTBLID: string; CURNCYID: string; EXCHDATE: Date; EXPNDATE: Date };
  /** General ledger setup, with the next journal entry. */
  GL40000: { NJRNLENT: number };
  /** Audit trail codes by series. */
  SY01000: { SERIES: number; TRXSRCPX: string };
  /** Where the system database is. */
  SY00100: { DBNAME: string };
  /** Versions of what is installed, by company. PRODID 0 is GP itself. */
  'DYNAMICS.DU000020': { companyID: number; PRODID: number; versionMajor: number; versionMinor: number; versionBuild: number };
};

export function checkDatabase(gp: CheckedCompany['gp']) {
  return intakeDatabase(gp).withTables<CheckTables>();
}

/** There is no such table, or it may not be read. */
const NOT_READABLE: ReadonlySet<number | undefined> = new Set([208, 229]);

/** An answer about a table that some companies lack; undefined there. The check of the tables tells of it. */
export async function whereThere<Answer>(answer: Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await answer;
  } catch (fault) {
    if (NOT_READABLE.has(numberOf(fault))) return undefined;
    throw fault;
  }
}
