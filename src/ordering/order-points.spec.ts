import { describe, expect, it } from 'vitest';
import { WrongAnswer } from '../extensions/index.js';
import { type CustomerOfOrder, customerPoint, orderPoint } from './order-points.js';
import type { SalesOrder } from './sales-order.js';

const ORDER = orderPoint.samples['an order of an account'] as SalesOrder;
const VISITOR = customerPoint.samples['a visitor'] as CustomerOfOrder;

describe('What a merchant may make of an order', () => {
  it('is other texts and another ship date, a batch, and user-defined texts', () => {
    const changes = {
      purchaseOrderNumber: 'PO 1',
      comment: 'Ring\nthe bell',
      requestedShipDate: '2026-12-24',
      batch: 'WEB-WEST',
      userDefined: { 2: 'A', 5: 'B' },
    };
    expect(orderPoint.applied(ORDER, changes)).toEqual({ ...ORDER, ...changes });
  });

  it('is further custom fields, others in the place of those of the storefront, and fewer', () => {
    const order = { ...ORDER, customFields: ['gift', 'project'].map((name) => ({ name, value: 'yes' })) };
    expect(orderPoint.applied(order, { customFields: { gift: null, project: 'P-1', desk: 'WEST' } }).customFields).toEqual([
      { name: 'project', value: 'P-1' },
      { name: 'desk', value: 'WEST' },
    ]);
  });

  it('is nothing', () => {
    expect(orderPoint.applied(ORDER, undefined)).toEqual(ORDER);
  });

  it.each<[what: string, answer: unknown]>([
    ['the total', { total: '0.01' }],
    ['the lines', { lines: [] }],
    ['the customer', { customer: { accountNumber: 'OTHER' } }],
    ['the reference, by which a repetition is recognised', { reference: 'OTHER' }],
    ['the payments', { payments: [] }],
    ['what is no part of an order', { HOLD: 1 }],
    ['a text that GP would cut off', { purchaseOrderNumber: 'x'.repeat(21) }],
    ['a character that GP would write as a question mark', { comment: 'Ring \u{1f514}' }],
    ['a day that there is not', { requestedShipDate: '2026-02-30' }],
    ['a blank batch', { batch: ' ' }],
    ['a batch that is too long', { batch: 'STOREFRONT ORDERS' }],
    ["the text that has the storefront's number", { userDefined: { 1: 'A' } }],
    [
      'more custom fields than the note has room for',
      { customFields: Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`f${index}`, 'x'.repeat(500)])) },
    ],
  ])('is not %s', (_, answer) => {
    expect(() => orderPoint.applied(ORDER, answer)).toThrow(WrongAnswer);
  });
});

describe('What a merchant may make of a customer to be created', () => {
  it('is another name, company, phone and tax registration, a class, a territory and a salesperson', () => {
    const changes = { name: 'Ann', company: null, phone: '1', customerClass: 'TRADE', territory: 'WEST', salesperson: 'PAUL W.' };
    expect(customerPoint.applied(VISITOR, changes).customer).toEqual({ ...VISITOR.customer, ...changes });
  });

  it.each<[what: string, answer: unknown]>([
    ['the e-mail address, by which the customer is found', { email: 'other@example.com' }],
    ['whether it is verified', { emailVerified: true }],
    ['a credit limit', { creditLimit: '1000000' }],
    ['a class that is too long', { customerClass: 'WEB-CUSTOMERS-2026' }],
  ])('is not %s', (_, answer) => {
    expect(() => customerPoint.applied(VISITOR, answer)).toThrow(WrongAnswer);
  });
});
