import { intakeDatabase } from '../econnect/intake.query.js';
import type { CheckedCompany } from './check.js';

/** Columns that only the check reads. It is not an interface, since Kysely needs a closed type. */
type CheckTables = {
  /** Document type IDs of sales documents. */
  SOP40200: { SOPTYPE: number; DOCID: string; QUOTOORD: number };
  /** Batches. */
  SY00500: { BACHNUMB: string; BCHSOURC: string };
  /** Customer classes. */
  RM00201: { CLASSID: string };
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
