import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { EVENT_TYPES } from '../../src/capabilities/index.js';
import { EventsSettings, MailSettings, ServerSettings } from '../../src/config/index.js';
import { ConfiguredDestinations, type EventDestination, type GatewayEvent } from '../../src/events/index.js';
import type { StaffMails } from '../../src/mail/staff/staff-mails.js';
import type { StaffNotices } from '../../src/mail/staff/staff-notices.js';
import { readStaffRules } from '../../src/mail/staff/staff-rules.js';
import { StaffWebhooks } from '../../src/mail/staff/staff-webhooks.js';
import type { StaffFacts } from '../../src/mail/staff/told-by-rules.js';
import { SystemClock } from '../../src/values/clock.js';
import { decimalString } from '../../src/values/exact.js';
import { asAccountNumber } from '../../src/values/identifiers.js';
import { asCurrencyCode } from '../../src/values/money.js';

const SECRET = `whsec_${Buffer.alloc(24, 7).toString('base64')}`;

describe('A webhook that STAFF_RULES names', () => {
  let folder: string;
  let destinations: ConfiguredDestinations;
  let crm: EventDestination;
  let sent: string[];
  let customerClass: string;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'staff-webhooks-'));
    const endpoint = { url: 'https://crm.example.com/hooks', secrets: [SECRET] };
    writeFileSync(
      join(folder, 'endpoints.json'),
      JSON.stringify({
        endpoints: [
          { ...endpoint, name: 'crm', types: ['order.pushed.v1'], accounts: ['HARGATE'] },
          { ...endpoint, name: 'pim', types: ['product.*'] },
        ],
      }),
    );
    writeFileSync(
      join(folder, 'rules.json'),
      JSON.stringify({
        rules: [{ events: ['order.rejected', 'order.pushed'], classes: ['RETAIL'], to: ['webhook.crm', 'a@example.com'] }],
      }),
    );
  });
  afterAll(() => rmSync(folder, { recursive: true }));
  beforeEach(() => {
    customerClass = 'RETAIL';
    sent = [];
    const settings = Object.assign(new EventsSettings(), { endpointsFile: join(folder, 'endpoints.json') });
    destinations = new ConfiguredDestinations(settings, new ServerSettings(), EVENT_TYPES, new SystemClock());
    for (const webhook of destinations.webhooks) {
      webhook.deliver = async ({ id }) => {
        sent.push(`${webhook.name} ${id}`);
        return { status: 200, answer: '' };
      };
    }
    const webhooks = destinations.webhooks.map(({ name }) => name);
    const rules = readStaffRules(join(folder, 'rules.json'), { languages: ['en'], fields: [], webhooks });
    const facts = (): StaffFacts => ({
      event: 'order.rejected',
      customer: { customerClass, salesperson: null, customFields: {} },
      total: { amount: decimalString('5'), currency: asCurrencyCode('USD') },
    });
    const mails = { of: async () => ({ facts: facts() }) } as unknown as StaffMails;
    const notices = { decide: async () => 'alone', sent: async () => undefined } as unknown as StaffNotices;
    const staff = new StaffWebhooks(destinations, rules, mails, notices, new MailSettings());
    expect(staff.destinations.map(({ name }) => name)).toEqual(['staff.webhook.crm']);
    crm = staff.destinations[0] ?? expect.fail();
  });

  const event = (type: string, account = 'HARGATE'): GatewayEvent => ({
    ...{ id: type, type, subject: 'order/1', sequence: 1, time: 0, account: asAccountNumber(account), data: {} },
  });

  it('gets the events for which a rule fits, beside those of its types', async () => {
    const refused = event('order.rejected.v1');
    expect(crm.wants(refused)).toBe(true);
    await crm.deliver(refused, AbortSignal.timeout(60_000));
    expect(sent).toEqual(['webhook.crm order.rejected.v1']);
    customerClass = 'GOVT';
    expect(await crm.deliver(refused, AbortSignal.timeout(60_000))).toBe('UNWANTED');
    expect(sent).toHaveLength(1);
  });

  it('is not sent what it gets anyway, what no rule names, and what is of an account of others', () => {
    expect(crm.wants(event('order.pushed.v1'))).toBe(false);
    expect(crm.wants(event('quote.requested.v1'))).toBe(false);
    expect(crm.wants(event('order.rejected.v1', 'KESTREL'))).toBe(false);
  });

  it('gets a test event whatever the rules say', async () => {
    await crm.deliver(event('destination.tested.v1'), AbortSignal.timeout(60_000));
    expect(sent).toEqual(['webhook.crm destination.tested.v1']);
  });
});
