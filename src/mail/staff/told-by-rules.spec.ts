import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { decimalString } from '../../values/exact.js';
import { asCurrencyCode } from '../../values/money.js';
import { readStaffRules } from './staff-rules.js';
import { type StaffFacts, tellWebhook, toldByRules } from './told-by-rules.js';

const DESK = ['desk@example.com'];
const NAMEABLE = { languages: ['en', 'fr-CA'], fields: ['territory'], webhooks: ['webhook.crm'] };
const REFUSED: StaffFacts = {
  event: 'order.rejected',
  customer: {
    customerClass: 'RETAIL',
    salesperson: { id: 'PAUL W.', name: 'Paul West', email: 'paul@example.com', phone: null },
    customFields: { territory: 'WEST' },
  },
  total: { amount: decimalString('5000'), currency: asCurrencyCode('USD') },
};

describe('Staff who are told', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'staff-rules-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const read = (content: unknown) => {
    const file = join(folder, 'rules.json');
    writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
    return readStaffRules(file, NAMEABLE);
  };
  const told = (rule: Record<string, unknown>, facts: Partial<StaffFacts> = {}, rest: Record<string, unknown> = {}) => {
    const rules = read({ rules: [{ events: ['order.rejected'], to: ['a@example.com'], ...rule }], ...rest });
    return toldByRules(rules, { ...REFUSED, ...facts }, DESK);
  };

  describe('without a file', () => {
    const usual = readStaffRules(undefined, NAMEABLE);

    it('are the desk where GP has refused an order, and nobody where it has it', () => {
      expect(toldByRules(usual, REFUSED, DESK)).toEqual(DESK);
      expect(toldByRules(usual, { ...REFUSED, event: 'order.pushed' }, DESK)).toEqual([]);
    });

    it('are the salesperson of the account where a quote is asked for, else the desk', () => {
      const asked: StaffFacts = { ...REFUSED, event: 'quote.requested' };
      expect(toldByRules(usual, asked, DESK)).toEqual(['paul@example.com']);
      expect(toldByRules(usual, { ...asked, customer: null }, DESK)).toEqual(DESK);
    });
  });

  test.each<[string, Record<string, unknown>, boolean]>([
    ['the event', {}, true],
    ['another event', { events: ['order.pushed'] }, false],
    ['the class, in any case', { classes: ['GOVT', 'retail'] }, true],
    ['another class', { classes: ['GOVT'] }, false],
    ['the salesperson', { salespersons: ['PAUL W.'] }, true],
    ['another salesperson', { salespersons: ['ADA'] }, false],
    ['the territory', { fields: { territory: ['WEST'] } }, true],
    ['another territory', { fields: { territory: ['EAST'] } }, false],
    ['the total', { atLeast: { amount: '5000.00', currency: 'USD' } }, true],
    ['a greater total', { atLeast: { amount: '5000.01', currency: 'USD' } }, false],
    ['a total in another currency', { atLeast: { amount: '1', currency: 'CAD' } }, false],
    ['all of these but one', { classes: ['RETAIL'], fields: { territory: ['EAST'] } }, false],
  ])('are found by a rule with %s', (_, rule, isTold) => {
    expect(told(rule)).toEqual(isTold ? ['a@example.com'] : []);
  });

  it('are told once, though several rules name them', () => {
    const rule = { events: ['order.rejected'], to: ['salesperson', 'desk', 'paul@example.com'] };
    expect(toldByRules(read({ rules: [rule, rule] }), REFUSED, DESK)).toEqual(['paul@example.com', 'desk@example.com']);
  });

  it('may be a webhook, which gets no mail', () => {
    const rules = read({ rules: [{ events: ['order.rejected'], classes: ['RETAIL'], to: ['webhook.crm', 'a@example.com'] }] });
    expect(toldByRules(rules, REFUSED, DESK)).toEqual(['a@example.com']);
    expect(tellWebhook(rules, REFUSED, 'webhook.crm')).toBe(true);
    expect(tellWebhook(rules, { ...REFUSED, customer: null }, 'webhook.crm')).toBe(false);
    expect(tellWebhook(rules, REFUSED, 'webhook.pim')).toBe(false);
  });

  it('include a salesperson at the address of the file, and the desk for one whose address in GP is none', () => {
    const rule = { to: ['salesperson'] };
    expect(told(rule, {}, { salespersons: { 'paul w.': 'west@example.com' } })).toEqual(['west@example.com']);
    const salesperson = { id: 'ADA', name: 'Ada', email: 'ada@a.example; bob@b.example', phone: null };
    expect(told(rule, { customer: { customerClass: null, salesperson, customFields: {} } })).toEqual(DESK);
  });

  test.each<[string, unknown, string]>([
    ['not JSON', '{\n"rules": [}', 'STAFF_RULES: it is not JSON: see line 2.'],
    ['a list', [], 'STAFF_RULES: the file has to be an object.'],
    ['an unknown part', { rule: [] }, 'rule: is not known; known are language, salespersons, digest, rules'],
    ['an unknown event', { rules: [{ events: ['order.lost'], to: ['desk'] }] }, 'rules[0].events'],
    ['nobody to tell', { rules: [{ events: ['order.pushed'], to: [] }] }, 'rules[0].to'],
    [
      'an unknown recipient',
      { rules: [{ events: ['order.pushed'], to: ['desk', 'boss'] }] },
      'rules[0].to[1] has to be an e-mail address, salesperson, desk or an endpoint such as webhook.crm',
    ],
    [
      'an unknown endpoint',
      { rules: [{ events: ['order.pushed'], to: ['webhook.pim'] }] },
      'rules[0].to[0] has to name an endpoint of EVENTS_ENDPOINTS',
    ],
    [
      'an unknown field',
      { rules: [{ events: ['order.pushed'], to: ['desk'], fields: { region: ['WEST'] } }] },
      'rules[0].fields.region has to be a name of GP_ACCOUNT_FIELDS',
    ],
    [
      'an invalid amount',
      { rules: [{ events: ['order.pushed'], to: ['desk'], atLeast: { amount: '5k', currency: 'USD' } }] },
      'rules[0].atLeast.amount',
    ],
    ['no window', { digest: { windowMinutes: 0 } }, 'digest.windowMinutes'],
    ['a language without templates', { language: 'de' }, 'language has to be one of en, fr-CA'],
    ['a salesperson without an address', { salespersons: { ADA: 'Ada' } }, 'salespersons["ADA"] has to be one e-mail address'],
  ])('are refused at the start, with the place in the file: %s', (_, content, message) => {
    expect(() => read(content)).toThrow(message);
  });
});
