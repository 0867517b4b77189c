import { Module } from '@nestjs/common';
import { ChangeFeed } from './change-feed.js';
import { ChangeLog } from './change-log.js';
import { ErpAbsence } from './erp-absence.job.js';

/** Finds what changes in GP, and tells all instances. The port is bound by GpModule. */
@Module({ providers: [ChangeLog, ChangeFeed, ErpAbsence], exports: [ChangeFeed] })
export class ChangesModule {}
