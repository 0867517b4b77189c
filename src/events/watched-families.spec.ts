import type { DiscoveryService } from '@nestjs/core';
import { describe, expect, it } from 'vitest';
import { GpEventsSettings } from '../config/index.js';
import { EventDestination, EventDestinations } from './destination.js';
import { type EventType, eventType } from './event-type.js';
import { EventTypes } from './event-types.js';
import type { Wanted } from './wanted.js';
import { WatchedFamilies } from './watched-families.js';

const TYPES: readonly EventType[] = (['customer.created.v1', 'stock.low.v1'] as const).map((name) =>
  eventType({ name, summary: '', about: 'thing', key: 'a', ofAccount: name.startsWith('customer'), data: {} }),
);

class Wanting extends EventDestination {
  readonly name = 'webhook.crm';

  constructor(readonly wanted: Wanted) {
    super();
  }

  async deliver(): Promise<undefined> {}
}

class Listed extends EventDestinations {
  constructor(readonly destinations: readonly EventDestination[]) {
    super();
  }
}

function watched(wanted: Wanted, settings: Partial<GpEventsSettings> = {}): WatchedFamilies {
  const discovery = { getProviders: () => [{ instance: new Listed([new Wanting(wanted)]) }] } as unknown as DiscoveryService;
  return new WatchedFamilies(Object.assign(new GpEventsSettings(), settings), discovery, new EventTypes(TYPES));
}

describe('Changes in GP', () => {
  it('become events where a destination wants one of the family, be it of one account', () => {
    const families = watched({ types: ['customer.*'], accounts: ['KESTREL'] });
    expect(families.has('customers')).toBe(true);
    expect(families.has('stock')).toBe(false);
  });

  it('become none that are excepted', () => {
    expect(watched({ types: ['*'], except: ['stock.*'] }).has('stock')).toBe(false);
  });

  it('become events as EVENTS_FROM_GP says, where it says so', () => {
    const families = watched({ types: [] }, { families: ['stock'] });
    expect([families.has('stock'), families.has('customers')]).toEqual([true, false]);
  });
});
