import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import type { Bench } from '../bench.js';
import { shown } from '../figures.js';
import type { MemoryFigures } from '../memory-of-facts.js';
import { BUILT } from '../place.js';
import type { Report } from '../report.js';

/** What the first level takes for 20,000 products at 5 price levels, with their stock. */
export async function memory(_: Bench): Promise<Report> {
  const program = join(BUILT, 'bench/memory-of-facts.js');
  const text = execFileSync(process.execPath, ['--expose-gc', program], { encoding: 'utf8' });
  const { products, levels, megabytes, each, kept } = JSON.parse(text) as MemoryFigures;
  return {
    title: 'Memory of the first level',
    about:
      `${products.toLocaleString('en-US')} products with prices at ${levels} levels (three breaks each) and stock at three sites, read through ` +
      'the live readers of pricing and inventory as the adapters decode them; the growth of the heap after garbage collection. ' +
      'Kept: how many of the facts are still there in the end, as every kind has its own bound. Bytes a fact: measured, and as ' +
      'that bound counts them.',
    columns: ['', 'kept', 'bytes each', 'counted as', 'MB'],
    rows: [
      ...Object.entries(kept).map(([kind, { held, read }]) => [
        kind,
        `${held.toLocaleString('en-US')} of ${read.toLocaleString('en-US')}`,
        shown(each[kind]?.measured ?? 0),
        shown(each[kind]?.counted ?? 0),
        '',
      ]),
      ['all prices', '', '', '', shown(megabytes.prices)],
      ['all stock', '', '', '', shown(megabytes.stock)],
      ['facts together', '', '', '', shown(megabytes.prices + megabytes.stock)],
      ['besides, prices and availability worked out and kept', '', '', '', shown(megabytes.workedOut)],
    ],
  };
}
