export { checkSchedules } from './check-schedules.js';
export { DueJobs } from './due-jobs.js';
export { cleanUp, inOnePart } from './in-one-part.js';
export type {
  Applied,
  ApplyRequest,
  FailedRecord,
  Job,
  JobChunk,
  JobSchedule,
  PlanRequest,
  RecordChange,
} from './job.js';
export { JobDesk, type JobOnDesk, type JobOutcome, type RunRequested } from './job-desk.js';
export { type EndedRun, JobEndings, type OnJobEnd } from './job-endings.js';
export type { JobCounts, JobRun, JobRunState, JobTrigger } from './job-run.js';
export { JobRunner } from './job-runner.js';
export { JobStore } from './job-store.js';
export { JobsModule } from './jobs.module.js';
export { type PeriodicTask, PeriodicTasks } from './periodic-tasks.js';
export { type MessageOptions, Queues } from './queues.js';
export { jobsOf, RunsBySchedule } from './runs-by-schedule.js';
export { RunsWhileUp, tasksOf } from './runs-while-up.js';
