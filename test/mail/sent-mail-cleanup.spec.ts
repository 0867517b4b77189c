import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { EventsSettings } from '../../src/config/index.js';
import type { GatewayDatabase } from '../../src/database/index.js';
import { SentMail } from '../../src/mail/sent-mail.js';
import { SentMailCleanup } from '../../src/mail/sent-mail-cleanup.js';
import { StaffNotices } from '../../src/mail/staff/staff-notices.js';
import { MovedClock } from '../events/outbox.js';
import { openOnServer } from '../submissions/office.js';
import { applyJob } from '../support/apply-job.js';

const DAY_MS = 24 * 3_600_000;
const NELL = 'nell@example.com';
const ADA = 'ada@example.com';
const RATE = { windowMs: 60_000, messages: 2 };

describe('Whom mail was sent to', () => {
  let database: GatewayDatabase;
  let close: () => Promise<void>;
  let clock: MovedClock;
  let sent: SentMail;
  let notices: StaffNotices;

  beforeAll(async () => {
    ({ database, close } = await openOnServer());
  });
  afterAll(() => close());
  beforeEach(async () => {
    for (const table of ['mail_sent', 'staff_notice'] as const) await database.deleteFrom(table).execute();
    clock = new MovedClock();
    sent = new SentMail(database, clock);
    notices = new StaffNotices(database, clock);
  });

  const cleanUp = (keepDays: number) =>
    applyJob(new SentMailCleanup(sent, notices, Object.assign(new EventsSettings(), { keepDays }), clock));

  it.each([
    [7, 45],
    [30, 45],
    [365, 380],
  ])('is known for longer than events that are kept for %i days could be sent again', async (keepDays, days) => {
    const event = randomUUID();
    await sent.note(event, NELL);
    await notices.decide(event, ADA, '', RATE);
    await notices.sent(event, ADA);
    clock.move((days - 1) * DAY_MS);
    await cleanUp(keepDays);
    expect(await sent.has(event, NELL)).toBe(true);
    expect(await notices.decide(event, ADA, '', RATE)).toBe('told');
    clock.move(2 * DAY_MS);
    await cleanUp(keepDays);
    expect(await sent.has(event, NELL)).toBe(false);
    expect(await notices.decide(event, ADA, '', RATE)).toBe('alone');
  });

  it('is forgotten too where a message to staff was given up, and not where it waits for its digest', async () => {
    for (const line of ['given up', 'given up too', 'of a digest']) await notices.decide(randomUUID(), ADA, line, RATE);
    clock.move(46 * DAY_MS);
    await cleanUp(30);
    expect(await database.selectFrom('staff_notice').select('line').execute()).toEqual([{ line: 'of a digest' }]);
  });
});
