import { Logger } from '@nestjs/common';
import { afterEach, beforeEach, describe, expect, it, type MockInstance, vi } from 'vitest';
import type { Clock } from '../values/clock.js';
import type { DurableLevel } from './durable-level.js';
import type { Fact } from './fact.js';
import type { Live } from './live.js';
import { dueAfterMs, type LivePolicy, type Want } from './live-policy.js';
import { type AskMany, LiveReader } from './live-reader.js';
import { NoSharedLevel } from './no-shared-level.js';
import { RequestBudget } from './request-budget.js';
import { noSharedUse, type SharedLevel, type SharedLookup } from './shared-level.js';

const SECOND = 1_000;
const POLICY: LivePolicy = {
  namespace: 'test.stock.v1',
  freshForMs: 100 * SECOND,
  absentFreshForMs: 10 * SECOND,
  staleForMs: 1_000 * SECOND,
  softTimeoutMs: 250,
  batchSize: 3,
  maxBytes: 1_000_000,
};
/** Longer than keys are gathered before they are asked for, if no other follows, in milliseconds. */
const GATHERED = 5;
/** When the question is sent then, in milliseconds. */
const ASKED_AFTER = 4;
/** How long keys are gathered whose facts are still fresh, in milliseconds. */
const REFRESHED_AFTER = 500;
const STARTED = Date.parse('2026-11-23T09:30:00Z');
const UNKNOWN = { known: false, retryAfterSeconds: 5 };

/** The faked timers move this clock too. */
const clock: Clock = { now: () => Date.now() };

beforeEach(() => void vi.useFakeTimers({ now: STARTED }));
afterEach(() => void vi.useRealTimers());

/** A source that shows its questions to the test. The test decides when each is answered. */
function fakeSource() {
  const questions: {
    readonly keys: readonly string[];
    readonly signal: AbortSignal;
    answer(values: Record<string, string>): void;
    fail(): void;
  }[] = [];
  const askMany: AskMany<string, string> = (keys, signal) =>
    new Promise((resolve, reject) => {
      questions.push({
        keys,
        signal,
        answer: (values) => resolve(new Map(Object.entries(values))),
        fail: () => reject(new Error('the ERP is away')),
      });
    });
  return { questions, askMany, keys: () => questions.map((question) => question.keys) };
}

/** Facts that outlive the process, in memory; or a level that fails or hangs. */
class FakeDurableLevel implements DurableLevel {
  readonly remembered = new Map<string, Fact<unknown>>();
  readonly questions: (readonly [namespace: string, keys: readonly string[]])[] = [];
  readonly writes: (readonly [namespace: string, facts: ReadonlyMap<string, Fact<unknown>>])[] = [];

  constructor(private readonly condition: 'works' | 'fails' | 'hangs' = 'works') {}

  async read<V>(namespace: string, keys: readonly string[]): Promise<ReadonlyMap<string, Fact<V>>> {
    this.questions.push([namespace, keys]);
    await this.inItsCondition();
    const facts = keys.map((key) => [key, this.remembered.get(key) as Fact<V> | undefined] as const);
    return new Map(facts.flatMap(([key, fact]) => (fact ? [[key, fact]] : [])));
  }

  async write<V>(namespace: string, facts: ReadonlyMap<string, Fact<V>>): Promise<void> {
    this.writes.push([namespace, facts]);
    await this.inItsCondition();
    for (const [key, fact] of facts) this.remembered.set(key, fact);
  }

  private async inItsCondition(): Promise<void> {
    if (this.condition === 'fails') throw new Error('the database is away');
    if (this.condition === 'hangs') await new Promise(() => undefined);
  }
}

function readerOf(
  askMany: AskMany<string, string>,
  policy: Partial<LivePolicy> = {},
  durable?: DurableLevel,
  closing = new AbortController(),
) {
  return new LiveReader<string, string>(
    { ...POLICY, ...policy },
    String,
    askMany,
    clock,
    { shared: new NoSharedLevel(), durable },
    closing.signal,
  );
}

/** A reader that has learnt A = "old" just now. */
const readerThatKnowsA = (policy: Partial<LivePolicy> = {}) => readerThatKnows(['A'], policy);

async function readerThatKnows(keys: readonly string[], policy: Partial<LivePolicy> = {}) {
  const source = fakeSource();
  const reader = readerOf(source.askMany, policy);
  const first = Promise.all(keys.map((key) => reader.read(key, RequestBudget.ofPage())));
  await vi.advanceTimersByTimeAsync(GATHERED);
  source.questions[0]?.answer(Object.fromEntries(keys.map((key) => [key, 'old'])));
  await first;
  source.questions.length = 0;
  return { source, reader };
}

/** What a read comes to, to look at while it is still under way. */
function watched<T>(read: T | Promise<T>) {
  const watch: { value: T | undefined } = { value: undefined };
  void Promise.resolve(read).then((value) => {
    watch.value = value;
  });
  return watch;
}

describe('the first reader of a fact', () => {
  it('gets what the source answers, as LIVE and as of the moment when it was asked', async () => {
    const { askMany, questions } = fakeSource();
    const read = readerOf(askMany).read('A', RequestBudget.ofPage());
    expect(read).toBeInstanceOf(Promise);
    await vi.advanceTimersByTimeAsync(GATHERED + 100);
    questions[0]?.answer({ A: 'five' });
    expect(await read).toEqual({ known: true, value: 'five', asOf: STARTED + ASKED_AFTER, source: 'LIVE' });
  });

  it('gets null where the source knows nothing of the key', async () => {
    const { askMany, questions } = fakeSource();
    const read = readerOf(askMany).read('A', RequestBudget.ofPage());
    await vi.advanceTimersByTimeAsync(GATHERED);
    questions[0]?.answer({});
    expect(await read).toMatchObject({ known: true, value: null, source: 'LIVE' });
  });

  it('gets nothing, and when to ask again, where the source fails', async () => {
    const { askMany, questions } = fakeSource();
    const read = readerOf(askMany).read('A', RequestBudget.ofPage());
    await vi.advanceTimersByTimeAsync(GATHERED);
    questions[0]?.fail();
    expect(await read).toEqual(UNKNOWN);
  });

  it('goes on without it after the soft timeout, and the late answer serves the next reader', async () => {
    const { askMany, questions } = fakeSource();
    const reader = readerOf(askMany);
    const read = watched(reader.read('A', RequestBudget.ofPage()));
    await vi.advanceTimersByTimeAsync(GATHERED + POLICY.softTimeoutMs - 1);
    expect(read.value).toBeUndefined();
    await vi.advanceTimersByTimeAsync(1);
    expect(read.value).toEqual(UNKNOWN);

    questions[0]?.answer({ A: 'late' });
    await vi.advanceTimersByTimeAsync(0);
    expect(reader.read('A', RequestBudget.ofPage())).toMatchObject({ value: 'late', source: 'CACHE' });
    expect(questions).toHaveLength(1);
  });
});

describe('several readers', () => {
  it('of several keys share one question', async () => {
    const { askMany, questions, keys } = fakeSource();
    const reader = readerOf(askMany);
    const reads = Promise.all([reader.read('A', RequestBudget.ofPage()), reader.read('B', RequestBudget.ofPage())]);
    await vi.advanceTimersByTimeAsync(GATHERED);
    expect(keys()).toEqual([['A', 'B']]);
    questions[0]?.answer({ A: 'a', B: 'b' });
    expect((await reads).map((live) => live.known && live.value)).toEqual(['a', 'b']);
  });

  it('who come one after another share one question', async () => {
    const { askMany, keys } = fakeSource();
    const reader = readerOf(askMany);
    void reader.read('A', RequestBudget.ofPage());
    await vi.advanceTimersByTimeAsync(2);
    void reader.read('B', RequestBudget.ofPage());
    await vi.advanceTimersByTimeAsync(GATHERED);
    expect(keys()).toEqual([['A', 'B']]);
  });

  it('of a kind of which a page wants one key wait for no others', async () => {
    const { askMany, keys } = fakeSource();
    void readerOf(askMany, { keysOfAPage: 1 }).read('A', RequestBudget.ofPage());
    await vi.advanceTimersByTimeAsync(1);
    expect(keys()).toEqual([['A']]);
  });

  it('of one key share its answer, those who come while it is under way included', async () => {
    const { askMany, questions, keys } = fakeSource();
    const reader = readerOf(askMany);
    const first = reader.read('A', RequestBudget.ofPage());
    const second = reader.read('A', RequestBudget.ofPage());
    await vi.advanceTimersByTimeAsync(GATHERED + 50);
    const third = reader.read('A', RequestBudget.ofPage());
    await vi.advanceTimersByTimeAsync(GATHERED);
    expect(keys()).toEqual([['A']]);
    questions[0]?.answer({ A: 'a' });
    const answers = await Promise.all([first, second, third]);
    expect(new Set(answers.map((live) => live.known && live.asOf)).size).toBe(1);
  });

  it('who joined a question find its answer LIVE wherever their request needs it, and others CACHE', async () => {
    const { askMany, questions } = fakeSource();
    const reader = readerOf(askMany);
    void reader.read('A', RequestBudget.ofPage());
    await vi.advanceTimersByTimeAsync(GATHERED + 50);
    const [joining, coming] = [RequestBudget.ofPage(clock.now()), RequestBudget.ofPage(clock.now())];
    const joined = reader.read('A', joining);
    questions[0]?.answer({ A: 'a' });
    expect(await joined).toMatchObject({ source: 'LIVE', asOf: STARTED + ASKED_AFTER });
    expect(reader.read('A', joining)).toMatchObject({ source: 'LIVE' });
    expect(reader.read('A', coming)).toMatchObject({ source: 'CACHE' });
  });

  it('share a failure too, and the next one asks again', async () => {
    const { askMany, questions } = fakeSource();
    const reader = readerOf(askMany);
    const reads = Promise.all([reader.read('A', RequestBudget.ofPage()), reader.read('A', RequestBudget.ofPage())]);
    await vi.advanceTimersByTimeAsync(GATHERED);
    questions[0]?.fail();
    expect(await reads).toEqual([UNKNOWN, UNKNOWN]);
    void reader.read('A', RequestBudget.ofPage());
    await vi.advanceTimersByTimeAsync(GATHERED);
    expect(questions).toHaveLength(2);
  });

  it('wait no longer than the soft timeout of the question that they have joined', async () => {
    const reader = readerOf(fakeSource().askMany);
    void reader.read('A', RequestBudget.ofPage());
    await vi.advanceTimersByTimeAsync(GATHERED + 200);
    const joined = watched(reader.read('A', RequestBudget.ofPage()));
    await vi.advanceTimersByTimeAsync(50);
    expect(joined.value).toEqual(UNKNOWN);
  });

  it('fill a question up to the size of a batch, which is then put without waiting', async () => {
    const { askMany, keys } = fakeSource();
    const reader = readerOf(askMany);
    for (const key of ['A', 'B', 'C', 'D']) void reader.read(key, RequestBudget.ofPage());
    await vi.advanceTimersByTimeAsync(0);
    expect(keys()).toEqual([['A', 'B', 'C']]);
    await vi.advanceTimersByTimeAsync(GATHERED);
    expect(keys()).toEqual([['A', 'B', 'C'], ['D']]);
  });

  it('of keys that differ as objects and not as text share one question for one key', async () => {
    const asked: { sku: string }[][] = [];
    const reader = new LiveReader<{ sku: string }, string>(
      POLICY,
      ({ sku }) => sku,
      async (keys) => {
        asked.push([...keys]);
        return new Map(keys.map((key) => [key, `stock of ${key.sku}`]));
      },
      clock,
      { shared: new NoSharedLevel() },
      new AbortController().signal,
    );
    const reads = Promise.all([
      reader.read({ sku: 'A' }, RequestBudget.ofPage()),
      reader.read({ sku: 'A' }, RequestBudget.ofPage()),
    ]);
    await vi.advanceTimersByTimeAsync(GATHERED);
    expect(await reads).toMatchObject([{ value: 'stock of A' }, { value: 'stock of A' }]);
    expect(asked).toEqual([[{ sku: 'A' }]]);
  });
});

describe('a fact that is fresh', () => {
  it('is served at once, without a promise and without asking', async () => {
    const { reader, source } = await readerThatKnowsA();
    await vi.advanceTimersByTimeAsync(79 * SECOND);
    expect(reader.read('A', RequestBudget.ofPage())).toEqual({
      known: true,
      value: 'old',
      asOf: STARTED + ASKED_AFTER,
      source: 'CACHE',
    });
    await vi.advanceTimersByTimeAsync(GATHERED);
    expect(source.questions).toHaveLength(0);
  });

  it('is asked for behind the scenes near the end of its freshness, while it is still served', async () => {
    const { reader, source } = await readerThatKnowsA();
    await vi.advanceTimersByTimeAsync(81 * SECOND);
    for (let reading = 0; reading < 3; reading++) {
      expect(reader.read('A', RequestBudget.ofPage())).toMatchObject({ value: 'old', source: 'CACHE' });
    }
    await vi.advanceTimersByTimeAsync(REFRESHED_AFTER);
    expect(source.keys()).toEqual([['A']]);
    source.questions[0]?.answer({ A: 'new' });
    await vi.advanceTimersByTimeAsync(0);
    expect(reader.read('A', RequestBudget.ofPage())).toMatchObject({ value: 'new', source: 'CACHE', asOf: Date.now() });
  });

  it('is asked for together with those that other pages show within half a second', async () => {
    const { reader, source } = await readerThatKnows(['A', 'B'], { batchSize: 10 });
    await vi.advanceTimersByTimeAsync(81 * SECOND);
    void reader.read('A', RequestBudget.ofPage());
    await vi.advanceTimersByTimeAsync(REFRESHED_AFTER - 10);
    void reader.read('B', RequestBudget.ofPage());
    expect(source.keys()).toEqual([]);
    await vi.advanceTimersByTimeAsync(10);
    expect(source.keys()).toEqual([['A', 'B']]);
  });

  it('is asked for at once, and by itself, when a request comes to wait for it', async () => {
    const { reader, source } = await readerThatKnows(['A', 'B'], { batchSize: 10 });
    await vi.advanceTimersByTimeAsync(81 * SECOND);
    for (const fresh of ['A', 'B']) void reader.read(fresh, RequestBudget.ofPage());
    const read = reader.read('A', RequestBudget.ofCheckout(clock.now()));
    await vi.advanceTimersByTimeAsync(GATHERED);
    expect(source.keys()).toEqual([['A']]);
    source.questions[0]?.answer({ A: 'new' });
    expect(await read).toMatchObject({ value: 'new', source: 'LIVE' });
    await vi.advanceTimersByTimeAsync(REFRESHED_AFTER);
    expect(source.keys()).toEqual([['A'], ['B']]);
  });

  it('is in no question of a request that waits: the source may refuse it, and with it all that it is asked for with', async () => {
    const { reader, source } = await readerThatKnows(['A', 'B'], { batchSize: 10 });
    await vi.advanceTimersByTimeAsync(81 * SECOND);
    for (const fresh of ['A', 'B']) void reader.read(fresh, RequestBudget.ofPage());
    const read = reader.read('C', RequestBudget.ofPage());
    await vi.advanceTimersByTimeAsync(GATHERED);
    expect(source.keys()).toEqual([['C']]);
    source.questions[0]?.answer({ C: 'new' });
    expect(await read).toMatchObject({ value: 'new', source: 'LIVE' });
    await vi.advanceTimersByTimeAsync(REFRESHED_AFTER);
    expect(source.keys()).toEqual([['C'], ['A', 'B']]);
  });

  it('is asked for at once where its freshness ends before the others of its kind have gathered and are answered', async () => {
    const { reader, source } = await readerThatKnows(['A', 'B'], { batchSize: 10 });
    await vi.advanceTimersByTimeAsync(100 * SECOND - 2 * REFRESHED_AFTER - 2 * GATHERED);
    void reader.read('A', RequestBudget.ofPage());
    await vi.advanceTimersByTimeAsync(GATHERED);
    expect(source.keys()).toEqual([]);
    await vi.advanceTimersByTimeAsync(GATHERED);
    void reader.read('B', RequestBudget.ofPage());
    await vi.advanceTimersByTimeAsync(GATHERED);
    expect(source.keys()).toEqual([['B']]);
    source.questions[0]?.answer({ B: 'new' });
    await vi.advanceTimersByTimeAsync(2 * REFRESHED_AFTER);
    expect(reader.read('B', RequestBudget.ofPage())).toMatchObject({ value: 'new', source: 'CACHE' });
  });

  it('stays with those that it gathers with, also when it is shown again at the end of its freshness', async () => {
    const { reader, source } = await readerThatKnows(['A', 'B'], { batchSize: 10 });
    await vi.advanceTimersByTimeAsync(100 * SECOND - 2 * REFRESHED_AFTER - 2 * GATHERED);
    for (const key of ['A', 'B']) void reader.read(key, RequestBudget.ofPage());
    await vi.advanceTimersByTimeAsync(4 * GATHERED);
    void reader.read('A', RequestBudget.ofPage());
    await vi.advanceTimersByTimeAsync(REFRESHED_AFTER);
    expect(source.keys()).toEqual([['A', 'B']]);
  });

  it('is in answers that are given again while it is read again, and no longer than it is fresh', async () => {
    const { reader, source } = await readerThatKnows(['A', 'B'], { batchSize: 10 });
    const resting = async (key: string) => {
      const budget = RequestBudget.ofPage(Number.POSITIVE_INFINITY, true);
      await reader.read(key, budget);
      return { dependencies: budget.dependencies, holds: () => budget.dependencies?.holds(clock.now()) };
    };
    const early = await resting('A');
    await vi.advanceTimersByTimeAsync(81 * SECOND);
    expect(early.holds()).toBe(false);
    const due = await resting('A');
    expect(due.holds()).toBe(true);
    await vi.advanceTimersByTimeAsync(REFRESHED_AFTER);
    expect(due.holds()).toBe(true);
    source.questions[0]?.answer({ A: 'new' });
    await vi.advanceTimersByTimeAsync(0);
    expect(due.holds()).toBe(false);

    // Where the source does not answer, a request soon tries once more.
    const unanswered = await resting('B');
    await vi.advanceTimersByTimeAsync(2 * REFRESHED_AFTER);
    expect(unanswered.holds()).toBe(false);
    await vi.advanceTimersByTimeAsync(100 * SECOND - 81 * SECOND - 3 * REFRESHED_AFTER - 100);
    const late = await resting('B');
    expect(late.dependencies?.freshUntil).toBe(STARTED + ASKED_AFTER + 100 * SECOND);
  });

  it('is not asked for once the process ends, unless a request waits for it', async () => {
    const source = fakeSource();
    const closing = new AbortController();
    const reader = readerOf(source.askMany, { batchSize: 1 }, undefined, closing);
    const first = Promise.resolve(reader.read('A', RequestBudget.ofPage()));
    await vi.advanceTimersByTimeAsync(0);
    source.questions.splice(0)[0]?.answer({ A: 'old' });
    await first;
    await vi.advanceTimersByTimeAsync(81 * SECOND);
    closing.abort();
    expect(reader.read('A', RequestBudget.ofPage())).toMatchObject({ value: 'old', source: 'CACHE' });
    await vi.advanceTimersByTimeAsync(REFRESHED_AFTER);
    await vi.advanceTimersByTimeAsync(18 * SECOND);
    expect(reader.read('A', RequestBudget.ofPage())).toMatchObject({ value: 'old', source: 'CACHE' });
    await vi.advanceTimersByTimeAsync(GATHERED);
    expect(source.keys()).toEqual([]);

    const awaited = reader.read('B', RequestBudget.ofPage());
    await vi.advanceTimersByTimeAsync(0);
    expect(source.keys()).toEqual([['B']]);
    source.questions[0]?.answer({ B: 'new' });
    expect(await awaited).toMatchObject({ value: 'new', source: 'LIVE' });
  });

  it('is served on although the question behind the scenes fails', async () => {
    const { reader, source } = await readerThatKnowsA();
    await vi.advanceTimersByTimeAsync(81 * SECOND);
    void reader.read('A', RequestBudget.ofPage());
    await vi.advanceTimersByTimeAsync(REFRESHED_AFTER);
    expect(source.keys()).toEqual([['A']]);
    source.questions[0]?.fail();
    await vi.advanceTimersByTimeAsync(0);
    expect(reader.read('A', RequestBudget.ofPage())).toMatchObject({ value: 'old', source: 'CACHE' });
  });

  it('may be zero, blank or an empty list', async () => {
    for (const value of [0, '', []]) {
      const askMany = vi.fn(async () => new Map([['A', value]]));
      const reader = new LiveReader<string, unknown>(
        POLICY,
        String,
        askMany,
        clock,
        { shared: new NoSharedLevel() },
        new AbortController().signal,
      );
      const first = reader.read('A', RequestBudget.ofPage());
      await vi.advanceTimersByTimeAsync(GATHERED);
      expect(await first).toMatchObject({ known: true, value });
      expect(reader.read('A', RequestBudget.ofPage())).toMatchObject({ known: true, value, source: 'CACHE' });
      expect(askMany).toHaveBeenCalledOnce();
    }
  });
});

describe('that the source has none', () => {
  async function readerThatKnowsOfNone(policy: Partial<LivePolicy> = {}) {
    const source = fakeSource();
    const reader = readerOf(source.askMany, policy);
    const first = Promise.resolve(reader.read('A', RequestBudget.ofPage()));
    await vi.advanceTimersByTimeAsync(GATHERED);
    source.questions[0]?.answer({});
    await first;
    return { source, reader };
  }

  it('is remembered for a time of its own', async () => {
    const { reader, source } = await readerThatKnowsOfNone();
    await vi.advanceTimersByTimeAsync(7 * SECOND);
    expect(reader.read('A', RequestBudget.ofPage())).toMatchObject({ known: true, value: null, source: 'CACHE' });
    expect(source.questions).toHaveLength(1);

    await vi.advanceTimersByTimeAsync(3 * SECOND);
    const read = reader.read('A', RequestBudget.ofPage());
    await vi.advanceTimersByTimeAsync(GATHERED);
    source.questions[1]?.answer({ A: 'created meanwhile' });
    expect(await read).toMatchObject({ value: 'created meanwhile', source: 'LIVE' });
  });

  it('is remembered as long as anything else where the policy gives it no time of its own', async () => {
    const { absentFreshForMs: _, ...rest } = POLICY;
    const source = fakeSource();
    const reader = new LiveReader<string, string>(
      rest,
      String,
      source.askMany,
      clock,
      { shared: new NoSharedLevel() },
      new AbortController().signal,
    );
    void reader.read('A', RequestBudget.ofPage());
    await vi.advanceTimersByTimeAsync(GATHERED);
    source.questions[0]?.answer({});
    await vi.advanceTimersByTimeAsync(79 * SECOND);
    expect(reader.read('A', RequestBudget.ofPage())).toMatchObject({ value: null, source: 'CACHE' });
  });

  it('is served as STALE like anything else while the source is away', async () => {
    const { reader, source } = await readerThatKnowsOfNone();
    await vi.advanceTimersByTimeAsync(60 * SECOND);
    const read = reader.read('A', RequestBudget.ofPage());
    await vi.advanceTimersByTimeAsync(GATHERED);
    source.questions[1]?.fail();
    expect(await read).toMatchObject({ known: true, value: null, source: 'STALE' });
  });
});

describe('a fact past its freshness', () => {
  it('is asked for, and the answer served where it comes in time', async () => {
    const { reader, source } = await readerThatKnowsA();
    await vi.advanceTimersByTimeAsync(100 * SECOND);
    const read = reader.read('A', RequestBudget.ofPage());
    await vi.advanceTimersByTimeAsync(GATHERED + 249);
    source.questions[0]?.answer({ A: 'new' });
    expect(await read).toMatchObject({ value: 'new', source: 'LIVE' });
  });

  it('is served as STALE, with its age, after the soft timeout', async () => {
    const { reader } = await readerThatKnowsA();
    await vi.advanceTimersByTimeAsync(100 * SECOND);
    const read = watched(reader.read('A', RequestBudget.ofPage()));
    await vi.advanceTimersByTimeAsync(GATHERED + 249);
    expect(read.value).toBeUndefined();
    await vi.advanceTimersByTimeAsync(1);
    expect(read.value).toEqual({ known: true, value: 'old', asOf: STARTED + ASKED_AFTER, source: 'STALE' });
  });

  it('is served as STALE at once where the source fails', async () => {
    const { reader, source } = await readerThatKnowsA();
    await vi.advanceTimersByTimeAsync(100 * SECOND);
    const read = watched(reader.read('A', RequestBudget.ofPage()));
    await vi.advanceTimersByTimeAsync(GATHERED);
    source.questions[0]?.fail();
    await vi.advanceTimersByTimeAsync(0);
    expect(read.value).toMatchObject({ value: 'old', source: 'STALE' });
  });

  it('is not served any more where it is too old, although the source is away', async () => {
    const { reader, source } = await readerThatKnowsA();
    const away = async () => {
      const read = reader.read('A', RequestBudget.ofPage());
      await vi.advanceTimersByTimeAsync(GATHERED);
      source.questions.pop()?.fail();
      return read;
    };
    await vi.advanceTimersByTimeAsync(POLICY.staleForMs - GATHERED - 2);
    expect(await away()).toMatchObject({ value: 'old', source: 'STALE' });
    expect(await away()).toEqual(UNKNOWN);
  });
});

describe("a request's budget", () => {
  const readers = () => Array.from({ length: 3 }, () => readerOf(fakeSource().askMany));

  it('covers one soft timeout for all kinds of facts that it asks for one after another', async () => {
    const budget = RequestBudget.ofPage();
    const page = watched(
      (async () => {
        const answers: Live<string | null>[] = [];
        for (const reader of readers()) answers.push(await reader.read('A', budget));
        return answers;
      })(),
    );
    await vi.advanceTimersByTimeAsync(3 * GATHERED + POLICY.softTimeoutMs);
    expect(page.value).toEqual([UNKNOWN, UNKNOWN, UNKNOWN]);
  });

  it('covers one soft timeout for all kinds of facts that it asks for at once', async () => {
    const budget = RequestBudget.ofPage();
    const page = watched(Promise.all(readers().map((reader) => reader.read('A', budget))));
    await vi.advanceTimersByTimeAsync(GATHERED + POLICY.softTimeoutMs);
    expect(page.value).toEqual([UNKNOWN, UNKNOWN, UNKNOWN]);
  });

  it('is not used up by what fails or comes in time', async () => {
    const budget = RequestBudget.ofPage();
    const { askMany, questions } = fakeSource();
    const reader = readerOf(askMany);
    const failed = reader.read('A', budget);
    await vi.advanceTimersByTimeAsync(GATHERED);
    questions[0]?.fail();
    await failed;
    const answered = reader.read('B', budget);
    await vi.advanceTimersByTimeAsync(GATHERED + 200);
    questions[1]?.answer({ B: 'b' });
    expect(await answered).toMatchObject({ value: 'b' });
    expect(budget.exhausted).toBe(false);
  });

  it('being used up, the fact is still asked for, and served to the next request', async () => {
    const budget = RequestBudget.ofPage();
    budget.exhaust();
    const { askMany, questions } = fakeSource();
    const reader = readerOf(askMany);
    const read = watched(reader.read('A', budget));
    await vi.advanceTimersByTimeAsync(GATHERED);
    expect(read.value).toEqual(UNKNOWN);
    questions[0]?.answer({ A: 'a' });
    await vi.advanceTimersByTimeAsync(0);
    expect(reader.read('A', RequestBudget.ofPage())).toMatchObject({ value: 'a', source: 'CACHE' });
  });

  it('being used up, what is fresh or known from before is served without waiting', async () => {
    const { reader } = await readerThatKnowsA();
    const budget = RequestBudget.ofPage();
    budget.exhaust();
    expect(reader.read('A', budget)).toMatchObject({ value: 'old', source: 'CACHE' });
    await vi.advanceTimersByTimeAsync(100 * SECOND);
    expect(await reader.read('A', budget)).toMatchObject({ value: 'old', source: 'STALE' });
  });

  it('lets at most 100 reads that waited go on in one turn of the event loop', async () => {
    vi.useRealTimers();
    const keys = Array.from({ length: 350 }, (_, index) => `K${index}`);
    const answered = Promise.withResolvers<void>();
    const reader = readerOf(
      async (asked) => {
        answered.resolve();
        return new Map(asked.map((key) => [key, 'value']));
      },
      { batchSize: keys.length },
    );
    const budget = RequestBudget.ofPage();
    let wentOn = 0;
    const page = Promise.all(
      keys.map(async (key) => {
        await reader.read(key, budget);
        wentOn++;
      }),
    );
    await answered.promise;
    const turns: number[] = [];
    while (wentOn < keys.length) {
      const before = wentOn;
      await new Promise((resolve) => setImmediate(resolve));
      turns.push(wentOn - before);
    }
    await page;
    expect(Math.max(...turns)).toBeLessThanOrEqual(100);
  });

  it('goes to the end of the question for who can do nothing without the answer', async () => {
    const { askMany, questions } = fakeSource();
    const reader = readerOf(askMany);
    const read = watched(reader.read('A', RequestBudget.toTheEnd()));
    await vi.advanceTimersByTimeAsync(20 * SECOND);
    expect(read.value).toBeUndefined();
    questions[0]?.answer({ A: 'at last' });
    await vi.advanceTimersByTimeAsync(0);
    expect(read.value).toMatchObject({ value: 'at last', source: 'LIVE' });
  });
});

describe('a fact that is forgotten', () => {
  it('is asked for by its next reader', async () => {
    const { reader, source } = await readerThatKnowsA();
    reader.forget('A');
    const read = reader.read('A', RequestBudget.ofPage());
    await vi.advanceTimersByTimeAsync(GATHERED);
    source.questions[0]?.answer({ A: 'new' });
    expect(await read).toMatchObject({ value: 'new', source: 'LIVE' });
  });

  it.each([
    ['alone', (reader: LiveReader<string, string>) => reader.forget('A')],
    ['with all others', (reader: LiveReader<string, string>) => reader.forgetAll()],
  ])('%s while it is being read: what was read before the change is neither shared nor remembered', async (_, forget) => {
    const { askMany, questions } = fakeSource();
    const reader = readerOf(askMany);
    const before = reader.read('A', RequestBudget.ofPage());
    await vi.advanceTimersByTimeAsync(GATHERED);
    forget(reader);
    const after = reader.read('A', RequestBudget.ofPage());
    await vi.advanceTimersByTimeAsync(GATHERED);
    expect(questions).toHaveLength(2);

    questions[1]?.answer({ A: 'new' });
    expect(await after).toMatchObject({ value: 'new' });
    questions[0]?.answer({ A: 'old' });
    expect(await before).toMatchObject({ value: 'old' });
    expect(reader.read('A', RequestBudget.ofPage())).toMatchObject({ value: 'new', source: 'CACHE' });
  });

  it('while it is being read: the end of what was asked before does not hide what is asked now', async () => {
    const { askMany, questions } = fakeSource();
    const reader = readerOf(askMany);
    void reader.read('A', RequestBudget.ofPage());
    await vi.advanceTimersByTimeAsync(GATHERED);
    reader.forget('A');
    void reader.read('A', RequestBudget.ofPage());
    await vi.advanceTimersByTimeAsync(GATHERED);
    questions[0]?.answer({ A: 'old' });
    await vi.advanceTimersByTimeAsync(0);

    const third = reader.read('A', RequestBudget.ofPage());
    await vi.advanceTimersByTimeAsync(GATHERED);
    expect(questions).toHaveLength(2);
    questions[1]?.answer({ A: 'new' });
    expect(await third).toMatchObject({ value: 'new' });
  });

  it('while it waits to be asked for: is asked for once', async () => {
    const { askMany, keys } = fakeSource();
    const reader = readerOf(askMany);
    void reader.read('A', RequestBudget.ofPage());
    reader.forget('A');
    void reader.read('A', RequestBudget.ofPage());
    await vi.advanceTimersByTimeAsync(GATHERED);
    expect(keys()).toEqual([['A']]);
  });
});

describe('a durable level', () => {
  it('answers for the source where what it remembers is fresh', async () => {
    const source = fakeSource();
    const level = new FakeDurableLevel();
    level.remembered.set('A', { value: 'remembered', readAt: STARTED - 5 * SECOND });
    const reader = readerOf(source.askMany, {}, level);
    const read = reader.read('A', RequestBudget.ofPage());
    await vi.advanceTimersByTimeAsync(GATHERED);
    expect(await read).toEqual({ known: true, value: 'remembered', asOf: STARTED - 5 * SECOND, source: 'CACHE' });
    expect(source.questions).toHaveLength(0);
    expect(level.questions).toEqual([[POLICY.namespace, ['A']]]);
    expect(reader.read('A', RequestBudget.ofPage())).toMatchObject({ value: 'remembered', source: 'CACHE' });
  });

  it('leaves to the source what it does not know or knows from long ago', async () => {
    const source = fakeSource();
    const level = new FakeDurableLevel();
    level.remembered.set('A', { value: 'fresh', readAt: STARTED });
    level.remembered.set('B', { value: 'stale', readAt: STARTED - 500 * SECOND });
    const reader = readerOf(source.askMany, {}, level);
    const reads = Promise.all(['A', 'B', 'C'].map((key) => reader.read(key, RequestBudget.ofPage())));
    await vi.advanceTimersByTimeAsync(GATHERED);
    expect(source.keys()).toEqual([['B', 'C']]);
    source.questions[0]?.answer({ B: 'b', C: 'c' });
    expect(await reads).toMatchObject([
      { value: 'fresh', source: 'CACHE' },
      { value: 'b', source: 'LIVE' },
      { value: 'c', source: 'LIVE' },
    ]);
  });

  it('gives the last known value after a restart while the source is away or hangs', async () => {
    for (const away of ['fails', 'hangs']) {
      const source = fakeSource();
      const level = new FakeDurableLevel();
      const readAt = Date.now() - 500 * SECOND;
      level.remembered.set('A', { value: 'last known', readAt });
      const read = readerOf(source.askMany, {}, level).read('A', RequestBudget.ofPage());
      await vi.advanceTimersByTimeAsync(GATHERED);
      if (away === 'fails') source.questions[0]?.fail();
      else await vi.advanceTimersByTimeAsync(POLICY.softTimeoutMs);
      expect(await read).toEqual({ known: true, value: 'last known', asOf: readAt, source: 'STALE' });
    }
  });

  it('does not take the place of what this process has read later', async () => {
    const level = new FakeDurableLevel();
    const source = fakeSource();
    const reader = readerOf(source.askMany, {}, level);
    void reader.read('A', RequestBudget.ofPage());
    await vi.advanceTimersByTimeAsync(GATHERED);
    source.questions[0]?.answer({ A: 'later' });
    await vi.advanceTimersByTimeAsync(100 * SECOND);
    level.remembered.set('A', { value: 'earlier', readAt: STARTED - 500 * SECOND });
    const read = reader.read('A', RequestBudget.ofPage());
    await vi.advanceTimersByTimeAsync(GATHERED);
    source.questions[1]?.fail();
    expect(await read).toMatchObject({ value: 'later', source: 'STALE' });
  });

  it('is told what the source has answered, "none" included', async () => {
    const source = fakeSource();
    const level = new FakeDurableLevel();
    const reader = readerOf(source.askMany, {}, level);
    const reads = Promise.all(['A', 'B'].map((key) => reader.read(key, RequestBudget.ofPage())));
    await vi.advanceTimersByTimeAsync(GATHERED);
    const readAt = STARTED + ASKED_AFTER;
    source.questions[0]?.answer({ A: 'a' });
    expect(await reads).toMatchObject([{ value: 'a' }, { value: null }]);
    const facts = new Map([
      ['A', { value: 'a', readAt }],
      ['B', { value: null, readAt }],
    ]);
    expect(level.writes).toEqual([[POLICY.namespace, facts]]);
  });

  it('costs nothing but speed where it fails to read or to write', async () => {
    const source = fakeSource();
    const level = new FakeDurableLevel('fails');
    const read = readerOf(source.askMany, {}, level).read('A', RequestBudget.ofPage());
    await vi.advanceTimersByTimeAsync(GATHERED);
    source.questions[0]?.answer({ A: 'a' });
    expect(await read).toMatchObject({ value: 'a', source: 'LIVE' });
  });

  it('is not waited for long where it hangs, and not at all to take in what is new', async () => {
    const source = fakeSource();
    const level = new FakeDurableLevel('hangs');
    const read = readerOf(source.askMany, {}, level).read('A', RequestBudget.ofPage());
    await vi.advanceTimersByTimeAsync(GATHERED + 100);
    expect(source.keys()).toEqual([['A']]);
    source.questions[0]?.answer({ A: 'a' });
    expect(await read).toMatchObject({ value: 'a', source: 'LIVE' });
  });

  it('is not asked for what is fresh in memory', async () => {
    const source = fakeSource();
    const level = new FakeDurableLevel();
    const reader = readerOf(source.askMany, {}, level);
    const first = reader.read('A', RequestBudget.ofPage());
    await vi.advanceTimersByTimeAsync(GATHERED);
    source.questions[0]?.answer({ A: 'a' });
    await first;
    reader.read('A', RequestBudget.ofPage());
    await vi.advanceTimersByTimeAsync(GATHERED);
    expect(level.questions).toHaveLength(1);
  });
});

describe('the source', () => {
  it('hears when the gateway closes', async () => {
    const closing = new AbortController();
    const { askMany, questions } = fakeSource();
    const reader = new LiveReader<string, string>(
      POLICY,
      String,
      askMany,
      clock,
      { shared: new NoSharedLevel() },
      closing.signal,
    );
    void reader.read('A', RequestBudget.ofPage());
    await vi.advanceTimersByTimeAsync(GATHERED);
    closing.abort();
    expect(questions[0]?.signal.aborted).toBe(true);
  });

  it('may throw before it waits, which counts as a failure', async () => {
    const reader = readerOf(() => {
      throw new Error('the ERP is away');
    });
    const read = reader.read('A', RequestBudget.ofPage());
    await vi.advanceTimersByTimeAsync(GATHERED);
    expect(await read).toEqual(UNKNOWN);
  });

  it('is asked once for a value that memory has no room for, and the readers who waited get it', async () => {
    const { askMany, questions } = fakeSource();
    const reader = readerOf(askMany, { maxBytes: 300 });
    const read = reader.read('A', RequestBudget.ofPage());
    await vi.advanceTimersByTimeAsync(GATHERED);
    questions[0]?.answer({ A: 'x'.repeat(1_000) });
    expect(await read).toMatchObject({ known: true, source: 'LIVE' });
    expect(reader.read('A', RequestBudget.ofPage())).toBeInstanceOf(Promise);
  });
});

describe('A checkout', () => {
  function reader() {
    const source = fakeSource();
    return {
      source,
      live: new LiveReader<string, string>(
        POLICY,
        String,
        source.askMany,
        clock,
        { shared: new NoSharedLevel() },
        new AbortController().signal,
      ),
    };
  }

  it('takes nothing that was read before it came', async () => {
    const { source, live } = reader();
    const page = live.read('CUT-9', RequestBudget.ofPage());
    await vi.advanceTimersByTimeAsync(GATHERED);
    source.questions[0]?.answer({ 'CUT-9': 'old' });
    await page;
    await vi.advanceTimersByTimeAsync(SECOND);

    const checkout = live.read('CUT-9', RequestBudget.ofCheckout(clock.now()));
    await vi.advanceTimersByTimeAsync(GATHERED);
    source.questions[1]?.answer({ 'CUT-9': 'new' });
    expect(await checkout).toMatchObject({ value: 'new', source: 'LIVE' });
  });

  it('does not join a question that was put before it came, and shares its own', async () => {
    const { source, live } = reader();
    const page = live.read('CUT-9', RequestBudget.toTheEnd());
    await vi.advanceTimersByTimeAsync(SECOND);
    const budget = RequestBudget.ofCheckout(clock.now());
    const both = Promise.all([live.read('CUT-9', budget), live.read('CUT-9', budget)]);
    await vi.advanceTimersByTimeAsync(GATHERED);
    expect(source.keys()).toEqual([['CUT-9'], ['CUT-9']]);
    source.questions[1]?.answer({ 'CUT-9': 'new' });
    source.questions[0]?.answer({ 'CUT-9': 'old' });
    expect(await both).toMatchObject([{ value: 'new' }, { value: 'new' }]);
    expect(await page).toMatchObject({ value: 'old' });
    expect(await live.read('CUT-9', budget)).toMatchObject({ value: 'new', source: 'LIVE' });
  });

  it('takes nothing that was asked for before it came, and was answered since', async () => {
    const { source, live } = reader();
    const page = live.read('CUT-9', RequestBudget.toTheEnd());
    await vi.advanceTimersByTimeAsync(SECOND);
    const budget = RequestBudget.ofCheckout(clock.now());
    await vi.advanceTimersByTimeAsync(SECOND);
    source.questions[0]?.answer({ 'CUT-9': 'old' });
    expect(await page).toMatchObject({ value: 'old' });

    const checkout = live.read('CUT-9', budget);
    await vi.advanceTimersByTimeAsync(GATHERED);
    source.questions[1]?.answer({ 'CUT-9': 'new' });
    expect(await checkout).toMatchObject({ value: 'new', source: 'LIVE' });
  });

  it('takes the last known value where the source gives no answer, and says so', async () => {
    const { source, live } = reader();
    const page = live.read('CUT-9', RequestBudget.ofPage());
    await vi.advanceTimersByTimeAsync(GATHERED);
    source.questions[0]?.answer({ 'CUT-9': 'old' });
    await page;
    await vi.advanceTimersByTimeAsync(SECOND);

    const checkout = live.read('CUT-9', RequestBudget.ofCheckout(clock.now()));
    await vi.advanceTimersByTimeAsync(GATHERED);
    source.questions[1]?.fail();
    expect(await checkout).toMatchObject({ value: 'old', source: 'STALE' });
  });
});

describe('What the instances remember together', () => {
  /** A shared level that shows the test its facts, which lookup has reserved a key, and what was forgotten. */
  class FakeSharedLevel implements SharedLevel {
    readonly state = 'ready';
    readonly figures = noSharedUse();
    readonly facts = new Map<string, Fact<unknown>>();
    readonly reserved = new Map<string, object>();
    readonly looks: (readonly [string, Want])[][] = [];
    readonly forgotten: (readonly string[] | undefined)[] = [];
    hangs = false;

    lookup<V>(policy: LivePolicy): SharedLookup<V> {
      const self = {};
      return {
        find: async (wants) => {
          this.looks.push([...wants]);
          if (this.hangs) await new Promise(() => undefined);
          const found = [...wants.keys()].map((key) => [key, this.facts.get(key) as Fact<V> | undefined] as const);
          const due = found.flatMap(([key, fact]) => {
            const want = wants.get(key) ?? 'anew';
            return want !== 'anew' && !(fact && clock.now() - fact.readAt < dueAfterMs(policy, fact.value, want, false))
              ? [key]
              : [];
          });
          for (const key of due) if (!this.reserved.has(key)) this.reserved.set(key, self);
          return {
            facts: new Map(found.flatMap(([key, fact]) => (fact ? [[key, fact]] : []))),
            lastKnown: new Map(),
            askedElsewhere: new Set(due.filter((key) => this.reserved.get(key) !== self)),
          };
        },
        store: (facts) => {
          for (const [key, fact] of facts) {
            this.facts.set(key, fact);
            if (this.reserved.get(key) === self) this.reserved.delete(key);
          }
        },
        release: () => {
          for (const [key, holder] of this.reserved) if (holder === self) this.reserved.delete(key);
        },
      };
    }

    forget(_policy: LivePolicy, keys?: readonly string[]): void {
      this.forgotten.push(keys);
    }

    async change(): Promise<boolean> {
      return true;
    }

    listen(): void {}
  }

  function instance(shared: SharedLevel, durable?: DurableLevel) {
    const source = fakeSource();
    const closing = new AbortController();
    return {
      source,
      reader: new LiveReader<string, string>(POLICY, String, source.askMany, clock, { shared, durable }, closing.signal),
    };
  }

  it('is served as it was read, and the source is not asked', async () => {
    const shared = new FakeSharedLevel();
    shared.facts.set('A', { value: 'theirs', readAt: STARTED - 5 * SECOND });
    shared.facts.set('B', { value: null, readAt: STARTED - 5 * SECOND });
    const { reader, source } = instance(shared);
    const reads = Promise.all([reader.read('A', RequestBudget.ofPage()), reader.read('B', RequestBudget.ofPage())]);
    await vi.advanceTimersByTimeAsync(GATHERED);
    expect(await reads).toEqual([
      { known: true, value: 'theirs', asOf: STARTED - 5 * SECOND, source: 'CACHE' },
      { known: true, value: null, asOf: STARTED - 5 * SECOND, source: 'CACHE' },
    ]);
    expect(source.questions).toEqual([]);
    expect(reader.figures).toMatchObject({ shared: 2, erp: 0, memory: 0 });
  });

  it('is the last known value where it is past its freshness and the source fails', async () => {
    const shared = new FakeSharedLevel();
    shared.facts.set('A', { value: 'theirs', readAt: STARTED - 500 * SECOND });
    const { reader, source } = instance(shared);
    const read = reader.read('A', RequestBudget.ofPage());
    await vi.advanceTimersByTimeAsync(GATHERED);
    source.questions[0]?.fail();
    expect(await read).toMatchObject({ value: 'theirs', source: 'STALE' });
  });

  it('is asked for before what is kept durably, which is asked for the rest', async () => {
    const shared = new FakeSharedLevel();
    const durable = new FakeDurableLevel();
    shared.facts.set('A', { value: 'shared', readAt: STARTED });
    durable.remembered.set('A', { value: 'durable', readAt: STARTED });
    durable.remembered.set('B', { value: 'durable', readAt: STARTED });
    const { reader } = instance(shared, durable);
    const reads = Promise.all([reader.read('A', RequestBudget.ofPage()), reader.read('B', RequestBudget.ofPage())]);
    await vi.advanceTimersByTimeAsync(GATHERED);
    expect(await reads).toMatchObject([{ value: 'shared' }, { value: 'durable' }]);
    expect(durable.questions).toEqual([[POLICY.namespace, ['B']]]);
    expect(reader.figures).toMatchObject({ shared: 1, durable: 1, erp: 0 });
  });

  it('serves a request whose budget is spent too', async () => {
    const shared = new FakeSharedLevel();
    shared.facts.set('A', { value: 'fresh', readAt: STARTED });
    shared.facts.set('B', { value: 'stale', readAt: STARTED - 500 * SECOND });
    const { reader } = instance(shared);
    const budget = RequestBudget.ofPage();
    budget.exhaust();
    const reads = Promise.all(['A', 'B', 'C'].map((key) => reader.read(key, budget)));
    await vi.advanceTimersByTimeAsync(GATHERED);
    expect(await reads).toMatchObject([{ value: 'fresh', source: 'CACHE' }, { value: 'stale', source: 'STALE' }, UNKNOWN]);
  });

  it('makes one instance ask, and the other wait for its answer', async () => {
    const shared = new FakeSharedLevel();
    const [one, other] = [instance(shared), instance(shared)];
    const reads = [one, other].map(({ reader }) => watched(reader.read('A', RequestBudget.ofPage())));
    await vi.advanceTimersByTimeAsync(100);
    one.source.questions[0]?.answer({ A: 'five' });
    await vi.advanceTimersByTimeAsync(50);
    expect(reads.map(({ value }) => value)).toMatchObject([
      { value: 'five', source: 'LIVE' },
      { value: 'five', source: 'CACHE' },
    ]);
    expect(other.source.questions).toEqual([]);
  });

  it('is waited for by whose key fills the question too', async () => {
    const shared = new FakeSharedLevel();
    const { reader } = instance(shared);
    for (const key of ['A', 'B', 'C']) void reader.read(key, RequestBudget.ofPage());
    await vi.advanceTimersByTimeAsync(0);
    expect(shared.looks[0]).toEqual(['A', 'B', 'C'].map((key) => [key, 'awaited']));
  });

  it('makes who waits ask once the other has failed', async () => {
    const shared = new FakeSharedLevel();
    const [one, other] = [instance(shared), instance(shared)];
    const [first, second] = [one, other].map(({ reader }) => watched(reader.read('A', RequestBudget.ofPage())));
    await vi.advanceTimersByTimeAsync(GATHERED);
    one.source.questions[0]?.fail();
    await vi.advanceTimersByTimeAsync(10);
    expect(first?.value).toEqual(UNKNOWN);
    other.source.questions[0]?.answer({ A: 'five' });
    await vi.advanceTimersByTimeAsync(0);
    expect(second?.value).toMatchObject({ value: 'five', source: 'LIVE' });
  });

  it('lets no request wait longer than the soft timeout, and an instance that still needs the fact asks in the end', async () => {
    const shared = new FakeSharedLevel();
    shared.reserved.set('A', {});
    const { reader, source } = instance(shared);
    const page = watched(reader.read('A', RequestBudget.ofPage()));
    const signIn = watched(reader.read('A', RequestBudget.toTheEnd()));
    await vi.advanceTimersByTimeAsync(GATHERED + POLICY.softTimeoutMs);
    expect(page.value).toEqual(UNKNOWN);
    expect(source.questions).toEqual([]);
    await vi.advanceTimersByTimeAsync(2 * SECOND);
    source.questions[0]?.answer({ A: 'five' });
    await vi.advanceTimersByTimeAsync(0);
    expect(signIn.value).toMatchObject({ value: 'five', source: 'LIVE' });
  });

  it('leaves a refresh to the instance that is at it', async () => {
    const shared = new FakeSharedLevel();
    const near = { value: 'old', readAt: STARTED - 90 * SECOND };
    shared.facts.set('A', near);
    const { reader, source } = instance(shared);
    const read = reader.read('A', RequestBudget.ofPage());
    await vi.advanceTimersByTimeAsync(GATHERED);
    expect(await read).toMatchObject({ value: 'old', source: 'CACHE' });
    shared.reserved.set('A', {});
    expect(reader.read('A', RequestBudget.ofPage())).toMatchObject({ value: 'old' });
    await vi.advanceTimersByTimeAsync(REFRESHED_AFTER);
    expect(shared.looks.at(-1)).toEqual([['A', 'refresh']]);
    expect(source.questions).toEqual([]);

    shared.facts.set('A', { value: 'new', readAt: clock.now() });
    reader.read('A', RequestBudget.ofPage());
    await vi.advanceTimersByTimeAsync(REFRESHED_AFTER);
    expect(reader.read('A', RequestBudget.ofPage())).toMatchObject({ value: 'new', source: 'CACHE' });
    expect(source.questions).toEqual([]);
  });

  it('answers no checkout, keeps it from nothing, and is its last resort', async () => {
    const shared = new FakeSharedLevel();
    shared.facts.set('A', { value: 'theirs', readAt: STARTED - SECOND });
    shared.reserved.set('A', {});
    const { reader, source } = instance(shared);
    const read = reader.read('A', RequestBudget.ofCheckout(clock.now()));
    await vi.advanceTimersByTimeAsync(GATHERED);
    expect(shared.looks).toEqual([[['A', 'anew']]]);
    expect(source.keys()).toEqual([['A']]);
    source.questions[0]?.fail();
    expect(await read).toMatchObject({ value: 'theirs', source: 'STALE' });
  });

  it('is not waited for by a checkout', async () => {
    const shared = new FakeSharedLevel();
    shared.hangs = true;
    const { reader, source } = instance(shared);
    const read = watched(reader.read('A', RequestBudget.ofCheckout(clock.now())));
    await vi.advanceTimersByTimeAsync(GATHERED);
    source.questions[0]?.answer({ A: 'now' });
    await vi.advanceTimersByTimeAsync(0);
    expect(read.value).toMatchObject({ value: 'now', source: 'LIVE' });
  });

  it('answers no checkout that comes while a page is being answered from it', async () => {
    const shared = new FakeSharedLevel();
    shared.facts.set('A', { value: 'theirs', readAt: STARTED - SECOND });
    const { reader, source } = instance(shared);
    const since = clock.now();
    void Promise.all(['A', 'B'].map((key) => reader.read(key, RequestBudget.ofPage())));
    await vi.advanceTimersByTimeAsync(GATHERED);
    const read = reader.read('A', RequestBudget.ofCheckout(since));
    await vi.advanceTimersByTimeAsync(GATHERED);
    expect(source.keys()).toEqual([['B'], ['A']]);
    source.questions[1]?.answer({ A: 'now' });
    expect(await read).toMatchObject({ value: 'now', source: 'LIVE' });
  });

  it('is told what is forgotten here', async () => {
    const shared = new FakeSharedLevel();
    const { reader } = instance(shared);
    reader.forget('A');
    reader.forgetAll();
    expect(shared.forgotten).toEqual([['A'], undefined]);
  });

  it('what another instance has forgotten is forgotten here, and not passed on', async () => {
    const shared = new FakeSharedLevel();
    shared.facts.set('A', { value: 'old', readAt: STARTED });
    const { reader } = instance(shared);
    void reader.read('A', RequestBudget.ofPage());
    await vi.advanceTimersByTimeAsync(GATHERED);
    reader.forgotten(['A']);
    expect(reader.read('A', RequestBudget.ofPage())).toBeInstanceOf(Promise);
    expect(shared.forgotten).toEqual([]);
  });

  it('what may have been forgotten unheard is served, checked once, and nothing rests on it', async () => {
    const shared = new FakeSharedLevel();
    const { reader, source } = instance(shared);
    void reader.read('A', RequestBudget.ofPage());
    await vi.advanceTimersByTimeAsync(GATHERED);
    source.questions[0]?.answer({ A: 'five' });
    await vi.advanceTimersByTimeAsync(0);
    const resting = RequestBudget.ofPage(Number.POSITIVE_INFINITY, true);
    reader.read('A', resting);
    expect(resting.dependencies?.holds(clock.now())).toBe(true);

    reader.doubt();
    expect(resting.dependencies?.holds(clock.now())).toBe(false);
    const looks = shared.looks.length;
    for (let reading = 0; reading < 3; reading++) {
      expect(reader.read('A', RequestBudget.ofPage())).toMatchObject({ value: 'five', source: 'CACHE' });
      await vi.advanceTimersByTimeAsync(GATHERED);
    }
    expect(shared.looks.length - looks).toBe(1);
    expect(source.questions).toHaveLength(1);
  });
});

describe('a key that its source refuses', () => {
  const POLICY_OF_MANY = { batchSize: 20, namesKeys: true } as const;
  const REFUSED = { known: false, isFault: true, retryAfterSeconds: 60 };
  const KEYS = Array.from('ABCDEFGHIJKL');
  let errors: MockInstance;

  beforeEach(() => {
    errors = vi.spyOn(Logger.prototype, 'error').mockImplementation(() => undefined);
  });
  afterEach(() => errors.mockRestore());

  /** A source that fails as a whole for as long as a bad key is among those that it is asked for. */
  function choosySource(...bad: string[]) {
    const source = { bad: new Set(bad), asked: [] as (readonly string[])[] };
    const askMany: AskMany<string, string> = async (keys) => {
      source.asked.push(keys);
      if (keys.some((key) => source.bad.has(key))) throw Object.assign(new Error('words of a driver'), { code: '22P05' });
      return new Map(keys.map((key) => [key, key.toLowerCase()]));
    };
    return { source, reader: readerOf(askMany, POLICY_OF_MANY) };
  }

  async function readAll(reader: LiveReader<string, string>, keys: readonly string[], budget = () => RequestBudget.ofPage()) {
    const reads = Promise.all(keys.map(async (key) => [key, await reader.read(key, budget())] as const));
    await vi.advanceTimersByTimeAsync(GATHERED);
    return new Map(await reads);
  }

  it.each(['A', 'E', 'L'])('fails by itself, wherever it stands among others: %s', async (bad) => {
    const { source, reader } = choosySource(bad);
    const answers = await readAll(reader, KEYS);
    for (const key of KEYS) {
      expect(answers.get(key)).toMatchObject(key === bad ? REFUSED : { known: true, value: key.toLowerCase(), source: 'LIVE' });
    }
    expect(source.asked.length).toBeLessThan(10);
  });

  it('is told in the log once, as an error', async () => {
    const { reader } = choosySource('E');
    await readAll(reader, KEYS);
    await readAll(reader, KEYS);
    vi.advanceTimersByTime(61 * SECOND);
    await readAll(reader, KEYS);
    expect(errors.mock.calls.map(([fields]) => fields)).toEqual([
      { namespace: 'test.stock.v1', key: 'E', fault: expect.any(Error) },
    ]);
  });

  it('is not named in the log where keys may be text that a user has typed, and many of them are told in one line', async () => {
    const typed = readerOf(
      async () => {
        throw new TypeError('no sense');
      },
      { batchSize: 1 },
    );
    for (const key of KEYS) await readAll(typed, [key]);
    expect(errors.mock.calls.map(([fields]) => fields)).toEqual([{ namespace: 'test.stock.v1', fault: expect.any(TypeError) }]);
    vi.advanceTimersByTime(10 * SECOND);
    await readAll(typed, ['M']);
    expect(errors.mock.lastCall?.[0]).toMatchObject({ leftOut: KEYS.length - 1 });
  });

  it('is not asked for again for a minute, not even by a checkout, and then in a question of its own', async () => {
    const { source, reader } = choosySource('E');
    await readAll(reader, KEYS);
    source.asked.length = 0;
    expect((await readAll(reader, ['E'])).get('E')).toEqual(REFUSED);
    expect((await readAll(reader, ['E'], () => RequestBudget.ofCheckout(Date.now()))).get('E')).toEqual(REFUSED);
    expect(source.asked).toEqual([]);

    vi.advanceTimersByTime(60 * SECOND);
    const answers = await readAll(reader, ['M', 'E', 'N']);
    expect(source.asked).toEqual([['E'], ['M', 'N']]);
    expect(answers.get('E')).toEqual(REFUSED);
    expect(answers.get('M')).toMatchObject({ value: 'm' });

    source.bad.clear();
    vi.advanceTimersByTime(60 * SECOND);
    expect((await readAll(reader, ['E'])).get('E')).toMatchObject({ value: 'e' });
  });

  it('is asked for at once where it was forgotten, since it may have been mended', async () => {
    const { source, reader } = choosySource('E');
    await readAll(reader, KEYS);
    source.bad.clear();
    reader.forget('E');
    expect((await readAll(reader, ['E'])).get('E')).toMatchObject({ value: 'e' });
  });

  it('is served as last known while that may be, and the others are read again', async () => {
    const { source, reader } = choosySource();
    await readAll(reader, KEYS);
    source.bad.add('E');
    vi.advanceTimersByTime(100 * SECOND);
    const answers = await readAll(reader, KEYS);
    expect(answers.get('E')).toMatchObject({ value: 'e', source: 'STALE' });
    expect(answers.get('F')).toMatchObject({ value: 'f', source: 'LIVE' });
    expect((await readAll(reader, ['E'])).get('E')).toMatchObject({ value: 'e', source: 'STALE' });
  });

  it('one of too many: the source is not asked piece by piece for a while, and what is asked is a fault all the same', async () => {
    const { source, reader } = choosySource(...KEYS);
    const many = Array.from({ length: 20 }, (_, index) => `${KEYS[index % KEYS.length]}${index}`);
    for (const key of many) source.bad.add(key);
    for (const answer of (await readAll(reader, many)).values()) expect(answer).toEqual(REFUSED);
    expect(source.asked.length).toBeLessThan(35);
    source.asked.length = 0;
    for (const answer of (await readAll(reader, KEYS)).values()) expect(answer).toEqual(REFUSED);
    expect(source.asked).toEqual([KEYS]);
    expect(errors).toHaveBeenCalledTimes(1);
  });

  it('splits no question in an outage', async () => {
    const { askMany, questions } = fakeSource();
    const reader = readerOf(askMany, POLICY_OF_MANY);
    const reads = readAll(reader, KEYS);
    await vi.advanceTimersByTimeAsync(GATHERED);
    questions[0]?.fail();
    for (const answer of (await reads).values()) expect(answer).toEqual(UNKNOWN);
    expect(questions).toHaveLength(1);
    expect(errors).not.toHaveBeenCalled();
  });
});
