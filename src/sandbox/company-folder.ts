import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { StartRefused } from '../faults/index.js';
import { decodeText, parseJson, readFileBytes, UnreadableText } from '../files/index.js';
import { type CalendarDate, parseCalendarDate } from '../values/calendar-date.js';

/** The company that comes with the gateway. */
export const SHIPPED_COMPANY = join(import.meta.dirname, 'company');

const ABOUT = 'company.json';

/** A company as a folder of CSV files, one per GP table, such as RM00101.csv or DYNAMICS.MC40200.csv. */
export interface CompanyFolder {
  readonly folder: string;
  readonly files: readonly { readonly file: string; readonly path: string; readonly table: string }[];
  /** The date on the company's calendar when it is loaded; null for today's date. */
  readonly today: CalendarDate | null;
  /** A hash of the files: shows whether they have changed. */
  readonly hash: string;
}

/** @throws {StartRefused} the folder does not exist, or none of its files is a table */
export function readCompanyFolder(folder: string): CompanyFolder {
  let names: string[];
  try {
    names = readdirSync(folder).toSorted();
  } catch (cause) {
    throw new StartRefused(`GP_SANDBOX_COMPANY: the folder ${folder} cannot be read.`, { cause });
  }
  const files = names
    .filter((name) => name.toLowerCase().endsWith('.csv'))
    .map((file) => ({ file, path: join(folder, file), table: basename(file).slice(0, -'.csv'.length) }));
  if (files.length === 0) {
    throw new StartRefused(`GP_SANDBOX_COMPANY: the folder ${folder} has no CSV files such as RM00101.csv.`);
  }
  const about = names.includes(ABOUT) ? contentOf(join(folder, ABOUT)) : Buffer.from('{}');
  const hash = createHash('sha256').update(about);
  for (const { file, path } of files) hash.update(`\0${file}\0`).update(contentOf(path));
  return { folder, files, today: todayOf(about), hash: hash.digest('hex') };
}

function contentOf(path: string): Buffer {
  try {
    return readFileBytes(path);
  } catch (cause) {
    throw new StartRefused(`GP_SANDBOX_COMPANY: the file ${path} cannot be read.`, { cause });
  }
}

function todayOf(about: Uint8Array): CalendarDate | null {
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
  const { name: _, today, ...others } = content as Record<string, unknown>;
  const [unknown] = Object.keys(others);
  if (unknown !== undefined)
    throw new StartRefused(`${ABOUT}: ${JSON.stringify(unknown)} is not known, only "name" and "today".`);
  if (today === undefined) return null;
  const date = typeof today === 'string' ? parseCalendarDate(today) : undefined;
  if (!date) throw new StartRefused(`${ABOUT}: "today" must be a date such as 2026-11-23.`);
  return date;
}
