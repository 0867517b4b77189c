import type { DiscoveryService } from '@nestjs/core';
import { ExtensionsSettings } from '../../src/config/index.js';
import type { GatewayDatabase } from '../../src/database/index.js';
import { DeliveryStore } from '../../src/events/delivery-store.js';
import { EventDispatcher } from '../../src/events/dispatcher.js';
import { EventRouter } from '../../src/events/event-router.js';
import {
  EVERYTHING,
  EventDesk,
  EventDestination,
  EventDestinations,
  EventLog,
  eventType,
  type GatewayEvent,
  newEvent,
  type Receipt,
  text,
  type Wanted,
} from '../../src/events/index.js';
import { Extensions } from '../../src/extensions/index.js';
import { Clock } from '../../src/values/clock.js';

export const written = eventType({
  ...{ name: 'note.written.v1', summary: 'A note was written.', about: 'note', key: 'a', ofAccount: false },
  data: { words: text('What it says.', 'hello') },
});
export const note = (key: string, words: string) => newEvent(written, key, null, { words });

/** A clock that tests move. */
export class MovedClock extends Clock {
  private movedMs = 0;

  now(): number {
    return Date.now() + this.movedMs;
  }

  move(ms: number): void {
    this.movedMs += ms;
  }
}

/** A destination in memory, whose behaviour tests change. */
export class MemoryDestination extends EventDestination {
  /** The subjects, sequences and words of what has arrived. */
  readonly arrived: string[] = [];
  attempts = 0;
  behave: (event: GatewayEvent, signal: AbortSignal) => Promise<Receipt | undefined> = async () => undefined;
  wanted: Wanted = EVERYTHING;
  /** What it wants besides. */
  picks: (event: GatewayEvent) => boolean = () => true;

  constructor(
    readonly name: string,
    override readonly concurrency = 8,
  ) {
    super();
  }

  override wants(event: GatewayEvent): boolean {
    return super.wants(event) && this.picks(event);
  }

  async deliver(event: GatewayEvent, signal: AbortSignal): Promise<Receipt | undefined> {
    this.attempts += 1;
    const receipt = await this.behave(event, signal);
    this.arrived.push(`${event.subject} ${event.sequence}`);
    return receipt;
  }
}

class Listed extends EventDestinations {
  constructor(readonly destinations: readonly EventDestination[]) {
    super();
  }
}

const NO_EXTENSIONS = await Extensions.open(new ExtensionsSettings(), []);

/** The parts of one gateway through which events pass. */
export class Outbox {
  readonly clock = new MovedClock();
  readonly log = new EventLog(this.clock);
  readonly desk: EventDesk;
  readonly store: DeliveryStore;
  readonly dispatcher: EventDispatcher;

  constructor(
    readonly database: GatewayDatabase,
    destinations: readonly EventDestination[],
    extensions = NO_EXTENSIONS,
  ) {
    this.desk = new EventDesk(database, this.clock);
    this.store = new DeliveryStore(database, this.log, this.clock);
    const discovery = { getProviders: () => [{ instance: new Listed(destinations) }] } as unknown as DiscoveryService;
    this.dispatcher = new EventDispatcher(discovery, new EventRouter(database, this.clock, extensions), this.store);
  }

  async close(): Promise<void> {
    this.dispatcher.onModuleDestroy();
    await this.dispatcher.onApplicationShutdown();
  }
}

export async function emptied(database: GatewayDatabase): Promise<void> {
  for (const table of ['event', 'event_subject', 'event_destination', 'event_lane'] as const)
    await database.deleteFrom(table).execute();
}
