import { describe, expect, it } from 'vitest';
import type { InvoicePayment } from '../../payments/index.js';
import { Exact } from '../../values/exact.js';
import { asCurrencyId } from '../../values/identifiers.js';
import { invoicePayment, RECEIPT_SETUP } from './receipt-calls.facts.js';
import { applyCall, receiptCall } from './receipt-calls.js';

const NUMBER = 'PYMT26-0350';
const parameters = (payment: Partial<InvoicePayment>, setup = RECEIPT_SETUP, checkNumber?: string) =>
  receiptCall(invoicePayment(payment), NUMBER, setup, checkNumber).parameters;

describe('The receipt of a payment', () => {
  it('says who has paid how much, when and by which transaction', () => {
    expect(parameters({ authorizationCode: 'A-77' })).toEqual({
      I_vCUSTNMBR: 'BRINDLE',
      I_vDOCNUMBR: NUMBER,
      I_vDOCDATE: '2026-11-23',
      I_vORTRXAMT: '100.00',
      I_vGLPOSTDT: '2026-11-23',
      I_vBACHNUMB: 'WEBPAY261123',
      I_vCSHRCTYP: 2,
      I_vCURNCYID: 'Z-US$',
      I_vCRCARDID: 'VISA',
      I_vCHEKNMBR: 'A-77',
      I_vTRXDSCRN: 'txn_1',
    });
  });

  it.each<readonly [string, Partial<InvoicePayment>, string | null, object]>([
    ['a check has its own number', { method: 'CHECK', transactionId: '10442' }, 'VISA', { I_vCSHRCTYP: 0, I_vCHEKNMBR: '10442' }],
    [
      'a check whose number does not fit has the receipt’s',
      { method: 'CHECK', transactionId: 'a number of 21 chars.' },
      'VISA',
      { I_vCSHRCTYP: 0, I_vCHEKNMBR: NUMBER },
    ],
    ['a bank transfer has the receipt’s', { method: 'BANK_TRANSFER' }, 'VISA', { I_vCSHRCTYP: 0, I_vCHEKNMBR: NUMBER }],
    ['a card without a card in GP is a check', { method: 'CARD' }, null, { I_vCSHRCTYP: 0, I_vCHEKNMBR: NUMBER }],
  ])('%s', (_, payment, card, expected) => {
    const given = parameters(payment, { ...RECEIPT_SETUP, card });
    expect(given).toMatchObject(expected);
    expect(given).not.toHaveProperty('I_vCRCARDID');
  });

  it('goes to the checkbook of the site, and has another check number where GP knows the first', () => {
    const setup = { ...RECEIPT_SETUP, checkbook: 'SAVINGS', batchId: 'WEB' };
    const payment = { method: 'CHECK', transactionId: '10442' } as const;
    expect(parameters(payment, setup, NUMBER)).toMatchObject({
      I_vCHEKBKID: 'SAVINGS',
      I_vBACHNUMB: 'WEB',
      I_vCHEKNMBR: NUMBER,
      I_vTRXDSCRN: '10442',
    });
  });

  it('names no currency where the company has one only', () => {
    expect(parameters({ currencyId: asCurrencyId('') })).not.toHaveProperty('I_vCURNCYID');
  });

  it('has the first 30 characters of a longer transaction ID', () => {
    expect(parameters({ transactionId: 'x'.repeat(60) })).toMatchObject({ I_vTRXDSCRN: 'x'.repeat(30) });
  });
});

describe('An application', () => {
  it('always says which discount to take, as GP takes it by itself otherwise', () => {
    const to = { kind: 'debitMemo', number: 'DM-1' } as const;
    const from = { kind: 'return', number: 'RTN-1' } as const;
    const call = applyCall({ from, to, amount: new Exact('12.5'), termsDiscount: new Exact(0) }, invoicePayment());
    expect(call.parameters).toEqual({
      I_vAPTODCNM: 'DM-1',
      I_vAPTODCTY: 3,
      I_vAPFRDCNM: 'RTN-1',
      I_vAPFRDCTY: 8,
      I_vAPPTOAMT: '12.5',
      I_vDISTKNAM: '0',
      I_vAPPLYDATE: '2026-11-23',
      I_vGLPOSTDT: '2026-11-23',
    });
  });
});
