import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { GatewayDatabase } from '../../src/database/index.js';
import { destinationsInSql } from '../../src/events/destinations-in-sql.js';
import { isFor } from '../../src/events/event-router.js';
import { EventDesk, type GatewayEvent, type Wanted } from '../../src/events/index.js';
import { SystemClock } from '../../src/values/clock.js';
import { PLACES } from '../submissions/office.js';
import { emptied, MemoryDestination } from './outbox.js';

const START = Date.parse('2026-11-02T08:00:00Z');
const MINUTE = 60_000;
const TYPES = ['order.received.v1', 'order.pushed.v1', 'invoice.posted.v1', 'destination.tested.v1', 'staff.digest.v1'];
const ACCOUNTS = [null, 'HARGATE', 'KESTREL'];
const SUBJECTS = ['order/1', 'destination/crm', 'digest/crm', 'destination/archive'];
const WANTED: Readonly<Record<string, Wanted | null>> = {
  all: { types: ['*'] },
  archive: { types: [] },
  crm: { types: ['order.*'], except: ['order.pushed.v1'], accounts: ['HARGATE'] },
  erp: { types: ['order.pushed.v1', 'invoice.*'], except: ['invoice.p*'] },
  former: null,
};

interface Plan {
  readonly 'Node Type': string;
  readonly 'Actual Loops': number;
  readonly Plans?: readonly Plan[];
}

/** How often a query reads the patterns of what a destination wants. */
const patternReads = (plan: Plan): number =>
  (plan['Node Type'] === 'Function Scan' ? plan['Actual Loops'] : 0) +
  (plan.Plans ?? []).reduce((sum, part) => sum + patternReads(part), 0);

describe.each(PLACES)('What waits for destinations on $place', ({ open }) => {
  let database: GatewayDatabase;
  let close: () => Promise<void>;
  let desk: EventDesk;
  /** The events of every type, account and subject, each the older the later it stands here. */
  const events = TYPES.flatMap((type) => ACCOUNTS.flatMap((account) => SUBJECTS.map((subject) => ({ type, account, subject }))));
  const timeOf = (index: number) => START - index * MINUTE;

  beforeAll(async () => {
    ({ database, close } = await open());
    desk = new EventDesk(database, new SystemClock());
  });
  afterAll(() => close());
  beforeEach(async () => {
    await emptied(database);
    const rows = Object.entries(WANTED).map(([name, wanted]) => ({
      name,
      wanted: wanted && JSON.stringify(wanted),
      failures: 0,
    }));
    await database.insertInto('event_destination').values(rows).execute();
  });

  const waits = async (sequence: number) => {
    const values = events.map(
      ({ type, account, subject }, index) =>
        sql`(${type}, ${account}, ${subject}, ${index + 1 + sequence * events.length}::int, ${new Date(timeOf(index))}::timestamptz)`,
    );
    await sql`
      with added as (
        insert into event (id, type, account, subject, sequence, occurred_at, data, routed)
        select gen_random_uuid(), type, account, subject, sequence, occurred_at, '{}', true
        from (values ${sql.join(values)}) as given (type, account, subject, sequence, occurred_at)
        returning *)
      insert into event_delivery (destination, event_id, position, subject, sequence, state, next_attempt_at)
      select name, id, position, subject, sequence, 'PENDING', now() from added cross join event_destination`.execute(database);
  };

  it('is counted as far as they want it still, with the time of the first', async () => {
    await waits(0);
    const expected = Object.entries(WANTED).map(([name, wanted]) => {
      const destination = new MemoryDestination(name);
      if (wanted) destination.wanted = wanted;
      const places = events.flatMap((event, index) => (isFor(destination, event as GatewayEvent) ? [index] : []));
      const oldest = places.at(-1);
      return { name, waiting: places.length, oldestAt: oldest === undefined ? null : timeOf(oldest) };
    });
    expect(await desk.destinations('wanted')).toMatchObject(expected);
    expect(expected.map(({ waiting }) => waiting > 0)).toEqual([true, true, true, true, true]);
    const all = await desk.destinations('all');
    expect(all.map(({ waiting }) => waiting)).toEqual(expected.map(() => events.length));
  });

  it('is nothing where nothing waits', async () => {
    for (const counted of ['wanted', 'all'] as const) {
      expect(await desk.destinations(counted)).toMatchObject(
        Object.keys(WANTED).map((name) => ({ name, waiting: 0, oldestAt: null, underWay: 0 })),
      );
    }
  });

  it('costs one look at what a destination wants for each type and account, however many events wait', async () => {
    const reads = async () => {
      const query = destinationsInSql('wanted', new Date());
      const { rows } = await sql<{ 'QUERY PLAN': readonly [{ Plan: Plan }] }>`explain (analyze, format json) ${query}`.execute(
        database,
      );
      return patternReads((rows[0] ?? expect.fail('no plan'))['QUERY PLAN'][0].Plan);
    };
    await waits(0);
    const first = await reads();
    for (let sequence = 1; sequence <= 20; sequence += 1) await waits(sequence);
    expect(await reads()).toBe(first);
    expect(first).toBeGreaterThan(0);
  });
});
