import { Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { JobsModule } from '../jobs/index.js';
import { ConfiguredDestinations } from './configured-destinations.js';
import { DeliveryStore } from './delivery-store.js';
import { EventDispatcher } from './dispatcher.js';
import { EventCleanup } from './event-cleanup.js';
import { EventDesk } from './event-desk.js';
import { EventLog } from './event-log.js';
import { EventRouter } from './event-router.js';
import { JobFailures } from './job-failures.js';
import { ObservedStates } from './observed-states.js';
import { StrayDeliveries } from './stray-deliveries.js';
import { WatchedFamilies } from './watched-families.js';

/** Events for other systems: they are recorded in the gateway's database, and delivered from there. */
@Module({
  imports: [DiscoveryModule, JobsModule],
  providers: [
    EventLog,
    EventRouter,
    DeliveryStore,
    EventDispatcher,
    EventCleanup,
    StrayDeliveries,
    JobFailures,
    EventDesk,
    ConfiguredDestinations,
    ObservedStates,
    WatchedFamilies,
  ],
  exports: [ConfiguredDestinations, EventLog, EventDesk, ObservedStates, WatchedFamilies],
})
export class EventsModule {}
