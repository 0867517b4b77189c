import { Injectable } from '@nestjs/common';
import { COMPANY_ZONE, GpSettings, JobSettings } from '../config/index.js';
import type { Instant } from '../values/instant.js';
import { checkSchedules, hasSeconds, isNamed } from './check-schedules.js';
import { nextTimes } from './cron-times.js';
import type { Job } from './job.js';

/** A job's schedule as this instance is configured. */
export interface PresentSchedule {
  /** Null where it is switched off. */
  readonly cron: string | null;
  /** An IANA time zone. */
  readonly timeZone: string;
  readonly missed: 'once' | 'skip';
}

/** When jobs run: as they bring it along, changed by JOBS_SCHEDULES. */
@Injectable()
export class Schedules {
  constructor(
    private readonly settings: JobSettings,
    private readonly gp: GpSettings,
  ) {}

  of({ name, schedule }: Job): PresentSchedule {
    const override = this.settings.schedules.schedules.get(name) ?? {};
    if (override === 'off') return { cron: null, timeZone: this.zone(schedule.timeZone), missed: schedule.missed };
    const { cron = schedule.cron, timeZone = schedule.timeZone, missed = schedule.missed } = override;
    return { cron, timeZone: this.zone(timeZone), missed };
  }

  /** When a job is due next; null where its schedule is switched off. @param from exclusive */
  next(job: Job, from: Instant): Instant | null {
    const { cron, timeZone } = this.of(job);
    return cron === null ? null : (nextTimes(cron, timeZone, from, 1)[0] ?? null);
  }

  /** Whether a job runs several times a minute. Its runs are short, and wait for no room among longer ones. */
  isFrequent(job: Job): boolean {
    const { cron } = this.of(job);
    return cron !== null && hasSeconds(cron);
  }

  /** @throws {StartRefused} JOBS_SCHEDULES names none of these jobs, or a cron expression that means nothing */
  check(jobs: ReadonlyMap<string, Job>): void {
    checkSchedules(this.settings.schedules, [...jobs.keys()]);
  }

  /** Whether a job rests at this time. */
  rests(name: string, at: Instant): boolean {
    return this.settings.schedules.maintenance.some(({ cron, timeZone, minutes, jobs }) => {
      if (!jobs.some((pattern) => isNamed(name, pattern))) return false;
      const [begin] = nextTimes(cron, this.zone(timeZone), at - minutes * 60_000, 1);
      return begin !== undefined && begin <= at;
    });
  }

  private zone(timeZone: string): string {
    return timeZone === COMPANY_ZONE ? this.gp.timeZone : timeZone;
  }
}
