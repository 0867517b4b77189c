import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import type { GatewayDatabase } from '../database/index.js';
import { stored } from '../faults/index.js';
import type { Instant } from '../values/instant.js';
import type { FailedRecord } from './job.js';
import type { JobRun, JobTrigger } from './job-run.js';
import { runOf } from './job-run-row.js';
import { requestRun } from './job-store.js';

const LOOK_EVERY_MS = 500;
/** No instance works on the run. */
const isFree = sql`(holder is null or leased_until <= now())`;
/** By an instance. The table was made with the watermark of a job that none had written down yet. */
const isWritten = sql<boolean>`about <> ''`;

/** A job as operators see it. */
export interface JobOnDesk {
  readonly name: string;
  readonly about: string;
  /** Null where its schedule is switched off. */
  readonly cron: string | null;
  readonly timeZone: string;
  readonly isPaused: boolean;
  /** Null where it runs by no schedule, or is paused. */
  readonly dueAt: Instant | null;
  readonly succeededAt: Instant | null;
  /** The run that waits or is under way, else the last one that was no dry run, else the last one. */
  readonly run: JobRun | null;
  /** The records that `retry` would try again, and the run in which they have failed; null where there are none. */
  readonly failed: { readonly runId: string; readonly records: number } | null;
}

/** What alerts are made of, of a job that runs by a schedule. */
export interface JobOutcome {
  readonly job: string;
  /** Since its last run that succeeded; since the job is known where none did. */
  readonly ageMs: number;
  /** Records that failed in its last run that has ended, dry runs left out; 0 where there is none. */
  readonly failedRecords: number;
}

export type RunRequested =
  /** The run, and whether it waits behind another one of the job. */
  { readonly kind: 'requested'; readonly id: string } | { readonly kind: 'unknown' | 'paused' | 'otherWaits' | 'nothingFailed' };

/** What operators see of jobs and may do, by the database alone: instances notice it within seconds. */
export class JobDesk {
  constructor(private readonly database: GatewayDatabase) {}

  /** @throws {StoreUnavailable} */
  async list(): Promise<readonly JobOnDesk[]> {
    return stored('jobs.list', async () => {
      const jobs = await this.database.selectFrom('job').where(isWritten).selectAll().orderBy('name').execute();
      const runs = await this.database
        .selectFrom('job_run')
        .distinctOn('job')
        .selectAll()
        .orderBy('job')
        .orderBy(sql`state = 'RUNNING'`, 'desc')
        .orderBy(sql`state = 'QUEUED'`, 'desc')
        .orderBy('is_dry_run')
        .orderBy('id', 'desc')
        .execute();
      const failed = await this.database
        .selectFrom('job_failed_record')
        .innerJoin('job_run', 'job_run.id', 'job_failed_record.run_id')
        .distinctOn('job')
        .where('is_dry_run', '=', false)
        .where('ended_at', 'is not', null)
        .groupBy(['job', 'run_id'])
        .orderBy('job')
        .orderBy('run_id', 'desc')
        .select(['job', 'run_id', sql<number>`count(*)::int`.as('records')])
        .execute();
      const failedByJob = new Map(failed.map(({ job, run_id, records }) => [job, { runId: String(run_id), records }]));
      const byJob = new Map(runs.map((row) => [row.job, runOf(row)]));
      return jobs.map((row) => ({
        name: row.name,
        about: row.about,
        cron: row.cron,
        timeZone: row.time_zone,
        isPaused: row.paused_at !== null,
        dueAt: row.paused_at === null ? (row.due_at?.getTime() ?? null) : null,
        succeededAt: row.succeeded_at?.getTime() ?? null,
        run: byJob.get(row.name) ?? null,
        failed: failedByJob.get(row.name) ?? null,
      }));
    });
  }

  /** Why a job begins no run by itself; null where it does, or no gateway has written it down yet. @throws {StoreUnavailable} */
  async standstill(job: string): Promise<'paused' | 'off' | null> {
    const row = await stored('jobs.standstill', () =>
      this.database.selectFrom('job').where('name', '=', job).where(isWritten).select(['cron', 'paused_at']).executeTakeFirst(),
    );
    if (!row) return null;
    if (row.paused_at !== null) return 'paused';
    return row.cron === null ? 'off' : null;
  }

  /** The last runs, the newest first. @throws {StoreUnavailable} */
  async history(job: string | null, limit: number): Promise<readonly JobRun[]> {
    return stored('jobs.history', async () => {
      let query = this.database.selectFrom('job_run').selectAll().orderBy('id', 'desc').limit(limit);
      if (job !== null) query = query.where('job', '=', job);
      return (await query.execute()).map(runOf);
    });
  }

  /** @throws {StoreUnavailable} */
  async run(id: string): Promise<JobRun | undefined> {
    const row = await stored('jobs.run', () =>
      this.database.selectFrom('job_run').where('id', '=', id).selectAll().executeTakeFirst(),
    );
    return row && runOf(row);
  }

  /** @throws {StoreUnavailable} */
  failedRecords(runId: string, limit: number): Promise<readonly FailedRecord[]> {
    return stored('jobs.failedRecords', () =>
      this.database
        .selectFrom('job_failed_record')
        .where('run_id', '=', runId)
        .select(['key', 'error'])
        .orderBy('key')
        .limit(limit)
        .execute(),
    );
  }

  /** Asks for a run now. @throws {StoreUnavailable} */
  request(job: string, isDryRun: boolean): Promise<RunRequested> {
    return this.requestOf(job, 'OPERATOR', isDryRun);
  }

  /** Asks for another try at the records that failed in the last run that had such. @throws {StoreUnavailable} */
  retry(job: string): Promise<RunRequested> {
    return this.requestOf(job, 'RETRY', false);
  }

  /** Waits for the end of a run. @throws {StoreUnavailable} */
  async ended(id: string, patience: AbortSignal): Promise<JobRun | undefined> {
    for (;;) {
      const run = await this.run(id);
      if (!run || run.endedAt !== null || patience.aborted) return run;
      await pause(LOOK_EVERY_MS);
    }
  }

  /**
   * A paused job begins no run, and one that is under way stops after its present chunk until the job is resumed.
   * @returns whether there is such a job
   * @throws {StoreUnavailable}
   */
  async setPaused(job: string, isPaused: boolean): Promise<boolean> {
    const result = await stored('jobs.pause', () =>
      this.database
        .updateTable('job')
        .set({ paused_at: isPaused ? new Date() : null })
        .where('name', '=', job)
        .executeTakeFirst(),
    );
    return result.numUpdatedRows > 0n;
  }

  /**
   * Ends the run of a job that waits or is under way; one that an instance works on ends within seconds.
   * @returns the number of runs
   * @throws {StoreUnavailable}
   */
  async cancel(job: string): Promise<number> {
    const result = await stored('jobs.cancel', () =>
      sql`update job_run set cancel_requested = true,
          state = case when ${isFree} then 'CANCELLED' else state end,
          ended_at = case when ${isFree} then now() end
        where job = ${job} and state in ('QUEUED', 'RUNNING')`.execute(this.database),
    );
    return Number(result.numAffectedRows ?? 0);
  }

  /** @throws {StoreUnavailable} */
  async outcomes(): Promise<readonly JobOutcome[]> {
    const { rows } = await stored('jobs.outcomes', () =>
      sql<{ readonly name: string; readonly age: string; readonly failed: number }>`
        select name, extract(epoch from now() - coalesce(succeeded_at, known_since))::text as age,
          coalesce((
            select records_failed from job_run where job = name and ended_at is not null and not is_dry_run order by id desc limit 1
          ), 0)::int as failed
        from job where cron is not null
      `.execute(this.database),
    );
    return rows.map(({ name, age, failed }) => ({ job: name, ageMs: Number(age) * 1_000, failedRecords: failed }));
  }

  private requestOf(job: string, trigger: JobTrigger, isDryRun: boolean): Promise<RunRequested> {
    return stored('jobs.request', () =>
      this.database.transaction().execute(async (transaction): Promise<RunRequested> => {
        const known = await transaction.selectFrom('job').where('name', '=', job).select('paused_at').executeTakeFirst();
        if (!known) return { kind: 'unknown' };
        if (known.paused_at !== null) return { kind: 'paused' };
        let retryOf: string | null = null;
        if (trigger === 'RETRY') {
          const failed = await transaction
            .selectFrom('job_failed_record')
            .innerJoin('job_run', 'job_run.id', 'job_failed_record.run_id')
            .where('job', '=', job)
            .where('is_dry_run', '=', false)
            .where('ended_at', 'is not', null)
            .select('run_id')
            .orderBy('run_id', 'desc')
            .limit(1)
            .executeTakeFirst();
          if (!failed) return { kind: 'nothingFailed' };
          retryOf = String(failed.run_id);
        }
        const id = await requestRun(transaction, { job, trigger, isDryRun, retryOf });
        return id === null ? { kind: 'otherWaits' } : { kind: 'requested', id };
      }),
    );
  }
}
