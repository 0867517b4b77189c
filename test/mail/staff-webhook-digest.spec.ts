import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { EVENT_TYPES } from '../../src/capabilities/index.js';
import { EventsSettings, MailSettings, ServerSettings } from '../../src/config/index.js';
import type { GatewayDatabase } from '../../src/database/index.js';
import { ConfiguredDestinations, type GatewayEvent, type ListedEvent, newEvent } from '../../src/events/index.js';
import type { MailSender } from '../../src/mail/mail-sender.js';
import { StaffDigests } from '../../src/mail/staff/staff-digests.job.js';
import type { StaffMails } from '../../src/mail/staff/staff-mails.js';
import { StaffNotices } from '../../src/mail/staff/staff-notices.js';
import { readStaffRules } from '../../src/mail/staff/staff-rules.js';
import { StaffWebhooks } from '../../src/mail/staff/staff-webhooks.js';
import type { MailTemplates } from '../../src/mail/templates/mail-templates.js';
import { asAccountNumber } from '../../src/values/identifiers.js';
import { MemoryDestination, Outbox } from '../events/outbox.js';
import { TemporaryFolders } from '../sandbox/written-company.js';
import { openOnServer } from '../submissions/office.js';
import { applyJob } from '../support/apply-job.js';

const WINDOW_MS = 15 * 60_000;
const MESSAGES = 2;
const HARGATE = asAccountNumber('HARGATE');
const ENDPOINT = {
  name: 'crm',
  url: 'https://crm.example.com/hooks',
  secrets: [`whsec_${Buffer.alloc(24, 7).toString('base64')}`],
  types: [],
};

describe('A webhook that a rule has told of more than the digest allows', () => {
  const folders = new TemporaryFolders();
  let database: GatewayDatabase;
  let close: () => Promise<void>;
  let outbox: Outbox;
  let notices: StaffNotices;
  let digests: StaffDigests;
  let other: StaffDigests;
  let archive: MemoryDestination;
  /** What the receiver of the webhook has had. */
  let had: GatewayEvent[];

  beforeAll(async () => {
    ({ database, close } = await openOnServer());
  });
  afterAll(async () => {
    await close();
    folders.remove();
  });
  beforeEach(async () => {
    for (const table of ['event', 'event_subject', 'event_destination', 'event_lane', 'staff_notice'] as const)
      await database.deleteFrom(table).execute();
    const digest = { windowMinutes: WINDOW_MS / 60_000, messages: MESSAGES };
    const folder = folders.write({
      'endpoints.json': JSON.stringify({ endpoints: [ENDPOINT] }),
      'rules.json': JSON.stringify({ digest, rules: [{ events: ['order.pushed'], to: ['webhook.crm'] }] }),
    });
    const settings = Object.assign(new EventsSettings(), { endpointsFile: join(folder, 'endpoints.json') });
    const configured = new ConfiguredDestinations(settings, new ServerSettings(), EVENT_TYPES, { now: () => Date.now() });
    had = [];
    for (const webhook of configured.webhooks) {
      webhook.deliver = async (event) => {
        had.push(event);
        return { status: 200, answer: '' };
      };
    }
    const rules = readStaffRules(join(folder, 'rules.json'), { languages: ['en'], fields: [], webhooks: ['webhook.crm'] });
    const facts = { event: 'order.pushed', customer: null, total: { amount: '5', currency: 'USD' } };
    const mails = { of: async () => ({ facts }) } as unknown as StaffMails;
    const outboxes: Outbox[] = [];
    archive = new MemoryDestination('webhook.all');
    const clock = { now: () => outboxes[0]?.clock.now() ?? Date.now() };
    notices = new StaffNotices(database, clock);
    const staff = new StaffWebhooks(configured, rules, mails, notices, new MailSettings());
    outbox = new Outbox(database, [...staff.destinations, archive]);
    outboxes.push(outbox);
    const make = () => new StaffDigests(notices, rules, new MailSettings(), {} as MailTemplates, {} as MailSender, outbox.log);
    [digests, other] = [make(), make()];
    return () => outbox.close();
  });

  const pushed = EVENT_TYPES.all.find(({ name }) => name === 'order.pushed.v1') ?? expect.fail();
  const push = (count: number, words = '') =>
    outbox.log.record(
      database,
      Array.from({ length: count }, (_, index) =>
        newEvent(pushed, String(index), HARGATE, { orderNumber: `ORD${index}${words}` }),
      ),
    );
  /** Lets the gateway work until nothing waits. */
  const delivered = (arrived: number) =>
    vi.waitFor(async () => {
      await outbox.dispatcher.run();
      expect(archive.arrived).toHaveLength(arrived);
      for (const { waiting } of await outbox.desk.destinations('all')) expect(waiting).toBe(0);
    });
  const listedIn = ({ data }: GatewayEvent) => (data as { events: readonly ListedEvent[] }).events;

  it('is sent so many, and the rest as one message when the window is over, with the events as they are', async () => {
    const ids = await push(5);
    await delivered(5);
    expect(had.map(({ type }) => type)).toEqual(['order.pushed.v1', 'order.pushed.v1']);
    await applyJob(digests);
    await delivered(5);
    expect(had).toHaveLength(2);
    outbox.clock.move(WINDOW_MS + 1);
    await applyJob(digests);
    await delivered(5);
    const [digest, ...more] = had.slice(2);
    if (!digest || more.length > 0) return expect.fail('expected one message');
    expect(digest).toMatchObject({ type: 'staff.digest.v1', subject: 'digest/staff.webhook.crm', account: null });
    const alone = had.slice(0, 2).map(({ id }) => id);
    const listed = listedIn(digest);
    expect([...alone, ...listed.map(({ id }) => id)].toSorted()).toEqual(ids.toSorted());
    expect(listed[0]).toEqual({
      ...{ id: expect.any(String), type: 'order.pushed.v1', subject: expect.stringMatching(/^order\/\d$/), sequence: 1 },
      ...{ time: expect.stringMatching(/Z$/), account: 'HARGATE', data: { orderNumber: expect.stringMatching(/^ORD\d$/) } },
    });
  });

  it('gets one digest where two instances look at once, with one ID on every attempt', async () => {
    await push(5);
    await delivered(5);
    outbox.clock.move(WINDOW_MS + 1);
    await Promise.all([applyJob(digests), applyJob(other)]);
    await applyJob(digests);
    await delivered(5);
    expect(had.slice(2).map(({ type }) => type)).toEqual(['staff.digest.v1']);
    // The process that sent it stood still until its lease was over.
    const [taken] = await notices.takeDue({ windowMs: WINDOW_MS, messages: MESSAGES });
    expect(taken).toBeUndefined();
    await outbox.desk.replay('staff.webhook.crm', { type: 'staff.digest.v1' });
    await delivered(5);
    expect(had.slice(2).map(({ id }) => id)).toEqual([had[2]?.id, had[2]?.id]);
  });

  it('gets a digest in parts that fit into a message', async () => {
    await push(30, 'x'.repeat(2_000));
    await delivered(30);
    outbox.clock.move(WINDOW_MS + 1);
    await applyJob(digests);
    await delivered(30);
    const parts = had.slice(2);
    expect(parts.length).toBeGreaterThan(1);
    expect(parts.flatMap(listedIn)).toHaveLength(28);
    for (const part of parts) expect(Buffer.byteLength(JSON.stringify(part))).toBeLessThan(65_536);
    expect(new Set(parts.map(({ id }) => id)).size).toBe(parts.length);
  });

  it('is sent again what was told, where an operator asks for it, but not what waits for its digest', async () => {
    await push(4);
    await delivered(4);
    await outbox.desk.replay('staff.webhook.crm', { type: 'order.*' });
    await delivered(4);
    expect(had.map(({ subject }) => subject).toSorted()).toHaveLength(4);
    expect(new Set(had.map(({ id }) => id)).size).toBe(2);
  });

  it('alone gets its digest: no other destination does, whatever it wants', async () => {
    await push(3);
    await delivered(3);
    outbox.clock.move(WINDOW_MS + 1);
    await applyJob(digests);
    await delivered(3);
    expect(had).toHaveLength(3);
    expect(await outbox.desk.replay('webhook.all', { type: 'staff.digest.v1' })).toEqual({ fitting: 1, wanted: 0, again: 0 });
  });
});
