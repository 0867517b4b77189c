import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { StartRefused } from '../faults/index.js';
import { decodeText, parseJson, readFileBytes, UnreadableText } from '../files/index.js';
import { type CalendarDate, FIRST_DATE, parseCalendarDate } from '../values/calendar-date.js';

/** The companies that come with the gateway, each in a folder of its name: one on standard pricing, one on extended pricing. */
const SHIPPED = ['standard', 'extended'];
const COMPANIES = join(import.meta.dirname, 'companies');
/** The one that is used where the setting names no other. */
export const SHIPPED_COMPANY = join(COMPANIES, 'standard');

/** Whether the setting GP_SANDBOX_COMPANY names a company that comes with the gateway. */
export function isShippedCompany(setting: string | undefined): boolean {
  return setting === undefined || SHIPPED.includes(setting);
}

/**
 * @param setting GP_SANDBOX_COMPANY: the name of a company that comes with the gateway, or a folder. A folder with such a name is
 * written with its path, as in ./extended
 * @throws {StartRefused} the folder does not exist, or none of its files is a table
 */
export function readSandboxCompany(setting: string | undefined): CompanyFolder {
  if (setting === undefined) return readCompanyFolder(SHIPPED_COMPANY);
  return readCompanyFolder(SHIPPED.includes(setting) ? join(COMPANIES, setting) : setting);
}

const ABOUT = 'company.json';

interface TableFile {
  readonly file: string;
  readonly path: string;
  readonly table: string;
}

/**
 * A company as a folder of CSV files, one per GP table, such as RM00101.csv or DYNAMICS.MC40200.csv. Where its company.json
 * says on which other folder it is based, it has that folder's files of all tables that it has no file of.
 */
export interface CompanyFolder {
  readonly folder: string;
  readonly files: readonly TableFile[];
  /** The date on the company's calendar when it is loaded; null for today's date. */
  readonly today: CalendarDate | null;
  /** A hash of the files: shows whether they have changed. */
  readonly hash: string;
}

/** @throws {StartRefused} the folder does not exist, or none of its files is a table */
export function readCompanyFolder(folder: string): CompanyFolder {
  const names = namesIn(folder);
  const own = tablesAmong(names, folder);
  const about = names.includes(ABOUT) ? contentOf(join(folder, ABOUT)) : Buffer.from('{}');
  const { today, basedOn } = aboutOf(about);
  const files = basedOn === null ? own : withMissing(own, resolve(folder, basedOn));
  if (files.length === 0) {
    throw new StartRefused(`GP_SANDBOX_COMPANY: the folder ${folder} has no CSV files such as RM00101.csv.`);
  }
  const hash = createHash('sha256').update(about);
  for (const { file, path } of files) hash.update(`\0${file}\0`).update(contentOf(path));
  return { folder, files, today, hash: hash.digest('hex') };
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).toSorted();
  } catch (cause) {
    throw new StartRefused(`GP_SANDBOX_COMPANY: the folder ${folder} cannot be read.`, { cause });
  }
}

function tablesAmong(names: readonly string[], folder: string): TableFile[] {
  return names
    .filter((name) => name.toLowerCase().endsWith('.csv'))
    .map((file) => ({ file, path: join(folder, file), table: basename(file).slice(0, -'.csv'.length) }));
}

/** The files with those of a base for the tables that they lack, by name. What the base is based on does not count. */
function withMissing(own: readonly TableFile[], base: string): TableFile[] {
  const tables = new Set(own.map(({ table }) => table.toUpperCase()));
  const missing = tablesAmong(namesIn(base), base).filter(({ table }) => !tables.has(table.toUpperCase()));
  return [...own, ...missing].toSorted((one, other) => (one.file < other.file ? -1 : 1));
}

function contentOf(path: string): Buffer {
  try {
    return readFileBytes(path);
  } catch (cause) {
    throw new StartRefused(`GP_SANDBOX_COMPANY: the file ${path} cannot be read.`, { cause });
  }
}

/** What company.json says: today's date on the company's calendar, and the folder that the company is based on. */
function aboutOf(about: Uint8Array): { readonly today: CalendarDate | null; readonly basedOn: string | null } {
  let content: unknown;
  try {
    content = parseJson(decodeText(about).text);
  } catch (cause) {
    if (!(cause instanceof UnreadableText)) throw cause;
    throw new StartRefused(`${ABOUT}: ${cause.message}.`, { cause });
  }
  if (typeof content !== 'object' || content === null || Array.isArray(content)) {
    throw new StartRefused(`${ABOUT}: it is not a JSON object.`);
  }
  const { name: _, today, basedOn, ...others } = content as Record<string, unknown>;
  const [unknown] = Object.keys(others);
  if (unknown !== undefined)
    throw new StartRefused(`${ABOUT}: ${JSON.stringify(unknown)} is not known, only "name", "today" and "basedOn".`);
  if (basedOn !== undefined && (typeof basedOn !== 'string' || basedOn === '')) {
    throw new StartRefused(`${ABOUT}: "basedOn" must be a folder such as "../standard".`);
  }
  if (today === undefined) return { today: null, basedOn: basedOn ?? null };
  const date = typeof today === 'string' ? parseCalendarDate(today) : undefined;
  if (!date) throw new StartRefused(`${ABOUT}: "today" must be a date such as 2026-11-23.`);
  if (date < FIRST_DATE) throw new StartRefused(`${ABOUT}: "today" must not be before ${FIRST_DATE}, where GP's dates begin.`);
  return { today: date, basedOn: basedOn ?? null };
}
