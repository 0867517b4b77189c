import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type Kysely, sql } from 'kysely';
import type { GatewayTables } from '../database/index.js';
import { Clock } from '../values/clock.js';
import type { NewEvent } from './event-type.js';

/** The outbox (tables event, event_subject): events are written with what they tell of, and delivered from there. */
@Injectable()
export class EventLog {
  constructor(private readonly clock: Clock) {}

  /**
   * Writes events in the transaction of what they tell of, so that both exist or none. Other transactions that record events of
   * the same subjects wait for its end: therefore the events of a subject become visible in their order.
   * @returns their IDs
   */
  async record(transaction: Kysely<GatewayTables>, events: NewEvent | readonly NewEvent[]): Promise<readonly string[]> {
    const given = [events].flat();
    if (given.length === 0) return [];
    const rows = given.map(({ type, subject, account, data }, place) => ({
      ...{ place, id: randomUUID(), type: type.name, subject, account, data },
    }));
    await sql`
      with given as (
        select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
          as g(place int, id uuid, type text, subject text, account text, data jsonb)
      ), counted as (
        -- In one order, so that two transactions cannot wait for each other.
        insert into event_subject as s (subject, sequence)
        select subject, count(*) from given group by subject order by subject
        on conflict (subject) do update set sequence = s.sequence + excluded.sequence
        returning subject, sequence
      )
      insert into event (id, type, subject, sequence, account, occurred_at, data)
      select g.id, g.type, g.subject,
        c.sequence + 1 - row_number() over (partition by g.subject order by g.place desc),
        g.account, ${new Date(this.clock.now())}::timestamptz, g.data
      from given g join counted c on c.subject = g.subject
      order by g.place`.execute(transaction);
    return rows.map(({ id }) => id);
  }
}
