import { isRefusal, splitWhereRefused } from '../faults/index.js';
import type { Clock } from '../values/clock.js';
import { LATE, within } from '../values/within.js';
import type { Batch } from './batch.js';
import type { DurableLevel } from './durable-level.js';
import type { Fact } from './fact.js';
import { dueAfterMs, type LivePolicy, type Want } from './live-policy.js';
import type { SharedLookup } from './shared-level.js';

/** How long a batch waits for the durable level. */
const DURABLE_TIMEOUT_MS = 100;
/**
 * The pauses between looks for another instance's answer double from FIRST_LOOK_AFTER_MS to LOOK_EVERY_MS: most answers come
 * early.
 */
const FIRST_LOOK_AFTER_MS = 10;
const LOOK_EVERY_MS = 50;
const LONGEST_WAIT_MS = 2_000;

/** Some keys of a batch, each with its text. */
type Part<K> = readonly (readonly [text: string, key: K])[];

/** What a fetch needs from the reader whose batch it answers. */
export interface BatchOwner<K, V> {
  readonly policy: LivePolicy;
  /** Whether changes of this kind of facts are announced at present. */
  readonly isAnnounced: boolean;
  readonly clock: Clock;
  readonly durable: DurableLevel | undefined;
  readonly closing: AbortSignal;
  ask(keys: readonly K[]): Promise<ReadonlyMap<K, V>>;
  /** Whether a fact that another level holds may be fresh. If not, it is the last known value. */
  believes(text: string, fact: Fact<V>, from: 'shared' | 'durable'): boolean;
  /**
   * Keeps a fact in memory.
   * @param isLastKnown whether it is the last known value only
   * @returns false if it was forgotten since the batch asked for it: then no level may keep it
   */
  remember(batch: Batch<K, V>, text: string, fact: Fact<V>, isLastKnown?: boolean): boolean;
  /** Reports a key that the source refuses even alone, or whose answer cannot be read. */
  refuse(batch: Batch<K, V>, text: string, fault: unknown): void;
  /** Whether a batch that is refused may be asked again in parts. */
  readonly maySplit: boolean;
  /** Reports that the source refuses too many keys to search for them one by one. */
  refuseMany(fault: unknown): void;
  /** Logs a fault of the batch as a whole that is not an outage. */
  tell(fault: unknown): void;
  /** Releases a key that another instance asks for, and that no reader here waits for. */
  leave(batch: Batch<K, V>, text: string): void;
}

/**
 * Answers one batch: from the shared level, then from the durable level. What both lack is asked of the source, except for
 * keys that another instance is asking for already.
 */
export class BatchFetch<K, V> {
  private readonly wanted: Map<string, K>;

  constructor(
    private readonly by: BatchOwner<K, V>,
    private readonly batch: Batch<K, V>,
    private readonly lookup: SharedLookup<V>,
  ) {
    this.wanted = new Map(batch.keys);
  }

  async run(): Promise<void> {
    try {
      if (this.batch.since > 0) await this.askAnew();
      else await this.askForTheRest(await this.lookUp('awaited'));
    } catch (fault) {
      // The waiting requests go on with the answers that there are. Outages do not get here: askSource catches them.
      this.by.tell(fault);
    } finally {
      this.lookup.release();
      this.batch.settle();
    }
  }

  /**
   * Asks the source at once. What the other levels know is needed only if the source does not answer, and only then waited for.
   */
  private async askAnew(): Promise<void> {
    const known = this.lookUp('anew').catch(() => undefined);
    if (!(await this.askSource(this.wanted))) await known;
  }

  /** @returns the keys that another instance asks for */
  private async lookUp(want: 'awaited' | 'anew'): Promise<ReadonlySet<string>> {
    const wants = new Map<string, Want>();
    for (const text of this.wanted.keys()) {
      wants.set(text, want === 'awaited' && !this.batch.awaited.has(text) ? 'refresh' : want);
    }
    const { facts, lastKnown, askedElsewhere } = await this.lookup.find(wants);
    for (const [text, fact] of facts) this.found(text, fact, 'shared', wants.get(text));
    this.keep(lastKnown);
    const unknown = [...wants.keys()].filter((text) => !this.batch.answerFor(text));
    if (unknown.length > 0) {
      for (const [text, fact] of await this.remembered(unknown)) this.found(text, fact, 'durable', wants.get(text));
    }
    this.batch.lookedUp();
    return askedElsewhere;
  }

  private found(text: string, fact: Fact<V>, from: 'shared' | 'durable', want: Want = 'awaited'): void {
    const isBelieved = this.by.believes(text, fact, from);
    this.by.remember(this.batch, text, fact, !isBelieved);
    const { clock, policy, isAnnounced } = this.by;
    if (!isBelieved || clock.now() - fact.readAt >= dueAfterMs(policy, fact.value, want, isAnnounced)) return;
    this.batch.answer(text, { fact, from });
    this.wanted.delete(text);
  }

  /** Keeps facts that have changed at the source since they were read. */
  private keep(lastKnown: ReadonlyMap<string, Fact<V>>): void {
    for (const [text, fact] of lastKnown) this.by.remember(this.batch, text, fact, true);
  }

  /** Asks the source for the keys that no level knows, and waits for those that another instance asks for. */
  private async askForTheRest(askedElsewhere: ReadonlySet<string>): Promise<void> {
    const others = new Set<string>();
    for (const text of askedElsewhere) {
      if (!this.wanted.delete(text)) continue;
      if (this.batch.awaited.has(text)) others.add(text);
      else this.by.leave(this.batch, text);
    }
    await Promise.all([this.askSource(this.wanted), this.waitFor(others)]);
  }

  /**
   * Waits for keys that another instance asks for. If it fails, or takes longer than LONGEST_WAIT_MS, this instance asks for
   * them.
   */
  private async waitFor(others: Set<string>): Promise<void> {
    const giveUpAt = this.by.clock.now() + LONGEST_WAIT_MS;
    const asked: Promise<boolean>[] = [];
    let pauseMs = FIRST_LOOK_AFTER_MS;
    while (others.size > 0 && !this.by.closing.aborted) {
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
      const { facts, lastKnown, askedElsewhere } = await this.lookup.find(new Map([...others].map((text) => [text, 'awaited'])));
      this.keep(lastKnown);
      for (const [text, fact] of facts) {
        this.found(text, fact, 'shared');
        if (this.batch.answerFor(text)) others.delete(text);
      }
      const tooLong = this.by.clock.now() >= giveUpAt;
      const mine = new Map<string, K>();
      for (const text of others) if (tooLong || !askedElsewhere.has(text)) mine.set(text, this.batch.keys.get(text) as K);
      for (const text of mine.keys()) others.delete(text);
      asked.push(this.askSource(mine));
      pauseMs = Math.min(pauseMs * 2, LOOK_EVERY_MS);
    }
    await Promise.all(asked);
  }

  /** @returns whether the source has answered for all of the keys */
  private async askSource(wanted: ReadonlyMap<string, K>): Promise<boolean> {
    if (wanted.size === 0) return true;
    this.batch.reachedSource = true;
    let hasAll = true;
    const askAtOnce = (part: Part<K>) => this.askAtOnce(part);
    try {
      if (!this.by.maySplit) await askAtOnce([...wanted]);
      else {
        await splitWhereRefused([...wanted], askAtOnce, ([text], fault) => {
          hasAll = false;
          this.by.refuse(this.batch, text, fault);
        });
      }
      return hasAll;
    } catch (fault) {
      // An outage was logged by the guard around the source. The waiting requests only need to know that no answer came.
      if (isRefusal(fault)) this.refuseMany(wanted, fault);
      return false;
    }
  }

  private refuseMany(wanted: ReadonlyMap<string, K>, fault: unknown): void {
    this.by.refuseMany(fault);
    for (const text of wanted.keys()) if (!this.batch.answerFor(text)) this.batch.refuse(text);
  }

  private async askAtOnce(wanted: Part<K>): Promise<void> {
    // The source reads at some moment after this one. When its answer arrives here does not make the values younger.
    const readAt = this.by.clock.now();
    const values = await this.by.ask(wanted.map(([, key]) => key));
    const learnt = new Map<string, Fact<V>>();
    for (const [text, key] of wanted) {
      const fact = { value: values.get(key) ?? null, readAt };
      if (this.by.remember(this.batch, text, fact)) learnt.set(text, fact);
      this.batch.answer(text, { fact, from: 'erp' });
    }
    // No request waits for the other levels to store it, and if they cannot, only speed is lost.
    if (learnt.size > 0) {
      this.lookup.store(learnt);
      this.by.durable?.write(this.by.policy.namespace, learnt).catch(() => undefined);
    }
  }

  private async remembered(texts: readonly string[]): Promise<ReadonlyMap<string, Fact<V>>> {
    if (!this.by.durable) return new Map();
    const read = this.by.durable.read<V>(this.by.policy.namespace, texts).catch(() => new Map<string, Fact<V>>());
    const facts = await within(DURABLE_TIMEOUT_MS, read);
    return facts === LATE ? new Map() : facts;
  }
}
