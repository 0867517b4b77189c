import type { Bench } from '../bench.js';
import { sharesOf } from '../load/closed-loop.js';
import { EXPRESS, FASTIFY, MERCURIUS, READY_BYTES } from '../peers.js';
import type { Report } from '../report.js';
import { interleavedRounds, ROUND_COLUMNS, roundRows } from '../rounds.js';

/** Warm pages, every request another account and another page. */
export async function warm(bench: Bench): Promise<Report> {
  const setting = await bench.setting();
  const servers = [
    await bench.gateway(),
    await bench.peer(EXPRESS),
    await bench.peer(FASTIFY),
    await bench.peer(MERCURIUS),
    await bench.peer(READY_BYTES),
  ];
  const rounds = await interleavedRounds(setting, servers, sharesOf(setting.requests));
  return {
    title: 'Warm pages',
    about:
      'Every request another account and another page; no whole answer is kept. ' +
      'Times: how much less processor time a request takes than with NestJS + Fastify + Apollo, and than with Mercurius.',
    columns: [...ROUND_COLUMNS, 'times Apollo', 'times Mercurius'],
    rows: roundRows(rounds, [FASTIFY, MERCURIUS]),
  };
}
