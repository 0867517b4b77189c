import { Module } from '@nestjs/common';
import { EventLog } from './event-log.js';

/** Events for other systems: they are recorded in the gateway's database, and delivered from there. */
@Module({ providers: [EventLog], exports: [EventLog] })
export class EventsModule {}
