import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type Kysely, sql } from 'kysely';
import { GatewayDatabase, type GatewayTables } from '../../database/index.js';
import { stored } from '../../faults/index.js';
import { Clock } from '../../values/clock.js';
import type { Instant } from '../../values/instant.js';

/** Longer than it takes to send a digest. */
const LEASE_MS = 120_000;
/** More than a reader looks through. The rest is in the next digest. */
const MOST_IN_A_DIGEST = 200;

export interface DigestRate {
  readonly windowMs: number;
  /** So many messages of its own an address gets within the window. */
  readonly messages: number;
}

export interface DigestLine {
  readonly at: Instant;
  readonly text: string;
  /** The type of its event; null where the event is not kept any more. */
  readonly type: string | null;
}

export interface DueDigest {
  readonly id: string;
  readonly address: string;
  readonly lines: readonly DigestLine[];
}

/** What staff are told of, and what of it waits for a digest (table staff_notice). */
@Injectable()
export class StaffNotices {
  constructor(
    private readonly database: GatewayDatabase,
    private readonly clock: Clock,
  ) {}

  /**
   * Decides once whether an address gets a message of its own about an event. A repeated call has the same answer.
   * @param line what a digest would say of the event
   * @returns `alone`: it is to be sent now. `later`: it is a line of a digest, sent or not. `told`: it was sent alone
   * @throws {StoreUnavailable}
   */
  decide(
    eventId: string,
    address: string,
    line: string,
    { windowMs, messages }: DigestRate,
  ): Promise<'alone' | 'later' | 'told'> {
    return stored('mail.staffNotice', () =>
      this.database.transaction().execute(async (transaction) => {
        // Two events that come at once may not both count as the last one.
        await sql`select pg_advisory_xact_lock(hashtextextended(${`staff_notice ${address}`}, 0))`.execute(transaction);
        const now = new Date(this.clock.now());
        const present = await transaction
          .selectFrom('staff_notice')
          .where('event_id', '=', eventId)
          .where('address', '=', address)
          .select(['alone', 'sent_at'])
          .executeTakeFirst();
        if (present && !present.alone) return 'later';
        if (present) return present.sent_at ? 'told' : 'alone';
        const sent = await this.sentSince(transaction, address, new Date(now.getTime() - windowMs));
        const alone = sent < messages;
        await transaction
          .insertInto('staff_notice')
          .values({ event_id: eventId, address, noticed_at: now, alone, line })
          .execute();
        return alone ? 'alone' : 'later';
      }),
    );
  }

  /** @throws {StoreUnavailable} */
  async sent(eventId: string, address: string): Promise<void> {
    await stored('mail.staffNoticeSent', () =>
      this.database
        .updateTable('staff_notice')
        .set({ sent_at: new Date(this.clock.now()) })
        .where('event_id', '=', eventId)
        .where('address', '=', address)
        .execute(),
    );
  }

  /**
   * Takes the digests whose first line has waited for a window. Another instance that asks gets others. A digest that was taken
   * and not sent comes again, with its ID and its lines, and later lines are in another one.
   * @throws {StoreUnavailable}
   */
  async takeDue({ windowMs }: DigestRate): Promise<readonly DueDigest[]> {
    const now = this.clock.now();
    const due = await stored('mail.dueDigests', () =>
      this.database
        .selectFrom('staff_notice')
        .where('alone', '=', false)
        .where('sent_at', 'is', null)
        .where((eb) => eb.or([eb('leased_until', 'is', null), eb('leased_until', '<', new Date(now))]))
        .groupBy(['address', 'digest_id'])
        .having(({ eb, fn }) => eb(fn.min('noticed_at'), '<=', new Date(now - windowMs)))
        .select(['address', 'digest_id'])
        .execute(),
    );
    const taken = await Promise.all(due.map(({ address, digest_id }) => this.take(address, digest_id, now)));
    return taken.filter(({ lines }) => lines.length > 0);
  }

  /** It was sent, or is given up. @throws {StoreUnavailable} */
  async digestEnded({ id }: DueDigest): Promise<void> {
    await stored('mail.digestEnded', () => this.end(this.database, id));
  }

  /**
   * Writes that a digest is sent, with what makes it so, or neither. Does nothing where another instance has sent it.
   * @throws {StoreUnavailable}
   */
  async digestSentWith({ id }: DueDigest, write: (transaction: Kysely<GatewayTables>) => Promise<unknown>): Promise<void> {
    await stored('mail.digestSent', () =>
      this.database.transaction().execute(async (transaction) => {
        if ((await this.end(transaction, id)) > 0) await write(transaction);
      }),
    );
  }

  /** @returns how many lines were not sent before */
  private async end(database: Kysely<GatewayTables>, id: string): Promise<number> {
    const { numUpdatedRows } = await database
      .updateTable('staff_notice')
      .set({ sent_at: new Date(this.clock.now()), leased_until: null })
      .where('digest_id', '=', id)
      .where('sent_at', 'is', null)
      .executeTakeFirst();
    return Number(numUpdatedRows);
  }

  /**
   * Removes what was sent before a moment, and messages of their own that were given up since then: not what waits for its digest.
   * @returns how many
   * @throws {StoreUnavailable}
   */
  async cleanUp(before: Date): Promise<number> {
    const { numDeletedRows } = await stored('mail.cleanUp', () =>
      this.database
        .deleteFrom('staff_notice')
        .where(({ eb, or, and }) =>
          or([
            eb('sent_at', '<', before),
            and([eb('sent_at', 'is', null), eb('alone', '=', true), eb('noticed_at', '<', before)]),
          ]),
        )
        .executeTakeFirst(),
    );
    return Number(numDeletedRows);
  }

  private async take(address: string, present: string | null, now: Instant): Promise<DueDigest> {
    const id = present ?? randomUUID();
    const rows = await stored('mail.takeDigest', () =>
      this.database
        .updateTable('staff_notice')
        .set({ digest_id: id, leased_until: new Date(now + LEASE_MS) })
        .where(({ eb, refTuple, selectFrom }) =>
          eb(
            refTuple('event_id', 'address'),
            'in',
            selectFrom('staff_notice')
              .where('address', '=', address)
              .where('alone', '=', false)
              .where('sent_at', 'is', null)
              .where((own) => own.or([own('leased_until', 'is', null), own('leased_until', '<', new Date(now))]))
              .where('digest_id', present === null ? 'is' : '=', present)
              .orderBy('noticed_at')
              .limit(MOST_IN_A_DIGEST)
              .forUpdate()
              .skipLocked()
              .select(['event_id', 'address'])
              .$asTuple('event_id', 'address'),
          ),
        )
        .returning(({ selectFrom }) => [
          'noticed_at',
          'line',
          selectFrom('event').whereRef('id', '=', 'staff_notice.event_id').select('type').as('type'),
        ])
        .execute(),
    );
    const lines = rows.map(({ noticed_at, line, type }) => ({ at: noticed_at.getTime(), text: line, type }));
    return { id, address, lines: lines.toSorted((one, other) => one.at - other.at) };
  }

  private async sentSince(transaction: Kysely<GatewayTables>, address: string, since: Date): Promise<number> {
    const { count } = await transaction
      .selectFrom('staff_notice')
      .where('address', '=', address)
      .where('alone', '=', true)
      .where('noticed_at', '>', since)
      .select(({ fn }) => fn.countAll<string>().as('count'))
      .executeTakeFirstOrThrow();
    return Number(count);
  }
}
