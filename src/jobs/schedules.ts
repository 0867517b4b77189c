import { Injectable } from '@nestjs/common';
import { COMPANY_ZONE, GpSettings, JobSettings } from '../config/index.js';
import { StartRefused } from '../faults/index.js';
import type { Instant } from '../values/instant.js';
import type { Job } from './job.js';
import { Queues } from './queues.js';

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
    private readonly queues: Queues,
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
    return cron === null ? null : (this.queues.nextTimes(cron, timeZone, from, 1)[0] ?? null);
  }

  /** @throws {StartRefused} JOBS_SCHEDULES names a job that there is not, or a cron expression that means nothing */
  check(jobs: ReadonlyMap<string, Job>): void {
    const { schedules, maintenance } = this.settings.schedules;
    const problems: string[] = [];
    for (const [name, override] of schedules) {
      const place = `schedules["${name}"]`;
      if (!jobs.has(name)) problems.push(`${place}: there is no such job; there are ${[...jobs.keys()].toSorted().join(', ')}`);
      const problem = override === 'off' || override.cron === undefined ? null : this.problemOf(override.cron);
      if (problem !== null) problems.push(`${place}.cron: ${problem}`);
    }
    maintenance.forEach((window, index) => {
      const problem = this.problemOf(window.cron);
      if (problem !== null) problems.push(`maintenance[${index}].cron: ${problem}`);
      for (const pattern of window.jobs) {
        if (![...jobs.keys()].some((name) => isNamed(name, pattern))) {
          problems.push(`maintenance[${index}].jobs: "${pattern}" names no job`);
        }
      }
    });
    if (problems.length > 0) throw new StartRefused(problems.map((problem) => `JOBS_SCHEDULES: ${problem}.`).join('\n'));
  }

  /** Whether a job rests at this time. */
  rests(name: string, at: Instant): boolean {
    return this.settings.schedules.maintenance.some(({ cron, timeZone, minutes, jobs }) => {
      if (!jobs.some((pattern) => isNamed(name, pattern))) return false;
      const [begin] = this.queues.nextTimes(cron, this.zone(timeZone), at - minutes * 60_000, 1);
      return begin !== undefined && begin <= at;
    });
  }

  private zone(timeZone: string): string {
    return timeZone === COMPANY_ZONE ? this.gp.timeZone : timeZone;
  }

  /** What is wrong with a cron expression; null where nothing is. */
  private problemOf(cron: string): string | null {
    const fields = cron.trim().split(/\s+/);
    if (fields.length !== FIELDS.length) return `expected five fields, ${FIELDS.map(({ name }) => name).join(', ')}`;
    // Each for itself, to name the one that is wrong.
    const wrong = FIELDS.find((_, place) => !this.isCron(fields.map((field, at) => (at === place ? field : '*')).join(' ')));
    if (wrong) return `the ${wrong.name} means nothing; expected ${wrong.expected}`;
    return this.isCron(cron) ? null : 'there is no such day';
  }

  private isCron(cron: string): boolean {
    try {
      this.queues.nextTimes(cron, 'UTC', Date.now(), 1);
      return true;
    } catch {
      return false;
    }
  }
}

/** Of a cron expression, in their order. */
const FIELDS = [
  { name: 'minute', expected: 'such as 0, 0-59, 0,30 or */5' },
  { name: 'hour', expected: 'such as 0, 0-23, 6,18 or */2' },
  { name: 'day of the month', expected: 'such as 1, 1-31 or *' },
  { name: 'month', expected: 'such as 1, 1-12, jan or *' },
  { name: 'day of the week', expected: 'such as 0 for Sunday, 1-5, mon or *' },
] as const;

/** @param pattern a name, `room.*`, or `*` */
function isNamed(name: string, pattern: string): boolean {
  return pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern;
}
