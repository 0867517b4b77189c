import { execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { makePristine } from '../../src/postgresql/make-pristine.js';
import { PRISTINE } from '../../src/postgresql/open-embedded.js';
import { freePort } from './free-port.js';
import { TEMPLATES, templateNameOf, templatesFolderOf } from './template-names.js';
import { temporaryFolder } from './temporary-folder.js';
import { untilItSays } from './until-it-says.js';

declare module 'vitest' {
  export interface ProvidedContext {
    /** A PostgreSQL server in which databases may be created. */
    postgresUrl: string;
    /** Tells what this run has made on a server that others use too. */
    runId: string;
  }
}

const DEBIAN = '/usr/lib/postgresql';
/** What such a server need not do: its machine never fails, and its databases live for minutes. */
const CHEAP = {
  fsync: 'off',
  full_page_writes: 'off',
  wal_level: 'minimal',
  max_wal_senders: 0,
  checkpoint_timeout: '1h',
  max_wal_size: '256MB',
  autovacuum: 'off',
  jit: 'off',
  // GP's tables have up to 200 columns: 3,000 rows of each tell enough, and 30,000 take seconds.
  default_statistics_target: 10,
  // The words of its log are waited for.
  lc_messages: 'C',
};

/** A PostgreSQL server of the tests' own, on a free port of this machine. */
export interface PostgresServer {
  readonly url: string;
  /** Ends it as a power cut does: what is under way is gone, what was committed stays. */
  cut(): Promise<void>;
  /** Starts it again, with the same data at the same port, and waits until it answers. */
  startAgain(): Promise<void>;
  /** Ends it, and removes its data. */
  remove(): Promise<void>;
}

/**
 * A real PostgreSQL for the tests: that of DATABASE_URL, else one that is found on the machine, started on a free port and
 * ended again, else Debian's, installed first.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  await makePristineWhereMissing();
  const runId = randomBytes(4).toString('hex');
  project.provide('runId', runId);
  const given = process.env.DATABASE_URL;
  if (given) {
    project.provide('postgresUrl', given);
    return () => removeTemplates(given, runId);
  }
  const server = await startPostgres();
  project.provide('postgresUrl', server.url);
  return async () => {
    await removeTemplates(server.url, runId);
    await server.remove();
  };
}

async function removeTemplates(url: string, runId: string): Promise<void> {
  rmSync(templatesFolderOf(runId), { recursive: true, force: true });
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    for (const template of TEMPLATES) await client.query(`drop database if exists ${templateNameOf(runId, template)}`);
  } finally {
    await client.end();
  }
}

/** What the build makes for the embedded databases: without it every one of them would take seconds to initialise. */
async function makePristineWhereMissing(): Promise<void> {
  if (existsSync(PRISTINE)) return;
  mkdirSync(dirname(PRISTINE), { recursive: true });
  await makePristine(PRISTINE);
}

export async function startPostgres(): Promise<PostgresServer> {
  const bin = binaries() ?? installed();
  const folder = mkdtempSync(join(temporaryFolder(), 'gateway-postgres-'));
  const port = await freePort();
  // PostgreSQL refuses to run as root.
  const as = process.getuid?.() === 0 ? { uid: idOf('-u'), gid: idOf('-g') } : {};
  if (as.uid !== undefined) chownSync(folder, as.uid, as.gid);
  const data = join(folder, 'data');
  execFileSync(join(bin, 'initdb'), ['-D', data, '-U', 'gateway', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8', '-N'], {
    ...as,
    cwd: folder,
    stdio: 'pipe',
  });
  const settings = { port, listen_addresses: '127.0.0.1', unix_socket_directories: folder, max_connections: 300, ...CHEAP };
  const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const url = `postgres://gateway@127.0.0.1:${port}/postgres`;
  const start = async () => {
    const server = spawn(join(bin, 'postgres'), ['-D', data, ...options], {
      ...as,
      cwd: folder,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()));
    await untilItSays(server, server.stderr, /database system is ready to accept connections/);
    return (signal: NodeJS.Signals) => {
      server.kill(signal);
      return ended;
    };
  };
  let end = await start();
  return {
    url,
    // The signal by which all of its processes end at once, and none of them tidies up.
    cut: () => end('SIGQUIT'),
    startAgain: async () => {
      end = await start();
    },
    remove: async () => {
      await end('SIGINT');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function binaries(): string | undefined {
  try {
    return execFileSync('pg_config', ['--bindir'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  } catch {
    // Debian keeps the server's programs out of the path.
    const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN).toSorted((one, other) => Number(other) - Number(one)) : [];
    return versions.map((version) => join(DEBIAN, version, 'bin')).find((folder) => existsSync(join(folder, 'initdb')));
  }
}

function installed(): string {
  try {
    execFileSync('apt-get', ['update', '-q'], { stdio: 'pipe' });
    execFileSync('apt-get', ['install', '-qy', '--no-install-recommends', 'postgresql'], {
      stdio: 'pipe',
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
  } catch (cause) {
    throw new Error('The tests need PostgreSQL: set DATABASE_URL, or install a PostgreSQL server.', { cause });
  }
  const bin = binaries();
  if (!bin) throw new Error('PostgreSQL was installed, and its programs cannot be found.');
  return bin;
}

function idOf(kind: '-u' | '-g'): number {
  return Number(execFileSync('id', [kind, 'postgres'], { encoding: 'utf8' }));
}
