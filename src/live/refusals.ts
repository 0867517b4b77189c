import { Logger } from '@nestjs/common';
import type { Clock } from '../values/clock.js';
import type { LivePolicy } from './live-policy.js';

/** For REFUSED_FOR_SECONDS a key that its source refused is not asked for again, because it would be refused again. */
export const REFUSED_FOR_SECONDS = 60;
/** At most MAX_KEYS refused keys are remembered; the oldest is forgotten first. */
const MAX_KEYS = 1_000;
/**
 * Visitors can cause refusals as often as they like, so at most one line in QUIET_MS is logged, with the number of those left
 * out.
 */
const QUIET_MS = 10_000;

/**
 * The keys that a source refused even alone, or whose answers could not be read. They are not asked for during
 * REFUSED_FOR_SECONDS, and after that each in a question of its own, so that no other key fails with them.
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

  /** Whether a key was refused within REFUSED_FOR_SECONDS, so that it is not asked for. */
  holds(text: string): boolean {
    return this.until.size > 0 && (this.until.get(text) ?? 0) > this.clock.now();
  }

  /** Whether a key was refused when it was last asked for. */
  suspects(text: string): boolean {
    return this.until.size > 0 && this.until.has(text);
  }

  /** Whether a refused question may be split: not during REFUSED_FOR_SECONDS after one with too many refused keys to find. */
  get splits(): boolean {
    return this.wholeUntil <= this.clock.now();
  }

  /**
   * A question holds too many refused keys to find. All questions may be refused now, so none is split for a while, to spare the
   * source.
   */
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

  /** To be called when the key was answered, or has changed. */
  forget(text: string): void {
    this.until.delete(text);
  }

  clear(): void {
    this.until.clear();
    this.wholeUntil = Number.NEGATIVE_INFINITY;
  }

  /** Logs a refusal, at most once in QUIET_MS. @param text the key; undefined if the fault is not about a single key */
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
