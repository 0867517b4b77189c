import type { Bench } from '../bench.js';
import { median, shown } from '../figures.js';
import { samePages } from '../load/closed-loop.js';
import { READY_BYTES } from '../peers.js';
import type { Report } from '../report.js';
import { interleavedRounds, ROUND_COLUMNS, roundRows, timesCheaper } from '../rounds.js';

/** The same account asks for the same page again. */
export async function again(bench: Bench): Promise<Report> {
  const setting = await bench.setting();
  const servers = [await bench.gatewayAsItComes(), await bench.peer(READY_BYTES)];
  const rounds = await interleavedRounds(setting, servers, samePages(setting.requests));
  const limit = rounds.get(READY_BYTES) ?? [];
  const share = (name: string) =>
    median(
      (rounds.get(name) ?? []).map(
        ({ requestsPerSecond }, round) => (100 * requestsPerSecond) / (limit[round]?.requestsPerSecond ?? Number.NaN),
      ),
    );
  return {
    title: 'A warm page again',
    about:
      'Each of 32 connections asks for one page of one account over and over, with the settings that the gateway comes with. ' +
      'The share is that of the requests per second of raw Fastify; beside it, the same by processor time per request.',
    columns: [...ROUND_COLUMNS, 'share', 'share by CPU'],
    rows: roundRows(rounds, []).map((row, index) => {
      const name = servers[index]?.name ?? '';
      return [...row, `${shown(share(name))} %`, `${shown(100 * timesCheaper(rounds, name, READY_BYTES))} %`];
    }),
  };
}
