import type { Clock } from '../values/clock.js';
import type { MaybePromise } from '../values/maybe-promise.js';
import { LATE } from '../values/within.js';
import { Announcements } from './announcements.js';
import { Batch } from './batch.js';
import { BatchFetch, type BatchOwner } from './batch-fetch.js';
import { BatchWindow } from './batch-window.js';
import type { DurableLevel } from './durable-level.js';
import type { Fact } from './fact.js';
import type { Live, ValueSource } from './live.js';
import type { LiveObserver } from './live-observer.js';
import { dueAfterMs, freshForMs, type LivePolicy, refreshesForMs } from './live-policy.js';
import { MemoryLevel } from './memory-level.js';
import { noReads } from './read-figures.js';
import { REFUSED_FOR_SECONDS, Refusals } from './refusals.js';
import type { RememberedFact } from './remembered-fact.js';
import type { RequestBudget } from './request-budget.js';
import type { SharedLevel } from './shared-level.js';
import { SoftTimeouts } from './soft-timeouts.js';

const USUAL_KEYS_OF_A_PAGE = 12;
const RETRY_AFTER_SECONDS = 5;

/** Asks the source for many keys at once. The map has no entry for a key that the source does not know. */
export type AskMany<K, V> = (keys: readonly K[], signal: AbortSignal) => Promise<ReadonlyMap<K, V>>;

/** Where facts are remembered outside the memory of this process. */
export interface Levels {
  readonly shared: SharedLevel;
  /** For few and small facts. */
  readonly durable?: DurableLevel | undefined;
}

/**
 * Remembers one kind of fact for the whole process and asks its source as little as possible. Fresh facts are served from
 * memory. Keys that several requests want at about the same time are asked for in one batch, and requests for the same key
 * share its answer. When the source is slow or fails, the last known value is served as STALE while the policy allows it.
 *
 * Facts are independent of the viewer. The services decide on every request what a viewer may see of them.
 */
export class LiveReader<K, V> {
  readonly figures = noReads();
  private readonly memory: MemoryLevel<V>;
  private readonly underWay = new Map<string, Batch<K, V>>();
  private readonly owner: BatchOwner<K, V>;
  private readonly refusals: Refusals;
  private readonly gathersForMs: number;
  /** The batch that still takes keys, and the window that decides when it is sent. */
  private next: { readonly batch: Batch<K, V>; readonly window: BatchWindow } | undefined;
  /** The keys that gather to be refreshed. No request waits for them: one that comes to takes its key into the next batch. */
  private refreshes: { readonly batch: Batch<K, V>; readonly timer: NodeJS.Timeout } | undefined;

  constructor(
    readonly policy: LivePolicy,
    private readonly keyText: (key: K) => string,
    private readonly askMany: AskMany<K, V>,
    private readonly clock: Clock,
    private readonly levels: Levels,
    private readonly closing: AbortSignal,
    private readonly observer?: LiveObserver,
    private readonly announcements = new Announcements(),
    private readonly softTimeouts = new SoftTimeouts(),
  ) {
    this.memory = new MemoryLevel(policy.maxBytes);
    this.refusals = new Refusals(policy, clock);
    this.gathersForMs = refreshesForMs(policy);
    const { refusals } = this;
    this.owner = {
      get maySplit() {
        return refusals.splits;
      },
      refuseMany: (fault) => refusals.addMany(fault),
      tell: (fault) => refusals.tell(undefined, fault),
      policy,
      get isAnnounced() {
        return announcements.of(policy.namespace) !== undefined;
      },
      clock,
      closing,
      durable: levels.durable,
      ask: (keys) => this.ask(keys),
      believes: (text, fact, from) => this.believes(text, fact, from),
      remember: (batch, text, fact, isLastKnown) => this.remember(batch, text, fact, isLastKnown),
      refuse: (batch, text, fault) => {
        batch.refuse(text);
        if (this.underWay.get(text) === batch) this.refusals.add(text, fault);
      },
      leave: (batch, text) => this.release(batch, text),
    };
  }

  /** The fact, or null if the source has none. Returned without a promise if it is fresh in memory. */
  read(key: K, budget: RequestBudget): MaybePromise<Live<V | null>> {
    const text = this.keyText(key);
    const fact = this.memory.get(text);
    if (budget.insistsOnFresh) {
      return fact && fact.readAt >= budget.since ? this.readNow(fact, budget) : this.readAnew(key, text, budget);
    }
    if (fact && !fact.changed) {
      const now = this.clock.now();
      const age = now - fact.readAt;
      // Whether changes are announced is of no account before a fact is old enough to need it.
      const promise = age < dueAfterMs(this.policy, fact.value, 'refresh', false) ? undefined : this.promise;
      const freshFor = freshForMs(this.policy, fact.value, promise !== undefined);
      if (age < freshFor) {
        const dueAfter = dueAfterMs(this.policy, fact.value, 'refresh', promise !== undefined);
        let usableUntil = fact.readAt + dueAfter;
        if ((age > dueAfter || fact.outdated) && !this.refusals.holds(text)) {
          this.refresh(key, text, fact.outdated ? 0 : freshFor - age);
          // Answers with it are given on until it is read again. Should that fail, a request soon tries once more.
          usableUntil = Math.min(fact.readAt + freshFor, now + 2 * this.gathersForMs);
        }
        if (budget.hasRead(fact)) return this.readNow(fact, budget);
        this.figures.memory++;
        if (promise) budget.dependencies?.add(promise, Number.POSITIVE_INFINITY);
        budget.dependencies?.add(fact, usableUntil);
        return fact;
      }
    }
    if (this.refusals.holds(text)) return this.notAsked(text, budget);
    if (fact && budget.givesUp && this.isServable(fact)) {
      // This request does not wait any more, but the fact is asked for, for the next one.
      this.batchFor(key, text);
      budget.dependencies?.markUncacheable();
      return this.lastKnown(fact);
    }
    return this.readThrough(key, text, budget);
  }

  /** Forgets a key's fact in all instances, so that the next reader asks the source. */
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

  /**
   * To be called when the gateway itself has changed the facts' source: the next reader of each asks it. The last known values
   * are kept, for when the source is away. Other instances may show for `freshForMs` what they have in memory.
   * @param keys all facts of this kind if undefined
   */
  change(keys?: readonly K[]): void {
    const texts = keys?.map(this.keyText);
    this.changed(texts);
    void this.levels.shared.change(this.policy, texts);
  }

  /** Forgets facts in this instance alone. @param texts the keys; all of this kind if undefined */
  forgotten(texts?: readonly string[]): void {
    // A key that was refused may be readable now.
    if (texts) for (const text of texts) this.refusals.forget(text);
    else this.refusals.clear();
    if (texts) for (const text of texts) this.memory.forget(text);
    else this.memory.clear();
    for (const text of texts ?? [...this.underWay.keys()]) this.outdate(text);
  }

  /**
   * Takes in that facts have changed at their source. They are kept as last known values, and the next reader of each asks the
   * source.
   * @param texts the keys; all of this kind if undefined
   */
  changed(texts?: readonly string[]): void {
    if (texts) for (const text of texts) this.refusals.forget(text);
    else this.refusals.clear();
    if (texts) for (const text of texts) this.memory.change(text);
    else this.memory.change();
    for (const text of texts ?? [...this.underWay.keys()]) this.outdate(text);
  }

  /**
   * To be called when messages of other instances may have been missed. The facts may still be served, but each is read again
   * in the background when it is next used. To drop them would lose the last known values, perhaps while the ERP is away.
   */
  doubt(): void {
    this.memory.doubt();
  }

  /** A batch that was sent already may bring an outdated value: no further request joins it, and its answer is not remembered. */
  private outdate(text: string): void {
    const underWay = this.underWay.get(text);
    if (underWay !== this.next?.batch && underWay !== this.refreshes?.batch) this.underWay.delete(text);
  }

  /**
   * Asks the source even if a fact is remembered. A batch that was sent earlier may bring what was read before this request came.
   */
  private readAnew(key: K, text: string, budget: RequestBudget): MaybePromise<Live<V | null>> {
    if (this.refusals.holds(text)) return this.notAsked(text, budget);
    const underWay = this.underWay.get(text);
    if (underWay?.sentAt !== undefined && (underWay.sentAt < budget.since || underWay.since === 0)) this.outdate(text);
    this.batchFor(key, text, budget).nothingReadBefore(budget.since);
    return this.readThrough(key, text, budget);
  }

  /** Answers without asking the source, which has refused this key lately. */
  private notAsked(text: string, budget: RequestBudget): Live<V | null> {
    budget.dependencies?.markUncacheable();
    const fact = this.memory.get(text);
    return fact && this.isServable(fact) ? this.lastKnown(fact) : this.unknown(true);
  }

  /** Answers with a fact that was read for this request. */
  private readNow(fact: RememberedFact<V>, budget: RequestBudget): Live<V | null> {
    this.figures.memory++;
    budget.dependencies?.markUncacheable();
    return known(fact, 'LIVE');
  }

  private async readThrough(key: K, text: string, budget: RequestBudget): Promise<Live<V | null>> {
    budget.dependencies?.markUncacheable();
    const batch = this.batchFor(key, text, budget);
    batch.awaited.add(text);
    const waiting = this.waitFor(batch, text, budget);
    if (waiting) {
      await waiting;
      await budget.resume();
    }
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

  /** @returns undefined if there is nothing to wait for */
  private waitFor(batch: Batch<K, V>, text: string, budget: RequestBudget): Promise<unknown> | undefined {
    const gaveUp = budget.givesUp;
    // The budget limits the wait for the ERP. The other levels answer within some milliseconds, so they are still waited for.
    if (gaveUp && this.memory.get(text)) return undefined;
    return budget.waitOnce(batch, async () => {
      if (gaveUp) await batch.whenLookedUp();
      else if (budget.waitsToTheEnd) await batch.whenEnded();
      else if ((await batch.whenEndedInTime()) === LATE) budget.exhaust();
      if (batch.reachedSource && !gaveUp) budget.waitedForQuestion(batch);
    });
  }

  /**
   * The batch that asks for a key soon: one that holds it already, else the next one.
   * @param by the budget of the request that waits for it
   */
  private batchFor(key: K, text: string, by?: RequestBudget): Batch<K, V> {
    const underWay = this.underWay.get(text);
    if (underWay && underWay !== this.refreshes?.batch) return underWay;
    this.refreshes?.batch.keys.delete(text);
    if (this.refusals.suspects(text)) return this.sendAlone(key, text);

    this.next ??= {
      batch: new Batch(this.softTimeouts.of(this.policy)),
      window: new BatchWindow(this.policy.keysOfAPage ?? USUAL_KEYS_OF_A_PAGE, () => this.send()),
    };
    const { batch, window } = this.next;
    window.grew(by);
    this.add(key, text, batch);
    if (batch.keys.size >= this.policy.batchSize) this.send();
    return batch;
  }

  /**
   * Has a fact read again before its freshness ends: together with others that are to be refreshed, if it stays fresh for long
   * enough. These are asked for by themselves, since the source may refuse one of them, and with it all of the batch.
   * @param freshForMs how long the fact stays fresh; 0 if it may have changed
   */
  private refresh(key: K, text: string, freshForMs: number): void {
    const underWay = this.underWay.get(text);
    const gathers = underWay !== undefined && underWay === this.refreshes?.batch;
    // One that gathers is asked for sooner only if it may have changed.
    if (gathers ? freshForMs > 0 : underWay) return;
    if (freshForMs < 2 * this.gathersForMs || this.refusals.suspects(text)) {
      this.batchFor(key, text);
      return;
    }
    this.refreshes ??= {
      batch: new Batch(this.softTimeouts.of(this.policy)),
      timer: setTimeout(() => this.sendRefreshes(), this.gathersForMs).unref(),
    };
    const { batch } = this.refreshes;
    this.add(key, text, batch);
    if (batch.keys.size >= this.policy.batchSize) this.sendRefreshes();
  }

  private add(key: K, text: string, batch: Batch<K, V>): void {
    batch.keys.set(text, key);
    this.underWay.set(text, batch);
  }

  /** Asks for a key in a batch of its own, because the source refused it last time. */
  private sendAlone(key: K, text: string): Batch<K, V> {
    const batch = new Batch<K, V>(this.softTimeouts.of(this.policy));
    this.add(key, text, batch);
    this.fetch(batch);
    return batch;
  }

  private send(): void {
    if (!this.next) return;
    const { batch, window } = this.next;
    this.next = undefined;
    window.stop();
    this.fetch(batch);
  }

  private sendRefreshes(): void {
    if (!this.refreshes) return;
    const { batch, timer } = this.refreshes;
    this.refreshes = undefined;
    clearTimeout(timer);
    if (batch.keys.size > 0) this.fetch(batch);
  }

  private fetch(batch: Batch<K, V>): void {
    // In a microtask: the request whose key has filled the batch first notes on it that it waits, and since when.
    queueMicrotask(() => {
      // A process that ends asks nothing that no request waits for.
      if (this.closing.aborted && batch.awaited.size === 0) return this.releaseAll(batch);
      batch.markSent(this.clock.now());
      const lookup = this.levels.shared.lookup<V>(this.policy, () => this.owner.isAnnounced);
      const fetch = new BatchFetch(this.owner, batch, lookup);
      void fetch.run().finally(() => this.releaseAll(batch));
    });
  }

  private releaseAll(batch: Batch<K, V>): void {
    for (const text of batch.keys.keys()) this.release(batch, text);
  }

  private release(batch: Batch<K, V>, text: string): void {
    if (this.underWay.get(text) === batch) this.underWay.delete(text);
  }

  private get promise(): RememberedFact<null> | undefined {
    return this.policy.announcedFreshForMs === undefined ? undefined : this.announcements.of(this.policy.namespace);
  }

  /**
   * Whether a fact of another level may be fresh. The shared level is told of changes before this instance is; the durable level
   * never is, so that what it holds may have changed since.
   */
  private believes(text: string, fact: Fact<V>, from: 'shared' | 'durable'): boolean {
    const known = this.memory.get(text);
    if (from === 'durable') return !known?.changed && !this.owner.isAnnounced;
    return !known?.changed || fact.readAt > known.readAt;
  }

  /** @param isLastKnown whether the fact is not fresh, whatever its age */
  private remember(batch: Batch<K, V>, text: string, fact: Fact<V>, isLastKnown = false): boolean {
    if (this.underWay.get(text) !== batch) return false;
    this.refusals.forget(text);
    const known = this.memory.get(text);
    if (isLastKnown) {
      if (!known || known.readAt < fact.readAt) this.memory.set(text, fact).change();
      return true;
    }
    // A fact with the same instant is the same reading: it confirms one that was in doubt. One that has changed is replaced by
    // what is believed, since the clocks of instances differ a little.
    const isConfirmed = known?.outdated && known.readAt === fact.readAt;
    if (!known || known.readAt < fact.readAt || isConfirmed || known.changed) this.memory.set(text, fact);
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
