import { Logger } from '@nestjs/common';

/** Lines about the same subject are at least PAUSE_MS apart, since callers decide how often they are refused. */
const PAUSE_MS = 10_000;
/** At most MAX_SUBJECTS subjects are remembered: more than there are pairs of a client and a reason. */
const MAX_SUBJECTS = 2_000;

/** Logs events that callers can cause as often as they like: the first at once, then at most one line in PAUSE_MS. */
export class OccasionalLog {
  private readonly log: Logger;
  private readonly said = new Map<string, { at: number; leftOut: number }>();

  constructor(context: string) {
    this.log = new Logger(context);
  }

  /** @param subject identifies lines about the same thing */
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
