import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { GatewayDatabase } from '../database/index.js';
import { stored } from '../faults/index.js';
import { Clock } from '../values/clock.js';

/**
 * Which recipients have got their message about an event (table mail_sent). An event may have several recipients, and its delivery
 * is repeated as a whole: those who have their message get no second one. Only hashes of addresses are kept.
 */
@Injectable()
export class SentMail {
  constructor(
    private readonly database: GatewayDatabase,
    private readonly clock: Clock,
  ) {}

  /** @throws {StoreUnavailable} */
  async has(eventId: string, recipient: string): Promise<boolean> {
    const row = await stored('mail.sent', () =>
      this.database
        .selectFrom('mail_sent')
        .where('event_id', '=', eventId)
        .where('recipient', '=', hashOf(recipient))
        .select('event_id')
        .executeTakeFirst(),
    );
    return row !== undefined;
  }

  /** @throws {StoreUnavailable} */
  async note(eventId: string, recipient: string): Promise<void> {
    const row = { event_id: eventId, recipient: hashOf(recipient), sent_at: new Date(this.clock.now()) };
    await stored('mail.note', () =>
      this.database
        .insertInto('mail_sent')
        .values(row)
        .onConflict((conflict) => conflict.doNothing())
        .execute(),
    );
  }

  /** Removes what was sent before a moment. @returns how many @throws {StoreUnavailable} */
  async cleanUp(before: Date): Promise<number> {
    const { numDeletedRows } = await stored('mail.cleanUp', () =>
      this.database.deleteFrom('mail_sent').where('sent_at', '<', before).executeTakeFirst(),
    );
    return Number(numDeletedRows);
  }
}

function hashOf(recipient: string): string {
  return createHash('sha256').update(recipient.toLowerCase()).digest('base64url');
}
