/** When a job runs by itself. */
export interface JobSchedule {
  /**
   * Five fields: minute, hour, day of the month, month, day of the week. A sixth one before them counts seconds. Null for a job
   * that runs only where JOBS_SCHEDULES gives it a time, or an operator asks for it.
   */
  readonly cron: string | null;
  /** `company`: the zone of GP's company (GP_TIME_ZONE). Else an IANA name such as "UTC". */
  readonly timeZone: string;
  /** What was due while no instance ran is made up for by one run (`once`), or left out (`skip`). */
  readonly missed: 'once' | 'skip';
}

/** A part of a run. After each, the run can go on in another instance. */
export interface JobChunk {
  /** From where `plan` goes on after this chunk. Only the job reads it. */
  readonly checkpoint: string;
}

/** What a plan is made for. */
export interface PlanRequest {
  /** What the last run that succeeded returned from `plan`; null for none. */
  readonly watermark: string | null;
  /** That of the last chunk that was applied, of a run that was interrupted; null at the beginning. */
  readonly checkpoint: string | null;
  /** The keys of the only records that are wanted, those that had failed; null for all. */
  readonly only: readonly string[] | null;
  readonly signal: AbortSignal;
}

export interface ApplyRequest {
  /** Changes nothing, but counts and shows what would change. */
  readonly isDryRun: boolean;
  readonly signal: AbortSignal;
  /** Forgets the watermark: the next run begins from nothing, unless this one succeeds. */
  forgetWatermark(): Promise<void>;
}

/** A record that could not be worked on. It stops no other. */
export interface FailedRecord {
  readonly key: string;
  /** As `reasonForOperators` says it: the text of a driver or a library may hold what operators may not see. */
  readonly error: string;
}

/** What a record was and is, or would be after a dry run. Null where it was not there or is not there any more. */
export interface RecordChange {
  readonly key: string;
  readonly before: Readonly<Record<string, unknown>> | null;
  readonly after: Readonly<Record<string, unknown>> | null;
}

/** What became of the records of a chunk. */
export interface Applied {
  readonly read: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly failed: readonly FailedRecord[];
  /** Some of the changes, of a dry run. */
  readonly sample?: readonly RecordChange[];
}

/**
 * Work that is done by a schedule, once for all instances. Marked with `@RunsBySchedule()`, it is found among the providers.
 *
 * A chunk may be applied twice, if its process dies between the work and the checkpoint. So `apply` brings about a state, and
 * a second time changes nothing. A run holds one chunk at a time in memory, and reads GP through its ports, whose guards keep
 * such reads apart from those that pages wait for.
 */
export interface Job<Chunk extends JobChunk = JobChunk> {
  /** Its room and what it does, such as "catalog.refresh". A released name never changes. */
  readonly name: string;
  /** For operators, in one line. */
  readonly about: string;
  readonly schedule: JobSchedule;
  /** Also runs when the gateway starts, which listens after that run. */
  readonly runsAtStart?: boolean;
  /** Reads what is to be done, and changes nothing. @returns the watermark for the next run, or null */
  plan(request: PlanRequest): AsyncGenerator<Chunk, string | null>;
  apply(chunk: Chunk, request: ApplyRequest): Promise<Applied>;
}
