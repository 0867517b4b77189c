import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { freePort, type Place, sleep } from './place.js';
import { ending } from './processes.js';

export interface RedisServer {
  readonly url: string;
  stop(): Promise<void>;
}

/** A Redis of the run's own on a free port; undefined, with a line about it, where none is installed. */
export async function startRedis(place: Place): Promise<RedisServer | undefined> {
  try {
    execFileSync('redis-server', ['--version'], { stdio: 'pipe' });
  } catch {
    console.warn('redis-server is not installed: what is measured with Redis is left out.');
    return undefined;
  }
  const port = await freePort();
  const words = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
  const stop = ending(place, spawn('redis-server', words, { cwd: place.folder, stdio: 'ignore' }));
  for (let attempt = 0; !(await listens(port)); attempt++) {
    if (attempt === 200) throw new Error('The Redis server did not start.');
    await sleep(20);
  }
  return { url: `redis://127.0.0.1:${port}`, stop };
}

async function listens(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
