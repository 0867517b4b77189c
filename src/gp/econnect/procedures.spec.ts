import { describe, expect, it } from 'vitest';
import type { SalesOrder, Tax, WrittenAddress } from '../../ordering/index.js';
import { asOrderNumber } from '../../ordering/index.js';
import type { CalendarDate } from '../../values/calendar-date.js';
import { Exact } from '../../values/exact.js';
import { asWarehouseCode } from '../../values/identifiers.js';
import { withoutDefaults } from './card-defaults.js';
import { voidCall } from './econnect-order-cancellation.js';
import { newCustomerCalls } from './new-customer-calls.js';
import { decimal, KEYS, orderLine, SETUP, salesOrder } from './order-calls.facts.js';
import { orderCalls } from './order-calls.js';
import { QUOTE } from './order-setup.js';
import { asServerText, type ProcedureCall } from './procedure-call.js';
import { isNewer, PROCEDURES, type ProcedureName, parameterTypes } from './procedures.js';
import { invoicePayment, RECEIPT_SETUP } from './receipt-calls.facts.js';
import { applyCall, receiptCall } from './receipt-calls.js';

const ADDRESS: WrittenAddress = {
  contactName: 'Nell Hargate',
  line1: '4100 Archer Avenue',
  line2: 'Dock 4',
  line3: 'Rear',
  city: 'Chicago',
  region: 'IL',
  postalCode: '60632',
  country: 'United States',
  phone: '(312) 555-0121',
  email: null,
};
const TAX: Tax = {
  detail: 'IL-SALES',
  amount: decimal('1.00'),
  taxableAmount: decimal('20.00'),
  provider: null,
  transactionId: 'T1',
};
const DISCOUNT = { amount: decimal('1.00'), code: 'SPRING' };
const DATE = '2026-12-01' as CalendarDate;

/** An order that says everything that an order can say. */
const EVERYTHING: Partial<SalesOrder> = {
  purchaseOrderNumber: 'PO-7',
  lines: [orderLine({ discount: DISCOUNT, taxes: [TAX], comment: 'Blue', requestedShipDate: DATE, hasPromotion: true })],
  billTo: { addressCode: 'BILLING' },
  shipTo: { address: ADDRESS },
  shippingMethod: 'GROUND',
  requestedShipDate: DATE,
  warehouse: asWarehouseCode('EAST'),
  freight: { amount: decimal('5.00'), discount: null, taxes: [TAX] },
  fees: [{ code: 'WRAP', description: null, amount: decimal('1.00'), taxes: [TAX] }],
  discount: DISCOUNT,
  payments: (['CARD', 'CHECK', 'BANK_TRANSFER'] as const).map((method) => ({
    method,
    amount: decimal('1.00'),
    transactionId: 'ch_1',
    authorizationCode: 'A-1',
    account: 'MINE',
    recurrence: { every: 'MONTH', interval: 1, occurrences: 12, subscriptionId: 'sub_1' },
  })),
  total: decimal('27.00'),
  comment: 'Call',
  customFields: [{ name: 'Campaign', value: 'Autumn' }],
};
const UNUSABLE = { salesperson: '1', territory: '1', shippingMethod: '1', terms: '1', shipTo: '1' };

const QUOTED = { number: 'QTE1', masterNumber: 7, paymentTerms: 'NET30', salesperson: 'P. WEST', territory: 'WEST' };

function everyCall(): readonly ProcedureCall[] {
  const keys = { ...KEYS, paymentNumbers: ['P1', 'P2'], withoutDefaults: withoutDefaults(UNUSABLE) };
  const customer = {
    email: 'i@example.org',
    name: 'Ines',
    company: 'Atelier',
    phone: null,
    taxRegistration: 'T',
    emailVerified: false,
    territory: 'WEST',
    salesperson: 'PAUL W.',
  };
  return [
    ...newCustomerCalls('WEB1', customer, salesOrder({ ...EVERYTHING, billTo: null }), {
      ...SETUP,
      customerClass: 'RETAIL',
    }),
    ...orderCalls(salesOrder(EVERYTHING), { ...keys, quoted: QUOTED }, SETUP),
    ...orderCalls(salesOrder({}), { ...KEYS, type: QUOTE }, SETUP),
    receiptCall(invoicePayment({ authorizationCode: 'A-1' }), 'P1', { ...RECEIPT_SETUP, checkbook: 'OPERATING' }),
    applyCall(
      {
        from: { kind: 'payment', number: 'P1' },
        to: { kind: 'invoice', number: 'INV-1' },
        amount: new Exact(1),
        termsDiscount: new Exact(0),
      },
      invoicePayment(),
    ),
    voidCall(asOrderNumber('ORD1'), 'Ordered twice'),
  ];
}

describe('The list of parameters', () => {
  it.each(Object.keys(PROCEDURES) as ProcedureName[])('has what the calls of %s can pass, and nothing else', (procedure) => {
    const calls = everyCall().filter((call) => call.procedure === procedure);
    const passed = new Set(calls.flatMap(({ parameters }) => Object.keys(parameters)));
    expect([...passed].toSorted()).toEqual(Object.keys(parameterTypes(procedure)).toSorted());
    for (const { parameters } of calls) {
      expect(Object.keys(parameters)).toEqual(expect.arrayContaining(Object.keys(PROCEDURES[procedure].required)));
    }
  });

  it('knows which of them an older GP may lack', () => {
    expect(isNewer('taSopHdrIvcInsert', 'I_vShipToName')).toBe(true);
    expect(isNewer('taSopHdrIvcInsert', 'I_vCNTCPRSN')).toBe(false);
    expect(isNewer('taGetSopNumber', 'I_cDOCID')).toBe(false);
  });
});

describe('A value', () => {
  it('is passed as a text that means the same under every language of a login', () => {
    expect(asServerText('2026-11-23', 'datetime')).toBe('20261123');
    expect(asServerText('12345678901234.56789', 'numeric(19,5)')).toBe('12345678901234.56789');
    expect(asServerText('PO-7', 'char(20)')).toBe('PO-7');
    expect(asServerText(16384, 'int')).toBe('16384');
    expect(asServerText(null, 'datetime')).toBeNull();
  });
});
