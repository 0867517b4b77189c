import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { EVENT_TYPES } from '../../src/capabilities/index.js';
import { MailSettings } from '../../src/config/index.js';
import type { GatewayDatabase } from '../../src/database/index.js';
import { DeliveryFailed, EventLog, newEvent } from '../../src/events/index.js';
import type { MailMessage } from '../../src/mail/mail-message.js';
import { MailSender } from '../../src/mail/mail-sender.js';
import type { Mailer } from '../../src/mail/mailer.port.js';
import { StaffDigests } from '../../src/mail/staff/staff-digests.job.js';
import { StaffNotices } from '../../src/mail/staff/staff-notices.js';
import { readStaffRules } from '../../src/mail/staff/staff-rules.js';
import { MailTemplates } from '../../src/mail/templates/mail-templates.js';
import { MovedClock } from '../events/outbox.js';
import { openOnServer } from '../submissions/office.js';
import { applyJob } from '../support/apply-job.js';

const ADA = 'ada@example.com';
const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** More than a digest waits and than it is leased, by the usual rules. */
const LATER_MS = 20 * MINUTE_MS;

describe('A digest that staff get by e-mail', () => {
  let database: GatewayDatabase;
  let close: () => Promise<void>;
  let clock: MovedClock;
  let log: EventLog;
  let notices: StaffNotices;
  let digests: StaffDigests;
  let sent: MailMessage[];
  let fault: Error | undefined;

  beforeAll(async () => {
    ({ database, close } = await openOnServer());
  });
  afterAll(() => close());
  beforeEach(async () => {
    for (const table of ['event', 'event_subject', 'staff_notice'] as const) await database.deleteFrom(table).execute();
    clock = new MovedClock();
    log = new EventLog(clock);
    notices = new StaffNotices(database, clock);
    sent = [];
    fault = undefined;
    const mailer = {
      send: async (message: MailMessage) => {
        sent.push(message);
        if (fault) throw fault;
      },
    } as unknown as Mailer;
    const settings = Object.assign(new MailSettings(), { from: 'shop@fabrikam.example' });
    const templates = MailTemplates.read(undefined, { name: 'Fabrikam', address: [], logo: null }, 'UTC');
    const sender = new MailSender(templates, mailer, settings);
    const rules = readStaffRules(undefined, { languages: ['en'], fields: [], webhooks: [] });
    digests = new StaffDigests(notices, rules, settings, templates, sender, log, clock);
  });

  /** Something that is put into the digest. @returns when it was */
  const noticed = async (line: string, name = 'order.pushed.v1') => {
    const at = clock.now();
    const type = EVENT_TYPES.all.find((each) => each.name === name) ?? expect.fail();
    const [id = expect.fail()] = await log.record(database, newEvent(type, line, null, {}));
    await notices.decide(id, ADA, line, { windowMs: MINUTE_MS, messages: 0 });
    return at;
  };

  it('has the time of the last that it lists, and is the same message where it is sent again', async () => {
    await noticed('Order 1');
    clock.move(5 * MINUTE_MS);
    const last = await noticed('Order 2');
    clock.move(LATER_MS);
    fault = new DeliveryFailed('away');
    await applyJob(digests);
    fault = undefined;
    clock.move(LATER_MS);
    await applyJob(digests);
    const [first, again] = sent;
    expect(sent).toHaveLength(2);
    expect(first?.time).toBeGreaterThanOrEqual(last);
    expect(again).toEqual(first);
  });

  it('is given up where there is no such recipient', async () => {
    await noticed('Order 1');
    clock.move(LATER_MS);
    fault = new DeliveryFailed('550 5.1.1', { kind: 'giveUp' });
    await applyJob(digests);
    clock.move(LATER_MS);
    await applyJob(digests);
    expect(sent).toHaveLength(1);
  });

  it('is tried for three days where the mailbox is full, and for two weeks where the mail server is away', async () => {
    await noticed('Order 1');
    clock.move(4 * DAY_MS);
    fault = new DeliveryFailed('no answer');
    await applyJob(digests);
    clock.move(LATER_MS);
    fault = new DeliveryFailed('452 4.2.2', { kind: 'retry', of: 'event' });
    await applyJob(digests);
    clock.move(LATER_MS);
    await applyJob(digests);
    expect(sent).toHaveLength(2);

    await noticed('Order 2');
    clock.move(15 * DAY_MS);
    fault = new DeliveryFailed('550 5.7.1');
    await applyJob(digests);
    clock.move(LATER_MS);
    await applyJob(digests);
    expect(sent).toHaveLength(3);
  });

  it.each<[string, readonly string[]]>([
    ['1 more order', ['order.pushed.v1']],
    ['2 more orders', ['order.pushed.v1', 'order.rejected.v1']],
    ['2 more quotes', ['quote.requested.v1', 'quote.answered.v1']],
    ['2 more payments', ['payment.rejected.v1', 'payment.unapplied.v1']],
    ['2 more orders, quotes and payments', ['order.pushed.v1', 'payment.rejected.v1']],
  ])('says what it lists: %s', async (title, types) => {
    for (const [index, type] of types.entries()) await noticed(`Line ${index}`, type);
    clock.move(LATER_MS);
    await applyJob(digests);
    const [message] = sent;
    expect(message?.subject).toMatch(new RegExp(`^${title} since `));
    expect(message?.text).toContain(`${title}\n`);
  });
});
