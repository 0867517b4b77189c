import type { Clock } from '../values/clock.js';
import type { MaybePromise } from '../values/maybe-promise.js';
import { LATE } from '../values/within.js';
import { Batch } from './batch.js';
import { BatchFetch, type BatchOwner } from './batch-fetch.js';
import { BatchWindow } from './batch-window.js';
import type { DurableLevel } from './durable-level.js';
import type { Fact } from './fact.js';
import type { Live, ValueSource } from './live.js';
import type { LiveObserver } from './live-observer.js';
import { dueAfterMs, freshForMs, type LivePolicy } from './live-policy.js';
import { MemoryLevel } from './memory-level.js';
import { noReads } from './read-figures.js';
import { REFUSED_FOR_SECONDS, Refusals } from './refusals.js';
import type { RememberedFact } from './remembered-fact.js';
import type { RequestBudget } from './request-budget.js';
import type { SharedLevel } from './shared-level.js';

const USUAL_KEYS_OF_A_PAGE = 12;
const RETRY_AFTER_SECONDS = 5;

/** Asks the source for many keys at once. A key that the source does not know is absent from the map. */
export type AskMany<K, V> = (keys: readonly K[], signal: AbortSignal) => Promise<ReadonlyMap<K, V>>;

/** Where facts are remembered besides this process's memory. */
export interface Levels {
  readonly shared: SharedLevel;
  /** For few and small facts. */
  readonly durable?: DurableLevel | undefined;
}

/**
 * Remembers one kind of fact for the whole process and asks its source as little as it can: fresh facts are served from
 * memory, keys wanted by several requests at about the same time travel in one batch, and two askers of one key share
 * one answer. When the source is slow or fails, the last known value is served as STALE while the policy allows it.
 *
 * Facts are independent of the viewer: what a viewer may see of them is decided by the services, on every request.
 */
export class LiveReader<K, V> {
  readonly figures = noReads();
  private readonly memory: MemoryLevel<V>;
  private readonly underWay = new Map<string, Batch<K, V>>();
  private readonly owner: BatchOwner<K, V>;
  private readonly refusals: Refusals;
  /** The batch that is not put yet, and what decides when it is. */
  private next: { readonly batch: Batch<K, V>; readonly window: BatchWindow } | undefined;

  constructor(
    readonly policy: LivePolicy,
    private readonly keyText: (key: K) => string,
    private readonly askMany: AskMany<K, V>,
    private readonly clock: Clock,
    private readonly levels: Levels,
    private readonly closing: AbortSignal,
    private readonly observer?: LiveObserver,
  ) {
    this.memory = new MemoryLevel(policy.maxBytes);
    this.refusals = new Refusals(policy, clock);
    const { refusals } = this;
    this.owner = {
      get maySplit() {
        return refusals.splits;
      },
      refuseMany: (fault) => refusals.addMany(fault),
      tell: (fault) => refusals.tell(undefined, fault),
      policy,
      clock,
      closing,
      durable: levels.durable,
      ask: (keys) => this.ask(keys),
      remember: (batch, text, fact) => this.remember(batch, text, fact),
      refuse: (batch, text, fault) => {
        batch.refuse(text);
        if (this.underWay.get(text) === batch) this.refusals.add(text, fault);
      },
      leave: (batch, text) => this.release(batch, text),
    };
  }

  /** The fact, null where the source has none. Answers without a promise where it is fresh in memory. */
  read(key: K, budget: RequestBudget): MaybePromise<Live<V | null>> {
    const text = this.keyText(key);
    const fact = this.memory.get(text);
    if (budget.insistsOnFresh) {
      return fact && fact.readAt >= budget.since ? this.readNow(fact, budget) : this.readAnew(key, text, budget);
    }
    if (fact) {
      const age = this.clock.now() - fact.readAt;
      if (age < freshForMs(this.policy, fact.value)) {
        const dueAfter = dueAfterMs(this.policy, fact.value, 'refresh');
        if ((age > dueAfter || fact.outdated) && !this.refusals.holds(text)) this.batchFor(key, text);
        if (budget.hasRead(fact)) return this.readNow(fact, budget);
        this.figures.memory++;
        budget.dependencies?.rests(fact, fact.readAt + dueAfter);
        return fact;
      }
    }
    if (this.refusals.holds(text)) return this.notAsked(text, budget);
    if (fact && budget.givesUp && this.isServable(fact)) {
      // No request waits for it any more, and yet it is asked for.
      this.batchFor(key, text);
      budget.dependencies?.spoil();
      return this.lastKnown(fact);
    }
    return this.readThrough(key, text, budget);
  }

  /** Forgets what was remembered of a key, in all instances, so that its next reader asks. */
  forget(key: K): void {
    const text = this.keyText(key);
    this.forgotten([text]);
    this.levels.shared.forget(this.policy, [text]);
  }

  /** Forgets all facts of this kind, in all instances. */
  forgetAll(): void {
    this.forgotten();
    this.levels.shared.forget(this.policy);
  }

  /** An instance has forgotten keys, all where not given: so does this one. */
  forgotten(texts?: readonly string[]): void {
    // What has changed may be read now.
    if (texts) for (const text of texts) this.refusals.forget(text);
    else this.refusals.clear();
    if (texts) for (const text of texts) this.memory.forget(text);
    else this.memory.clear();
    for (const text of texts ?? [...this.underWay.keys()]) this.outdate(text);
  }

  /**
   * What another instance forgot may have gone unheard. Facts are as young as ever and may be served, but each is checked
   * behind the scenes when it is read next: to drop them would cost the last known values, perhaps while the ERP is away.
   */
  doubt(): void {
    this.memory.doubt();
  }

  /** A batch that was put already may bring what has changed since: no other request joins it, and its answer is not remembered. */
  private outdate(text: string): void {
    if (this.underWay.get(text) !== this.next?.batch) this.underWay.delete(text);
  }

  /** Asks whatever is remembered. A batch that was put for others may bring what was read before this request came. */
  private readAnew(key: K, text: string, budget: RequestBudget): MaybePromise<Live<V | null>> {
    if (this.refusals.holds(text)) return this.notAsked(text, budget);
    const underWay = this.underWay.get(text);
    if (underWay?.putAt !== undefined && (underWay.putAt < budget.since || underWay.since === 0)) this.outdate(text);
    this.batchFor(key, text, budget).nothingReadBefore(budget.since);
    return this.readThrough(key, text, budget);
  }

  /** A key that its source has just refused is not asked for. */
  private notAsked(text: string, budget: RequestBudget): Live<V | null> {
    budget.dependencies?.spoil();
    const fact = this.memory.get(text);
    return fact && this.isServable(fact) ? this.lastKnown(fact) : this.unknown(true);
  }

  /** A fact that was read for this request. */
  private readNow(fact: RememberedFact<V>, budget: RequestBudget): Live<V | null> {
    this.figures.memory++;
    budget.dependencies?.spoil();
    return known(fact, 'LIVE');
  }

  private async readThrough(key: K, text: string, budget: RequestBudget): Promise<Live<V | null>> {
    budget.dependencies?.spoil();
    const batch = this.batchFor(key, text, budget);
    batch.awaited.add(text);
    const waiting = this.waitFor(batch, text, budget);
    if (waiting) await waiting;
    const answer = batch.answerFor(text);
    if (answer) {
      this.figures[answer.from]++;
      const remembered = answer.from === 'erp' && this.memory.get(text);
      if (remembered && remembered.readAt === answer.fact.readAt) budget.waitedForFact(remembered);
      return known(answer.fact, answer.from === 'erp' ? 'LIVE' : 'CACHE');
    }

    // Read again: another level may have put the last known value into memory meanwhile.
    const lastKnown = this.memory.get(text);
    if (lastKnown && this.isServable(lastKnown)) return this.lastKnown(lastKnown);
    return this.unknown(batch.isRefused(text));
  }

  private unknown(isFault: boolean): Live<never> {
    this.figures.unavailable++;
    return isFault
      ? { known: false, isFault, retryAfterSeconds: REFUSED_FOR_SECONDS }
      : { known: false, retryAfterSeconds: RETRY_AFTER_SECONDS };
  }

  private isServable({ readAt }: Fact<V>): boolean {
    return this.clock.now() - readAt < this.policy.staleForMs;
  }

  private lastKnown(fact: Fact<V>): Live<V | null> {
    this.figures.stale++;
    return known(fact, 'STALE');
  }

  /** Undefined where there is nothing to wait for. */
  private waitFor(batch: Batch<K, V>, text: string, budget: RequestBudget): Promise<unknown> | undefined {
    const gaveUp = budget.givesUp;
    // Its budget was for the ERP: what the other levels know, they tell within some milliseconds.
    if (gaveUp && this.memory.get(text)) return undefined;
    return budget.waitOnce(batch, async () => {
      if (gaveUp) await batch.look();
      else if (budget.waitsToTheEnd) await batch.end();
      else if ((await batch.wait()) === LATE) budget.exhaust();
      if (batch.reachedSource && !gaveUp) budget.waitedForQuestion(batch);
    });
  }

  /** The batch that a key travels in: the one under way, else the one being gathered. @param by who waits for it */
  private batchFor(key: K, text: string, by?: RequestBudget): Batch<K, V> {
    const underWay = this.underWay.get(text);
    if (underWay) return underWay;
    if (this.refusals.suspects(text)) return this.putAlone(key, text);

    this.next ??= {
      batch: new Batch(this.policy.softTimeoutMs),
      window: new BatchWindow(this.policy.keysOfAPage ?? USUAL_KEYS_OF_A_PAGE, () => this.put()),
    };
    const { batch, window } = this.next;
    batch.keys.set(text, key);
    window.grew(by);
    this.underWay.set(text, batch);
    if (batch.keys.size >= this.policy.batchSize) this.put();
    return batch;
  }

  /** A key that was refused when it was asked for last travels with no other. */
  private putAlone(key: K, text: string): Batch<K, V> {
    const batch = new Batch<K, V>(this.policy.softTimeoutMs);
    batch.keys.set(text, key);
    this.underWay.set(text, batch);
    this.inquire(batch);
    return batch;
  }

  private put(): void {
    if (!this.next) return;
    const { batch, window } = this.next;
    this.next = undefined;
    window.stop();
    this.inquire(batch);
  }

  private inquire(batch: Batch<K, V>): void {
    // Whose key has filled the batch notes on it first that they wait for it, and since when.
    queueMicrotask(() => {
      batch.put(this.clock.now());
      const fetching = new BatchFetch(this.owner, batch, this.levels.shared.lookup<V>(this.policy));
      void fetching.run().finally(() => {
        for (const text of batch.keys.keys()) this.release(batch, text);
      });
    });
  }

  private release(batch: Batch<K, V>, text: string): void {
    if (this.underWay.get(text) === batch) this.underWay.delete(text);
  }

  private remember(batch: Batch<K, V>, text: string, fact: Fact<V>): boolean {
    if (this.underWay.get(text) !== batch) return false;
    this.refusals.forget(text);
    const known = this.memory.get(text);
    // What was read at the same time is the same fact, no longer in doubt.
    if (!known || known.readAt < fact.readAt || (known.outdated && known.readAt === fact.readAt)) this.memory.set(text, fact);
    return true;
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
}

function known<V>(fact: Fact<V>, source: ValueSource): Live<V | null> {
  return { known: true, value: fact.value, asOf: fact.readAt, source };
}
