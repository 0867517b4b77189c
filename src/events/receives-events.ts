import { SetMetadata } from '@nestjs/common';
import type { DiscoveryService } from '@nestjs/core';
import { EventDestination, EventDestinations } from './destination.js';

const MARK = 'events:destination';

/** Marks a provider that is an EventDestination: the dispatcher finds it among the providers. */
export const ReceivesEvents = () => SetMetadata(MARK, true);

/** All destinations, by their names. @throws {Error} two have one name */
export function destinationsOf(discovery: DiscoveryService): readonly EventDestination[] {
  const found = new Map<string, EventDestination>();
  for (const instance of new Set<unknown>(discovery.getProviders().map((provider) => provider.instance))) {
    for (const destination of destinationsIn(instance)) {
      if (found.has(destination.name)) throw new Error(`Two destinations of events have the name "${destination.name}".`);
      found.set(destination.name, destination);
    }
  }
  return [...found.values()];
}

function destinationsIn(provider: unknown): readonly EventDestination[] {
  if (provider instanceof EventDestinations) return provider.destinations;
  if (typeof provider !== 'object' || provider === null) return [];
  const isMarked = Reflect.getMetadata(MARK, provider.constructor ?? Object) === true;
  return isMarked ? [provider as EventDestination] : [];
}
