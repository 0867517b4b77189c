import type { Kysely } from 'kysely';
import type { CalendarDate } from '../../values/calendar-date.js';
import type { GpTables } from '../sql/gp-tables.js';

/** The company that is checked. */
export interface CheckedCompany {
  /** A sandbox has no server, no rights and no procedures of GP's own to look at. */
  readonly isSandbox: boolean;
  readonly databaseName: string;
  /** Asks with the login that reads. */
  readonly gp: Kysely<GpTables>;
  /** Asks with the login that hands orders over. In a sandbox it is the same. */
  readonly handingOver: Kysely<GpTables>;
  /** The date on the company's calendar. */
  readonly today: CalendarDate;
}

/** What the gateway's settings name in GP. */
export interface CheckedSettings {
  readonly documentId: string | null;
  readonly batchId: string;
  readonly quotes: { readonly documentId: string | null; readonly batchId: string };
  readonly cardName: string | null;
  readonly customerClass: string | null;
  readonly accountFields: ReadonlyMap<string, string>;
  readonly productFields: ReadonlyMap<string, string>;
  readonly currencyCodes: ReadonlyMap<string, string>;
  readonly timeZone: string;
  /** GP_CHANGES. */
  readonly changes: 'auto' | 'change-tracking' | 'stamps' | 'off';
  /** GP_LOCKS. */
  readonly locks: 'wait' | 'nolock';
  /** How long a question of a page may take. */
  readonly deadlineMs: number;
  /** GP_PROMOTIONS. */
  readonly promotions: 'apply' | 'show' | 'ignore';
}

/**
 * ok: as it should be. note: worth knowing. warning: works, with the loss that the text names. missing: the gateway cannot go
 * live without it.
 */
export type Level = 'ok' | 'note' | 'warning' | 'missing';

export interface Finding {
  readonly level: Level;
  readonly text: string;
  /** What to do about it. */
  readonly todo?: string;
}

/** One thing that is looked at: a question to GP, and what its answer means. */
export interface Check<Answer> {
  /** In one or two words. */
  readonly name: string;
  /** Where it makes sense. */
  readonly of: 'sqlServer' | 'sandbox' | 'both';
  readonly ask: (company: CheckedCompany, settings: CheckedSettings, signal: AbortSignal) => Promise<Answer>;
  readonly judge: (answer: Answer, settings: CheckedSettings, company: CheckedCompany) => readonly Finding[];
}

/** A check whose answer no other check uses. */
export interface RunnableCheck {
  readonly name: string;
  readonly inServer: boolean;
  readonly inSandbox: boolean;
  readonly run: (company: CheckedCompany, settings: CheckedSettings, signal: AbortSignal) => Promise<readonly Finding[]>;
}

export function runnable<Answer>({ name, of, ask, judge }: Check<Answer>): RunnableCheck {
  return {
    name,
    inServer: of !== 'sandbox',
    inSandbox: of !== 'sqlServer',
    run: async (company, settings, signal) => judge(await ask(company, settings, signal), settings, company),
  };
}

export const ok = (text: string): Finding => ({ level: 'ok', text });
export const note = (text: string, todo?: string): Finding => ({ level: 'note', text, ...(todo !== undefined && { todo }) });
export const warning = (text: string, todo: string): Finding => ({ level: 'warning', text, todo });
export const missing = (text: string, todo: string): Finding => ({ level: 'missing', text, todo });

/** What puts rights right. */
export const GRANTS_TODO = 'have a DBA run the script of "npm run gp -- grants"';
