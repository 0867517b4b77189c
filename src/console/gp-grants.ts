import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { reasonOf, StartRefused } from '../faults/index.js';
import { CHANGED_TABLES, grantsScript } from '../gp/index.js';
import { printNotice } from './terminal.js';

export const GRANTS_USAGE =
  'npm run gp -- grants --company TWO [--system DYNAMICS] [--reading LOGIN] [--handing-over LOGIN] [--change-tracking] [--out FILE]';

const READING_LOGIN = 'gp_gateway_read';
const HANDING_OVER_LOGIN = 'gp_gateway_orders';
/** Of every name in SQL Server (sysname). */
const LONGEST_NAME = 128;

/**
 * Prints or writes the script of the rights that the gateway needs in a company.
 * @throws {StartRefused} an option is wrong, or the file cannot be written
 */
export function grants(words: readonly string[]): void {
  const { out, ...values } = optionsOf(words);
  if (values.company === undefined) {
    throw new StartRefused(`--company: expected the name of the company's database. ${GRANTS_USAGE}`);
  }
  const company = name('company', values.company);
  const readingLogin = name('reading', values.reading ?? READING_LOGIN);
  const handingOverLogin = name('handing-over', values['handing-over'] ?? HANDING_OVER_LOGIN);
  if (readingLogin.toLowerCase() === handingOverLogin.toLowerCase()) {
    throw new StartRefused('--handing-over: expected another login than --reading, so that what reads pages can write nothing.');
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

function optionsOf(words: readonly string[]) {
  const option = { type: 'string' } as const;
  const options = {
    company: option,
    system: option,
    reading: option,
    'handing-over': option,
    'change-tracking': { type: 'boolean' },
    out: option,
  } as const;
  try {
    return parseArgs({ args: [...words], options }).values;
  } catch (cause) {
    const [reason] = (cause instanceof Error ? cause.message : String(cause)).split(/[\n.]/);
    throw new StartRefused(`${reason}. ${GRANTS_USAGE}`, { cause });
  }
}

function name(option: string, value: string): string {
  const given = value.trim();
  if (given.length > 0 && given.length <= LONGEST_NAME && !/\p{C}/u.test(given)) return given;
  throw new StartRefused(`--${option}: expected a name of up to ${LONGEST_NAME} characters. ${GRANTS_USAGE}`);
}
