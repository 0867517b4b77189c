import type { Bench } from '../bench.js';
import type { Instance } from '../instances.js';
import { openLoop } from '../load/open-loop.js';
import { sleep } from '../place.js';
import type { Report } from '../report.js';
import type { Setting } from '../setting.js';
import { VariedPages } from '../varied-work.js';

const PAGES_PER_SECOND = 60;
const SALES_PER_SECOND = 1;
/** Prices are fresh for 5 minutes by time alone: they are read again twice while it is measured. */
const STRETCH = { warmSeconds: 300, measuredSeconds: 600 };
const QUICK = { warmSeconds: 5, measuredSeconds: 15 };

const WAYS = { off: 'time alone', stamps: 'stamps', 'change-tracking': 'Change Tracking' } as const;
type Way = keyof typeof WAYS;
const KINDS = ['stock', 'item pricing', 'price lists', 'customers', 'looks for changes'] as const;

/** How much GP is asked for pages as shops ask for them, by how the gateway learns what changes in GP. */
export async function changes(bench: Bench): Promise<Report> {
  const setting = await bench.setting();
  const stretch = setting.isQuick ? QUICK : STRETCH;
  // Time alone does not look, and does not disturb who does.
  const [alone, tracking] = await Promise.all([measured(setting, 'off', stretch), measured(setting, 'change-tracking', stretch)]);
  const rows = [alone, await measured(setting, 'stamps', stretch), tracking];
  return {
    title: 'Questions to GP, by how changes in it are found',
    about:
      `Pages that differ, ${PAGES_PER_SECOND} a second for ${stretch.measuredSeconds} s after ${stretch.warmSeconds} s of warming, while GP sells ` +
      `${SALES_PER_SECOND} product a second, drawn like those of the pages. Questions per 1,000 pages.`,
    columns: ['freshness by', ...KINDS, 'all'],
    rows,
  };
}

async function measured(setting: Setting, way: Way, { warmSeconds, measuredSeconds }: typeof STRETCH): Promise<string[]> {
  const instance = await setting.instance({ GP_CHANGES: way });
  const isTracking = way === 'change-tracking';
  if (isTracking) await instance.tell({ tracksChanges: true });
  const pages = new VariedPages(setting.shoppers);
  const ask = (seconds: number) =>
    openLoop(instance.url, pages.takeMany(seconds * PAGES_PER_SECOND), { ratePerSecond: PAGES_PER_SECOND, seconds });
  const selling = new AbortController();
  // One of the two that run side by side sells for both.
  const sales = way === 'off' ? Promise.resolve() : sell(instance, setting, selling.signal);
  await ask(warmSeconds);
  await instance.tell({ countsAnew: true });
  const { answered } = await ask(measuredSeconds);
  const questions = await instance.tell({});
  selling.abort();
  await sales;
  if (isTracking) await instance.tell({ tracksChanges: false });
  await instance.stop();
  const perThousand = (count: number) => ((count * 1_000) / answered).toFixed(0);
  const counts = KINDS.map((kind) => questions.filter((question) => question.kind === kind).length);
  return [WAYS[way], ...counts.map(perThousand), perThousand(counts.reduce((sum, count) => sum + count, 0))];
}

async function sell(instance: Instance, setting: Setting, until: AbortSignal): Promise<void> {
  // Other pages than those that are asked for.
  const sold = new VariedPages(setting.shoppers, 1_000_000);
  while (!until.aborted) {
    const { variables } = JSON.parse(sold.take().body) as { variables: { skus: readonly string[] } };
    // On a busy machine the sandbox's database may give a sale up. The next one comes in a second.
    await instance.tell({ sells: variables.skus[0] ?? '' }).catch(() => undefined);
    await sleep(1_000 / SALES_PER_SECOND);
  }
}
