import { randomInt } from 'node:crypto';
import { Logger } from '@nestjs/common';
import { readEnvironment } from '../config/index.js';
import { reasonOf, StartRefused } from '../faults/index.js';
import { priceDrift, SqlPriceComparison } from '../gp/index.js';
import { differenceText, type PriceDifference } from '../pricing/index.js';
import { visibleText } from '../values/visible-text.js';
import { openChecked } from './gp-check.js';
import { incomplete } from './not-understood.js';
import { onlyOptionsIn } from './options.js';
import { WrongUsage } from './wrong-usage.js';

const USAGE = 'npm run gp -- drift [--samples 200] [--start NUMBER] [--json]';
const MOST_SAMPLES = 100_000;
const USUAL_SAMPLES = 200;
const MOST_START = 1_000_000;

const OPTIONS = {
  json: null,
  samples: `a whole number from 1 to ${MOST_SAMPLES}`,
  start: `a whole number from 1 to ${MOST_START}`,
};

/**
 * Compares prices of the gateway with GP's own, and prints each difference as soon as it is found.
 * @returns the exit code: 0 where all are the same, 1 where some differ, 2 where nothing can be compared
 * @throws {WrongUsage} a word is wrong
 * @throws {StartRefused} a setting is wrong, or GP's server gives no answer
 */
export async function drift(words: readonly string[]): Promise<number> {
  const { json, samples, start } = optionsOf(words);
  const { settings } = readEnvironment();
  if (!settings.gp.sqlServer) {
    throw new StartRefused("GP_URL: expected a sqlserver:// URL. A sandbox company has no prices of GP's own to compare with.");
  }
  Logger.overrideLogger(false);
  const { checked, connect, close } = await openChecked(settings);
  try {
    const tell = json ? () => undefined : (line: string) => process.stdout.write(`${visibleText(line)}\n`);
    const [trouble] = await connect();
    if (trouble) throw new StartRefused(trouble.text);
    const comparison = new SqlPriceComparison({ ...checked, today: () => checked.today }, settings.gp);
    const options = { samples, start: start ?? randomInt(MOST_START) };
    const signal = new AbortController().signal;
    const found = await priceDrift(comparison, options, signal, (difference) => tell(lineOf(difference))).catch((cause) => {
      throw new StartRefused(`The comparison stopped: GP's server gave no answer (${reasonOf(cause)}).`, { cause });
    });
    const { engine, compared, differences } = found;
    if (json)
      process.stdout.write(`${JSON.stringify({ company: checked.databaseName, start: options.start, ...found }, null, 2)}\n`);
    else if (found.trouble !== null) tell(`Nothing to compare: ${found.trouble}.`);
    else
      tell(
        `${compared} prices by ${engine} pricing (--start ${options.start}): ${differences.length === 0 ? "all GP's own" : `${differences.length} not GP's own`}.`,
      );
    if (found.trouble !== null) return 2;
    return differences.length > 0 ? 1 : 0;
  } finally {
    await close();
  }
}

function lineOf(difference: PriceDifference): string {
  const { sku, accountNumber, quantity, unitOfMeasure } = difference;
  return `${sku} for ${accountNumber}, ${quantity} ${unitOfMeasure}: ${differenceText(difference)}`;
}

function optionsOf(words: readonly string[]) {
  const { json, samples, start } = onlyOptionsIn(words, OPTIONS, [USAGE]);
  return {
    json,
    samples: samples === undefined ? USUAL_SAMPLES : wholeNumber('samples', samples, MOST_SAMPLES),
    start: start === undefined ? undefined : wholeNumber('start', start, MOST_START),
  };
}

function wholeNumber(name: 'samples' | 'start', text: string, most: number): number {
  const number = /^\d{1,7}$/.test(text) ? Number(text) : 0;
  if (number < 1 || number > most) throw new WrongUsage(incomplete(`--${name}`, OPTIONS[name], [USAGE]));
  return number;
}
