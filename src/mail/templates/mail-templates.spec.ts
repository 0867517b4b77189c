import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, test } from 'vitest';
import { MESSAGE_SAMPLES } from '../messages/message-samples.js';
import type { MessageName } from '../messages/message-views.js';
import { MailTemplates } from './mail-templates.js';

const MERCHANT = { name: 'Fabrikam & Sons', address: ['1 Main Street', 'Fargo ND'], logo: null };
const NAMES = Object.keys(MESSAGE_SAMPLES) as MessageName[];

describe('The templates that come with the gateway', () => {
  const templates = MailTemplates.read(undefined, MERCHANT, 'UTC');

  it('are there in English and in Canadian French', () => {
    expect(templates.tags).toEqual(['en', 'fr-CA']);
  });

  test.each(NAMES.flatMap((name) => ['en', 'fr-CA'].map((language) => [name, language] as const)))(
    'make %s in %s: a subject of one line, HTML, and a text with the same values',
    (name, language) => {
      const { subject, html, text } = templates.render(name, language, MESSAGE_SAMPLES[name]);
      expect(subject).toMatch(/^\S.*\S$/);
      expect(html).toContain(`<html lang="${language}">`);
      expect(html).toContain('Fabrikam &amp; Sons');
      expect(text).toContain('Fabrikam & Sons');
      for (const each of [subject, html, text]) expect(each).not.toMatch(/\{\{|undefined|null|\[object/);
      expect(text).not.toMatch(/<[a-z]|\n\n\n|&amp;/);
    },
  );

  test.each([
    ['en', 'invoice INV26-1001', 'USD 3,180.40 of it could not be applied to its invoice any more', 'Transaction: pi_late'],
    ['fr-CA', 'facture INV26-1001', 'USD 3,180.40 n’ont pas pu être appliqués à la facture', 'Transaction : pi_late'],
  ])(
    'tell staff of a payment in %s: of which invoice, and how much is not applied',
    (language, invoice, notApplied, transaction) => {
      const { subject, html, text } = templates.render('staff-payment', language, {
        ...MESSAGE_SAMPLES['staff-payment'],
        ...{ rejected: false, unapplied: true, refusal: null, reference: 'pi_late' },
        ...{ amount: 'USD 3,200.00', notApplied: 'USD 3,180.40', onAccount: 'USD 19.60' },
        ...{ invoices: 'INV26-1001', severalInvoices: false, applications: [{ number: 'INV26-1001', amount: 'USD 3,180.40' }] },
      });
      for (const part of ['USD 3,200.00', invoice]) expect(subject).toContain(part);
      for (const part of [notApplied, 'USD 3,200.00', 'INV26-1001'])
        for (const form of [html, text]) expect(form).toContain(part);
      expect(text).toContain(transaction);
    },
  );

  test.each([
    ['en', 'A credit could not be applied to the invoices any more.', 'See in GP what of the receipt is applied to nothing'],
    ['fr-CA', 'Un crédit n’a pas pu être appliqué aux factures.', 'Vérifiez dans GP ce qui reste de l’encaissement'],
  ])('blame a credit in %s only where it is known that one is not applied', (language, ofCredit, ofEither) => {
    const textOf = (creditNotApplied: boolean) =>
      templates.render('staff-payment', language, {
        ...MESSAGE_SAMPLES['staff-payment'],
        ...{ rejected: false, unapplied: true, refusal: null, notApplied: null, creditNotApplied },
      }).text;
    expect([textOf(true).includes(ofCredit), textOf(true).includes(ofEither)]).toEqual([true, false]);
    expect([textOf(false).includes(ofCredit), textOf(false).includes(ofEither)]).toEqual([false, true]);
  });

  it('do not say that money was taken where credits were to cover the invoices', () => {
    const view = {
      ...MESSAGE_SAMPLES['staff-payment'],
      amount: 'USD 0.00',
      moneyTaken: false,
      applications: [],
      onAccount: null,
    };
    const { text } = templates.render('staff-payment', 'en', view);
    expect(text).not.toContain('money');
    expect(text).toContain('Invoice: STDINV2261, STDINV2262');
  });

  it('do without an address and a logo', () => {
    const bare = MailTemplates.read(undefined, { name: '', address: [], logo: null }, 'UTC');
    expect(bare.render('order-pushed', 'en', MESSAGE_SAMPLES['order-pushed']).html).not.toContain('<img');
  });

  it('are found by what an account says of its language', () => {
    expect(['FR', 'fr-ca', 'French', 'EN-GB', 'DE', ''].map((text) => templates.languageOf(text))).toEqual([
      'fr-CA',
      'fr-CA',
      'fr-CA',
      'en',
      undefined,
      undefined,
    ]);
  });

  it('let no value be markup, or a second line of the subject', () => {
    const evil = '<script>alert(1)</script>"\r\nBcc: all@example.com\u202e';
    const { subject, html, text } = templates.render('order-pushed', 'en', {
      ...MESSAGE_SAMPLES['order-pushed'],
      number: evil,
      link: 'https://shop.example.com/"><script>',
    });
    expect(subject).not.toMatch(/[\r\n]/);
    expect(html).not.toMatch(/<script/);
    expect(html).toContain('href="https://shop.example.com/&quot;&gt;&lt;script&gt;"');
    expect(text).toContain('<script>alert(1)</script>');
  });
});

describe("A merchant's templates", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'templates-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const given = (files: Record<string, string>) => {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), text);
    }
    return () => MailTemplates.read(folder, MERCHANT, 'UTC');
  };

  it('replace those of the same name, and no others', () => {
    const templates = given({
      'en/order-pushed.hbs': 'Subject: {{number}} it is\n{{#> heading}}Yes: {{number}}{{/heading}}\n',
      'html/heading.hbs': '<h1>{{> @partial-block}}</h1>',
    })();
    const { subject, html, text } = templates.render('order-pushed', 'en', MESSAGE_SAMPLES['order-pushed']);
    expect(subject).toBe('ORDST2226 it is');
    expect(html).toContain('<h1>Yes: ORDST2226</h1>');
    expect(text).toMatch(/^Yes: ORDST2226\n/);
    expect(templates.render('quote-opened', 'en', MESSAGE_SAMPLES['quote-opened']).subject).toBe('Your quote QTEST1004 is ready');
  });

  test.each<[string, Record<string, string>, string]>([
    ['no subject', { 'en/order-pushed.hbs': 'Hello\n' }, 'en/order-pushed.hbs, line 1: the first line has to be "Subject: "'],
    [
      'a value that the message has not',
      { 'en/order-pushed.hbs': 'Subject: x\n\n{{cost}}\n' },
      'en/order-pushed.hbs, line 3: there is no cost: there are ',
    ],
    [
      'a value that the lines have not',
      { 'en/order-pushed.hbs': 'Subject: x\n{{#each lines}}\n{{margin}}\n{{/each}}' },
      'en/order-pushed.hbs, line 3: there is no margin: there are sku, ',
    ],
    [
      'a value in the subject alone',
      { 'en/order-pushed.hbs': 'Subject: {{cost}}\nx' },
      'en/order-pushed.hbs, line 1: there is no cost',
    ],
    [
      'an unescaped value',
      { 'en/order-pushed.hbs': 'Subject: x\n{{{reference}}}' },
      'en/order-pushed.hbs, line 2: values are always escaped',
    ],
    ['an escaped one that is not', { 'en/order-pushed.hbs': 'Subject: x\n{{&reference}}' }, 'line 2: values are always escaped'],
    ['a list as a value', { 'en/order-pushed.hbs': 'Subject: x\n{{lines}}' }, 'line 2: lines is not one value'],
    ['a value as a list', { 'en/order-pushed.hbs': 'Subject: x\n{{#each number}}{{/each}}' }, 'line 2: number is not a list'],
    ['an unknown block', { 'en/order-pushed.hbs': 'Subject: x\n{{#lookup a}}{{/lookup}}' }, 'line 2: there is no block lookup'],
    ['a block without its end', { 'en/order-pushed.hbs': 'Subject: x\n{{#if link}}' }, 'the tags cannot be read'],
    ['an unknown part', { 'en/order-pushed.hbs': 'Subject: x\n{{> signature}}' }, 'line 2: there is no part signature'],
    [
      'a part without what it needs',
      { 'en/payment-received.hbs': 'Subject: x\n{{> lines}}' },
      'html/lines.hbs, line 7: there is no currency: there are number, ',
    ],
    [
      'a part that contains itself',
      { 'html/heading.hbs': '{{> heading}}' },
      'html/heading.hbs, line 1: the part heading contains itself',
    ],
    ['a part of one form', { 'html/banner.hbs': 'x' }, 'html/banner.hbs: the part needs a second form in the folder text'],
    ['an unknown message', { 'en/order-lost.hbs': 'Subject: x\n' }, 'en/order-lost.hbs: there is no such message'],
    ['a language without all', { 'de/words.json': '{}' }, 'de/words.json: the word locale is missing'],
    ['broken words', { 'en/words.json': '{"a":\n}' }, 'en/words.json: it is not JSON: see line 2'],
    ['a folder of something else', { 'Pictures/a.hbs': '' }, 'Pictures: folders are html, text, and languages'],
    ['a file of something else', { 'en/order-pushed.html': '' }, 'en/order-pushed.html: templates have names'],
    ['a way into the runtime', { 'en/order-pushed.hbs': 'Subject: x\n{{constructor}}' }, 'line 2: there is no constructor'],
  ])('are refused with their place: %s', (_, files, message) => {
    expect(given(files)).toThrow(message);
  });

  it('are refused where the folder is missing', () => {
    expect(() => MailTemplates.read(join(folder, 'none'), MERCHANT, 'UTC')).toThrow('none: there is no such folder');
  });
});
