import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis, type RedisOptions } from 'ioredis';
import { expect, vi } from 'vitest';
import { freePort } from './free-port.js';
import { untilItSays } from './until-it-says.js';

/** What a server says, and what one that watches others says, once it takes connections. */
const READY = /Ready to accept connections|Sentinel ID is/;

type Login = Pick<RedisOptions, 'username' | 'password' | 'tls'>;

/** A Redis server of the tests' own, on free ports of this machine, that keeps nothing on disk. */
export class RedisServer {
  private process: ChildProcess | undefined;

  private constructor(
    readonly port: number,
    private readonly folder: string,
    private readonly file: string,
    private readonly flags: readonly string[],
    private readonly login: Login,
  ) {}

  /** @param settings lines of its configuration file, in place of what it starts with without one */
  static async start(settings: Record<string, string | number> = {}, login: Login = {}): Promise<RedisServer> {
    return RedisServer.run({ save: '""', appendonly: 'no', ...settings }, [], login);
  }

  /** Watches a master, and takes another one in its place once it is away. */
  static async startSentinel(name: string, masterPort: number): Promise<RedisServer> {
    const settings = {
      'sentinel monitor': `${name} 127.0.0.1 ${masterPort} 1`,
      [`sentinel down-after-milliseconds ${name}`]: 2_000,
      [`sentinel failover-timeout ${name}`]: 2_000,
    };
    return RedisServer.run(settings, ['--sentinel'], {});
  }

  private static async run(settings: Record<string, string | number>, flags: readonly string[], login: Login) {
    installed();
    const folder = mkdtempSync(join(tmpdir(), 'gateway-redis-'));
    const port = await freePort({ withClusterBus: 'cluster-enabled' in settings });
    const file = join(folder, 'redis.conf');
    const all = {
      [login.tls ? 'tls-port' : 'port']: port,
      ...(login.tls && { port: 0 }),
      bind: '127.0.0.1',
      dir: folder,
      ...settings,
    };
    writeFileSync(
      file,
      Object.entries(all)
        .map(([name, value]) => `${name} ${value}\n`)
        .join(''),
    );
    const server = new RedisServer(port, folder, file, flags, login);
    await server.startAgain();
    return server;
  }

  get hostAndPort(): string {
    return `127.0.0.1:${this.port}`;
  }

  get url(): string {
    return `redis://${this.hostAndPort}`;
  }

  /** Asks it on a connection of its own. */
  async call(command: string, ...words: (string | number)[]): Promise<unknown> {
    const client = new Redis({ host: '127.0.0.1', port: this.port, retryStrategy: () => null, ...this.login });
    client.on('error', () => undefined);
    try {
      return await client.call(command, ...words);
    } finally {
      client.disconnect();
    }
  }

  /** Holds it: connections stay, and nothing is answered. */
  hold(): void {
    this.process?.kill('SIGSTOP');
  }

  letGo(): void {
    this.process?.kill('SIGCONT');
  }

  /** Ends it as a power cut does. */
  async cut(): Promise<void> {
    const { process } = this;
    this.process = undefined;
    if (!process || process.exitCode !== null || process.signalCode !== null) return;
    const ended = new Promise((resolve) => process.once('exit', resolve));
    process.kill('SIGKILL');
    await ended;
  }

  /** Starts it again, empty, at the same port, and waits until it answers. */
  async startAgain(): Promise<void> {
    const server = spawn('redis-server', [this.file, ...this.flags], { stdio: ['ignore', 'pipe', 'ignore'] });
    this.process = server;
    await untilItSays(server, server.stdout, READY);
  }

  async remove(): Promise<void> {
    await this.cut();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Three masters that share the keys among them. */
export async function startRedisCluster(): Promise<readonly RedisServer[]> {
  const nodes = await Promise.all(
    [0, 1, 2].map(() => RedisServer.start({ 'cluster-enabled': 'yes', 'cluster-node-timeout': 5_000 })),
  );
  execFileSync('redis-cli', ['--cluster', 'create', ...nodes.map((node) => node.hostAndPort), '--cluster-yes'], {
    stdio: 'pipe',
  });
  // No server says when it has heard of the others.
  for (const node of nodes) {
    await vi.waitFor(async () => expect(await node.call('cluster', 'info')).toContain('cluster_state:ok'));
  }
  return nodes;
}

const THIS_MACHINE = ['IP:127.0.0.1', 'DNS:localhost'];

/** A certificate for 127.0.0.1, or for other names, that vouches for itself. @returns the paths of its key and of itself */
export function selfSignedCertificate(names = THIS_MACHINE): {
  readonly key: string;
  readonly certificate: string;
  remove(): void;
} {
  const folder = mkdtempSync(join(tmpdir(), 'gateway-certificate-'));
  const key = join(folder, 'key.pem');
  const certificate = join(folder, 'certificate.pem');
  const subject = ['-subj', '/CN=localhost', '-addext', `subjectAltName=${names.join()}`];
  const files = ['-keyout', key, '-out', certificate];
  execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', ...subject, ...files], {
    stdio: 'pipe',
  });
  return { key, certificate, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Debian's, where there is none yet. */
function installed(): void {
  try {
    execFileSync('redis-server', ['--version'], { stdio: 'ignore' });
    return;
  } catch {
    // Installed below.
  }
  try {
    execFileSync('apt-get', ['update', '-q'], { stdio: 'pipe' });
    execFileSync('apt-get', ['install', '-qy', '--no-install-recommends', 'redis-server'], {
      stdio: 'pipe',
      // Its package would start a server of its own.
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' },
    });
  } catch (cause) {
    throw new Error('The tests need Redis: install a Redis server.', { cause });
  }
}
