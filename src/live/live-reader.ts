import type { Clock } from '../values/clock.js';
import type { MaybePromise } from '../values/maybe-promise.js';
import type { Live, ValueSource } from './live.js';
import type { LiveObserver } from './live-observer.js';
import type { LivePolicy } from './live-policy.js';
import { MemoryLevel } from './memory-level.js';
import type { Patience } from './patience.js';
import { type Answer, Question } from './question.js';
import { noReads } from './read-figures.js';
import type { RememberedFact } from './remembered-fact.js';
import type { Fact, SecondLevel } from './second-level.js';

/** Keys wanted within this time, by whichever request, travel in one question. */
const GATHER_MS = 2;
/** From this share of its freshness on, a fact is asked for again behind the scenes while it is still served. */
const REFRESH_FROM = 0.8;
const SECOND_LEVEL_PATIENCE_MS = 100;
const RETRY_AFTER_SECONDS = 5;

/** Asks the source for many keys at once. A key that the source does not know is absent from the map. */
export type AskMany<K, V> = (keys: readonly K[], signal: AbortSignal) => Promise<ReadonlyMap<K, V>>;

/**
 * Remembers one kind of fact for the whole process and asks its source as little as it can: fresh facts are served from
 * memory, keys wanted by several requests at about the same time travel in one question, and two askers of one key share
 * one answer. When the source is slow or fails, the last known value is served as STALE while the policy allows it.
 *
 * Facts belong to nobody: what a viewer may see of them is decided by the services, on every request.
 */
export class LiveReader<K, V> {
  readonly figures = noReads();
  private readonly memory: MemoryLevel<V>;
  private readonly underWay = new Map<string, Question<K, V>>();
  private gathering: Question<K, V> | undefined;
  private gatherTimer: NodeJS.Timeout | undefined;

  constructor(
    private readonly policy: LivePolicy,
    private readonly keyText: (key: K) => string,
    private readonly askMany: AskMany<K, V>,
    private readonly clock: Clock,
    private readonly secondLevel: SecondLevel | undefined,
    private readonly closing: AbortSignal,
    private readonly observer?: LiveObserver,
  ) {
    this.memory = new MemoryLevel(policy.maxBytes);
  }

  /** The fact, null where the source has none. Answers without a promise where it is fresh in memory. */
  read(key: K, patience: Patience): MaybePromise<Live<V | null>> {
    const text = this.keyText(key);
    const fact = this.memory.get(text);
    if (patience.insistsOnFresh) {
      return fact && fact.readAt >= patience.since ? this.readNow(fact, patience) : this.readAnew(key, text, patience);
    }
    if (fact) {
      const freshFor = this.freshFor(fact);
      const age = this.clock.now() - fact.readAt;
      if (age < freshFor) {
        if (age > freshFor * REFRESH_FROM) this.questionFor(key, text);
        if (fact.readAt >= patience.since) return this.readNow(fact, patience);
        this.figures.memory++;
        patience.trail?.rests(fact, fact.readAt + freshFor * REFRESH_FROM);
        return fact.cached;
      }
    }
    return this.readThrough(key, text, patience);
  }

  /** Forgets what was remembered of a key, so that its next reader asks. */
  forget(key: K): void {
    const text = this.keyText(key);
    this.memory.forget(text);
    this.outdate(text);
  }

  forgetAll(): void {
    this.memory.clear();
    for (const text of [...this.underWay.keys()]) this.outdate(text);
  }

  /** A question that was put already may bring what has changed since: nobody else joins it, and its answer is not remembered. */
  private outdate(text: string): void {
    if (this.underWay.get(text) !== this.gathering) this.underWay.delete(text);
  }

  /** Asks whatever is remembered. A question that was put before this request may bring what has changed since. */
  private readAnew(key: K, text: string, patience: Patience): Promise<Live<V | null>> {
    const underWay = this.underWay.get(text);
    if (underWay?.putAt !== undefined && underWay.putAt < patience.since) this.outdate(text);
    this.questionFor(key, text).nothingReadBefore(patience.since);
    return this.readThrough(key, text, patience);
  }

  /** A fact that was read for this request. */
  private readNow(fact: RememberedFact<V>, patience: Patience): Live<V | null> {
    this.figures.memory++;
    patience.trail?.spoil();
    return known(fact, 'LIVE');
  }

  private async readThrough(key: K, text: string, patience: Patience): Promise<Live<V | null>> {
    patience.trail?.spoil();
    const question = this.questionFor(key, text);
    await this.waitFor(question, patience);
    const answer = question.answerFor(text);
    if (answer) {
      this.figures[answer.source === 'LIVE' ? 'erp' : 'durable']++;
      return known(answer.fact, answer.source);
    }

    // Read again: a durable second level may have put the last known value into memory meanwhile.
    const lastKnown = this.memory.get(text);
    if (lastKnown && this.clock.now() - lastKnown.readAt < this.policy.staleForMs) {
      this.figures.stale++;
      return known(lastKnown, 'STALE');
    }
    this.figures.unavailable++;
    return { known: false, retryAfterSeconds: RETRY_AFTER_SECONDS };
  }

  private async waitFor(question: Question<K, V>, patience: Patience): Promise<void> {
    if (!patience.waitsToTheEnd && patience.exhausted) return;
    patience.startWaiting();
    if (patience.waitsToTheEnd) await question.end();
    else if ((await question.wait()) === 'late') patience.exhaust();
    patience.stopWaiting();
    if (question.reachedSource) patience.waitedForQuestion(question);
  }

  private freshFor(fact: Fact<V>): number {
    return fact.value === null ? (this.policy.absentFreshForMs ?? this.policy.freshForMs) : this.policy.freshForMs;
  }

  /** The question that a key travels in: the one under way, else the one being gathered. */
  private questionFor(key: K, text: string): Question<K, V> {
    const underWay = this.underWay.get(text);
    if (underWay) return underWay;

    let question = this.gathering;
    if (!question) {
      question = new Question(this.policy.softTimeoutMs);
      this.gathering = question;
      this.gatherTimer = setTimeout(() => this.put(), GATHER_MS);
    }
    question.keys.set(text, key);
    this.underWay.set(text, question);
    if (question.keys.size >= this.policy.batchSize) this.put();
    return question;
  }

  private put(): void {
    clearTimeout(this.gatherTimer);
    const question = this.gathering;
    if (!question) return;
    this.gathering = undefined;
    question.put(this.clock.now());
    this.answer(question)
      .then(
        (answers) => question.answer(answers),
        // The guard around the source has logged why; the waiting requests only need to know that nothing came.
        () => question.fail(),
      )
      .finally(() => {
        for (const text of question.keys.keys()) if (this.underWay.get(text) === question) this.underWay.delete(text);
      });
  }

  private async answer(question: Question<K, V>): Promise<ReadonlyMap<string, Answer<V>>> {
    const answers = new Map<string, Answer<V>>();
    const wanted = new Map(question.keys);

    for (const [text, fact] of await this.remembered([...wanted.keys()])) {
      const inMemory = this.memory.get(text);
      if (this.underWay.get(text) === question && (!inMemory || inMemory.readAt < fact.readAt)) this.memory.set(text, fact);
      if (this.clock.now() - fact.readAt >= this.freshFor(fact) || fact.readAt < question.since) continue;
      answers.set(text, { fact, source: 'CACHE' });
      wanted.delete(text);
    }
    if (wanted.size === 0) return answers;

    question.reachedSource = true;
    const values = await this.ask([...wanted.values()]);
    const readAt = this.clock.now();
    const learnt = new Map<string, Fact<V>>();
    for (const [text, key] of wanted) {
      const fact = { value: values.get(key) ?? null, readAt };
      if (this.underWay.get(text) === question) {
        this.memory.set(text, fact);
        learnt.set(text, fact);
      }
      answers.set(text, { fact, source: 'LIVE' });
    }
    // Nobody waits for the second level to take it in, and where it cannot, nothing but speed is lost.
    if (learnt.size > 0) this.secondLevel?.write(this.policy.namespace, learnt).catch(() => undefined);
    return answers;
  }

  private async ask(keys: readonly K[]): Promise<ReadonlyMap<K, V>> {
    const askedAt = performance.now();
    let outcome: 'answered' | 'failed' = 'failed';
    try {
      const values = await this.askMany(keys, this.closing);
      outcome = 'answered';
      return values;
    } finally {
      const { namespace } = this.policy;
      this.observer?.asked({ namespace, keys: keys.length, tookMs: performance.now() - askedAt, outcome });
    }
  }

  private async remembered(texts: readonly string[]): Promise<ReadonlyMap<string, Fact<V>>> {
    if (!this.secondLevel) return new Map();
    let timer: NodeJS.Timeout | undefined;
    const tooLate = new Promise<ReadonlyMap<string, Fact<V>>>((resolve) => {
      timer = setTimeout(() => resolve(new Map()), SECOND_LEVEL_PATIENCE_MS);
    });
    const read = this.secondLevel.read<V>(this.policy.namespace, texts).catch(() => new Map<string, Fact<V>>());
    return Promise.race([read, tooLate]).finally(() => clearTimeout(timer));
  }
}

function known<V>(fact: Fact<V>, source: ValueSource): Live<V | null> {
  return { known: true, value: fact.value, asOf: fact.readAt, source };
}
