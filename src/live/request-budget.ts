import type { Instant } from '../values/instant.js';
import type { MaybePromise } from '../values/maybe-promise.js';
import { requestsFirst } from '../values/requests-first.js';
import { Dependencies } from './dependencies.js';
import type { Fact } from './fact.js';

/** A page of 24 products has fewer. What follows from 100 facts takes some 10 ms where nothing of it was compiled before. */
const READS_A_TURN = 100;

/**
 * How long one request may still wait for the ERP. A page asks for several kinds of facts one after another. Once it has
 * waited in vain for one of them, it waits for no other, so that a hanging ERP costs it one soft timeout and not several.
 */
export class RequestBudget {
  private noted: Dependencies | undefined;
  /** How long the request has waited for facts altogether, in milliseconds. */
  waitedMs = 0;
  private spent = false;
  // Made when the request waits: most requests have all facts in memory, and several budgets are made for each.
  private waitedFor: Set<object> | undefined;
  private readFor: Set<object> | undefined;
  private waitingFor: Map<object, Promise<void>> | undefined;
  private waitingSince = 0;
  private resumed = 0;
  private turn: Promise<void> | undefined;

  private constructor(
    /** Waits until each question has ended, and not only for the soft timeout. */
    readonly waitsToTheEnd: boolean,
    /** Accepts no fact that was read before `since`, unless the ERP gives no answer. */
    readonly insistsOnFresh: boolean,
    /** Facts that were read since this instant count as read for this request. */
    readonly since: Instant,
    keepsDependencies = false,
  ) {
    this.noted = keepsDependencies ? new Dependencies() : undefined;
  }

  /** Where to note the facts that the answer is made of; undefined if they are not noted. */
  get dependencies(): Dependencies | undefined {
    return this.noted;
  }

  /** Notes the facts of a part of the answer in `part` too. A part that returns a promise may never be given again. */
  noting<T>(part: Dependencies, work: () => MaybePromise<T>): MaybePromise<T> {
    const whole = this.noted;
    this.noted = part;
    try {
      const value = work();
      if (value instanceof Promise) part.markUncacheable();
      return value;
    } finally {
      this.noted = whole;
      whole?.addAll(part);
    }
  }

  /**
   * The budget of a page, which waits for one soft timeout.
   * @param since when the request came, if facts read since then are to count as LIVE for all of its fields
   * @param keepsDependencies whether to note the facts that the answer is made of
   */
  static ofPage(since: Instant = Number.POSITIVE_INFINITY, keepsDependencies = false): RequestBudget {
    return new RequestBudget(false, false, since, keepsDependencies);
  }

  /** The budget of a request that can do nothing without the answer, such as a sign-in for an account never seen before. */
  static toTheEnd(): RequestBudget {
    return new RequestBudget(true, false, Number.POSITIVE_INFINITY);
  }

  /** The budget of a checkout: its facts are read anew, and it waits until each question has ended. */
  static ofCheckout(since: Instant): RequestBudget {
    return new RequestBudget(true, true, since);
  }

  get exhausted(): boolean {
    return this.spent;
  }

  /** Whether the request does not wait for the ERP any more. */
  get givesUp(): boolean {
    return this.spent && !this.waitsToTheEnd;
  }

  exhaust(): void {
    this.spent = true;
  }

  /** The number of questions to the ERP that this request waited for, including those that other requests caused. */
  get questions(): number {
    return this.waitedFor?.size ?? 0;
  }

  waitedForQuestion(question: object): void {
    this.waitedFor ??= new Set();
    this.waitedFor.add(question);
  }

  /** Notes a fact that this request waited for. Another request may have asked for it before this one came. */
  waitedForFact(fact: object): void {
    this.readFor ??= new Set();
    this.readFor.add(fact);
  }

  /** Whether a fact was read for this request, by this field or by another one. */
  hasRead(fact: Fact<unknown>): boolean {
    return fact.readAt >= this.since || this.readFor?.has(fact) === true;
  }

  /**
   * When a read that waited may go on: the first READS_A_TURN at once, and as many more in each further turn of the event loop.
   * All facts of a batch arrive at once, and what a request makes of hundreds of them would keep other requests from being read.
   */
  resume(): Promise<void> | undefined {
    if (++this.resumed % READS_A_TURN === 0) this.turn = (this.turn ?? Promise.resolve()).then(requestsFirst);
    return this.turn;
  }

  /** Waits once for a question, also if several of its keys are wanted. Overlapping waits count once in `waitedMs`. */
  waitOnce(question: object, wait: () => Promise<void>): Promise<void> {
    this.waitingFor ??= new Map();
    const { waitingFor } = this;
    let waiting = waitingFor.get(question);
    if (!waiting) {
      if (waitingFor.size === 0) this.waitingSince = performance.now();
      waiting = wait().finally(() => {
        waitingFor.delete(question);
        if (waitingFor.size === 0) this.waitedMs += performance.now() - this.waitingSince;
      });
      waitingFor.set(question, waiting);
    }
    return waiting;
  }
}
