import type { Bench } from '../bench.js';
import { median, shown } from '../figures.js';
import { closedLoop, newPages } from '../load/closed-loop.js';
import { type OpenLoopFigures, openLoop } from '../load/open-loop.js';
import { MERCURIUS } from '../peers.js';
import type { Report } from '../report.js';
import { VariedPages } from '../varied-work.js';

const SHARE_OF_SATURATION = 0.3;
const ROUNDS = 5;
const SECONDS = 8;
const WARM_SECONDS = 2;
/** Far from the pages that other scenarios ask for. */
const FIRST_PAGE = 10_000_000;

/** The tail of the latency at 30 % of what each server can do: a constant rate, counted from when a request was due. */
export async function steady(bench: Bench): Promise<Report> {
  const setting = await bench.setting();
  const servers = [await bench.gatewayAsItComes(), await bench.peer(MERCURIUS)];
  const pages = new VariedPages(setting.shoppers, FIRST_PAGE);
  const load = newPages(() => pages.take());
  const rates = new Map<string, number>();
  for (const server of servers) {
    const known = bench.varied?.get(server.name)?.map(({ requestsPerSecond }) => requestsPerSecond);
    const saturation = known ? median(known) : (await closedLoop(server, load, 10)).requestsPerSecond;
    rates.set(server.name, saturation * SHARE_OF_SATURATION);
  }
  const rounds = new Map<string, OpenLoopFigures[]>(servers.map(({ name }) => [name, []]));
  for (let round = 0; round < (setting.isQuick ? 1 : ROUNDS); round++) {
    for (const server of servers) {
      const { name, url } = server;
      const ratePerSecond = rates.get(name) ?? 1;
      const seconds = setting.isQuick ? 1 : SECONDS;
      // While the other had its turn, its facts and sessions have passed their freshness.
      await closedLoop(server, load, WARM_SECONDS);
      rounds
        .get(name)
        ?.push(await openLoop(url, pages.takeMany(Math.round(ratePerSecond * seconds)), { ratePerSecond, seconds }));
    }
  }
  const ofMercurius = rounds.get(MERCURIUS) ?? [];
  return {
    title: 'Latency at 30 % of saturation',
    about:
      'Pages that differ, at a constant rate of 30 % of what each server reaches with them, latency counted from the moment a ' +
      `request was due; medians of ${ROUNDS} rounds of ${SECONDS} s. Times: its p99 in that of Mercurius.`,
    columns: ['', 'requests/s', 'p50 ms', 'p99 ms', 'slowest ms', 'refused', 'times Mercurius'],
    rows: [...rounds].map(([name, figures]) => [
      name,
      ...(['ratePerSecond', 'p50Ms', 'p99Ms', 'maxMs'] as const).map((figure) =>
        shown(median(figures.map((round) => round[figure]))),
      ),
      String(figures.reduce((sum, { refused }) => sum + refused, 0)),
      shown(median(figures.map(({ p99Ms }, round) => p99Ms / (ofMercurius[round]?.p99Ms ?? Number.NaN)))),
    ]),
  };
}
