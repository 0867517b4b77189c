import type { Instant } from '../values/instant.js';
import type { MaybePromise } from '../values/maybe-promise.js';
import { Dependencies } from './dependencies.js';
import type { Fact } from './fact.js';

/**
 * How long one request is still willing to wait. A page asks for several kinds of facts one after another; once it has
 * waited in vain for one of them, it waits for no other, so that a hanging ERP costs it one soft timeout and not several.
 */
export class RequestBudget {
  private noted: Dependencies | undefined;
  /** How long it waited for them altogether. */
  waitedMs = 0;
  private spent = false;
  private readonly waitedFor = new Set<object>();
  private readFor: Set<object> | undefined;
  private readonly waitingFor = new Map<object, Promise<void>>();
  private waitingSince = 0;

  private constructor(
    /** Waits for the end of every question, however it ends, and not only for the soft timeout. */
    readonly waitsToTheEnd: boolean,
    /** Takes nothing that was read before `since`, unless the ERP gives no answer. */
    readonly insistsOnFresh: boolean,
    /** What was asked for since then was read for this request. */
    readonly since: Instant,
    keepsDependencies = false,
  ) {
    this.noted = keepsDependencies ? new Dependencies() : undefined;
  }

  /** Where to note what the answer rests on; undefined where it is not wanted. */
  get dependencies(): Dependencies | undefined {
    return this.noted;
  }

  /** Notes what a part of the answer rests on in a dependencies of its own as well. Of a part that has to be waited for that holds never. */
  noting<T>(part: Dependencies, work: () => MaybePromise<T>): MaybePromise<T> {
    const whole = this.noted;
    this.noted = part;
    try {
      const value = work();
      if (value instanceof Promise) part.spoil();
      return value;
    } finally {
      this.noted = whole;
      whole?.follows(part);
    }
  }

  /**
   * A page's: waits for one soft timeout.
   * @param since when its request came, where facts read since then shall count as LIVE whichever field needed them first
   * @param keepsDependencies whether to note what the answer rests on
   */
  static ofPage(since: Instant = Number.POSITIVE_INFINITY, keepsDependencies = false): RequestBudget {
    return new RequestBudget(false, false, since, keepsDependencies);
  }

  /** That of a request that can do nothing without the answer, such as a sign-in for an account never seen before. */
  static toTheEnd(): RequestBudget {
    return new RequestBudget(true, false, Number.POSITIVE_INFINITY);
  }

  /** The checkout's: what it decides on is asked for anew, and what is asked for is waited for. */
  static ofCheckout(since: Instant): RequestBudget {
    return new RequestBudget(true, true, since);
  }

  get exhausted(): boolean {
    return this.spent;
  }

  /** Whether it waits for the ERP no more. */
  get givesUp(): boolean {
    return this.spent && !this.waitsToTheEnd;
  }

  exhaust(): void {
    this.spent = true;
  }

  /** How many questions to the ERP this request waited for, those that other requests put included. */
  get questions(): number {
    return this.waitedFor.size;
  }

  waitedForQuestion(question: object): void {
    this.waitedFor.add(question);
  }

  /** A fact that this request waited for. Others may have asked before it came. */
  waitedForFact(fact: object): void {
    this.readFor ??= new Set();
    this.readFor.add(fact);
  }

  /** Whether a fact was read for this request, whichever of its fields needed it first. */
  hasRead(fact: Fact<unknown>): boolean {
    return fact.readAt >= this.since || this.readFor?.has(fact) === true;
  }

  /** Waits for a question, once for all of the keys in it. Questions that are waited for at the same time count as one time. */
  waitOnce(question: object, wait: () => Promise<void>): Promise<void> {
    let waiting = this.waitingFor.get(question);
    if (!waiting) {
      if (this.waitingFor.size === 0) this.waitingSince = performance.now();
      waiting = wait().finally(() => {
        this.waitingFor.delete(question);
        if (this.waitingFor.size === 0) this.waitedMs += performance.now() - this.waitingSince;
      });
      this.waitingFor.set(question, waiting);
    }
    return waiting;
  }
}
