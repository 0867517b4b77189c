import { Module } from '@nestjs/common';
import { ChangeFeed } from './change-feed.js';
import { ChangeLog } from './change-log.js';
import { ErpAbsence } from './erp-absence.job.js';
import { FoundChanges } from './found-changes.js';

/** Finds what changes in GP, and tells all instances. The port is bound by GpModule. */
@Module({ providers: [ChangeLog, ChangeFeed, ErpAbsence, FoundChanges], exports: [ChangeFeed, FoundChanges] })
export class ChangesModule {}
