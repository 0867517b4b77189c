import type { Bench } from '../bench.js';
import { Client } from '../client.js';
import { quantile, shown } from '../figures.js';
import type { PageAnswer } from '../page-answer.js';
import { sleep } from '../place.js';
import type { Report } from '../report.js';

/** Past the freshness of prices, stock and accounts, and not of sessions' tokens. */
const AGE_MS = 20 * 60_000;
const SOFT_TIMEOUT_MS = 250;
const RATE_PER_SECOND = 40;
const SECONDS = 10;

/** GP takes every question and answers none; everything is known from some time ago. */
export async function hanging(bench: Bench): Promise<Report> {
  const setting = await bench.setting();
  const instance = await setting.instance();
  const client = new Client(instance.url, RATE_PER_SECOND);
  await client.warmUp(setting.requests);
  await instance.tell({ trouble: { hanging: true }, aheadMs: AGE_MS, countsAnew: true });

  const sources = new Map<string, number>();
  const latencies: number[] = [];
  const under = Array.from({ length: RATE_PER_SECOND * SECONDS }, async (_, index) => {
    const dueMs = (index * 1000) / RATE_PER_SECOND;
    await sleep(dueMs);
    const { text, ms } = await client.ask(setting.requests[index] as (typeof setting.requests)[number]);
    latencies.push(ms);
    for (const product of (JSON.parse(text) as PageAnswer).data.products) {
      for (const value of [product?.price, product?.availability]) {
        const source = value === undefined ? 'no product' : 'source' in value ? value.source : value.reason;
        sources.set(source, (sources.get(source) ?? 0) + 1);
      }
    }
  });
  await Promise.all(under);
  const questions = await instance.tell({ trouble: {} });
  client.close();
  await instance.stop();
  latencies.sort((one, other) => one - other);
  return {
    title: 'GP hangs',
    about:
      `Prices, stock and accounts known from ${AGE_MS / 60_000} minutes ago, GP answers nothing; ${RATE_PER_SECOND} pages a second for ` +
      `${SECONDS} s. The soft timeout is ${SOFT_TIMEOUT_MS} ms.`,
    columns: ['', 'p50 ms', 'p99 ms', 'slowest ms', 'over the soft timeout, p99 ms', 'values shown as', 'questions to GP'],
    rows: [
      [
        `${latencies.length} pages`,
        shown(quantile(latencies, 0.5)),
        shown(quantile(latencies, 0.99)),
        shown(latencies.at(-1) ?? Number.NaN),
        shown(quantile(latencies, 0.99) - SOFT_TIMEOUT_MS),
        [...sources].map(([source, count]) => `${source} ${count}`).join(', '),
        String(questions.length),
      ],
    ],
  };
}
