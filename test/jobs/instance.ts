import { sql } from 'kysely';
import { GpSettings, JobSchedules, JobSettings } from '../../src/config/index.js';
import type { GatewayDatabase } from '../../src/database/index.js';
import {
  DueJobs,
  type Job,
  JobDesk,
  JobEndings,
  type JobRun,
  JobRunner,
  JobStore,
  type JobTrigger,
} from '../../src/jobs/index.js';
import { Schedules } from '../../src/jobs/schedules.js';
import { Clock, SystemClock } from '../../src/values/clock.js';
import { runJob } from '../support/run-job.js';

/** The parts of one gateway that jobs pass through. Two on one database are two instances. */
export class JobInstance {
  readonly desk: JobDesk;

  private constructor(
    readonly database: GatewayDatabase,
    readonly schedules: Schedules,
    readonly endings: JobEndings,
    readonly store: JobStore,
    readonly runner: JobRunner,
    readonly due: DueJobs,
    readonly settings: JobSettings,
    readonly jobs: ReadonlyMap<string, Job>,
  ) {
    this.desk = new JobDesk(database);
  }

  static async open(
    database: GatewayDatabase,
    jobs: readonly Job[],
    { schedules = new JobSchedules(), timeZone = 'UTC', clock = new SystemClock() as Clock } = {},
  ): Promise<JobInstance> {
    const settings = Object.assign(new JobSettings(), { schedules });
    const known = new Schedules(settings, Object.assign(new GpSettings(), { timeZone }));
    const endings = new JobEndings();
    const store = new JobStore(database, endings);
    const runner = new JobRunner(store, known, clock);
    const due = new DueJobs(runner, store, known, settings, clock);
    const byName = new Map(jobs.map((job) => [job.name, job]));
    const instance = new JobInstance(database, known, endings, store, runner, due, settings, byName);
    await due.open(byName);
    return instance;
  }

  run(job: string, isDryRun = false, trigger: JobTrigger = 'OPERATOR'): Promise<JobRun> {
    const parts = new Map<unknown, unknown>([
      [JobStore, this.store],
      [JobRunner, this.runner],
    ]);
    return runJob({ get: (token) => parts.get(token) as never }, job, isDryRun, trigger);
  }

  /** The last run of a job, or the one under way. */
  async last(job: string): Promise<JobRun> {
    const [run] = await this.desk.history(job, 1);
    if (!run) throw new Error(`${job} has not run`);
    return run;
  }

  async close(): Promise<void> {
    await this.runner.onApplicationShutdown();
  }
}

/** As if the time of every lease were over: its holder has died, or stands still. */
export async function endLeases(database: GatewayDatabase): Promise<void> {
  await sql`update job_run set leased_until = now() where state = 'RUNNING'`.execute(database);
}
