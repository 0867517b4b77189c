import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { DatabaseSettings } from '../../src/config/index.js';
import { GatewayDatabase, LastKnownFacts } from '../../src/database/index.js';
import type { DurableLevel, Fact, Findings, LivePolicy, SharedLookup, Want } from '../../src/live/index.js';
import type { RedisLevel } from '../../src/redis/index.js';
import { createDatabase, dropDatabase } from '../support/databases.js';
import { RedisServer, selfSignedCertificate, startRedisCluster } from '../support/redis-server.js';
import { Instance, POLICY } from './instances.js';

interface Opened {
  readonly level: DurableLevel;
  close(): Promise<void>;
}

/** What holds of every level behind memory. */
function rememberingContract(name: string, open: () => Promise<Opened>) {
  describe(`${name} as a second level`, () => {
    let opened: Opened;
    let level: DurableLevel;
    let namespace: string;
    let tests = 0;
    const now = Date.now();

    beforeAll(async () => {
      opened = await open();
      level = opened.level;
    });
    beforeEach(() => {
      namespace = `test.facts.v${++tests}`;
    });
    afterAll(() => opened?.close());

    it('gives back what was written, zero, blank, empty and none included', async () => {
      const values = {
        object: { a: [1, 'ä€', { b: null }] },
        zero: 0,
        blank: '',
        empty: [],
        none: null,
        no: false,
        bars: '|null',
      };
      const facts = new Map(Object.entries(values).map(([key, value]) => [key, { value, readAt: now - 5 }]));
      await level.write<unknown>(namespace, facts);
      expect(await level.read(namespace, [...facts.keys(), 'unknown'])).toEqual(facts);
    });

    it('keeps kinds of facts apart', async () => {
      await level.write(namespace, new Map([['A', { value: 1, readAt: now }]]));
      expect(await level.read(`${namespace}0`, ['A'])).toEqual(new Map());
    });

    it('takes any text for a key', async () => {
      const keys = ['', ' ', 'a b', '{x}', '}{', 'a|b', 'line\r\nbreak', 'ÄÖ€😀', '["x",{"y":1}]', 'x'.repeat(500)];
      const facts = new Map(keys.map((key, index) => [key, { value: index, readAt: now }]));
      await level.write(namespace, facts);
      expect(await level.read(namespace, keys)).toEqual(facts);
    });

    it('keeps the later of two readings, whichever is written first', async () => {
      const write = (value: string, readAt: number) => level.write(namespace, new Map([['A', { value, readAt }]]));
      await write('later', now - 10);
      await write('earlier', now - 20);
      expect(await level.read(namespace, ['A'])).toEqual(new Map([['A', { value: 'later', readAt: now - 10 }]]));
      await write('latest', now);
      expect(await level.read(namespace, ['A'])).toEqual(new Map([['A', { value: 'latest', readAt: now }]]));
    });

    it('takes and gives a whole batch', async () => {
      const facts = new Map(Array.from({ length: 500 }, (_, key) => [`SKU-${key}`, { value: { key }, readAt: now }]));
      await level.write(namespace, facts);
      expect(await level.read(namespace, [...facts.keys()])).toEqual(facts);
    });
  });
}

const policyOf = (namespace: string): LivePolicy => ({ ...POLICY, namespace });
const looking = (keys: readonly string[], want: Want = 'awaited') => new Map(keys.map((key) => [key, want]));

/** As many errands read and write as one wants. */
class ByErrands implements DurableLevel {
  constructor(private readonly level: RedisLevel) {}

  async read<V>(namespace: string, keys: readonly string[]): Promise<ReadonlyMap<string, Fact<V>>> {
    const { facts } = await this.level.lookup<V>(policyOf(namespace)).find(looking(keys, 'anew'));
    return facts;
  }

  async write<V>(namespace: string, facts: ReadonlyMap<string, Fact<V>>): Promise<void> {
    const lookup = this.level.lookup<V>(policyOf(namespace));
    await lookup.find(looking([...facts.keys()], 'anew'));
    lookup.store(facts);
  }
}

interface OpenedRedis {
  readonly one: Instance;
  readonly other: Instance;
  close(): Promise<void>;
}

/** What holds of Redis besides, however it is set up. */
function sharingContract(name: string, open: () => Promise<OpenedRedis>) {
  describe(`${name} between instances`, () => {
    let redis: OpenedRedis;
    let policy: LivePolicy;
    let tests = 0;
    const keys = ['A', 'B', 'C', 'D', 'E', 'F'];
    const facts = (value: string | null, readAt = Date.now()) => new Map(keys.map((key) => [key, { value, readAt }]));
    const lookup = (instance: Instance): SharedLookup<string> => instance.level.lookup<string>(policy);
    const nothing: Findings<string> = { facts: new Map(), lastKnown: new Map(), askedElsewhere: new Set() };

    beforeAll(async () => {
      redis = await open();
    });
    beforeEach(() => {
      policy = policyOf(`test.sharing.v${++tests}`);
    });
    afterAll(() => redis?.close());

    /** Nobody waits for a store, and Redis may lose it on a busy machine: then the next answer of the source is stored. */
    const storeUntil = (
      by: SharedLookup<string>,
      known: ReadonlyMap<string, Fact<string | null>>,
      isSo: () => Promise<unknown>,
    ) =>
      vi.waitFor(async () => {
        by.store(known as ReadonlyMap<string, Fact<string>>);
        await isSo();
      });

    it('the first asks the source, and the other waits until the answer is there', async () => {
      const first = lookup(redis.one);
      expect(await first.find(looking(keys))).toEqual(nothing);
      const second = lookup(redis.other);
      expect(await second.find(looking(keys))).toEqual({ facts: new Map(), lastKnown: new Map(), askedElsewhere: new Set(keys) });
      const answers = facts('five');
      await storeUntil(first, answers, async () => {
        expect(await second.find(looking(keys))).toEqual({ facts: answers, lastKnown: new Map(), askedElsewhere: new Set() });
      });
    });

    it('the other asks where the first has none to bring', async () => {
      const first = lookup(redis.one);
      await first.find(looking(keys));
      first.release();
      await vi.waitFor(async () => expect(await lookup(redis.other).find(looking(keys))).toEqual(nothing));
    });

    it('only who has reserved a key frees it', async () => {
      await lookup(redis.one).find(looking(keys));
      const second = lookup(redis.other);
      await second.find(looking(keys));
      const third = lookup(redis.other);
      await storeUntil(second, facts(null, Date.now() - 3_600_000), async () => {
        second.release();
        expect((await third.find(looking(keys, 'anew'))).facts.size).toBe(keys.length);
      });
      expect((await third.find(looking(keys))).askedElsewhere).toEqual(new Set(keys));
    });

    it('whoever looks anew reserves nothing and is kept from nothing', async () => {
      await lookup(redis.one).find(looking(keys));
      expect(await lookup(redis.other).find(looking(keys, 'anew'))).toEqual(nothing);
      policy = policyOf(`${policy.namespace}.other`);
      await lookup(redis.one).find(looking(keys, 'anew'));
      expect((await lookup(redis.other).find(looking(keys))).askedElsewhere.size).toBe(0);
    });

    it('what nears the end of its freshness is reserved for who reads it again, and served to who waits', async () => {
      const near = facts('five', Date.now() - 0.9 * POLICY.freshForMs);
      const first = lookup(redis.one);
      await first.find(looking(keys));
      await storeUntil(first, near, async () => {
        expect(await lookup(redis.other).find(looking(keys))).toEqual({
          facts: near,
          lastKnown: new Map(),
          askedElsewhere: new Set(),
        });
      });
      await lookup(redis.one).find(looking(keys, 'refresh'));
      expect((await lookup(redis.other).find(looking(keys, 'refresh'))).askedElsewhere).toEqual(new Set(keys));
      expect((await lookup(redis.other).find(looking(keys))).askedElsewhere).toEqual(new Set());
    });

    it.each([
      ['some keys', keys],
      ['all of a kind', undefined],
    ])('forgetting %s reaches Redis and the other, and what was read before is not taken in any more', async (_, forgotten) => {
      const heard: unknown[] = [];
      const listener = vi.spyOn(redis.other.live, 'forgotten').mockImplementation((...note) => void heard.push(note));
      const own = vi.spyOn(redis.one.live, 'forgotten');
      const before = lookup(redis.other);
      await before.find(looking(keys));
      const known = lookup(redis.one);
      await known.find(looking(keys, 'anew'));
      known.store(facts('old'));

      redis.one.level.forget(policy, forgotten);
      await vi.waitFor(() => expect(heard).toEqual([[policy.namespace, forgotten]]));
      expect(own).not.toHaveBeenCalled();
      before.store(facts('read before'));
      const after = lookup(redis.one);
      expect(await after.find(looking(keys))).toEqual(nothing);
      const later = facts('read later');
      await storeUntil(after, later, async () => expect((await lookup(redis.other).find(looking(keys))).facts).toEqual(later));
      listener.mockRestore();
      own.mockRestore();
    });

    it('what has changed at the source is the last known value, and is reserved for who reads it again', async () => {
      const old = facts('old');
      const before = lookup(redis.one);
      await before.find(looking(keys));
      await storeUntil(before, old, async () =>
        expect((await lookup(redis.other).find(looking(keys, 'anew'))).facts).toEqual(old),
      );
      const slow = lookup(redis.other);
      policy = { ...policy, freshForMs: 0 };
      await lookup(redis.other).find(looking(keys));

      expect(await redis.one.level.change(policy, [...keys, 'G'])).toBe(true);
      policy = { ...policy, freshForMs: POLICY.freshForMs };
      const after = lookup(redis.other);
      expect(await after.find(looking(keys))).toEqual({ facts: new Map(), lastKnown: old, askedElsewhere: new Set() });
      // What was asked before the change was known is not taken in.
      slow.store(facts('read before', Date.now() + 1_000));
      expect((await lookup(redis.one).find(looking(keys))).askedElsewhere).toEqual(new Set(keys));
      const later = facts('read later');
      await storeUntil(after, later, async () => expect((await lookup(redis.one).find(looking(keys))).facts).toEqual(later));
    });

    it('a kind of which all may have changed is not taken from Redis any more', async () => {
      const before = lookup(redis.one);
      await before.find(looking(keys));
      await storeUntil(before, facts('old'), async () =>
        expect((await lookup(redis.other).find(looking(keys))).facts.size).toBe(keys.length),
      );
      expect(await redis.one.level.change(policy)).toBe(true);
      expect(await lookup(redis.other).find(looking(keys))).toEqual(nothing);
    });

    it('what is announced is fresh for longer', async () => {
      policy = { ...policy, announcedFreshForMs: 10 * POLICY.freshForMs };
      const old = facts('old', Date.now() - 5 * POLICY.freshForMs);
      const before = lookup(redis.one);
      await before.find(looking(keys));
      const announced = () => redis.other.level.lookup<string>(policy, () => true).find(looking(keys));
      await storeUntil(before, old, async () => expect((await announced()).facts).toEqual(old));
      expect((await announced()).askedElsewhere).toEqual(new Set());
      await lookup(redis.one).find(looking(keys));
      expect((await lookup(redis.other).find(looking(keys))).askedElsewhere).toEqual(new Set(keys));
    });

    it('a kind that is not to be shared is kept by nobody, and forgotten by everybody', async () => {
      const heard = vi.spyOn(redis.other.live, 'forgotten');
      policy = { ...policy, shared: false };
      const first = lookup(redis.one);
      await first.find(looking(keys));
      first.store(facts('five'));
      expect(await lookup(redis.other).find(looking(keys))).toEqual(nothing);
      redis.one.level.forget(policy, ['A']);
      await vi.waitFor(() => expect(heard).toHaveBeenCalledWith(policy.namespace, ['A']));
      heard.mockRestore();
    });
  });
}

async function twoInstances(url: string, ca?: string): Promise<readonly [Instance, Instance]> {
  return Promise.all([Instance.ready(url, { ca }), Instance.ready(url, { ca })]);
}

interface SetUp {
  readonly url: string;
  readonly ca?: string | undefined;
  remove(): Promise<unknown>;
}

const SET_UPS: Record<string, () => Promise<SetUp>> = {
  'One Redis': async () => {
    const server = await RedisServer.start();
    return { url: server.url, remove: () => server.remove() };
  },
  'Redis under Sentinel': async () => {
    const master = await RedisServer.start();
    const replica = await RedisServer.start({ replicaof: `127.0.0.1 ${master.port}` });
    const sentinel = await RedisServer.startSentinel('facts', master.port);
    return {
      url: `redis+sentinel://127.0.0.1:1,${sentinel.hostAndPort}/facts/2`,
      remove: () => Promise.all([sentinel, replica, master].map((server) => server.remove())),
    };
  },
  'A Redis Cluster': async () => {
    const nodes = await startRedisCluster();
    return {
      url: `redis+cluster://${nodes.map((node) => node.hostAndPort).join(',')}`,
      remove: () => Promise.all(nodes.map((node) => node.remove())),
    };
  },
  'Redis with TLS, a user and a password': async () => {
    const certificate = selfSignedCertificate();
    const ca = readFileSync(certificate.certificate, 'utf8');
    const server = await RedisServer.start(
      {
        'tls-cert-file': certificate.certificate,
        'tls-key-file': certificate.key,
        'tls-auth-clients': 'no',
        // The rights that the gateway needs, and none besides.
        'user gateway': 'on >p@ss:w/rd ~test:* &test:* -@all +@connection +@read +@write +@scripting +@pubsub +info',
      },
      { tls: { ca } },
    );
    return {
      url: `rediss://gateway:${encodeURIComponent('p@ss:w/rd')}@${server.hostAndPort}`,
      ca,
      remove: async () => {
        certificate.remove();
        await server.remove();
      },
    };
  },
};

rememberingContract('PostgreSQL', async () => {
  const url = await createDatabase();
  const database = await GatewayDatabase.open(Object.assign(new DatabaseSettings(), { url }));
  return {
    level: new LastKnownFacts(database),
    close: async () => {
      await database.destroy();
      await dropDatabase(url);
    },
  };
});

for (const [name, setUp] of Object.entries(SET_UPS)) {
  rememberingContract(name, async () => {
    const { url, ca, remove } = await setUp();
    const instance = await Instance.ready(url, { ca });
    return {
      level: new ByErrands(instance.level),
      close: async () => {
        instance.close();
        await remove();
      },
    };
  });
  sharingContract(name, async () => {
    const { url, ca, remove } = await setUp();
    const [one, other] = await twoInstances(url, ca);
    // Notes are heard from the first subscription on.
    await vi.waitFor(() => expect(other.heardSince).toBeGreaterThan(0));
    return {
      one,
      other,
      close: async () => {
        one.close();
        other.close();
        await remove();
      },
    };
  });
}

describe('What stands in Redis', () => {
  let server: RedisServer;
  let instance: Instance;
  let policy: LivePolicy;
  let tests = 0;
  const key = () => `test:{${policy.namespace}/0}:f:A`;
  const look = async () => (await instance.level.lookup(policy).find(looking(['A'], 'anew'))).facts.get('A');

  beforeAll(async () => {
    server = await RedisServer.start();
    instance = await Instance.ready(server.url);
  });
  beforeEach(async () => {
    policy = policyOf(`test.standing.v${++tests}`);
    await look();
  });
  afterAll(async () => {
    instance?.close();
    await server?.remove();
  });

  async function remember(value: unknown, readAt = Date.now()): Promise<void> {
    const lookup = instance.level.lookup<unknown>(policy);
    await lookup.find(looking(['A'], 'anew'));
    lookup.store(new Map([['A', { value, readAt }]]));
    await vi.waitFor(async () => expect(await server.call('exists', key())).toBe(1));
  }

  it('lives as long as it is of use: fresh, and then stale', async () => {
    await remember('five');
    const left = Number(await server.call('pttl', key()));
    expect(left).toBeGreaterThan(POLICY.freshForMs + POLICY.staleForMs - 60_000);
    expect(left).toBeLessThanOrEqual(POLICY.freshForMs + POLICY.staleForMs);
  });

  it('lives for a shorter time where the ERP has none', async () => {
    policy = { ...policy, staleForMs: 30 * 24 * 3_600_000 };
    await remember(null);
    const left = Number(await server.call('pttl', key()));
    expect(left).toBeLessThanOrEqual(20_000 + 3_600_000);
    expect(left).toBeGreaterThan(3_600_000 - 60_000);
  });

  it.each([
    ['no JSON', (generation: string) => `${generation}|${Date.now()}|{"a":`],
    ['no fact', () => 'hello'],
    ['nothing', () => ''],
    ['no time', (generation: string) => `${generation}|yesterday|1`],
    ['a time to come', (generation: string) => `${generation}|${Date.now() + 60_000}|1`],
    ['of another generation', () => `other|${Date.now()}|1`],
  ])('counts as nothing where it is %s, and is replaced', async (_, text) => {
    const generation = String(await server.call('get', `test:{${policy.namespace}/0}:g`));
    await server.call('set', key(), text(generation));
    expect(await look()).toBeUndefined();
    expect(instance.level.state).toBe('ready');
    await remember('five', Date.now() + 1);
    await vi.waitFor(async () => expect(await look()).toMatchObject({ value: 'five' }));
  });

  it('counts as nothing where it is of another type, and is replaced', async () => {
    await server.call('rpush', key(), 'a', 'b');
    expect(await look()).toBeUndefined();
    await remember('five');
    await vi.waitFor(async () => expect(await look()).toMatchObject({ value: 'five' }));
  });

  it('is not younger than now, although the clock of who wrote it is a little ahead', async () => {
    await remember('five', Date.now() + 3_000);
    expect((await look())?.readAt).toBeLessThanOrEqual(Date.now());
  });
});
