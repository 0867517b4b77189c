import { parseArgs } from 'node:util';
import { StartRefused } from '../faults/index.js';
import { generateCompany, LEAST_SHEETS } from '../sandbox/index.js';
import { helpReply } from './help.js';
import { print, printRefusal } from './terminal.js';

const USAGE = 'npm run company -- --items 20000 --accounts 2000 --out DIR [--seed 1] [--sheets 2000 [--values 200000]]';
const MAX_ITEMS = 1_000_000;
const MAX_ACCOUNTS = 100_000;
const MAX_SHEETS = 100_000;
const VALUES_PER_SHEET = 100;
const MAX_VALUES = 10_000_000;
const LARGEST_SEED = 4_294_967_295;

/** Writes the folder of a large sandbox company, for GP_SANDBOX_COMPANY. */
function run(words: readonly string[]): void {
  const { items, accounts, out, seed, sheets, values } = optionsOf(words);
  if (!out) throw new StartRefused(`--out: expected a folder to write to. ${USAGE}`);
  const rows = generateCompany({
    items: wholeNumber('items', items, 1, MAX_ITEMS),
    accounts: wholeNumber('accounts', accounts, 1, MAX_ACCOUNTS),
    seed: wholeNumber('seed', seed ?? '1', 0, LARGEST_SEED),
    folder: out,
    extendedPricing: sheets === undefined ? undefined : sheetsOf(sheets, values),
  });
  const counts = [...rows].map(([table, count]) => `${table.padEnd(18)}${String(count).padStart(10)} rows`);
  const lines = [...counts, `The company is in ${out}; start the gateway with GP_SANDBOX_COMPANY=${out} to use it.`];
  print({ lines, exitCode: 0 });
}

function sheetsOf(sheets: string, values: string | undefined) {
  const wanted = wholeNumber('sheets', sheets, LEAST_SHEETS, MAX_SHEETS);
  return { sheets: wanted, values: wholeNumber('values', values ?? String(wanted * VALUES_PER_SHEET), 1, MAX_VALUES) };
}

function optionsOf(words: readonly string[]) {
  const option = { type: 'string' } as const;
  try {
    return parseArgs({
      args: [...words],
      options: { items: option, accounts: option, out: option, seed: option, sheets: option, values: option },
    }).values;
  } catch (cause) {
    const [reason] = (cause instanceof Error ? cause.message : String(cause)).split(/[\n.]/);
    throw new StartRefused(`${reason}. ${USAGE}`, { cause });
  }
}

function wholeNumber(name: string, text: string | undefined, least: number, most: number): number {
  const number = Number(text);
  if (text === undefined || !/^\d+$/.test(text) || number < least || number > most) {
    const given = text === undefined ? '' : `, not "${text}"`;
    throw new StartRefused(`--${name}: expected a whole number from ${least} to ${most}${given}. ${USAGE}`);
  }
  return number;
}

try {
  const words = process.argv.slice(2);
  const help = helpReply(words, [USAGE]);
  if (help) print(help);
  else run(words);
} catch (fault) {
  if (!(fault instanceof StartRefused)) throw fault;
  printRefusal(fault.message);
}
