import { Module } from '@nestjs/common';
import { ChangeFeed } from './change-feed.js';
import { ChangeLog } from './change-log.js';

/** Finds what changes in GP, and tells all instances. The port is bound by GpModule. */
@Module({ providers: [ChangeLog, ChangeFeed], exports: [ChangeFeed] })
export class ChangesModule {}
