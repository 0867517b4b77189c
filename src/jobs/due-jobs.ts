import { Injectable, Logger } from '@nestjs/common';
import { JobSettings } from '../config/index.js';
import { Clock } from '../values/clock.js';
import type { Instant } from '../values/instant.js';
import type { Job } from './job.js';
import { JobRunner } from './job-runner.js';
import { JobStore } from './job-store.js';
import type { PeriodicTask } from './periodic-tasks.js';
import { RunsWhileUp } from './runs-while-up.js';
import { Schedules } from './schedules.js';

/** A job that is found due later than this has been missed. */
const MISSED_AFTER_MS = 60_000;
/** Clocks of instances differ by less, and are set by less all the time. */
const CLOCKS_DIFFER_BY_MS = 60_000;

/**
 * Has jobs run by their schedules. Each job's row tells when it is due next; the instance that moves that time on asks for the
 * run. Whichever instance has room works on it, on what an operator asked for, and on what a dead instance has left.
 *
 * pg-boss' own schedules are not used. They look back from the present for the last time of an expression, and so find no
 * 02:30 on the night in spring that has none, and both on the night in autumn that has two.
 */
@Injectable()
@RunsWhileUp('meanwhile')
export class DueJobs implements PeriodicTask {
  readonly name = 'jobs.due';
  readonly everyMs = 1_000;
  private readonly log = new Logger('jobs');
  private jobs: ReadonlyMap<string, Job> = new Map();
  /** The time at which `run` was last called. */
  private lastRunAt: Instant = 0;

  constructor(
    private readonly runner: JobRunner,
    private readonly store: JobStore,
    private readonly schedules: Schedules,
    private readonly settings: JobSettings,
    private readonly clock: Clock,
  ) {}

  /** Writes the jobs of this release and their schedules down, for operators and other instances. @throws {StartRefused} */
  async open(jobs: ReadonlyMap<string, Job>): Promise<void> {
    this.schedules.check(jobs);
    this.jobs = jobs;
    for (const job of jobs.values()) {
      const { cron, timeZone } = this.schedules.of(job);
      const now = this.clock.now();
      const dueAt = this.schedules.next(job, now);
      const latest = this.schedules.next(job, now + CLOCKS_DIFFER_BY_MS);
      await this.store.write({ name: job.name, about: job.about, cron, timeZone, dueAt, latest }, this.isOn);
    }
    if (this.isOn) await this.store.retireAllBut([...jobs.keys()]);
    await this.runner.open(jobs);
  }

  async run(): Promise<void> {
    if (!this.isOn) return;
    const now = this.clock.now();
    if (now < this.lastRunAt - CLOCKS_DIFFER_BY_MS) await this.bringForward(now);
    this.lastRunAt = now;
    await this.requestDue(now);
    await this.runner.begin();
  }

  /** While the clock was ahead, jobs that ran became due later than the right time has them. */
  private async bringForward(now: Instant): Promise<void> {
    this.log.warn(
      `The clock of this machine was set back by ${Math.round((this.lastRunAt - now) / 1000)} s. Jobs are due by its present time.`,
    );
    for (const job of this.jobs.values()) {
      const dueAt = this.schedules.next(job, now);
      if (dueAt !== null) await this.store.bringForward(job.name, dueAt);
    }
  }

  private async requestDue(now: Instant): Promise<void> {
    for (const { name, dueAt } of await this.store.due(now, [...this.jobs.keys()])) {
      const job = this.jobs.get(name);
      if (!job) continue;
      const isWanted = this.schedules.of(job).missed === 'once' || now - dueAt <= MISSED_AFTER_MS;
      await this.store.moveOn(name, dueAt, this.schedules.next(job, Math.max(now, dueAt)), isWanted);
    }
  }

  private get isOn(): boolean {
    return this.settings.jobs === 'on';
  }
}
