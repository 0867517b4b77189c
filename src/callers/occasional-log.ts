import { Logger } from '@nestjs/common';

/** The same thing again is said this much later at the earliest: callers decide how often they are refused. */
const PAUSE_MS = 10_000;
/** Clients times reasons, and more than either. */
const MAX_SUBJECTS = 2_000;

/** Log lines about what callers can bring about as often as they like: the first at once, then one for many. */
export class OccasionalLog {
  private readonly log: Logger;
  private readonly said = new Map<string, { at: number; leftOut: number }>();

  constructor(context: string) {
    this.log = new Logger(context);
  }

  /** @param subject what the same thing is told by */
  warn(subject: string, fields: Readonly<Record<string, string | null>>, message: string): void {
    const now = performance.now();
    const last = this.said.get(subject);
    if (last && now - last.at < PAUSE_MS) {
      last.leftOut++;
      return;
    }
    if (!last && this.said.size >= MAX_SUBJECTS) this.said.clear();
    this.said.set(subject, { at: now, leftOut: 0 });
    this.log.warn({ ...fields, ...(last && last.leftOut > 0 && { leftOut: last.leftOut }) }, message);
  }
}
