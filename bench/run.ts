import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Bench } from './bench.js';
import { Place, pinLoad, ROOT } from './place.js';
import { markdown, type Report, table } from './report.js';
import { again } from './scenarios/again.js';
import { changes } from './scenarios/changes.js';
import { cold } from './scenarios/cold.js';
import { crowd } from './scenarios/crowd.js';
import { extended } from './scenarios/extended.js';
import { hanging } from './scenarios/hanging.js';
import { memory } from './scenarios/memory.js';
import { scale } from './scenarios/scale.js';
import { steady } from './scenarios/steady.js';
import { varied } from './scenarios/varied.js';
import { warm } from './scenarios/warm.js';

const SCENARIOS: Readonly<Record<string, (bench: Bench) => Promise<Report | undefined>>> = {
  varied,
  extended,
  changes,
  warm,
  again,
  steady,
  cold,
  crowd,
  hanging,
  memory,
  scale,
};
const HELP = `npm run bench -- [--quick] [${Object.keys(SCENARIOS).join('] [')}]   all of them where none is named`;

const words = process.argv.slice(2);
const names = words.filter((word) => word !== '--quick');
if (names.some((name) => !Object.hasOwn(SCENARIOS, name))) {
  console.error(HELP);
  process.exit(1);
}

const isQuick = words.includes('--quick');
const isPinned = pinLoad();
const reports: Report[] = [];
let leftOut: string | undefined;
const startedAt = performance.now();
{
  await using place = new Place();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => place[Symbol.asyncDispose]().finally(() => process.exit(1)));
  }
  const bench = new Bench({ place, isPinned, isQuick });
  for (const [name, scenario] of Object.entries(SCENARIOS)) {
    if (names.length > 0 && !names.includes(name)) continue;
    const report = await scenario(bench);
    if (!report) continue;
    reports.push(report);
    console.log(`\n${report.title}\n${report.about}\n\n${table(report)}`);
  }
  if (bench.withoutRedis.length > 0) {
    leftOut = `Left out: ${bench.withoutRedis.join(', ')}. Neither redis-server nor valkey-server is installed on this machine.`;
  }
}
if (leftOut !== undefined) console.log(`\n${leftOut}`);
console.log(`\nTook ${Math.round((performance.now() - startedAt) / 1000)} s.`);
// Parts of a run and quick ones would pass for the whole.
if (names.length === 0 && !isQuick) writeFileSync(join(ROOT, 'bench/results.md'), markdown(reports, isPinned, leftOut));
