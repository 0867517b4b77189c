import { Logger } from '@nestjs/common';
import type { Clock } from '../values/clock.js';
import type { LivePolicy } from './live-policy.js';

/** For so long a key that its source refused is not asked for again: the same would be refused again. */
export const REFUSED_FOR_SECONDS = 60;
/** The oldest are forgotten first. */
const MAX_KEYS = 1_000;
/** Visitors can bring refusals about as often as they like: one line for all of these, with their count. */
const QUIET_MS = 10_000;

/**
 * The keys that a source refused by themselves, or whose answers could not be read. For a while they are not asked for, and
 * afterwards in questions of their own, so that no other key fails with them.
 */
export class Refusals {
  private readonly until = new Map<string, number>();
  private readonly log = new Logger('live');
  private wholeUntil = Number.NEGATIVE_INFINITY;
  private saidAt = Number.NEGATIVE_INFINITY;
  private leftOut = 0;

  constructor(
    private readonly policy: LivePolicy,
    private readonly clock: Clock,
  ) {}

  /** Whether a key was refused so lately that it is not asked for. */
  holds(text: string): boolean {
    return this.until.size > 0 && (this.until.get(text) ?? 0) > this.clock.now();
  }

  /** Whether a key was refused when it was asked for last. */
  suspects(text: string): boolean {
    return this.until.size > 0 && this.until.has(text);
  }

  /** Whether a refused question is split: not for a while after one that held more refused keys than can be found. */
  get splits(): boolean {
    return this.wholeUntil <= this.clock.now();
  }

  /** Too much of a question is refused to be found: so may be all that is asked, and the source is not asked piece by piece. */
  addMany(fault: unknown): void {
    this.wholeUntil = this.clock.now() + REFUSED_FOR_SECONDS * 1000;
    this.tell(undefined, fault);
  }

  add(text: string, fault: unknown): void {
    const isNew = !this.until.delete(text);
    this.until.set(text, this.clock.now() + REFUSED_FOR_SECONDS * 1000);
    const [oldest] = this.until.keys();
    if (this.until.size > MAX_KEYS && oldest !== undefined) this.until.delete(oldest);
    if (isNew) this.tell(text, fault);
  }

  /** It was answered. */
  forget(text: string): void {
    this.until.delete(text);
  }

  clear(): void {
    this.until.clear();
    this.wholeUntil = Number.NEGATIVE_INFINITY;
  }

  /** @param text the key that it is about; undefined where it is about no single one */
  tell(text: string | undefined, fault: unknown): void {
    const now = this.clock.now();
    if (now - this.saidAt < QUIET_MS) {
      this.leftOut++;
      return;
    }
    const { namespace, namesKeys } = this.policy;
    const fields = {
      namespace,
      ...(namesKeys && text !== undefined && { key: text }),
      ...(this.leftOut > 0 && { leftOut: this.leftOut }),
      fault,
    };
    this.log.error(fields, 'A fact cannot be read: its question or its answer makes no sense');
    this.saidAt = now;
    this.leftOut = 0;
  }
}
