import type { Bench } from '../bench.js';
import { median, shown } from '../figures.js';
import { closedLoop } from '../load/closed-loop.js';
import { type OpenLoopFigures, openLoop } from '../load/open-loop.js';
import { MERCURIUS, READY_BYTES } from '../peers.js';
import type { Report } from '../report.js';
import { ROUNDS } from '../rounds.js';

const SHARE_OF_SATURATION = 0.3;
const SECONDS = 4;
const WARM_SECONDS = 2;

/** The tail of the latency at 30 % of what each server can do: a constant rate, counted from when a request was due. */
export async function steady(bench: Bench): Promise<Report> {
  const setting = await bench.setting();
  const servers = [await bench.gateway(), await bench.peer(MERCURIUS), await bench.peer(READY_BYTES)];
  const rates = new Map<string, number>();
  for (const server of servers) {
    const known = bench.warm?.get(server.name)?.map(({ requestsPerSecond }) => requestsPerSecond);
    const saturation = known ? median(known) : (await closedLoop(server, setting.requests, { seconds: 3 })).requestsPerSecond;
    rates.set(server.name, saturation * SHARE_OF_SATURATION);
  }
  const rounds = new Map<string, OpenLoopFigures[]>(servers.map(({ name }) => [name, []]));
  for (let round = 0; round < (setting.isQuick ? 1 : ROUNDS); round++) {
    for (const server of servers) {
      const { name, url } = server;
      const ratePerSecond = rates.get(name) ?? 1;
      // While the others had their turns, its facts and sessions have passed their freshness.
      await closedLoop(server, setting.requests, { seconds: WARM_SECONDS });
      rounds.get(name)?.push(await openLoop(url, setting.requests, { ratePerSecond, seconds: setting.isQuick ? 1 : SECONDS }));
    }
  }
  const limit = rounds.get(READY_BYTES) ?? [];
  return {
    title: 'Latency at 30 % of saturation',
    about:
      'Warm pages at a constant rate of 30 % of what each server reaches, latency counted from the moment a request was due. ' +
      'Times: its p99 in that of raw Fastify.',
    columns: ['', 'requests/s', 'p50 ms', 'p99 ms', 'slowest ms', 'refused', 'times raw Fastify'],
    rows: [...rounds].map(([name, figures]) => [
      name,
      ...(['ratePerSecond', 'p50Ms', 'p99Ms', 'maxMs'] as const).map((figure) =>
        shown(median(figures.map((round) => round[figure]))),
      ),
      String(figures.reduce((sum, { refused }) => sum + refused, 0)),
      shown(median(figures.map(({ p99Ms }, round) => p99Ms / (limit[round]?.p99Ms ?? Number.NaN)))),
    ]),
  };
}
