import { execFileSync, spawn } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { freePort, type Place, sleep } from './place.js';
import { ending } from './processes.js';

const DEBIAN = '/usr/lib/postgresql';

/** Makes a new database, and tells its URL. */
export type CreateDatabase = (name: string) => Promise<string>;

/**
 * A PostgreSQL server for the run, so that the databases do not use the gateway's core.
 * @throws {Error} PostgreSQL is not installed, or does not start
 */
export async function startPostgres(place: Place): Promise<CreateDatabase> {
  const bin = binaries();
  if (bin === undefined) throw new Error('The benchmark needs a PostgreSQL server on this machine.');
  const folder = place.path('postgres');
  mkdirSync(folder);
  // PostgreSQL refuses to run as root.
  const as = process.getuid?.() === 0 ? { uid: idOf('-u'), gid: idOf('-g') } : {};
  if (as.uid !== undefined) {
    chownSync(place.folder, as.uid, as.gid);
    chownSync(folder, as.uid, as.gid);
  }
  const data = join(folder, 'data');
  const port = await freePort();
  execFileSync(join(bin, 'initdb'), ['-D', data, '-U', 'gateway', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8', '-N'], {
    ...as,
    cwd: folder,
    stdio: 'pipe',
  });
  const settings = { port, listen_addresses: '127.0.0.1', unix_socket_directories: folder, fsync: 'off', max_connections: 300 };
  const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const child = spawn(join(bin, 'postgres'), ['-D', data, ...options], { ...as, cwd: folder, stdio: 'ignore' });
  ending(place, child, 'SIGINT');
  const url = (database: string) => `postgres://gateway@127.0.0.1:${port}/${database}`;
  const run = async (sql: string) => {
    const client = new pg.Client({ connectionString: url('postgres') });
    await client.connect();
    await client.query(sql).finally(() => client.end());
  };
  for (let attempt = 0; ; attempt++) {
    try {
      await run('select 1');
      break;
    } catch (cause) {
      if (attempt === 200) throw new Error('The PostgreSQL server did not start.', { cause });
      await sleep(50);
    }
  }
  return async (name) => {
    await run(`create database ${name}`);
    return url(name);
  };
}

function binaries(): string | undefined {
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN).toSorted((one, other) => Number(other) - Number(one)) : [];
  const debian = versions.map((version) => join(DEBIAN, version, 'bin')).find((folder) => existsSync(join(folder, 'initdb')));
  if (debian !== undefined) return debian;
  try {
    return execFileSync('pg_config', ['--bindir'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  } catch {
    return undefined;
  }
}

function idOf(kind: '-u' | '-g'): number {
  return Number(execFileSync('id', [kind, 'postgres'], { encoding: 'utf8' }));
}
