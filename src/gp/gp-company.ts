import type { Kysely } from 'kysely';
import type { ErpHealth } from '../resilience/index.js';
import type { CalendarDate } from '../values/calendar-date.js';
import type { ChangeSource } from './changes/change-source.js';
import type { EConnect } from './econnect/econnect.js';
import type { GpTables } from './sql/gp-tables.js';

/** One company of a GP: its tables, its procedures and its calendar. */
export abstract class GpCompany {
  /** Reads the company's tables and those of GP's system database. */
  abstract readonly gp: Kysely<GpTables>;
  /** The same tables, for facts that may be some seconds old and may take longer: the catalogue and the order history. */
  abstract readonly readOnly: Kysely<GpTables>;
  /**
   * The same tables, without rows that a transaction has written and not committed. An order that another attempt is still
   * writing is not in GP yet.
   */
  abstract readonly committed: Kysely<GpTables>;
  /** The same tables, asked with the login that hands orders over: what it may do is looked at. */
  abstract readonly handingOver: Kysely<GpTables>;
  abstract readonly econnect: EConnect;
  abstract readonly health: ErpHealth;
  /** Whether it is a GP on a SQL Server: that compiles each statement once, and an older GP may lack columns. */
  abstract readonly isSqlServer: boolean;
  /** How often its server has started anew since it was first connected to. A SQL Server has forgotten its compiled statements then. */
  abstract readonly restarts: number;
  /** What the company's database tells of changes; null where it tells nothing. */
  abstract readonly changes: ChangeSource | null;
  /** The name of the company's database, by which GP's system database knows it (SY01500.INTERID). */
  abstract readonly databaseName: string;
  /** How far the company's clock is ahead of this process's, in milliseconds. */
  abstract readonly aheadMs: number;
  /** The date on the company's calendar. */
  abstract today(): CalendarDate;
  abstract close(): Promise<void>;
}
