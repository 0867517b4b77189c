import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DatabaseSettings } from '../../src/config/index.js';
import { GatewayDatabase } from '../../src/database/index.js';
import { StaffNotices } from '../../src/mail/staff/staff-notices.js';
import type { Instant } from '../../src/values/instant.js';
import { dropDatabase } from '../support/databases.js';
import { createCopy } from '../support/templates.js';

const ADA = 'ada@example.com';
const BOB = 'bob@example.com';
const WINDOW_MS = 15 * 60_000;
const RATE = { windowMs: WINDOW_MS, messages: 3 };

describe('What staff are told', () => {
  let url: string;
  let database: GatewayDatabase;
  let now: Instant;
  let notices: StaffNotices;
  let other: StaffNotices;

  beforeEach(async () => {
    url = await createCopy('gateway');
    database = await GatewayDatabase.open(Object.assign(new DatabaseSettings(), { url }));
    now = Date.UTC(2026, 10, 29, 9);
    const clock = { now: () => now };
    notices = new StaffNotices(database, clock);
    other = new StaffNotices(database, clock);
  });
  afterEach(async () => {
    await database.destroy();
    await dropDatabase(url);
  });

  const happen = async (count: number, address = ADA) => {
    const events = Array.from({ length: count }, () => randomUUID());
    for (const [index, event] of events.entries()) {
      if ((await notices.decide(event, address, `Order ${index + 1}`, RATE)) === 'alone') await notices.sent(event, address);
    }
    return events;
  };

  it('is a message each, until an address has had its number within the window', async () => {
    const decisions = [];
    for (let index = 0; index < 5; index++) decisions.push(await notices.decide(randomUUID(), ADA, '', RATE));
    expect(decisions).toEqual(['alone', 'alone', 'alone', 'later', 'later']);
    expect(await notices.decide(randomUUID(), BOB, '', RATE)).toBe('alone');
    now += WINDOW_MS + 1;
    expect(await notices.decide(randomUUID(), ADA, '', RATE)).toBe('alone');
  });

  it('is decided once: a message that was not sent is sent by the repetition, and one that was sent is not', async () => {
    const event = randomUUID();
    expect(await notices.decide(event, ADA, '', RATE)).toBe('alone');
    expect(await notices.decide(event, ADA, '', RATE)).toBe('alone');
    await notices.sent(event, ADA);
    expect(await notices.decide(event, ADA, '', RATE)).toBe('told');
  });

  it('is counted right when many events come at once', async () => {
    const decisions = await Promise.all(
      Array.from({ length: 20 }, (_, index) => (index % 2 ? notices : other).decide(randomUUID(), ADA, '', RATE)),
    );
    expect(decisions.filter((decision) => decision === 'alone')).toHaveLength(3);
  });

  it('becomes a digest when the window of the first line is over, with all lines in their order', async () => {
    await happen(6);
    expect(await notices.takeDue(RATE)).toEqual([]);
    now += WINDOW_MS;
    const [digest, ...more] = await notices.takeDue(RATE);
    expect(more).toEqual([]);
    expect(digest?.address).toBe(ADA);
    expect(digest?.lines.map(({ text }) => text).toSorted()).toEqual(['Order 4', 'Order 5', 'Order 6']);
  });

  it('is taken by one instance, and each line is in one digest', async () => {
    await happen(30);
    now += WINDOW_MS;
    const taken = (await Promise.all([notices.takeDue(RATE), other.takeDue(RATE)])).flat();
    expect(taken.flatMap(({ lines }) => lines)).toHaveLength(27);
    expect(await other.takeDue(RATE)).toEqual([]);
  });

  it('comes again as the same digest where it was taken and not sent, and later lines are in another one', async () => {
    await happen(4);
    now += WINDOW_MS;
    const [first] = await notices.takeDue(RATE);
    await happen(4);
    now += WINDOW_MS;
    const again = await other.takeDue(RATE);
    expect(again).toHaveLength(2);
    expect(again.find(({ id }) => id === first?.id)).toEqual(first);
    for (const digest of again) await other.digestEnded(digest);
    now += WINDOW_MS;
    expect(await notices.takeDue(RATE)).toEqual([]);
  });
});
