export type { Cancelling } from './canceller.js';
export type { HandOver, HandOverResult } from './hand-over.js';
export { HandOvers } from './hand-overs.js';
export { SWEEP } from './overdue-submissions.job.js';
export { PushQueue } from './push-queue.js';
export type {
  CallIdentity,
  Claim,
  ClaimKey,
  LockKey,
  Rejection,
  Submission,
  SubmissionCall,
  SubmissionStatus,
} from './submission.js';
export { type Taken, takenIn } from './submission-claims.js';
export { type DeskDecision, SubmissionDesk, type SubmissionOnDesk } from './submission-desk.js';
export { SubmissionEventLog, type SubmissionEvents, type SubmissionOutcome } from './submission-events.js';
export type { Acceptance, Decision, Repetition, WaitingSubmissions } from './submission-store.js';
export { SubmissionsModule } from './submissions.module.js';
export { SubmissionsService } from './submissions.service.js';
