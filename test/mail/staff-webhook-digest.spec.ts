import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { EVENT_TYPES } from '../../src/capabilities/index.js';
import { EventsSettings, MailSettings, ServerSettings } from '../../src/config/index.js';
import { EventsCommands } from '../../src/console/events-commands.js';
import type { GatewayDatabase } from '../../src/database/index.js';
import {
  ConfiguredDestinations,
  DeliveryFailed,
  type GatewayEvent,
  type ListedEvent,
  newEvent,
  type Receipt,
} from '../../src/events/index.js';
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
  /** What the receiver says. */
  let answer: () => Promise<Receipt>;

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
    answer = async () => ({ status: 200, answer: '' });
    for (const webhook of configured.webhooks) {
      webhook.deliver = async (event) => {
        had.push(event);
        return answer();
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
    const make = () =>
      new StaffDigests(notices, rules, new MailSettings(), {} as MailTemplates, {} as MailSender, outbox.log, clock);
    [digests, other] = [make(), make()];
    return () => outbox.close();
  });

  const pushed = EVENT_TYPES.all.find(({ name }) => name === 'order.pushed.v1') ?? expect.fail();
  const push = (count: number, words = '', first = 0) =>
    outbox.log.record(
      database,
      Array.from({ length: count }, (_, index) =>
        newEvent(pushed, String(first + index), HARGATE, { orderNumber: `ORD${index}${words}` }),
      ),
    );
  /** Lets the gateway work until nothing waits. */
  const delivered = (arrived: number) =>
    vi.waitFor(async () => {
      await outbox.dispatcher.run();
      expect(archive.arrived).toHaveLength(arrived);
      for (const { waiting } of await outbox.desk.destinations('all')) expect(waiting).toBe(0);
    });
  const commands = () => new EventsCommands(outbox.desk, EVENT_TYPES);
  const shown = async (id: string) => (await commands().run(['show', id])).lines;
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

  it('does not count as working by what waits for its digest: nothing of it was sent', async () => {
    answer = () => Promise.reject(new DeliveryFailed('HTTP 500'));
    const crm = async () => {
      await outbox.dispatcher.run();
      return (await outbox.desk.destinations('all')).find(({ name }) => name === 'staff.webhook.crm');
    };
    await push(MESSAGES);
    await vi.waitFor(async () => expect((await crm())?.failures).toBeGreaterThanOrEqual(MESSAGES));
    const since = (await crm())?.failingSince;
    const later = await push(3, '', MESSAGES);
    await vi.waitFor(async () => {
      await outbox.dispatcher.run();
      for (const id of later) expect((await shown(id)).join('\n')).toMatch(/^staff\.webhook\.crm +IN_DIGEST +1 attempt /m);
    });
    for (const id of later) expect((await shown(id)).join('\n')).not.toMatch(/^staff.* delivered/m);
    expect(await crm()).toMatchObject({ failingSince: since, succeededAt: null, waiting: MESSAGES });
  });

  it('is sent again what an operator asks for as it had it: alone or in its digest, and as much as was counted', async () => {
    const replayed = async (...filter: readonly string[]) => {
      const before = had.length;
      const { lines } = await commands().run(['replay', 'staff.webhook.crm', ...filter]);
      await delivered(5);
      return {
        said: lines[0],
        types: had
          .slice(before)
          .map(({ type }) => type)
          .toSorted(),
      };
    };
    const waiting = (count: string) => `${count} for staff.webhook.crm, sent within seconds of a gateway running.`;
    const orders = {
      said: `${waiting('2 events wait')} Not sent is what is in a digest: 3 events.`,
      types: ['order.pushed.v1', 'order.pushed.v1'],
    };
    await push(5);
    await delivered(5);
    expect(await replayed('--type', 'order.*')).toEqual(orders);
    outbox.clock.move(WINDOW_MS + 1);
    await applyJob(digests);
    await delivered(5);
    expect(await replayed('--type', 'order.*')).toEqual(orders);
    expect(await replayed('--type', 'staff.digest.v1')).toEqual({ said: waiting('1 event waits'), types: ['staff.digest.v1'] });
    const everything = await replayed('--all');
    expect(everything.said).toMatch(/^3 events wait .* Not sent is what is in a digest: 3 events\.$/);
    expect(everything.types).toEqual(['order.pushed.v1', 'order.pushed.v1', 'staff.digest.v1']);
    const listed = had.findLast(({ type }) => type === 'staff.digest.v1') ?? expect.fail();
    expect(await commands().run(['replay', 'staff.webhook.crm', '--subject', listedIn(listed)[0]?.subject ?? ''])).toEqual({
      exitCode: 1,
      lines: ['All that it wants of what fits, which is 1 event, is in a digest: nothing is sent to staff.webhook.crm.'],
    });
    outbox.clock.move(WINDOW_MS + 1);
    await applyJob(digests);
    await delivered(5);
    expect(had.filter(({ type }) => type === 'staff.digest.v1').map(({ id }) => id)).toEqual(Array(3).fill(listed.id));
  });

  it('alone gets its digest: no other destination does, whatever it wants', async () => {
    await push(3);
    await delivered(3);
    outbox.clock.move(WINDOW_MS + 1);
    await applyJob(digests);
    await delivered(3);
    expect(had).toHaveLength(3);
    expect(await outbox.desk.replay('webhook.all', { type: 'staff.digest.v1' })).toEqual({
      ...{ fitting: 1, wanted: 0, inDigest: 0, again: 0 },
    });
  });
});
