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

/** What each of the connections asks for. */
export interface Load {
  requestsOf(connection: number): autocannon.Request[];
}

/** Each connection asks for its share of some pages, over and over. */
export function sharesOf(requests: readonly PageRequest[]): Load {
  return {
    requestsOf: (connection) => requests.filter((_, index) => index % CONNECTIONS === connection).map(posted),
  };
}

/** Each connection asks for one and the same page. */
export function samePages(requests: readonly PageRequest[]): Load {
  return { requestsOf: (connection) => requests.slice(connection, connection + 1).map(posted) };
}

/** Each request is for a page that was not asked for before. */
export function newPages(take: () => PageRequest): Load {
  return { requestsOf: () => [{ method: 'POST', setupRequest: (request) => ({ ...request, ...posted(take()) }) }] };
}

function posted({ headers, body }: PageRequest): autocannon.Request {
  return { method: 'POST', headers: { ...headers }, body };
}

/**
 * 32 connections, each asking again as soon as it was answered.
 * @throws {Error} connections failed, or nothing was answered
 */
export async function closedLoop(server: Server, load: Load, seconds: number): Promise<LoadFigures> {
  let connection = 0;
  const cpuBefore = server.cpuMs();
  const result = await autocannon({
    url: `${server.url}/graphql`,
    connections: CONNECTIONS,
    duration: seconds,
    setupClient: (client) => client.setRequests(load.requestsOf(connection++)),
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
