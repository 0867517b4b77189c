import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { notKept } from './kept-text.js';
import { orderNote } from './order-note.js';
import { type OrderTexts, textProblems } from './text-limits.js';

const ADDRESS = { line1: '1822 Loomis Street', city: 'Chicago', postalCode: '60608', country: 'United States' };

/** The problems of an input that has only the fields with limits; the contract's own type has more. */
const problemsOf = (input: object) => textProblems(input as OrderTexts);
const fieldsOf = (input: object) => problemsOf(input).map(({ field }) => field?.join('.') ?? null);

describe('The texts of an order', () => {
  it('are no problem where GP keeps them whole', () => {
    expect(
      problemsOf({
        reference: 'W-10000000000000001A',
        purchaseOrderNumber: ' PO-1 ',
        comment: 'Ça va: 5 € – “fragile”\nsecond line',
        lines: [{ sku: 'A', comment: 'x'.repeat(500) }],
        shipTo: { addressCode: 'A CODE THAT IS MUCH TOO LONG FOR GP' },
      }),
    ).toEqual([]);
  });

  it.each<[string, number, (text: string) => object]>([
    ['reference', 20, (reference) => ({ reference })],
    ['purchaseOrderNumber', 20, (purchaseOrderNumber) => ({ purchaseOrderNumber })],
    ['shippingMethod', 15, (shippingMethod) => ({ shippingMethod })],
    ['comment', 500, (comment) => ({ comment })],
    ['customer.email', 200, (email) => ({ customer: { email } })],
    ['customer.name', 60, (name) => ({ customer: { name } })],
    ['customer.company', 64, (company) => ({ customer: { company } })],
    ['customer.taxRegistration', 25, (taxRegistration) => ({ customer: { taxRegistration } })],
    ['billTo.address.line1', 60, (line1) => ({ billTo: { address: { ...ADDRESS, line1 } } })],
    ['shipTo.address.city', 35, (city) => ({ shipTo: { address: { ...ADDRESS, city } } })],
    ['shipTo.address.region', 29, (region) => ({ shipTo: { address: { ...ADDRESS, region } } })],
    [
      'lines.1.shipTo.address.postalCode',
      10,
      (postalCode) => ({ lines: [{}, { shipTo: { address: { ...ADDRESS, postalCode } } }] }),
    ],
    ['lines.0.comment', 500, (comment) => ({ lines: [{ comment }] })],
    ['lines.0.taxCode', 30, (taxCode) => ({ lines: [{ taxCode }] })],
    ['lines.0.taxes.1.detail', 15, (detail) => ({ lines: [{ taxes: [{}, { detail }] }] })],
    ['freight.discount.code', 50, (code) => ({ freight: { discount: { amount: 1, code } } })],
    ['fees.0.description', 200, (description) => ({ fees: [{ code: 'A', amount: 1, description }] })],
    ['duties.0.code', 30, (code) => ({ duties: [{ code, amount: 1 }] })],
    ['payments.0.transactionId', 100, (transactionId) => ({ payments: [{ method: 'CARD', amount: 1, transactionId }] })],
    ['payments.0.transactionId', 20, (transactionId) => ({ payments: [{ method: 'CHECK', amount: 1, transactionId }] })],
    ['payments.0.account', 15, (account) => ({ payments: [{ method: 'CARD', amount: 1, account }] })],
    ['customFields.0.value', 500, (value) => ({ customFields: [{ name: 'Campaign', value }] })],
  ])('are named where they are too long: %s with more than %i characters', (field, longest, input) => {
    expect(fieldsOf(input('x'.repeat(longest)))).toEqual([]);
    expect(fieldsOf(input('x'.repeat(longest + 1)))).toEqual([field]);
  });

  it('are named where GP has no such character', () => {
    expect(problemsOf({ shipTo: { address: { ...ADDRESS, city: '東京' } } })).toEqual([
      {
        code: 'INVALID_INPUT',
        message: '"shipTo.address.city" has U+6771, which GP cannot keep: it has the characters of Windows-1252.',
        field: ['shipTo', 'address', 'city'],
      },
    ]);
    expect(fieldsOf({ comment: 'bell \u0007', reference: '😀' })).toEqual(['reference', 'comment']);
  });

  it('are measured as GP keeps them', () => {
    const decomposed = 'e\u0301'.repeat(20);
    expect(problemsOf({ reference: decomposed })).toEqual([]);
    expect(fieldsOf({ reference: `${decomposed}e` })).toEqual(['reference']);
  });

  it("share a field where they are a line's comment and choices", () => {
    const line = { sku: 'A', comment: 'x'.repeat(480), attributes: [{ name: 'Engraving', value: 'Atelier' }] };
    expect(problemsOf({ lines: [line] })).toEqual([
      {
        code: 'INVALID_INPUT',
        message: '"lines.0.attributes" and the comment of the line must have at most 500 characters together.',
        field: ['lines', '0', 'attributes'],
      },
    ]);
  });

  it("have room for what is written below a line's comment: dashes, where it could be taken for choices", () => {
    const ofLength = (length: number, end: string) => `${'x'.repeat(length - end.length)}${end}`;
    const asChoices = '\n---\nname: value';
    expect(problemsOf({ lines: [{ sku: 'A', comment: ofLength(496, asChoices) }] })).toEqual([]);
    expect(problemsOf({ lines: [{ sku: 'A', comment: ofLength(497, asChoices) }] })).toEqual([
      {
        code: 'INVALID_INPUT',
        message: '"lines.0.comment" must have at most 500 characters with the line of dashes that goes below it.',
        field: ['lines', '0', 'comment'],
      },
    ]);
    expect(fieldsOf({ lines: [{ sku: 'A', comment: ofLength(501, asChoices) }] })).toEqual(['lines.0.comment']);
    // Nobody would take these for choices.
    expect(problemsOf({ lines: [{ sku: 'A', comment: ofLength(500, '\n---\nThank you') }] })).toEqual([]);
  });

  it('share the note where GP has no field for them', () => {
    const field = { name: 'Note', value: 'x'.repeat(499) };
    expect(problemsOf({ customFields: Array(13).fill(field) })).toEqual([]);
    expect(fieldsOf({ customFields: Array(14).fill(field) })).toEqual(['customFields']);
    const fee = { code: 'FEE', amount: 1, description: 'x'.repeat(200) };
    expect(fieldsOf({ fees: Array(40).fill(fee) })).toEqual([null]);
  });

  it('can be many of a kind, as the codes of a long order are', () => {
    const lines = Array.from({ length: 1_000 }, (_, index) => ({
      sku: 'A',
      taxCode: `P${index % 2}`,
      discount: { amount: 1, code: 'SPRING' },
      taxes: [{ provider: 'AVALARA', transactionId: 'DOC-1' }],
    }));
    expect(problemsOf({ lines: lines.slice(0, 800) })).toEqual([]);
  });

  it('have a place for every character of Windows-1252, and for no other', () => {
    const bytes = Uint8Array.from({ length: 256 }, (_, byte) => byte);
    const characters = [...new TextDecoder('windows-1252').decode(bytes)];
    const undefinedBytes = [0x81, 0x8d, 0x8f, 0x90, 0x9d];
    const kept = characters.filter(
      (_, byte) => (byte >= 0x20 && byte !== 0x7f && !undefinedBytes.includes(byte)) || [9, 10, 13].includes(byte),
    );
    for (const character of characters)
      expect(notKept(character) === undefined, JSON.stringify(character)).toBe(kept.includes(character));
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const composed = [...text.normalize('NFC')];
        expect(notKept(text) === undefined).toBe(composed.every((character) => kept.includes(character)));
      }),
    );
  });
});

describe("An order's note", () => {
  it('is blank where there is nothing to say', () => {
    expect(orderNote({ lines: [{ sku: 'A' }], payments: [{ method: 'ON_ACCOUNT', amount: '1.00' }] })).toBe('');
  });

  it('says once what many lines have, and which', () => {
    const line = (taxCode: string | null) => ({ sku: 'A', taxCode });
    expect(orderNote({ lines: [line('P1'), line('P1'), line('P1'), line(null), line('P2'), line('P1')] })).toBe(
      'Tax code P1: lines 1-3, 6\nTax code P2: lines 5',
    );
  });

  it('keeps a line for each fact, for any texts', () => {
    expect(orderNote({ fees: [{ code: 'A\nB', amount: '1.00', description: ' one\r\n two ' }] })).toBe(
      'Fee A / B 1.00: one / two',
    );
  });
});
