import { createServer, type Server, type Socket } from 'node:net';
import { Logger, type LoggerService } from '@nestjs/common';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type LivePolicy, RequestBudget } from '../../src/live/index.js';
import { RedisServer, selfSignedCertificate, startRedisCluster } from '../support/redis-server.js';
import { Instance, POLICY } from './instances.js';
import { RedisStandIn } from './stand-in.js';

/** As in production: nobody waits any longer. */
const IMPATIENT = { deadlineMs: 20 };
const KEYS = Array.from({ length: 10 }, (_, key) => `SKU-${key}`);

let said: string[];
let policy: LivePolicy;
let tests = 0;
let opened: Instance[];

beforeEach(() => {
  said = [];
  const say = (message: unknown) => void said.push(String(message));
  Logger.overrideLogger({ log: say, warn: say, error: say } satisfies LoggerService);
  policy = { ...POLICY, namespace: `test.trouble.v${++tests}` };
  opened = [];
});
afterEach(() => {
  for (const instance of opened) instance.close();
  Logger.overrideLogger(false);
});

function open(url: string, settings = {}): Instance {
  const instance = Instance.open(url, settings);
  opened.push(instance);
  return instance;
}

async function ready(url: string, settings = {}): Promise<Instance> {
  const instance = open(url, settings);
  await instance.until('ready');
  return instance;
}

/** Reads facts that memory does not know, one after another, and finds every one of them answered rightly by the source. */
async function everyReadIsAnswered(instance: Instance): Promise<void> {
  const reader = instance.reader(async (keys) => new Map(keys.map((key) => [key, `of ${key}`])), {
    ...policy,
    namespace: `${policy.namespace}.${Math.random()}`,
  });
  for (const key of KEYS) {
    expect(await reader.read(key, RequestBudget.ofPage())).toMatchObject({ known: true, value: `of ${key}`, source: 'LIVE' });
  }
}

/** What one instance has read, another one finds. What was read while Redis was away is never found: other facts are tried then. */
async function factsAreShared(one: Instance, other: Instance): Promise<void> {
  await vi.waitFor(() => newFactsAreShared(one, other));
}

async function newFactsAreShared(one: Instance, other: Instance): Promise<void> {
  const namespace = `${policy.namespace}.${Math.random()}`;
  const reader = one.reader(async (keys) => new Map(keys.map((key) => [key, 'shared'])), { ...policy, namespace });
  await Promise.all(KEYS.map((key) => reader.read(key, RequestBudget.ofPage())));
  await vi.waitFor(
    async () => {
      const { facts } = await other.level.lookup({ ...policy, namespace }).find(new Map(KEYS.map((key) => [key, 'anew'])));
      expect([...facts.keys()]).toEqual(KEYS);
    },
    { timeout: 2_000 },
  );
}

describe('One Redis', () => {
  let server: RedisServer;

  beforeAll(async () => {
    server = await RedisServer.start();
  });
  afterEach(async () => {
    server.letGo();
    await server.call('config', 'set', 'maxmemory', 0);
  });
  afterAll(() => server?.remove());

  it('that is away from the start is waited for by nobody, and used once it is there', async () => {
    await server.cut();
    const instance = open(server.url);
    await everyReadIsAnswered(instance);
    expect(instance.level.state).toBe('away');
    expect(instance.level.figures).toMatchObject({ late: 0, errors: 0, skipped: KEYS.length });
    await server.startAgain();
    await instance.until('ready');
    await factsAreShared(instance, await ready(server.url));
    expect(said).toEqual([
      'Redis is away (ECONNREFUSED): this instance goes on without it until it is back',
      'Redis is ready',
      'Redis is ready',
    ]);
  });

  it('that dies is waited for by nobody, and used again once it is back', async () => {
    const [one, other] = [await ready(server.url), await ready(server.url)];
    await factsAreShared(one, other);
    await server.cut();
    await one.until('away');
    await everyReadIsAnswered(one);
    expect(one.level.figures).toMatchObject({ late: 0, skipped: KEYS.length });
    await server.startAgain();
    await Promise.all([one.until('ready'), other.until('ready')]);
    await factsAreShared(one, other);
  });

  it('that hangs costs one read its budget and the others nothing, and is used again once it answers', async () => {
    const one = await ready(server.url, IMPATIENT);
    const { late } = one.level.figures;
    server.hold();
    await everyReadIsAnswered(one);
    expect(one.level.figures.late - late).toBeLessThanOrEqual(1);
    expect(one.level.figures.skipped).toBeGreaterThanOrEqual(KEYS.length - 1);
    server.letGo();
    await one.until('ready');
    await factsAreShared(await ready(server.url), await ready(server.url));
  });

  it('that hangs for long loses its connection, and is used again once it answers', async () => {
    const one = await ready(server.url, IMPATIENT);
    server.hold();
    await everyReadIsAnswered(one);
    await one.until('away');
    await everyReadIsAnswered(one);
    server.letGo();
    await one.until('ready');
  });

  it('that hangs from the start is not waited for', async () => {
    server.hold();
    const one = open(server.url, IMPATIENT);
    await everyReadIsAnswered(one);
    expect(one.level.figures).toMatchObject({ late: 0, skipped: KEYS.length });
    server.letGo();
    await one.until('ready');
  });

  it('that is full gives what it has, forgets what it is told to, and takes in again what it has room for', async () => {
    const [one, other] = [await ready(server.url), await ready(server.url)];
    const remembered = one.reader(async (keys) => new Map(keys.map((key) => [key, 'before'])), policy);
    await remembered.read('A', RequestBudget.ofPage());
    const look = async () => (await other.level.lookup(policy).find(new Map([['A', 'awaited']]))).facts.get('A');
    await vi.waitFor(async () => expect(await look()).toMatchObject({ value: 'before' }));

    await server.call('config', 'set', 'maxmemory-policy', 'noeviction');
    await server.call('config', 'set', 'maxmemory', 1);
    await everyReadIsAnswered(one);
    expect(await remembered.read('B', RequestBudget.ofPage())).toMatchObject({ value: 'before', source: 'LIVE' });
    await vi.waitFor(() => expect(one.level.figures.failedWrites).toBeGreaterThan(0));
    expect(await look()).toMatchObject({ value: 'before' });
    remembered.forget('A');
    await vi.waitFor(async () => expect(await look()).toBeUndefined());
    expect([one.level.state, other.level.state]).toEqual(['ready', 'ready']);

    await server.call('config', 'set', 'maxmemory', 0);
    await factsAreShared(one, other);
    // The other instance may see what was taken in before the one that brought it is told that it was.
    await vi.waitFor(() =>
      expect(said.filter((message) => message.includes('new facts'))).toEqual([
        'Redis takes in no new facts (OOM)',
        'Redis takes in new facts again',
      ]),
    );
  });

  it.each([
    ['keys', (reader: { forget(key: string): void }) => reader.forget('A')],
    ['a kind of facts', (reader: { forgetAll(): void }) => reader.forgetAll()],
  ])('that could not be told to forget %s is told before it is used again', async (_, forget) => {
    const [one, other] = [await ready(server.url), await ready(server.url)];
    const reader = one.reader(async () => new Map([['A', 'old']]), policy);
    await reader.read('A', RequestBudget.ofPage());
    const look = async () => (await other.level.lookup(policy).find(new Map([['A', 'anew']]))).facts.get('A');
    await vi.waitFor(async () => expect(await look()).toMatchObject({ value: 'old' }));

    await server.call('client', 'kill', 'type', 'normal');
    await one.until('away');
    forget(reader);
    await Promise.all([one.until('ready'), other.until('ready')]);
    expect(await look()).toBeUndefined();
  });

  it('that refuses the password is away, and the log holds neither host nor password', async () => {
    const guarded = await RedisServer.start({ requirepass: 'right' }, { password: 'right' });
    const one = open(`redis://:wrong-secret@${guarded.hostAndPort}`);
    await vi.waitFor(() => expect(said).toHaveLength(1));
    await everyReadIsAnswered(one);
    expect(said).toEqual(['Redis is away (WRONGPASS): this instance goes on without it until it is back']);

    // What it refuses at one time is not the reason of a later loss.
    await guarded.call('acl', 'setuser', 'default', '>wrong-secret');
    await one.until('ready');
    said.length = 0;
    await guarded.call('client', 'kill', 'type', 'normal');
    await vi.waitFor(() => expect(said[0]).toBe('Redis is away (closed): this instance goes on without it until it is back'));
    await guarded.remove();
  });
});

describe('Redis with TLS', () => {
  it('whose certificate nobody vouches for is away', async () => {
    const { key, certificate, remove } = selfSignedCertificate();
    const settings = { 'tls-cert-file': certificate, 'tls-key-file': key, 'tls-auth-clients': 'no' };
    const server = await RedisServer.start(settings, { tls: { rejectUnauthorized: false } });
    const one = open(`rediss://${server.hostAndPort}`);
    await vi.waitFor(() => expect(said).toHaveLength(1));
    await everyReadIsAnswered(one);
    expect(said).toEqual(['Redis is away (DEPTH_ZERO_SELF_SIGNED_CERT): this instance goes on without it until it is back']);
    await server.remove();
    remove();
  });
});

describe('Something that is no Redis', () => {
  const greeted = (answer: string) => (socket: Socket) =>
    socket.on('data', (data) => {
      // Commands come as arrays of strings: as many answers as arrays.
      for (const command of data
        .toString()
        .split(/\*\d+\r\n/)
        .slice(1)) {
        if (/\r\ninfo\r\n/i.test(command)) socket.write('$9\r\nloading:0\r\n');
        else if (/\r\nping\r\n/i.test(command)) socket.write('+PONG\r\n');
        else if (/\r\n(eval|evalsha)\r\n/i.test(command)) socket.write(answer);
        else socket.write('+OK\r\n');
      }
    });
  const kinds: Record<string, (socket: Socket) => unknown> = {
    'closes every connection': (socket) => socket.destroy(),
    'answers in HTTP': (socket) => socket.on('data', () => socket.write('HTTP/1.1 400 Bad Request\r\n\r\n')),
    'answers with noise': (socket) => socket.on('data', () => socket.write(Buffer.from(KEYS.join('\r\n\0\xff'), 'latin1'))),
    'says OK to everything': (socket) => socket.on('data', () => socket.write('+OK\r\n'.repeat(10))),
    'answers each look with a number': greeted(':1\r\n'),
    'answers each look with a shorter list': greeted('*1\r\n$1\r\ng\r\n'),
    'answers each look with a list of lists': greeted('*3\r\n*1\r\n:1\r\n*1\r\n:1\r\n*1\r\n:1\r\n'),
    'answers each look with facts that are none': greeted('*3\r\n$1\r\ng\r\n$9\r\ng|1|{"a":\r\n$2\r\nxy\r\n'),
    'answers each look with a fault': greeted('-ERR no such thing\r\n'),
    'never answers a look': greeted(''),
  };

  it.each(Object.entries(kinds))('and %s costs no read its answer', async (_, answers) => {
    const sockets = new Set<Socket>();
    const server = await listening((socket) => {
      sockets.add(socket.on('error', () => undefined));
      answers(socket);
    });
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const instance = open(`redis://127.0.0.1:${port}`, IMPATIENT);
    await vi.waitFor(() => expect(said.length + instance.level.figures.hits).toBeGreaterThan(0));
    await everyReadIsAnswered(instance);
    expect(said.join()).not.toMatch(new RegExp(`127|${port}`));
    instance.close();
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });

  async function listening(onSocket: (socket: Socket) => void): Promise<Server> {
    const server = createServer(onSocket);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return server;
  }
});

describe('A Redis that is the wrong one to ask', () => {
  it.each([
    "READONLY You can't write against a read only replica. script: f_abc, on @user_script:9.",
    "ERR Error running script (call to f_abc): @user_script:9: @user_script: 9: -READONLY You can't write against a read only replica.",
    "MASTERDOWN Link with MASTER is down and replica-serve-stale-data is set to 'no'.",
    'ERR Error running script (call to f_abc): @user_script:4: LOADING Redis is loading the dataset in memory',
    'NOREPLICAS Not enough good replicas to write.',
    'CLUSTERDOWN The cluster is down',
  ])('is left for another connection, however it says so: %s', async (fault) => {
    const server = await RedisStandIn.saying(fault);
    const instance = open(`redis://127.0.0.1:${server.port}`, IMPATIENT);
    try {
      await vi.waitFor(async () => {
        await everyReadIsAnswered(instance);
        expect(server.asked.size).toBeGreaterThan(1);
      });
    } finally {
      instance.close();
      await server.close();
    }
  });

  it('is kept where it only refuses what it was told', async () => {
    const server = await RedisStandIn.saying('ERR Error running script (call to f_abc): @user_script:9: WRONGTYPE Operation');
    const instance = await ready(`redis://127.0.0.1:${server.port}`, IMPATIENT);
    try {
      for (let time = 1; time <= 5; time++) await everyReadIsAnswered(instance);
      expect(server.asked.size).toBe(1);
    } finally {
      instance.close();
      await server.close();
    }
  });
});

describe('Redis under Sentinel', () => {
  it('is used again once another server has taken the place of the one that died', async () => {
    const master = await RedisServer.start();
    const replica = await RedisServer.start({ replicaof: `127.0.0.1 ${master.port}`, 'repl-diskless-sync-delay': 0 });
    const sentinel = await RedisServer.startSentinel('facts', master.port);
    try {
      await vi.waitFor(async () => expect(String(await replica.call('info'))).toContain('master_link_status:up'));
      await vi.waitFor(async () => expect(String(await sentinel.call('info'))).toContain('slaves=1'));
      const url = `redis+sentinel://${sentinel.hostAndPort}/facts`;
      const [one, other] = [await ready(url), await ready(url)];
      await factsAreShared(one, other);
      await master.cut();
      await one.until('away');
      await everyReadIsAnswered(one);
      await Promise.all([one.until('ready'), other.until('ready')]);
      expect(await replica.call('role')).toContain('master');
      await factsAreShared(one, other);
    } finally {
      await Promise.all([sentinel, replica, master].map((server) => server.remove()));
    }
  });
});

describe('A Redis Cluster', () => {
  it('is used again once a node that died, and its keys with it, is back', async () => {
    const nodes = await startRedisCluster();
    try {
      const url = `redis+cluster://${nodes.map((node) => node.hostAndPort).join(',')}`;
      const [one, other] = [await ready(url), await ready(url)];
      await factsAreShared(one, other);
      const reading = await ready(url, IMPATIENT);
      await nodes[0]?.cut();
      await everyReadIsAnswered(reading);
      await nodes[0]?.startAgain();
      await factsAreShared(one, other);
    } finally {
      await Promise.all(nodes.map((node) => node.remove()));
    }
  });
});
