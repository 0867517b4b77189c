import { type ExtensionPoint, WrongAnswer } from '../extensions/index.js';
import type { GatewayEvent } from './event.js';
import type { EventType } from './event-type.js';
import { gatewayEvents } from './gateway-events.js';

/** Where a new event goes. */
export interface EventRoute {
  readonly event: GatewayEvent;
  /** The names of the destinations that get it: at first those that want it. */
  readonly destinations: readonly string[];
}

const SAMPLE_DESTINATIONS = ['files', 'mail', 'sitecore', 'staff', 'webhook.crm'];

/**
 * A function may leave destinations out, and add none: one that does not want an event could not do anything with it, or may
 * not see it.
 * @param types the types of events that there are, whose samples functions are tried with
 */
export function routePointOf(types: readonly EventType[]): ExtensionPoint<EventRoute> {
  return {
    export: 'routeEvent',
    member: null,
    about: 'which event goes where',
    samples: Object.fromEntries(types.map((type) => [type.name, { event: sampleOf(type), destinations: SAMPLE_DESTINATIONS }])),
    argumentsOf: ({ event, destinations }) => [event, destinations],
    applied: ({ event, destinations }, answer) => {
      if (answer === undefined || answer === null) return { event, destinations };
      if (!Array.isArray(answer) || answer.some((name) => !destinations.includes(name))) {
        throw new WrongAnswer('the result: expected a list with none but the destinations that were given');
      }
      return { event, destinations: destinations.filter((name) => answer.includes(name)) };
    },
  };
}

export const routePoint = routePointOf(gatewayEvents);

function sampleOf({ name, sample }: EventType): GatewayEvent {
  return { id: '00000000-0000-4000-8000-000000000000', type: name, ...sample, sequence: 1, time: Date.UTC(2026, 2, 31, 12) };
}
