import type { Instant } from '../values/instant.js';
import type { RecordChange } from './job.js';

/** Why a run was begun. RETRY: of the records that had failed. */
export type JobTrigger = 'SCHEDULE' | 'START' | 'OPERATOR' | 'RETRY';

/** QUEUED: waits for an instance. RUNNING: begun and not ended, also while it waits for an instance that goes on. */
export type JobRunState = 'QUEUED' | 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'CANCELLED';

/** Numbers of records. */
export interface JobCounts {
  readonly read: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly failed: number;
}

/** One run of a job, as the history keeps it. */
export interface JobRun extends JobCounts {
  readonly id: string;
  readonly job: string;
  readonly trigger: JobTrigger;
  readonly isDryRun: boolean;
  readonly state: JobRunState;
  /** Whether an instance works on it now. */
  readonly isHeld: boolean;
  readonly requestedAt: Instant;
  readonly startedAt: Instant | null;
  readonly endedAt: Instant | null;
  readonly chunks: number;
  /** Why it failed, as `reasonForOperators` says it; null where it did not. */
  readonly fault: string | null;
  readonly watermarkBefore: string | null;
  readonly watermarkAfter: string | null;
  /** Some of the changes, of a dry run. */
  readonly sample: readonly RecordChange[];
}
