import { createServer } from 'node:net';

const LOWEST = 10_000;
const COUNT = 10_000;
/** A Redis Cluster's nodes talk to each other on a port that is 10,000 higher. */
const CLUSTER_BUS = 10_000;

/**
 * A port of 127.0.0.1 at which nothing listens, and for a Redis Cluster's node its bus's port as well. Both lie below 32,768, from
 * where Linux takes the ports of outgoing connections: such a connection would take the port before the server has it, or while a
 * test has the server ended.
 */
export async function freePort({ withClusterBus = false } = {}): Promise<number> {
  for (;;) {
    const port = LOWEST + Math.floor(Math.random() * COUNT);
    if ((await isFree(port)) && (!withClusterBus || (await isFree(port + CLUSTER_BUS)))) return port;
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
