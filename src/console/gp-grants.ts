import { writeFileSync } from 'node:fs';
import { reasonOf, StartRefused } from '../faults/index.js';
import { CHANGED_TABLES, grantsScript } from '../gp/index.js';
import { incomplete } from './not-understood.js';
import { onlyOptionsIn } from './options.js';
import { printNotice } from './terminal.js';
import { WrongUsage } from './wrong-usage.js';

const HELP = [
  'npm run gp -- grants --company TWO [--system DYNAMICS] [--reading LOGIN] [--handing-over LOGIN] [--change-tracking] [--out FILE]',
];
const OPTIONS = {
  company: "the name of the company's database",
  system: "the name of GP's system database",
  reading: 'a login',
  'handing-over': 'a login',
  'change-tracking': null,
  out: 'a file',
};

const READING_LOGIN = 'gp_gateway_read';
const HANDING_OVER_LOGIN = 'gp_gateway_orders';
/** Of every name in SQL Server (sysname). */
const LONGEST_NAME = 128;

/**
 * Prints or writes the script of the rights that the gateway needs in a company.
 * @throws {WrongUsage} a word is wrong
 * @throws {StartRefused} the file cannot be written
 */
export function grants(words: readonly string[]): void {
  const { out, ...values } = onlyOptionsIn(words, OPTIONS, HELP);
  if (values.company === undefined) throw new WrongUsage(incomplete('--company', OPTIONS.company, HELP));
  const company = name('company', values.company);
  const readingLogin = name('reading', values.reading ?? READING_LOGIN);
  const handingOverLogin = name('handing-over', values['handing-over'] ?? HANDING_OVER_LOGIN);
  if (readingLogin.toLowerCase() === handingOverLogin.toLowerCase()) {
    const expected = 'another login than --reading, so that what reads pages can write nothing';
    throw new WrongUsage(incomplete('--handing-over', expected, HELP));
  }
  const systemDatabase = name('system', values.system ?? 'DYNAMICS');
  const changeTracked = values['change-tracking'] ? CHANGED_TABLES : [];
  const script = grantsScript({ company, systemDatabase, readingLogin, handingOverLogin, changeTracked });
  if (out === undefined) {
    process.stdout.write(script);
    return;
  }
  try {
    writeFileSync(out, script);
  } catch (cause) {
    throw new StartRefused(`--out: cannot write ${out} (${reasonOf(cause)}).`, { cause });
  }
  printNotice(`The script for ${company} is in ${out}. A DBA runs it as sysadmin.`);
}

function name(option: string, value: string): string {
  const given = value.trim();
  if (given.length > 0 && given.length <= LONGEST_NAME && !/\p{C}/u.test(given)) return given;
  throw new WrongUsage(incomplete(`--${option}`, `a name of up to ${LONGEST_NAME} characters`, HELP));
}
