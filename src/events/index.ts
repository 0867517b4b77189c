export { appliedOf } from './applied.js';
export { ConfiguredDestinations } from './configured-destinations.js';
export {
  type AfterFailure,
  DeliveryFailed,
  EventDestination,
  EventDestinations,
  isOfEventAlone,
  type Receipt,
  type Unsent,
} from './destination.js';
export { EventDispatcher } from './dispatcher.js';
export type { GatewayEvent } from './event.js';
export {
  type DataOf,
  day,
  flag,
  type ListedEvent,
  type Member,
  type Members,
  number,
  orNull,
  text,
  texts,
  word,
} from './event-data.js';
export { type DestinationOnDesk, EventDesk, type EventFilter } from './event-desk.js';
export { EventLog } from './event-log.js';
export { type EventType, eventType, type NewEvent, newEvent } from './event-type.js';
export { EventTypes } from './event-types.js';
export { EventsModule } from './events.module.js';
export { erpAway, erpBack, gatewayEvents, staffDigest } from './gateway-events.js';
export { type ChangedSince, lookSince, type SinceAsk, type SinceChunk, StampedSource } from './look-since.js';
export { type Observation, ObservedStates, type StateChange, type Transaction } from './observed-states.js';
export { destinationsOf, ReceivesEvents } from './receives-events.js';
export { type EventRoute, routePointOf } from './route-point.js';
export { matches, matchesAny } from './type-patterns.js';
export { EVERYTHING, isWantedType, type Wanted } from './wanted.js';
export { WatchedFamilies } from './watched-families.js';
export type { WebhookEndpoint } from './webhooks/endpoint.js';
