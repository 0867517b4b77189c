import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { join } from 'node:path';
import { freePort, type Place, sleep } from './place.js';
import { ending } from './processes.js';

export interface RedisServer {
  readonly url: string;
  stop(): Promise<void>;
}

/** Debian's packages redis-server and valkey-server bring one each. */
const PROGRAMS = ['redis-server', 'valkey-server'] as const;
const DEBIAN = '/usr/bin';

/** A Redis or Valkey of the run's own on a free port; undefined where neither is installed. */
export async function startRedis(place: Place): Promise<RedisServer | undefined> {
  const program = PROGRAMS.flatMap((name) => [name, join(DEBIAN, name)]).find(runs);
  if (program === undefined) return undefined;
  const port = await freePort();
  const words = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
  const stop = ending(place, spawn(program, words, { cwd: place.folder, stdio: 'ignore' }));
  for (let attempt = 0; !(await listens(port)); attempt++) {
    if (attempt === 200) throw new Error('The Redis server did not start.');
    await sleep(20);
  }
  return { url: `redis://127.0.0.1:${port}`, stop };
}

function runs(program: string): boolean {
  try {
    execFileSync(program, ['--version'], { stdio: 'pipe' });
    return true;
  } catch {
    return false;
  }
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
