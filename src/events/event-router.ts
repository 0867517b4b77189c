import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { GatewayDatabase } from '../database/index.js';
import { stored } from '../faults/index.js';
import { Clock } from '../values/clock.js';
import type { EventDestination } from './destination.js';
import type { GatewayEvent } from './event.js';
import { eventOf } from './event-row.js';
import { destinationTested } from './gateway-events.js';

const BATCH = 200;
/** The advisory lock of whoever routes. */
const ROUTING = 0x6576_656e;

/** Decides for each new event who gets it, and writes its deliveries. One instance does so at a time. */
@Injectable()
export class EventRouter {
  constructor(
    private readonly database: GatewayDatabase,
    private readonly clock: Clock,
  ) {}

  /** Routes all new events, in their order. @throws {StoreUnavailable} */
  async route(destinations: readonly EventDestination[], signal: AbortSignal): Promise<void> {
    while (!signal.aborted && (await this.routeBatch(destinations)) === BATCH);
  }

  private routeBatch(destinations: readonly EventDestination[]): Promise<number> {
    return stored('events.route', () =>
      this.database.transaction().execute(async (transaction) => {
        // Events of one subject are written in the order of their positions. If two instances routed, one could be faster with
        // the second event than the other with the first.
        const { rows } = await sql<{ mine: boolean }>`select pg_try_advisory_xact_lock(${ROUTING}) as mine`.execute(transaction);
        if (!rows[0]?.mine) return 0;
        const found = await transaction
          .selectFrom('event')
          .where('routed', '=', false)
          .orderBy('position')
          .limit(BATCH)
          .selectAll()
          .execute();
        if (found.length === 0) return 0;
        const deliveries = found.flatMap((row) => {
          const { id, subject, sequence, position } = row;
          const now = new Date(this.clock.now());
          return destinations
            .filter((destination) => isFor(destination, eventOf(row)))
            .map(({ name }) => ({
              ...{ destination: name, event_id: id, subject, sequence, position: String(position) },
              ...{ state: 'PENDING' as const, next_attempt_at: now },
            }));
        });
        if (deliveries.length > 0) {
          // An operator may have asked for a delivery before the event was routed.
          await transaction
            .insertInto('event_delivery')
            .values(deliveries)
            .onConflict((conflict) => conflict.doNothing())
            .execute();
        }
        const ids = found.map(({ id }) => id);
        await transaction.updateTable('event').set({ routed: true }).where('id', 'in', ids).execute();
        return found.length;
      }),
    );
  }
}

/** Whether a destination gets an event. A test event goes to the one that it names. */
export function isFor(destination: EventDestination, event: GatewayEvent): boolean {
  if (event.type !== destinationTested.name) return destination.wants(event);
  return event.subject === `${destinationTested.about}/${destination.name}`;
}
