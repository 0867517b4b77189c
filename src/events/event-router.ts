import { Injectable, Logger } from '@nestjs/common';
import { type Kysely, sql } from 'kysely';
import { GatewayDatabase, type GatewayTables } from '../database/index.js';
import { Extensions } from '../extensions/index.js';
import { stored } from '../faults/index.js';
import { Clock } from '../values/clock.js';
import { openLanes } from './delivery-lanes.js';
import type { EventDestination } from './destination.js';
import type { GatewayEvent } from './event.js';
import { eventOf } from './event-row.js';
import { addressOf } from './gateway-events.js';
import { routePoint } from './route-point.js';

const BATCH = 200;
/** Of those that a merchant's functions are asked of. Each may take its whole time, and what is decided meanwhile is to be sent. */
const ASKED_BATCH = 10;
/** The advisory lock of the instance that routes. */
const ROUTING = 0x6576_656e;

/** The names of destinations by the IDs of events. */
type Routes = ReadonlyMap<string, readonly string[]>;

/** Decides for each new event who gets it, and writes its deliveries. One instance does so at a time. */
@Injectable()
export class EventRouter {
  private readonly log = new Logger('events');

  constructor(
    private readonly database: GatewayDatabase,
    private readonly clock: Clock,
    private readonly extensions: Extensions,
  ) {}

  /**
   * Routes the first of the new events, in their order.
   * @returns how many; none where there is none left, or where another instance routes them
   * @throws {StoreUnavailable}
   */
  async routeNext(destinations: readonly EventDestination[], signal: AbortSignal): Promise<number> {
    if (!this.extensions.has(routePoint)) return this.write(undefined, destinations);
    const routes = await this.ask(destinations, signal);
    return routes.size === 0 ? 0 : this.write(routes, destinations);
  }

  /**
   * Who gets the next events by the merchant's functions. They are asked before the transaction, which holds up other instances.
   * Of a subject there is nothing before what they are asked of: its events become visible in their order.
   */
  private async ask(destinations: readonly EventDestination[], signal: AbortSignal): Promise<Routes> {
    const rows = await stored('events.next', () => nextRows(this.database, ASKED_BATCH).execute());
    const wanted = rows.map((row) => {
      const event = eventOf(row);
      return { event, destinations: destinations.filter((each) => isFor(each, event)).map(({ name }) => name) };
    });
    const isAddressed = ({ type }: GatewayEvent) => addressOf(type, '') !== undefined;
    const asked = wanted.filter((route) => route.destinations.length > 0 && !isAddressed(route.event));
    const routed = await this.extensions.run(routePoint, asked, signal);
    const routes = new Map<string, readonly string[]>(wanted.map((route) => [route.event.id, route.destinations]));
    asked.forEach(({ event }, index) => {
      const result = routed[index];
      if (result?.kind === 'done') routes.set(event.id, result.subject.destinations);
      else this.log.warn({ operation: 'events.route', event: event.id, type: event.type, fault: result?.fault });
    });
    return routes;
  }

  /** Writes the deliveries of events that are routed, or of the next ones where no function is asked. */
  private write(routes: Routes | undefined, destinations: readonly EventDestination[]): Promise<number> {
    return stored('events.route', () =>
      this.database.transaction().execute(async (transaction) => {
        // Events of one subject are written in the order of their positions. If two instances routed, one could be faster with
        // the second event than the other with the first.
        const { rows: locks } = await sql<{ mine: boolean }>`select pg_try_advisory_xact_lock(${ROUTING}) as mine`.execute(
          transaction,
        );
        if (!locks[0]?.mine) return 0;
        const next = nextRows(transaction, BATCH);
        // Another instance may have routed them while the functions were asked.
        const found = await (routes ? next.where('id', 'in', [...routes.keys()]) : next).execute();
        if (found.length === 0) return 0;
        const now = new Date(this.clock.now());
        const deliveries = found.flatMap((row) => {
          const { id, subject, sequence, position } = row;
          return destinations
            .filter((destination) => routes?.get(id)?.includes(destination.name) ?? isFor(destination, eventOf(row)))
            .map(({ name }) => ({
              ...{ destination: name, event_id: id, subject, sequence, position: String(position) },
              ...{ state: 'PENDING' as const, next_attempt_at: now },
            }));
        });
        if (deliveries.length > 0) {
          const added = deliveries.map(({ destination, subject, position }) => ({ destination, subject, position }));
          await openLanes(
            transaction,
            sql`select * from jsonb_to_recordset(${JSON.stringify(added)}::jsonb) as d(destination text, subject text, position bigint)`,
            now,
          );
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

function nextRows(db: Kysely<GatewayTables>, limit: number) {
  return db.selectFrom('event').where('routed', '=', false).orderBy('position').limit(limit).selectAll();
}

/** Whether a destination gets an event. A test event and a digest go to the one that they name. */
export function isFor(destination: EventDestination, event: GatewayEvent): boolean {
  const address = addressOf(event.type, destination.name);
  return address === undefined ? destination.wants(event) : event.subject === address;
}
