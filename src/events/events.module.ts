import { Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { EventLog } from './event-log.js';
import { ObservedStates } from './observed-states.js';
import { WatchedFamilies } from './watched-families.js';

/** Events for other systems: they are recorded in the gateway's database, and delivered from there. */
@Module({
  imports: [DiscoveryModule],
  providers: [EventLog, ObservedStates, WatchedFamilies],
  exports: [EventLog, ObservedStates, WatchedFamilies],
})
export class EventsModule {}
