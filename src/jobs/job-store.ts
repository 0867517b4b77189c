import { Injectable } from '@nestjs/common';
import { type Kysely, type Selectable, sql } from 'kysely';
import { GatewayDatabase, type GatewayTables, type JobRunTable } from '../database/index.js';
import type { Instant } from '../values/instant.js';
import type { Applied } from './job.js';
import { JobEndings } from './job-endings.js';
import type { JobRun, JobTrigger } from './job-run.js';
import { runOf } from './job-run-row.js';

/** How long an instance holds a run without a sign of life. Times are the database's. */
export const LEASE_MS = 30_000;
/** A run that changes hands this often without a chunk in between kills its process each time. */
export const MOST_TAKEOVERS = 10;
/** Failed records are kept for a retry up to this number per run, and shown are the first. */
const MOST_FAILED_KEPT = 10_000;
const MOST_IN_SAMPLE = 20;
/** Of scheduled runs that found nothing, each within this time of the one before, the history keeps the last, however many they are. */
const NEIGHBOURS_WITHIN_MS = 30 * 60_000;

/** A run that this holder works on. No other may change it while the lease lasts. */
export interface HeldRun extends JobRun {
  readonly holder: string;
  readonly checkpoint: string | null;
  readonly takeovers: number;
  /** Its holder has died before it could end it. */
  readonly isCancelled: boolean;
  /** The run whose failed records it retries. */
  readonly retryOf: string | null;
}

/** What the holder of a run has to do next. `lost`: another one holds it. */
export type Course = 'goOn' | 'pause' | 'cancel' | 'lost';

/** What is kept of jobs in the gateway's database: watermarks, runs with their checkpoints, and failed records. */
@Injectable()
export class JobStore {
  constructor(
    private readonly database: GatewayDatabase,
    private readonly endings: JobEndings,
  ) {}

  /**
   * Writes down a job of this release. What is due already stays so, unless its schedule has changed. What is due after
   * `latest` was written by a clock that was ahead.
   * @param overwrites whether what another instance has written down is replaced
   */
  async write({ name, about, cron, timeZone, dueAt, latest }: WrittenJob, overwrites: boolean): Promise<void> {
    const due_at = dueAt === null ? null : new Date(dueAt);
    await this.database
      .insertInto('job')
      .values({ name, about, cron, time_zone: timeZone, due_at })
      .onConflict((conflict) =>
        overwrites
          ? conflict.column('name').doUpdateSet({
              about,
              cron,
              time_zone: timeZone,
              due_at: sql`case when job.cron is not distinct from excluded.cron and job.time_zone = excluded.time_zone
                and not coalesce(job.due_at > ${latest === null ? null : new Date(latest)}::timestamptz, false)
                then coalesce(job.due_at, excluded.due_at) else excluded.due_at end`,
            })
          : conflict.doNothing(),
      )
      .execute();
  }

  /** Those of the jobs that are due. */
  async due(now: Instant, jobs: readonly string[]): Promise<readonly { readonly name: string; readonly dueAt: Instant }[]> {
    const rows = await this.database
      .selectFrom('job')
      .where('due_at', '<=', new Date(now))
      .where('name', 'in', jobs)
      .select(['name', 'due_at'])
      .execute();
    return rows.flatMap(({ name, due_at }) => (due_at === null ? [] : [{ name, dueAt: due_at.getTime() }]));
  }

  /**
   * Moves on when a job is due next, unless another instance has done so.
   * @param isWanted whether a run is asked for too, in the same transaction
   */
  async moveOn(job: string, dueAt: Instant, next: Instant | null, isWanted: boolean): Promise<void> {
    await this.database.transaction().execute(async (transaction) => {
      const moved = await transaction
        .updateTable('job')
        .set({ due_at: next === null ? null : new Date(next) })
        .where('name', '=', job)
        // The database counts microseconds. Once moved on, it is later by a second at least.
        .where('due_at', '<', new Date(dueAt + 1))
        .returning('name')
        .executeTakeFirst();
      if (moved && isWanted) await requestRun(transaction, { job, trigger: 'SCHEDULE', isDryRun: false, retryOf: null });
    });
  }

  /** Has a job be due at a time, where it is not due before. */
  async bringForward(job: string, dueAt: Instant): Promise<void> {
    const due_at = new Date(dueAt);
    await this.database.updateTable('job').set({ due_at }).where('name', '=', job).where('due_at', '>', due_at).execute();
  }

  /** Jobs that this release does not have run by no schedule any more. */
  async retireAllBut(names: readonly string[]): Promise<void> {
    await this.database.updateTable('job').set({ cron: null, due_at: null }).where('name', 'not in', names).execute();
  }

  /**
   * Asks for a run. A scheduled one is left out where the job is paused or a run waits or is under way.
   * @returns its ID, or that of the run that waits already; null where none was needed
   */
  async request(job: string, trigger: JobTrigger, isDryRun = false, retryOf: string | null = null): Promise<string | null> {
    return this.database.transaction().execute((transaction) => requestRun(transaction, { job, trigger, isDryRun, retryOf }));
  }

  /** Takes the lease on a run that waits for an instance. @param jobs those that may run now */
  async claim(holder: string, jobs: readonly string[]): Promise<HeldRun | undefined> {
    if (jobs.length === 0) return undefined;
    try {
      const { rows } = await sql<Selectable<JobRunTable>>`
        with next as (
          select r.id, j.watermark from job_run r join job j on j.name = r.job
          where r.job in (${sql.join(jobs)}) and j.paused_at is null
            and (
              (r.state = 'RUNNING' and r.leased_until <= now())
              or (r.state = 'QUEUED' and not exists (select from job_run o where o.job = r.job and o.state = 'RUNNING'))
            )
          order by r.id limit 1
          for update of r skip locked
        )
        update job_run r set
          state = 'RUNNING', holder = ${holder}, leased_until = now() + ${leaseTime},
          takeovers = r.takeovers + case when r.state = 'RUNNING' then 1 else 0 end,
          watermark_before = case when r.started_at is null then next.watermark else r.watermark_before end,
          started_at = coalesce(r.started_at, now())
        from next where r.id = next.id
        returning r.*`.execute(this.database);
      const [row] = rows;
      return row && heldRunOf(row, holder);
    } catch (fault) {
      // Another instance has just begun the job.
      if (isUniqueViolation(fault)) return undefined;
      throw fault;
    }
  }

  /** Holds a run for longer, and tells whether it goes on. */
  async prolong({ id, holder }: HeldRun): Promise<Course> {
    const { rows } = await sql<CourseRow>`
      update job_run r set leased_until = now() + ${leaseTime} from job j
      where r.id = ${id} and r.holder = ${holder} and j.name = r.job
      returning r.cancel_requested, j.paused_at is not null as is_paused`.execute(this.database);
    return courseOf(rows[0]);
  }

  /** Writes that a chunk has been applied, and what became of its records. */
  writeChunk({ id, holder }: HeldRun, checkpoint: string, applied: Applied): Promise<Course> {
    const { read, changed, unchanged, failed, sample = [] } = applied;
    return this.database.transaction().execute(async (transaction) => {
      const { rows } = await sql<CourseRow & { readonly kept: number }>`
        update job_run r set
          checkpoint = ${checkpoint}, chunks = r.chunks + 1, takeovers = 0, leased_until = now() + ${leaseTime},
          records_read = r.records_read + ${read}, records_changed = r.records_changed + ${changed},
          records_unchanged = r.records_unchanged + ${unchanged}, records_failed = r.records_failed + ${failed.length},
          sample = case when jsonb_array_length(r.sample) < ${MOST_IN_SAMPLE}
            then r.sample || ${JSON.stringify(sample.slice(0, MOST_IN_SAMPLE))}::jsonb else r.sample end
        from job j where r.id = ${id} and r.holder = ${holder} and j.name = r.job
        returning r.cancel_requested, j.paused_at is not null as is_paused, r.records_failed::int as kept`.execute(transaction);
      const [row] = rows;
      const kept = row && failed.slice(0, Math.max(0, MOST_FAILED_KEPT - (row.kept - failed.length)));
      if (kept && kept.length > 0) {
        await transaction
          .insertInto('job_failed_record')
          .values(kept.map(({ key, error }) => ({ run_id: id, key, error })))
          .onConflict((conflict) => conflict.doNothing())
          .execute();
      }
      return courseOf(row);
    });
  }

  /** Gives a run back, for whichever instance goes on from its last chunk. */
  async release({ id, holder }: HeldRun): Promise<void> {
    await sql`update job_run set holder = null, leased_until = now() where id = ${id} and holder = ${holder}`.execute(
      this.database,
    );
  }

  /** An embedded database is open in one process: the holders of runs before this process have ended. */
  async releaseThoseOfFormerProcess(): Promise<void> {
    if (this.database.place.kind !== 'embedded') return;
    await sql`update job_run set holder = null, leased_until = now() where state = 'RUNNING'`.execute(this.database);
  }

  /**
   * Ends a run, and tells its listeners in the same transaction.
   * @param watermark that of the next run, where this one has succeeded with all records
   */
  async end(
    run: HeldRun,
    state: 'SUCCEEDED' | 'FAILED' | 'CANCELLED',
    { fault = null, watermark = null }: { readonly fault?: string | null; readonly watermark?: string | null } = {},
  ): Promise<void> {
    const movesOn = state === 'SUCCEEDED' && !run.isDryRun && run.trigger !== 'RETRY';
    await this.database.transaction().execute(async (transaction) => {
      const { rows } = await sql<Selectable<JobRunTable>>`
        update job_run set state = ${state}, ended_at = now(), holder = null, leased_until = null, fault = ${fault},
          watermark_after = ${movesOn ? watermark : null}
        where id = ${run.id} and holder = ${run.holder} returning *`.execute(transaction);
      const [row] = rows;
      if (!row) return;
      if (movesOn) {
        await sql`update job set watermark = ${watermark}, succeeded_at = now() where name = ${run.job}`.execute(transaction);
      }
      // Those that have failed again are among this run's.
      if (state === 'SUCCEEDED' && run.retryOf !== null) {
        await transaction.deleteFrom('job_failed_record').where('run_id', '=', run.retryOf).execute();
      }
      const before = await transaction
        .selectFrom('job_run')
        .where('job', '=', run.job)
        .where('id', '<>', run.id)
        .where('ended_at', 'is not', null)
        .where('is_dry_run', '=', false)
        .orderBy('ended_at', 'desc')
        .limit(1)
        .selectAll()
        .executeTakeFirst();
      await this.endings.tell({ run: runOf(row), before: before ? runOf(before) : null }, transaction);
      if (before && foundNothing(row) && foundNothing(before) && isSoonAfter(row, before)) {
        await transaction.deleteFrom('job_run').where('id', '=', before.id).execute();
      }
    });
  }

  async forgetWatermark(job: string): Promise<void> {
    await this.database.updateTable('job').set({ watermark: null }).where('name', '=', job).execute();
  }

  async failedKeys(runId: string): Promise<readonly string[]> {
    const rows = await this.database.selectFrom('job_failed_record').where('run_id', '=', runId).select('key').execute();
    return rows.map(({ key }) => key);
  }

  async run(id: string): Promise<JobRun | undefined> {
    const row = await this.database.selectFrom('job_run').where('id', '=', id).selectAll().executeTakeFirst();
    return row && runOf(row);
  }

  /** Deletes ended runs: all but the last `keep` of each job, and those that ended more than `days` days ago. */
  async prune(keep: number, days: number): Promise<number> {
    const result = await sql`
      delete from job_run where ended_at is not null and id in (
        select id from (
          select id, ended_at, row_number() over (partition by job order by id desc) as place from job_run
        ) as r where place > ${keep} or ended_at < now() - make_interval(days => ${days})
      )`.execute(this.database);
    return Number(result.numAffectedRows ?? 0);
  }
}

/** A job of this release with its present schedule. */
export interface WrittenJob {
  readonly name: string;
  readonly about: string;
  /** Null where it is switched off. */
  readonly cron: string | null;
  readonly timeZone: string;
  readonly dueAt: Instant | null;
  /** The latest time at which it can be due next, by whichever instance's clock. */
  readonly latest: Instant | null;
}

interface RunRequest {
  readonly job: string;
  readonly trigger: JobTrigger;
  readonly isDryRun: boolean;
  readonly retryOf: string | null;
}

/** See `JobStore.request`. */
export async function requestRun(
  transaction: Kysely<GatewayTables>,
  { job, trigger, isDryRun, retryOf }: RunRequest,
): Promise<string | null> {
  // Requests for one job are decided one after the other.
  const known = await transaction.selectFrom('job').where('name', '=', job).select('paused_at').forUpdate().executeTakeFirst();
  if (!known) return null;
  const open = await transaction
    .selectFrom('job_run')
    .where('job', '=', job)
    .where('state', 'in', ['QUEUED', 'RUNNING'])
    .select(['id', 'state', 'is_dry_run', 'retry_of'])
    .execute();
  const byItself = trigger === 'SCHEDULE' || trigger === 'START';
  if (byItself && (known.paused_at !== null || open.length > 0)) return null;
  const queued = open.find(({ state }) => state === 'QUEUED');
  if (queued) {
    const isTheSame = queued.is_dry_run === isDryRun && (queued.retry_of === null ? null : String(queued.retry_of)) === retryOf;
    return isTheSame ? String(queued.id) : null;
  }
  const { id } = await transaction
    .insertInto('job_run')
    .values({ job, trigger, is_dry_run: isDryRun, retry_of: retryOf, state: 'QUEUED' })
    .returning('id')
    .executeTakeFirstOrThrow();
  return String(id);
}

function foundNothing({ trigger, state, records_read, records_changed, records_failed }: Selectable<JobRunTable>): boolean {
  if (trigger !== 'SCHEDULE' || state !== 'SUCCEEDED') return false;
  // A job may change what it does not count as read, and fail before it has read anything.
  return [records_read, records_changed, records_failed].every((records) => Number(records) === 0);
}

function isSoonAfter(run: Selectable<JobRunTable>, before: Selectable<JobRunTable>): boolean {
  return run.requested_at.getTime() - before.requested_at.getTime() < NEIGHBOURS_WITHIN_MS;
}

const leaseTime = sql`make_interval(secs => ${sql.lit(LEASE_MS / 1000)})`;
const UNIQUE_VIOLATION = '23505';

interface CourseRow {
  readonly cancel_requested: boolean;
  readonly is_paused: boolean;
}

function courseOf(row: CourseRow | undefined): Course {
  if (!row) return 'lost';
  if (row.cancel_requested) return 'cancel';
  return row.is_paused ? 'pause' : 'goOn';
}

function heldRunOf(row: Selectable<JobRunTable>, holder: string): HeldRun {
  const { checkpoint, takeovers, retry_of } = row;
  return {
    ...runOf(row),
    holder,
    checkpoint,
    takeovers,
    isCancelled: row.cancel_requested,
    retryOf: retry_of === null ? null : String(retry_of),
  };
}

function isUniqueViolation(fault: unknown): boolean {
  return (fault as { code?: unknown } | null)?.code === UNIQUE_VIOLATION;
}
