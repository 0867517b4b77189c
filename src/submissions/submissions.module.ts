import { Module } from '@nestjs/common';
import { Clock } from '../values/clock.js';
import { CancelledSubmissions } from './cancelled-submissions.js';
import { CancelledWatch } from './cancelled-watch.job.js';
import { Canceller } from './canceller.js';
import { HandOvers } from './hand-overs.js';
import { OverdueSubmissions } from './overdue-submissions.job.js';
import { PushJobs } from './push-jobs.js';
import { PushQueue } from './push-queue.js';
import { Pusher } from './pusher.js';
import { SubmissionLeases } from './submission-leases.js';
import { SubmissionStore } from './submission-store.js';
import { SubmissionsService } from './submissions.service.js';

@Module({
  providers: [
    HandOvers,
    PushJobs,
    SubmissionStore,
    SubmissionLeases,
    CancelledSubmissions,
    {
      provide: Pusher,
      useFactory: (leases: SubmissionLeases, handOvers: HandOvers, clock: Clock) => new Pusher(leases, handOvers, clock),
      inject: [SubmissionLeases, HandOvers, Clock],
    },
    PushQueue,
    OverdueSubmissions,
    Canceller,
    CancelledWatch,
    SubmissionsService,
  ],
  exports: [HandOvers, PushQueue, SubmissionsService],
})
export class SubmissionsModule {}
