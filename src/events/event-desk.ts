import { Injectable } from '@nestjs/common';
import { type Kysely, sql } from 'kysely';
import { GatewayDatabase, type GatewayTables } from '../database/index.js';
import { stored } from '../faults/index.js';
import { Clock } from '../values/clock.js';
import type { Instant } from '../values/instant.js';
import { endPauses, openLanes } from './delivery-lanes.js';
import { destinationsInSql } from './destinations-in-sql.js';
import type { GatewayEvent } from './event.js';
import { EventLog } from './event-log.js';
import { eventOf } from './event-row.js';
import { newEvent } from './event-type.js';
import { destinationTested } from './gateway-events.js';
import { isForInSql } from './wanted.js';

/** Which events are meant: all that fit. */
export interface EventFilter {
  /** A type, or its beginning with ".*". */
  readonly type?: string;
  readonly subject?: string;
  readonly from?: Instant;
  readonly to?: Instant;
}

export interface DeliveryOnDesk {
  readonly destination: string;
  readonly state: 'PENDING' | 'DELIVERED' | 'IN_DIGEST' | 'UNWANTED' | 'GIVEN_UP';
  readonly attempts: number;
  readonly nextAttemptAt: Instant | null;
  readonly lastError: string | null;
  readonly endedAt: Instant | null;
}

export interface AttemptOnDesk {
  readonly destination: string;
  readonly attempt: number;
  readonly beganAt: Instant;
  readonly tookMs: number;
  /** Null where it succeeded. */
  readonly error: string | null;
  readonly status: number | null;
  readonly answer: string | null;
}

export interface DestinationOnDesk {
  readonly name: string;
  readonly disabledAt: Instant | null;
  readonly disabledBecause: string | null;
  readonly failures: number;
  readonly failingSince: Instant | null;
  readonly pausedUntil: Instant | null;
  readonly succeededAt: Instant | null;
  /** How many events wait. What is not wanted any more since the gateway was started anew is left out when it is its turn. */
  readonly waiting: number;
  /** When the first event was recorded that waits. */
  readonly oldestAt: Instant | null;
  /** How many of those that wait are being delivered now, or were when their gateway died. */
  readonly underWay: number;
  /** When the first of these is tried again, where its gateway has died. */
  readonly underWayUntil: Instant | null;
}

/** What came of a request to send events again. */
export interface Replayed {
  readonly fitting: number;
  /** Of those that fit. */
  readonly wanted: number;
  /** Of those that are wanted: how many are not sent, since they are in a digest, which may be sent again itself. */
  readonly inDigest: number;
  /** Of those that are sent: how many did not wait already. */
  readonly again: number;
}

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** What operators see of events, and what they can do. It needs only the database: a gateway that runs does the rest. */
@Injectable()
export class EventDesk {
  constructor(
    private readonly database: GatewayDatabase,
    private readonly clock: Clock,
  ) {}

  /** The last events, the newest last. @throws {StoreUnavailable} */
  async list(filter: EventFilter, limit: number): Promise<readonly GatewayEvent[]> {
    const rows = await stored('events.list', () =>
      this.database.selectFrom('event as e').where(fits(filter)).orderBy('position', 'desc').limit(limit).selectAll().execute(),
    );
    return rows.toReversed().map(eventOf);
  }

  /** @throws {StoreUnavailable} */
  async show(id: string) {
    if (!UUID.test(id)) return undefined;
    return stored('events.show', async () => {
      const row = await this.database.selectFrom('event').where('id', '=', id).selectAll().executeTakeFirst();
      if (!row) return undefined;
      const [deliveries, attempts] = await Promise.all([
        this.database.selectFrom('event_delivery').where('event_id', '=', id).orderBy('destination').selectAll().execute(),
        this.database.selectFrom('event_attempt').where('event_id', '=', id).orderBy('sequence').selectAll().execute(),
      ]);
      return {
        event: eventOf(row),
        deliveries: deliveries.map(
          (each): DeliveryOnDesk => ({
            destination: each.destination,
            state: each.state,
            attempts: each.attempts,
            nextAttemptAt: each.next_attempt_at?.getTime() ?? null,
            lastError: each.last_error,
            endedAt: each.ended_at?.getTime() ?? null,
          }),
        ),
        attempts: attempts.map(
          (each): AttemptOnDesk => ({
            destination: each.destination,
            attempt: each.attempt,
            beganAt: each.began_at.getTime(),
            tookMs: each.took_ms,
            error: each.error,
            status: each.status,
            answer: each.answer,
          }),
        ),
      };
    });
  }

  /**
   * @param counted whether what waits is counted as far as a destination still wants it, which reads all that waits: a fifth of a
   *   second for 200,000 events and two destinations
   * @throws {StoreUnavailable}
   */
  async destinations(counted: 'wanted' | 'all'): Promise<readonly DestinationOnDesk[]> {
    const now = new Date(this.clock.now());
    const { rows } = await stored('events.destinations', () => destinationsInSql(counted, now).execute(this.database));
    return rows.map((row) => ({
      name: row.name,
      disabledAt: row.disabled_at?.getTime() ?? null,
      disabledBecause: row.disabled_because,
      failures: row.failures,
      failingSince: row.failing_since?.getTime() ?? null,
      pausedUntil: row.paused_until?.getTime() ?? null,
      succeededAt: row.succeeded_at?.getTime() ?? null,
      waiting: row.count,
      oldestAt: row.oldest?.getTime() ?? null,
      underWay: row.under_way,
      underWayUntil: row.under_way_until?.getTime() ?? null,
    }));
  }

  /** Stops sending. What is recorded meanwhile waits. @returns whether there is such a destination @throws {StoreUnavailable} */
  disable(name: string): Promise<boolean> {
    return this.change(name, { disabled_at: new Date(this.clock.now()), disabled_because: 'An operator has disabled it.' });
  }

  /** Sends again, beginning with what waits. @returns whether there is such a destination @throws {StoreUnavailable} */
  async enable(name: string): Promise<boolean> {
    const isThere = await this.change(name, {
      ...{ disabled_at: null, disabled_because: null, failures: 0, failing_since: null, paused_until: null },
    });
    if (isThere) await stored('events.enable', () => endPauses(this.database, name, new Date(this.clock.now())));
    return isThere;
  }

  /**
   * Sends a destination events again that it had, gave up or never got, of those that it wants; but not what a digest tells.
   * @returns undefined where there is no such destination
   * @throws {StoreUnavailable}
   */
  async replay(name: string, filter: EventFilter): Promise<Replayed | undefined> {
    return stored('events.replay', () =>
      this.database.transaction().execute(async (transaction) => {
        if (!(await isDestination(transaction, name))) return undefined;
        const now = new Date(this.clock.now());
        const meant = sql`event e join event_destination d on d.name = ${name}
          left join event_delivery known on known.event_id = e.id and known.destination = d.name where ${fits(filter)}`;
        const sent = sql`${meant} and ${isForInSql('e', 'd')} and known.state is distinct from 'IN_DIGEST'`;
        await openLanes(transaction, sql`select d.name as destination, e.subject, e.position from ${sent}`, now);
        const { numAffectedRows } = await sql`
          insert into event_delivery (destination, event_id, subject, sequence, position, state, next_attempt_at)
          select d.name, e.id, e.subject, e.sequence, e.position, 'PENDING', ${now}::timestamptz from ${sent} order by e.position
          on conflict (event_id, destination)
            do update set state = 'PENDING', attempts = 0, next_attempt_at = excluded.next_attempt_at, ended_at = null
            where event_delivery.state <> 'PENDING'`.execute(transaction);
        const { rows } = await sql<Omit<Replayed, 'again'>>`
          select count(*)::int as fitting, count(*) filter (where ${isForInSql('e', 'd')})::int as wanted,
            count(*) filter (where ${isForInSql('e', 'd')} and known.state = 'IN_DIGEST')::int as "inDigest"
          from ${meant}`.execute(transaction);
        const [counted = { fitting: 0, wanted: 0, inDigest: 0 }] = rows;
        return { ...counted, again: Number(numAffectedRows ?? 0) };
      }),
    );
  }

  /**
   * Sends a test event.
   * @returns its ID, or null where the destination is disabled and nothing is sent; undefined where there is no such destination
   * @throws {StoreUnavailable}
   */
  async test(name: string): Promise<string | null | undefined> {
    return stored('events.test', () =>
      this.database.transaction().execute(async (transaction) => {
        const destination = await transaction
          .selectFrom('event_destination')
          .where('name', '=', name)
          .select('disabled_at')
          .executeTakeFirst();
        if (!destination) return undefined;
        if (destination.disabled_at) return null;
        const event = newEvent(destinationTested, name, null, { destination: name });
        const [id] = await new EventLog(this.clock).record(transaction, event);
        return id;
      }),
    );
  }

  private async change(name: string, change: object): Promise<boolean> {
    const row = await stored('events.destination', () =>
      this.database.updateTable('event_destination').set(change).where('name', '=', name).returning('name').executeTakeFirst(),
    );
    return row !== undefined;
  }
}

async function isDestination(database: Kysely<GatewayTables>, name: string): Promise<boolean> {
  return (
    (await database.selectFrom('event_destination').where('name', '=', name).select('name').executeTakeFirst()) !== undefined
  );
}

/** @returns a condition on the alias `e` of table event */
function fits({ type, subject, from, to }: EventFilter) {
  const isFamily = type?.endsWith('.*') === true;
  return sql<boolean>`true
    ${type === undefined || type === '*' ? sql`` : isFamily ? sql`and starts_with(e.type, ${type.slice(0, -1)})` : sql`and e.type = ${type}`}
    ${subject === undefined ? sql`` : sql`and e.subject = ${subject}`}
    ${from === undefined ? sql`` : sql`and e.occurred_at >= ${new Date(from)}`}
    ${to === undefined ? sql`` : sql`and e.occurred_at < ${new Date(to)}`}`;
}
