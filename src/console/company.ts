import { generateCompany, LEAST_SHEETS } from '../sandbox/index.js';
import type { Reply } from './local-line.js';
import { incomplete } from './not-understood.js';
import { onlyOptionsIn } from './options.js';
import { runCommand } from './run-command.js';
import { WrongUsage } from './wrong-usage.js';

const HELP = ['npm run company -- --items 20000 --accounts 2000 --out DIR [--seed 1] [--sheets 2000 [--values 200000]]'];
const MAX_ITEMS = 1_000_000;
const MAX_ACCOUNTS = 100_000;
const MAX_SHEETS = 100_000;
const VALUES_PER_SHEET = 100;
const MAX_VALUES = 10_000_000;
const LARGEST_SEED = 4_294_967_295;
const A_NUMBER = 'a whole number';
const OPTIONS = {
  items: A_NUMBER,
  accounts: A_NUMBER,
  out: 'a folder to write to',
  seed: A_NUMBER,
  sheets: A_NUMBER,
  values: A_NUMBER,
};

/** Writes the folder of a large sandbox company, for GP_SANDBOX_COMPANY. */
function run(words: readonly string[]): Reply {
  const { items, accounts, out, seed, sheets, values } = onlyOptionsIn(words, OPTIONS, HELP);
  if (values !== undefined && sheets === undefined) throw new WrongUsage(incomplete('--values', '--sheets beside it', HELP));
  if (!out) throw new WrongUsage(incomplete('--out', OPTIONS.out, HELP));
  const rows = generateCompany({
    items: wholeNumber('items', items, 1, MAX_ITEMS),
    accounts: wholeNumber('accounts', accounts, 1, MAX_ACCOUNTS),
    seed: wholeNumber('seed', seed ?? '1', 0, LARGEST_SEED),
    folder: out,
    extendedPricing: sheets === undefined ? undefined : sheetsOf(sheets, values),
  });
  const counts = [...rows].map(([table, count]) => `${table.padEnd(18)}${String(count).padStart(10)} rows`);
  const lines = [...counts, `The company is in ${out}; start the gateway with GP_SANDBOX_COMPANY=${out} to use it.`];
  return { lines, exitCode: 0 };
}

function sheetsOf(sheets: string, values: string | undefined) {
  const wanted = wholeNumber('sheets', sheets, LEAST_SHEETS, MAX_SHEETS);
  return { sheets: wanted, values: wholeNumber('values', values ?? String(wanted * VALUES_PER_SHEET), 1, MAX_VALUES) };
}

function wholeNumber(name: string, text: string | undefined, least: number, most: number): number {
  const number = Number(text);
  if (text === undefined || !/^\d+$/.test(text) || number < least || number > most) {
    const given = text === undefined ? '' : `, not "${text}"`;
    throw new WrongUsage(incomplete(`--${name}`, `a whole number from ${least} to ${most}${given}`, HELP));
  }
  return number;
}

await runCommand(HELP, run);
