import { expect } from 'vitest';
import { isRefused, type ProcedureCall } from '../../src/gp/index.js';
import { SandboxEConnect } from '../../src/sandbox/sandbox-econnect.js';
import { orderOf, PLACE_ORDER, place } from '../ordering/checkout.js';
import { PATIENT } from '../support/companies.js';
import type { TestGateway } from '../support/test-gateway.js';
import type { FieldCase } from './field-case.js';

const NELL = 'nell.hargate@example.com';
const CUT_4 = { sku: 'CUT-4', quantity: '10', unitPrice: '1.92' };

/** What a procedure of the sandbox's eConnect says; nothing of it stays. */
async function refusalOf(gateway: TestGateway, procedure: string, parameters: Record<string, string | number>) {
  const call = { procedure, parameters } as unknown as ProcedureCall;
  const answer = await new SandboxEConnect(gateway.gateway.sandbox).rehearse([call], [], PATIENT);
  return isRefused(answer) ? answer.codes : [];
}

/** Places an order, which has to be accepted. @returns its number in GP */
async function placed(gateway: TestGateway, rest: Record<string, unknown>, line: Record<string, unknown> = {}): Promise<string> {
  const token = await gateway.signIn(NELL);
  const { submission, userErrors } = await place(gateway, orderOf([{ ...CUT_4, ...line }], rest), token);
  expect(userErrors).toEqual([]);
  return submission?.orderNumber ?? '';
}

async function rows(gateway: TestGateway, sql: string, number: string): Promise<readonly Record<string, unknown>[]> {
  return (await gateway.gateway.sandbox.change(sql, [number])) as readonly Record<string, unknown>[];
}

/** Inputs from the field about orders: texts, keys and eConnect's errors. */
export const ORDER_CASES: readonly FieldCase[] = [
  ...[
    ['LF', '\n'],
    ['CRLF', '\r\n'],
    ['CR', '\r'],
  ].map(
    ([name, lineBreak = '']): FieldCase => ({
      name: 'note-lines',
      right: `${name} goes to GP as a carriage return alone, and comes back as a line feed`,
      check: async (gateway) => {
        const text = ['Ring twice', 'Leave at dock 4'].join(lineBreak);
        const number = await placed(
          gateway,
          {
            comment: text,
            fees: [{ code: 'WRAP', description: text, amount: '1.00' }],
            customFields: [{ name: 'Instructions', value: text }],
            payments: [{ method: 'ON_ACCOUNT', amount: '20.20' }],
            total: { amount: '20.20', currency: 'USD' },
          },
          { comment: text, attributes: [{ name: 'Engraving', value: text }] },
        );
        const [kept] = await rows(
          gateway,
          `select concat(u."CMMTTEXT", l."CMMTTEXT", n."TXTFIELD") as text from "SOP10100" as h
           join "SOP10106" as u on u."SOPNUMBE" = h."SOPNUMBE" and u."SOPTYPE" = h."SOPTYPE"
           join "SOP10202" as l on l."SOPNUMBE" = h."SOPNUMBE" and l."SOPTYPE" = h."SOPTYPE"
           join "SY03900" as n on n."NOTEINDX" = h."NOTEINDX" where h."SOPNUMBE" = $1`,
          number,
        );
        expect(kept?.['text']).toContain('Ring twice\rLeave at dock 4');
        expect(kept?.['text']).not.toContain('\n');

        const token = await gateway.signIn(NELL);
        const query = `query ($number: String!) { order(number: $number) { ... on Order { comment lines { comment attributes { name value } } } } }`;
        const { data } = await gateway.ask(query, { number }, token);
        const told = 'Ring twice\nLeave at dock 4';
        expect(data.order).toEqual({
          comment: told,
          lines: [{ comment: told, attributes: [{ name: 'Engraving', value: told }] }],
        });
      },
    }),
  ),
  {
    name: 'one-line-fields',
    right: 'line breaks and tabs in fields of one line are a blank',
    check: async (gateway) => {
      const number = await placed(gateway, {
        reference: 'WEB\n77',
        purchaseOrderNumber: 'PO\t7731',
        shipTo: {
          address: { line1: '1 Main St\nDock 4', city: 'Joliet\r\n', postalCode: '60433', country: 'United States' },
        },
      });
      const [kept] = await rows(
        gateway,
        `select rtrim("REFRENCE") as reference, rtrim("CSTPONBR") as po, rtrim("ADDRESS1") as line, rtrim("CITY") as city
         from "SOP10100" where "SOPNUMBE" = $1`,
        number,
      );
      expect(kept).toEqual({ reference: 'WEB 77', po: 'PO 7731', line: '1 Main St Dock 4', city: 'Joliet' });
    },
  },
  ...(
    [
      ['idempotencyKey', 'U+0000', { idempotencyKey: 'abc\u0000defgh' }],
      ['idempotencyKey', 'U+D83D', { idempotencyKey: 'abc\ud83ddefgh' }],
      ['reference', 'U+0000', { reference: 'WEB\u000077' }],
      ['lines.0.sku', 'U+0000', { lines: [{ ...CUT_4, sku: 'CUT\u0000-4' }] }],
      ['lines.0.warehouse', 'U+DC00', { lines: [{ ...CUT_4, warehouse: 'CENTRAL\udc00' }] }],
      ['shipTo.addressCode', 'U+0000', { shipTo: { addressCode: 'SHOP\u0000' } }],
    ] as const
  ).map(
    ([field, letter, rest]): FieldCase => ({
      name: 'key-nul',
      right: `${letter} in ${field} is INVALID_INPUT with the field`,
      check: async (gateway) => {
        const { submission, userErrors } = await place(gateway, orderOf([CUT_4], rest), await gateway.signIn(NELL));
        expect(submission).toBeNull();
        expect(userErrors).toContainEqual({
          code: 'INVALID_INPUT',
          field: field.split('.'),
          message: expect.stringContaining(letter),
        });
      },
    }),
  ),
  ...['bu\u0000yer@example.com', 'buyer\ud83d@example.com'].map(
    (email): FieldCase => ({
      name: 'key-nul',
      right: `${JSON.stringify(email)} is no e-mail address of a visitor`,
      check: async (gateway) => {
        const order = orderOf([CUT_4], {
          customer: { email, name: 'A Buyer' },
          payments: [{ method: 'CARD', amount: '19.20', transactionId: 'txn_1', account: 'VISA' }],
        });
        const { data } = await gateway.ask(PLACE_ORDER, { input: order });
        expect(data.placeOrder.userErrors).toContainEqual({
          code: 'INVALID_INPUT',
          field: ['customer', 'email'],
          message: expect.any(String),
        });
      },
    }),
  ),
  ...(
    [
      ['an empty list', { fees: [], customFields: [] }],
      ['a blank text', { comment: '', purchaseOrderNumber: ' \u00a0', shippingMethod: '\u200b' }],
      ['null', { shipTo: null, discount: null }],
      ['an address of blanks', { billTo: { addressCode: ' ' } }],
      ['a date that is none', { requestedShipDate: '0001-01-01' }],
      ['a freight of nothing', { freight: { amount: '0' } }],
      ['a SKU in other letters', { lines: [{ ...CUT_4, sku: ' cut-4 ', comment: ' ', attributes: [] }] }],
      ['other decimals', { lines: [{ ...CUT_4, quantity: '10.0', unitPrice: '1.9200' }] }],
    ] as const
  ).map(
    ([what, rest]): FieldCase => ({
      name: 'key-content',
      right: `${what} is the same content`,
      check: async (gateway) => {
        const token = await gateway.signIn(NELL);
        const order = orderOf([CUT_4]);
        const first = await place(gateway, order, token);
        const again = await place(gateway, { ...order, ...rest }, token);
        expect(again.userErrors).toEqual([]);
        expect(again.submission?.id).toBe(first.submission?.id);
      },
    }),
  ),
  {
    name: 'no-such-detail',
    right: 'an unknown tax detail is 605',
    check: async (gateway) => {
      const tax = { I_vSOPTYPE: 2, I_vSOPNUMBE: 'NONE', I_vCUSTNMBR: 'HARGATE', I_vTAXDTLID: 'MARS' };
      expect(await refusalOf(gateway, 'taSopLineIvcTaxInsert', tax)).toEqual([605]);
    },
  },
  {
    name: 'no-such-detail',
    right: 'an inactive customer is 1790 alone',
    check: async (gateway) => {
      const header = { I_vSOPTYPE: 2, I_vSOPNUMBE: 'NONE', I_vDOCDATE: '2026-11-23', I_vDOCID: 'STDORD', I_vBACHNUMB: 'B' };
      expect(await refusalOf(gateway, 'taSopHdrIvcInsert', { ...header, I_vCUSTNMBR: 'DUNMORE' })).toEqual([1790]);
    },
  },
  {
    name: 'no-such-detail',
    right: 'an item inactive at the site and without a price is 9177 before 11808',
    check: async (gateway) => {
      const line = { I_vSOPTYPE: 2, I_vSOPNUMBE: 'NONE', I_vCUSTNMBR: 'HARGATE', I_vDOCDATE: '2026-11-23', I_vQUANTITY: '1' };
      const item = { I_vITEMNMBR: 'CUT-9', I_vLOCNCODE: 'EAST', I_vPRCLEVEL: 'WEBONLY' };
      expect(await refusalOf(gateway, 'taSopLineIvcInsert', { ...line, ...item })).toEqual([9177, 11808]);
    },
  },
];
