import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Clock } from '../values/clock.js';
import { Announcements } from './announcements.js';
import type { DurableLevel } from './durable-level.js';
import type { Fact } from './fact.js';
import type { LivePolicy } from './live-policy.js';
import { LiveReader } from './live-reader.js';
import { NoSharedLevel } from './no-shared-level.js';
import { RequestBudget } from './request-budget.js';
import { NO_LOOKUP, type SharedLookup } from './shared-level.js';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const POLICY: LivePolicy = {
  namespace: 'test.stock.v1',
  freshForMs: 30 * SECOND,
  absentFreshForMs: 10 * SECOND,
  announcedFreshForMs: 10 * MINUTE,
  staleForMs: 60 * MINUTE,
  softTimeoutMs: 250,
  batchSize: 100,
  keysOfAPage: 1,
  maxBytes: 1_000_000,
};
const clock: Clock = { now: () => Date.now() };

beforeEach(() => void vi.useFakeTimers({ now: Date.parse('2026-11-23T09:30:00Z') }));
afterEach(() => void vi.useRealTimers());

class Durable implements DurableLevel {
  readonly facts = new Map<string, Fact<unknown>>();
  async read<V>(_namespace: string, keys: readonly string[]): Promise<ReadonlyMap<string, Fact<V>>> {
    return new Map(keys.flatMap((key) => (this.facts.has(key) ? [[key, this.facts.get(key) as Fact<V>]] : [])));
  }
  async write<V>(_namespace: string, facts: ReadonlyMap<string, Fact<V>>): Promise<void> {
    for (const [key, fact] of facts) this.facts.set(key, fact);
  }
}

class Shared extends NoSharedLevel {
  facts = new Map<string, Fact<unknown>>();
  lastKnown = new Map<string, Fact<unknown>>();
  override lookup<V>(): SharedLookup<V> {
    const find = async () => ({
      facts: this.facts as Map<string, Fact<V>>,
      lastKnown: this.lastKnown as Map<string, Fact<V>>,
      askedElsewhere: new Set<string>(),
    });
    return { ...NO_LOOKUP, find };
  }
}

/** A reader of a source that has "A" and counts its questions. */
function stock(levels: { readonly durable?: Durable; readonly shared?: Shared } = {}) {
  const source: { value: string | undefined; isAway: boolean; questions: number } = { value: 'old', isAway: false, questions: 0 };
  const announcements = new Announcements();
  const askMany = async () => {
    source.questions++;
    if (source.isAway) throw new Error('the ERP is away');
    return new Map(source.value === undefined ? [] : [['A', source.value]]);
  };
  const { durable, shared = new NoSharedLevel() } = levels;
  const closing = new AbortController().signal;
  const reader = new LiveReader<string, string>(
    POLICY,
    String,
    askMany,
    clock,
    { shared, durable },
    closing,
    undefined,
    announcements,
  );
  const read = async (budget = RequestBudget.ofPage()) => {
    const live = Promise.resolve(reader.read('A', budget));
    await vi.advanceTimersByTimeAsync(1);
    return live;
  };
  return { source, reader, announcements, read, promise: (ms = 2 * SECOND) => announcements.promise([POLICY.namespace], ms) };
}

describe('A fact whose changes are announced', () => {
  it('is fresh for minutes while the promise holds', async () => {
    const { source, read, promise } = stock();
    await read();
    await vi.advanceTimersByTimeAsync(7 * MINUTE);
    promise();
    expect(await read()).toMatchObject({ value: 'old', source: 'CACHE' });
    expect(source.questions).toBe(1);
  });

  it('has the plain freshness as soon as the promise is not renewed', async () => {
    const { source, read, promise } = stock();
    await read();
    await vi.advanceTimersByTimeAsync(MINUTE);
    promise();
    await vi.advanceTimersByTimeAsync(2 * SECOND);
    expect(await read()).toMatchObject({ source: 'LIVE' });
    expect(source.questions).toBe(2);
  });

  it('has the plain freshness where other kinds are promised', async () => {
    const { source, read, announcements } = stock();
    await read();
    await vi.advanceTimersByTimeAsync(MINUTE);
    announcements.promise(['test.prices.v1'], 2 * SECOND);
    expect(await read()).toMatchObject({ source: 'LIVE' });
    expect(source.questions).toBe(2);
  });

  it('keeps its time where the ERP has none', async () => {
    const { source, read, promise } = stock();
    source.value = undefined;
    await read();
    await vi.advanceTimersByTimeAsync(10 * SECOND);
    promise();
    await read();
    expect(source.questions).toBe(2);
  });

  it('lets an answer that rests on the promise be given again until the promise ends', async () => {
    const { read, promise, announcements } = stock();
    await read();
    await vi.advanceTimersByTimeAsync(MINUTE);
    promise();
    const page = RequestBudget.ofPage(Number.POSITIVE_INFINITY, true);
    await read(page);
    expect(page.dependencies?.holds(clock.now())).toBe(true);
    promise();
    expect(page.dependencies?.holds(clock.now())).toBe(true);
    announcements.end();
    expect(page.dependencies?.holds(clock.now())).toBe(false);
  });

  it('that is younger than its plain freshness lets an answer be given again without a promise', async () => {
    const { read, promise, announcements } = stock();
    await read();
    await vi.advanceTimersByTimeAsync(SECOND);
    promise();
    const page = RequestBudget.ofPage(Number.POSITIVE_INFINITY, true);
    await read(page);
    announcements.end();
    expect(page.dependencies?.holds(clock.now())).toBe(true);
  });
});

describe('A fact that has changed', () => {
  it('is read anew by the next reader, who waits for it', async () => {
    const { source, reader, read, promise } = stock();
    await read();
    promise();
    source.value = 'new';
    reader.changed(['A']);
    expect(await read()).toMatchObject({ value: 'new', source: 'LIVE' });
    expect(await read()).toMatchObject({ value: 'new', source: 'CACHE' });
    expect(source.questions).toBe(2);
  });

  it('is still the last known value where the source is away', async () => {
    const { source, reader, read } = stock();
    await read();
    source.isAway = true;
    reader.changed();
    expect(await read()).toMatchObject({ value: 'old', source: 'STALE' });
  });

  it('ends the answers that were made of it', async () => {
    const { reader, read } = stock();
    await read();
    await vi.advanceTimersByTimeAsync(SECOND);
    const page = RequestBudget.ofPage(Number.POSITIVE_INFINITY, true);
    await read(page);
    expect(page.dependencies?.holds(clock.now())).toBe(true);
    reader.changed(['A']);
    expect(page.dependencies?.holds(clock.now())).toBe(false);
  });

  it('is not brought back by a question that was asked before the change was known', async () => {
    const { source, reader, read } = stock();
    const answers = Promise.withResolvers<void>();
    const asked = vi.fn(async () => {
      await answers.promise;
      return new Map([['A', 'old']]);
    });
    const slow = new LiveReader<string, string>(
      POLICY,
      String,
      asked,
      clock,
      { shared: new NoSharedLevel() },
      new AbortController().signal,
    );
    const page = Promise.resolve(slow.read('A', RequestBudget.toTheEnd()));
    await vi.advanceTimersByTimeAsync(1);
    slow.changed(['A']);
    answers.resolve();
    expect(await page).toMatchObject({ value: 'old' });
    const next = Promise.resolve(slow.read('A', RequestBudget.toTheEnd()));
    await vi.advanceTimersByTimeAsync(1);
    await next;
    expect(asked).toHaveBeenCalledTimes(2);
    // The same of all facts of the kind.
    await read();
    reader.changed();
    await read();
    expect(source.questions).toBe(2);
  });

  it('is not taken as fresh from the durable level, which nobody tells of changes', async () => {
    const durable = new Durable();
    const { source, reader, read } = stock({ durable });
    await read();
    source.value = 'new';
    reader.changed(['A']);
    expect(await read()).toMatchObject({ value: 'new', source: 'LIVE' });
    expect(source.questions).toBe(2);
  });

  it('may be one that the durable level holds of an earlier process: it is the last known value', async () => {
    const durable = new Durable();
    durable.facts.set('A', { value: 'old', readAt: clock.now() - SECOND });
    const { source, read, promise } = stock({ durable });
    promise();
    source.value = 'new';
    expect(await read()).toMatchObject({ value: 'new', source: 'LIVE' });
    source.isAway = true;
    const other = stock({ durable });
    other.source.isAway = true;
    other.promise();
    expect(await other.read()).toMatchObject({ source: 'STALE' });
  });

  it('is the last known value where the shared level says that it has changed', async () => {
    const shared = new Shared();
    shared.lastKnown.set('A', { value: 'old', readAt: clock.now() });
    const { source, read } = stock({ shared });
    source.isAway = true;
    expect(await read()).toMatchObject({ value: 'old', source: 'STALE' });
    source.isAway = false;
    source.value = 'new';
    expect(await read()).toMatchObject({ value: 'new', source: 'LIVE' });
  });

  it('is fresh again by a later reading of another instance', async () => {
    const shared = new Shared();
    const { source, reader, read } = stock({ shared });
    await read();
    reader.changed(['A']);
    await vi.advanceTimersByTimeAsync(SECOND);
    shared.facts.set('A', { value: 'theirs', readAt: clock.now() });
    expect(await read()).toMatchObject({ value: 'theirs', source: 'CACHE' });
    expect(await read()).toMatchObject({ value: 'theirs', source: 'CACHE' });
    expect(source.questions).toBe(1);
  });

  it('by this gateway itself is marked in the shared level too, so that no instance takes it from there as fresh', async () => {
    const marked = vi.spyOn(NoSharedLevel.prototype, 'change');
    const { source, reader, read } = stock();
    await read();
    source.value = 'new';
    reader.change(['A']);
    expect(marked).toHaveBeenLastCalledWith(POLICY, ['A']);
    expect(await read()).toMatchObject({ value: 'new', source: 'LIVE' });
    source.isAway = true;
    reader.change();
    expect(marked).toHaveBeenLastCalledWith(POLICY, undefined);
    expect(await read()).toMatchObject({ value: 'new', source: 'STALE' });
    marked.mockRestore();
  });
});
