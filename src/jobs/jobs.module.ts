import { Module } from '@nestjs/common';
import { GatewayDatabase } from '../database/index.js';
import { DueJobs } from './due-jobs.js';
import { JobDesk } from './job-desk.js';
import { JobEndings } from './job-endings.js';
import { JobHistory } from './job-history.js';
import { JobRunner } from './job-runner.js';
import { JobStore } from './job-store.js';
import { Schedules } from './schedules.js';

@Module({
  providers: [
    JobEndings,
    JobStore,
    Schedules,
    JobRunner,
    DueJobs,
    JobHistory,
    { provide: JobDesk, useFactory: (database: GatewayDatabase) => new JobDesk(database), inject: [GatewayDatabase] },
  ],
  exports: [JobEndings, JobStore, JobRunner, JobDesk, DueJobs],
})
export class JobsModule {}
