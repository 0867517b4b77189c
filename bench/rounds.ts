import { median, shown } from './figures.js';
import { closedLoop, type Load, type LoadFigures } from './load/closed-loop.js';
import type { Server } from './processes.js';
import type { Setting } from './setting.js';

export const ROUNDS = 3;

/** How long each server is asked in a round, before it is measured and while it is. */
export interface Stretch {
  readonly warmSeconds: number;
  readonly measuredSeconds: number;
}

/** Some servers have answered another scenario for minutes, others only begin: each is warm before it is measured. */
const USUAL: Stretch = { warmSeconds: 8, measuredSeconds: 15 };

/** What each server reached in each round. */
export type Rounds = ReadonlyMap<string, readonly LoadFigures[]>;

/**
 * Servers in turn, round after round, so that a machine that drifts drifts for all of them.
 * @param load one for all servers, or one for each
 */
export async function interleavedRounds(
  setting: Setting,
  servers: readonly Server[],
  load: Load | ((server: Server) => Load),
  { warmSeconds, measuredSeconds }: Stretch = USUAL,
): Promise<Rounds> {
  const rounds = new Map<string, LoadFigures[]>(servers.map(({ name }) => [name, []]));
  for (let round = 0; round < (setting.isQuick ? 1 : ROUNDS); round++) {
    for (const server of servers) {
      const own = typeof load === 'function' ? load(server) : load;
      await closedLoop(server, own, setting.isQuick ? 1 : warmSeconds);
      rounds.get(server.name)?.push(await closedLoop(server, own, setting.isQuick ? 1 : measuredSeconds));
    }
  }
  return rounds;
}

export const ROUND_COLUMNS = ['', 'requests/s', 'CPU ms per request', 'p50 ms', 'p99 ms'];

/** A row for each server: medians, and by how many times it is cheaper than each of the bases, in processor time. */
export function roundRows(rounds: Rounds, bases: readonly string[]): string[][] {
  return [...rounds].map(([name, figures]) => [
    nameWithRefusals(name, figures),
    ...(['requestsPerSecond', 'cpuMsPerRequest', 'p50Ms', 'p99Ms'] as const).map((figure) =>
      shown(median(figures.map((round) => round[figure]))),
    ),
    ...bases.map((base) => shown(timesCheaper(rounds, name, base))),
  ]);
}

function nameWithRefusals(name: string, figures: readonly LoadFigures[]): string {
  const refused = Math.max(...figures.map((round) => round.refused));
  return refused === 0 ? name : `${name} (refused up to ${shown(100 * refused)} %)`;
}

export function timesCheaper(rounds: Rounds, name: string, base: string): number {
  const figures = rounds.get(name) ?? [];
  const ofBase = rounds.get(base) ?? [];
  return median(figures.map(({ cpuMsPerRequest }, round) => (ofBase[round]?.cpuMsPerRequest ?? Number.NaN) / cpuMsPerRequest));
}
