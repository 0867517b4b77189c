import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type Kysely, sql, type Updateable } from 'kysely';
import { type EventDeliveryTable, GatewayDatabase, type GatewayTables } from '../database/index.js';
import { stored } from '../faults/index.js';
import { Clock } from '../values/clock.js';
import { endPauses, leaseFirst, lockDueLanes, lockLane, moveLane } from './delivery-lanes.js';
import { type AfterFailure, type EventDestination, isOfEventAlone, type Receipt, type Unsent } from './destination.js';
import type { GatewayEvent } from './event.js';
import { EventLog } from './event-log.js';
import { eventOf } from './event-row.js';
import { newEvent } from './event-type.js';
import { destinationDisabled } from './gateway-events.js';
import { pauseMs } from './retry-schedule.js';

/** Longer than an attempt may take. After it, another instance may try: the one that began has died. */
export const LEASE_MS = 60_000;
/** After so many failures in a row, a destination is sent one event at a time, until one arrives. */
const FAILURES_UNTIL_ONE_AT_A_TIME = 5;
const DAY_MS = 24 * 3_600_000;
const DISABLED_AFTER_MS = 5 * DAY_MS;
/** After so long without a failure, failures count anew. It is longer than the longest pause between two attempts. */
const FORGOTTEN_AFTER_MS = 2 * DAY_MS;
/** A destination that works is not written anew for every event. */
const SUCCESS_IS_NEWS_AFTER_MS = 10_000;

/** An attempt that is under way: no other one of this event and destination may begin before its lease ends. */
export interface Attempt {
  readonly event: GatewayEvent;
  readonly destination: string;
  /** This one included. */
  readonly attempts: number;
  readonly holder: string;
  readonly beganAt: number;
}

/** How an attempt has failed. */
export interface Failure {
  readonly message: string;
  readonly then: AfterFailure;
  readonly receipt: Receipt | null;
  /** Whether another part of the event has arrived. */
  readonly inPart: boolean;
}

/** What is to be delivered where, in the gateway's database. */
@Injectable()
export class DeliveryStore {
  constructor(
    private readonly database: GatewayDatabase,
    private readonly events: EventLog,
    private readonly clock: Clock,
  ) {}

  /** Writes which destinations there are, and what they want. @throws {StoreUnavailable} */
  async register(destinations: readonly Pick<EventDestination, 'name' | 'wanted'>[]): Promise<void> {
    if (destinations.length === 0) return;
    const rows = destinations.map(({ name, wanted }) => ({
      ...{ name, wanted: JSON.stringify(wanted), disabled_at: null, disabled_because: null, failures: 0 },
      ...{ failing_since: null, paused_until: null, succeeded_at: null },
    }));
    await stored('events.register', () =>
      this.database
        .insertInto('event_destination')
        .values(rows)
        .onConflict((conflict) => conflict.column('name').doUpdateSet({ wanted: sql<string>`excluded.wanted` }))
        .execute(),
    );
  }

  /**
   * Takes what is due at a destination, what has been due for longest first, and of each subject only its first event. A
   * destination whose last attempts have all failed gets one event at a time, over all instances.
   * @throws {StoreUnavailable}
   */
  async take(destination: string, limit: number): Promise<readonly Attempt[]> {
    const attempts: Attempt[] = [];
    for (;;) {
      const wanted = limit - attempts.length;
      const { looked, taken } = await stored('events.take', () => this.takeOnce(destination, wanted));
      attempts.push(...taken);
      // A lane that was looked at too early has given nothing. Others may be due behind it.
      if (taken.length === wanted || looked < wanted) return attempts;
    }
  }

  private async takeOnce(destination: string, wanted: number): Promise<{ looked: number; taken: readonly Attempt[] }> {
    const now = this.now();
    const free = Math.min(wanted, await this.placesAt(destination, now));
    if (free === 0) return { looked: 0, taken: [] };
    const holder = randomUUID();
    return this.database.transaction().execute(async (transaction) => {
      const subjects = await lockDueLanes(transaction, destination, now, free);
      if (subjects.length === 0) return { looked: 0, taken: [] };
      const lease = { holder, now, until: new Date(now.getTime() + LEASE_MS) };
      const { rows } = await leaseFirst(destination, subjects, lease).execute(transaction);
      if (rows.length === 0) return { looked: subjects.length, taken: [] };
      const events = await transaction
        .selectFrom('event')
        .where(
          'id',
          'in',
          rows.map(({ event_id }) => event_id),
        )
        .orderBy('position')
        .selectAll()
        .execute();
      const attempts = new Map(rows.map((row) => [row.event_id, row.attempts]));
      const beganAt = now.getTime();
      return {
        looked: subjects.length,
        taken: events.map((row) => ({
          event: eventOf(row),
          ...{ destination, attempts: attempts.get(row.id) ?? 1, holder, beganAt },
        })),
      };
    });
  }

  /** How many deliveries a destination may be sent now; none where nothing is due. */
  private async placesAt(destination: string, now: Date): Promise<number> {
    const { rows } = await sql<{ readonly failures: number; readonly is_busy: boolean }>`
      select failures, exists (
        select from event_delivery where destination = name and leased_until > ${now}) as is_busy
      from event_destination
      where name = ${destination} and disabled_at is null and (paused_until is null or paused_until <= ${now})
        and (select due_at from event_lane where destination = name order by due_at, position limit 1) <= ${now}`.execute(
      this.database,
    );
    const [row] = rows;
    if (!row) return 0;
    if (row.failures < FAILURES_UNTIL_ONE_AT_A_TIME) return Number.POSITIVE_INFINITY;
    return row.is_busy ? 0 : 1;
  }

  /** The destination has taken it. @throws {StoreUnavailable} */
  delivered(attempt: Attempt, receipt: Receipt | null): Promise<void> {
    return stored('events.delivered', () =>
      this.database.transaction().execute(async (transaction) => {
        if (!(await this.end(transaction, attempt, 'DELIVERED', null))) return;
        await this.note(transaction, attempt, null, receipt);
        await this.works(transaction, attempt.destination);
      }),
    );
  }

  /** @returns why the destination was disabled, where it was @throws {StoreUnavailable} */
  failed(attempt: Attempt, { message, then, receipt, inPart }: Failure): Promise<string | null> {
    const { destination, event, attempts } = attempt;
    const now = this.now();
    return stored('events.failed', () =>
      this.database.transaction().execute(async (transaction) => {
        const pause = then.kind === 'giveUp' ? undefined : pauseMs(attempts, Math.random());
        const wait = then.kind === 'pause' ? Math.max(then.forMs, pause ?? 0) : pause;
        const nextAt = then.kind === 'disable' ? now : wait === undefined ? null : new Date(now.getTime() + wait);
        const held = nextAt
          ? await this.retryAt(transaction, attempt, nextAt, message)
          : await this.end(transaction, attempt, 'GIVEN_UP', message);
        if (!held) return null;
        await this.note(transaction, attempt, message, receipt);
        if (inPart) await this.works(transaction, destination);
        if (inPart || isOfEventAlone(then)) return null;
        const isRecent = sql`failed_at > ${new Date(now.getTime() - FORGOTTEN_AFTER_MS)}`;
        const row = await transaction
          .updateTable('event_destination')
          .set({
            failures: sql<number>`case when ${isRecent} then failures + 1 else 1 end`,
            failing_since: sql<Date>`case when ${isRecent} then coalesce(failing_since, ${now}) else ${now}::timestamptz end`,
            failed_at: now,
            ...(then.kind === 'pause' && { paused_until: new Date(now.getTime() + then.forMs) }),
          })
          .where('name', '=', destination)
          .where('disabled_at', 'is', null)
          .returning('failing_since')
          .executeTakeFirst();
        const failingForMs = row?.failing_since ? now.getTime() - row.failing_since.getTime() : 0;
        const reason =
          then.kind === 'disable'
            ? message
            : failingForMs >= DISABLED_AFTER_MS
              ? `All attempts of 5 days have failed; the last one: ${message}`
              : null;
        if (!row || reason === null) return null;
        await transaction
          .updateTable('event_destination')
          .set({ disabled_at: now, disabled_because: reason })
          .where('name', '=', destination)
          .execute();
        // A destination that is to be told of its own end would never hear of it, and need not.
        if (event.type !== destinationDisabled.name || event.subject !== `${destinationDisabled.about}/${destination}`) {
          await this.events.record(transaction, newEvent(destinationDisabled, destination, null, { destination, reason }));
        }
        return reason;
      }),
    );
  }

  /** Ends a delivery of which nothing was sent. Whether the destination works is not known by it. @throws {StoreUnavailable} */
  async unsent(attempt: Attempt, state: Unsent): Promise<void> {
    await stored('events.unsent', () =>
      this.database.transaction().execute((transaction) => this.end(transaction, attempt, state, null)),
    );
  }

  /** Ends an attempt as if it had not begun: the gateway closes. @throws {StoreUnavailable} */
  async release(attempt: Attempt): Promise<void> {
    await stored('events.release', () =>
      this.database.transaction().execute((transaction) => this.change(transaction, attempt, { attempts: attempt.attempts - 1 })),
    );
  }

  /** Notes that a destination has taken something. */
  private async works(transaction: Kysely<GatewayTables>, destination: string): Promise<void> {
    const now = this.now();
    const before = await transaction
      .selectFrom('event_destination')
      .where('name', '=', destination)
      .select(['failures', 'succeeded_at'])
      .executeTakeFirst();
    if (!before) return;
    const isNews = !before.succeeded_at || now.getTime() - before.succeeded_at.getTime() > SUCCESS_IS_NEWS_AFTER_MS;
    if (before.failures === 0 && !isNews) return;
    await transaction
      .updateTable('event_destination')
      .set({
        ...{ failures: 0, failing_since: null, succeeded_at: now },
        // What was under way while another attempt was told to pause says nothing against the pause.
        paused_until: sql<Date | null>`case when paused_until > ${now} then paused_until end`,
      })
      .where('name', '=', destination)
      .execute();
    if (before.failures < FAILURES_UNTIL_ONE_AT_A_TIME) return;
    // The destination is back: what has failed meanwhile need not wait for its pause.
    await endPauses(transaction, destination, now);
  }

  private end(
    transaction: Kysely<GatewayTables>,
    attempt: Attempt,
    state: Unsent | 'GIVEN_UP',
    error: string | null,
  ): Promise<boolean> {
    return this.change(transaction, attempt, { state, ended_at: this.now(), next_attempt_at: null, last_error: error });
  }

  private retryAt(transaction: Kysely<GatewayTables>, attempt: Attempt, at: Date, error: string): Promise<boolean> {
    return this.change(transaction, attempt, { next_attempt_at: at, last_error: error });
  }

  /** Changes the delivery, and gives its lease back. @returns whether the attempt still held it */
  private async change(
    transaction: Kysely<GatewayTables>,
    { event, destination, holder }: Attempt,
    change: Updateable<EventDeliveryTable>,
  ): Promise<boolean> {
    const lane = { destination, subject: event.subject };
    await lockLane(transaction, lane);
    const row = await transaction
      .updateTable('event_delivery')
      .set({ ...change, lease_holder: null, leased_until: null })
      .where('event_id', '=', event.id)
      .where('destination', '=', destination)
      .where('lease_holder', '=', holder)
      .returning('event_id')
      .executeTakeFirst();
    if (row) await moveLane(transaction, lane);
    return row !== undefined;
  }

  /** Adds an attempt to the log of attempts. */
  private async note(
    transaction: Kysely<GatewayTables>,
    { event, destination, attempts, beganAt }: Attempt,
    error: string | null,
    receipt: Receipt | null,
  ): Promise<void> {
    await transaction
      .insertInto('event_attempt')
      .values({
        ...{ destination, event_id: event.id, attempt: attempts, error },
        began_at: new Date(beganAt),
        took_ms: Math.max(0, Math.round(this.clock.now() - beganAt)),
        status: receipt?.status ?? null,
        answer: receipt?.answer ?? null,
      })
      .execute();
  }

  private now(): Date {
    return new Date(this.clock.now());
  }
}
