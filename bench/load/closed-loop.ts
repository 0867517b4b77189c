import autocannon from 'autocannon';
import type { Server } from '../processes.js';
import type { PageRequest } from '../work.js';

const CONNECTIONS = 32;

export interface LoadFigures {
  readonly requestsPerSecond: number;
  readonly cpuMsPerRequest: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** The share of requests that was refused, 0 to 1; the other figures are of those answered. */
  readonly refused: number;
}

/**
 * 32 connections, each asking again as soon as it was answered.
 * @param repeat each connection asks one and the same page, else its share of all
 * @throws {Error} connections failed, or nothing was answered
 */
export async function closedLoop(
  server: Server,
  requests: readonly PageRequest[],
  { seconds, repeat = false }: { readonly seconds: number; readonly repeat?: boolean },
): Promise<LoadFigures> {
  let connection = 0;
  const cpuBefore = server.cpuMs();
  const result = await autocannon({
    url: `${server.url}/graphql`,
    connections: CONNECTIONS,
    duration: seconds,
    setupClient: (client) => {
      const share = requests.filter((_, index) => index % CONNECTIONS === connection);
      connection++;
      client.setRequests((repeat ? share.slice(0, 1) : share).map(({ headers, body }) => ({ method: 'POST', headers, body })));
    },
  });
  const cpuMs = server.cpuMs() - cpuBefore;
  const answered = result['2xx'];
  if (result.errors > 0 || answered === 0) {
    throw new Error(`${server.name}: ${answered} answers, ${result.non2xx} refused, ${result.errors} errors`);
  }
  return {
    requestsPerSecond: answered / result.duration,
    cpuMsPerRequest: cpuMs / answered,
    p50Ms: result.latency.p50,
    p99Ms: result.latency.p99,
    refused: result.non2xx / (answered + result.non2xx),
  };
}
