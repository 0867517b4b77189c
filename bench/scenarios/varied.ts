import type { Bench } from '../bench.js';
import { newPages } from '../load/closed-loop.js';
import { FASTIFY, MERCURIUS } from '../peers.js';
import type { Report } from '../report.js';
import { interleavedRounds, ROUND_COLUMNS, roundRows } from '../rounds.js';
import { VariedPages } from '../varied-work.js';

const COMPARED_PAGES = 500;
/** Stock is fresh for 30 s: it is read again several times while a server is measured. */
const STRETCH = { warmSeconds: 10, measuredSeconds: 60 };

/** Pages as shops ask for them: no page twice. */
export async function varied(bench: Bench): Promise<Report> {
  const setting = await bench.setting();
  const servers = [await bench.gatewayAsItComes(), await bench.peer(FASTIFY), await bench.peer(MERCURIUS)];
  const pages = new VariedPages(setting.shoppers);
  await bench.compare(servers, pages.takeMany(COMPARED_PAGES));
  const rounds = await interleavedRounds(
    setting,
    servers,
    newPages(() => pages.take()),
    STRETCH,
  );
  bench.varied = rounds;
  return {
    title: 'Pages that differ',
    about:
      '24 products of 1,200, drawn by popularity (Zipf, exponent 0.9), 200 accounts, no page twice, with the settings that the ' +
      `gateway comes with; each server is asked for ${STRETCH.measuredSeconds} s a round, in which its stock runs out of freshness and is read again. ` +
      `${COMPARED_PAGES} answers were equal. Times: how much less processor time a request takes than with NestJS + Fastify + Apollo, and than with Mercurius.`,
    columns: [...ROUND_COLUMNS, 'times Apollo', 'times Mercurius'],
    rows: roundRows(rounds, [FASTIFY, MERCURIUS]),
  };
}
