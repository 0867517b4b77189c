import type { Selectable } from 'kysely';
import type { JobRunTable } from '../database/index.js';
import type { RecordChange } from './job.js';
import type { JobRun } from './job-run.js';

/** A run as the table has it. */
export function runOf(row: Selectable<JobRunTable>): JobRun {
  return {
    // PGlite gives bigints as numbers.
    id: String(row.id),
    job: row.job,
    trigger: row.trigger,
    isDryRun: row.is_dry_run,
    state: row.state,
    isHeld: row.holder !== null,
    requestedAt: row.requested_at.getTime(),
    startedAt: row.started_at?.getTime() ?? null,
    endedAt: row.ended_at?.getTime() ?? null,
    chunks: row.chunks,
    read: Number(row.records_read),
    changed: Number(row.records_changed),
    unchanged: Number(row.records_unchanged),
    failed: Number(row.records_failed),
    fault: row.fault,
    watermarkBefore: row.watermark_before,
    watermarkAfter: row.watermark_after,
    sample: row.sample as readonly RecordChange[],
  };
}
