import { describe, expect, it } from 'vitest';
import type { SalesOrder, Tax, WrittenAddress } from '../../ordering/index.js';
import type { CalendarDate } from '../../values/calendar-date.js';
import { asWarehouseCode } from '../../values/identifiers.js';
import { decimal, KEYS, orderLine, SETUP, salesOrder } from './order-calls.facts.js';
import { orderCalls } from './order-calls.js';
import type { OrderKeys } from './order-keys.js';
import { valuesOf } from './procedure-call.js';
import { UnwritableOrder } from './unwritable-order.js';

const date = (text: string) => text as CalendarDate;

function calls(order: Partial<SalesOrder>, keys: Partial<OrderKeys> = {}) {
  return orderCalls(salesOrder(order), { ...KEYS, ...keys }, SETUP);
}

function parametersOf(procedure: string, order: Partial<SalesOrder>, keys: Partial<OrderKeys> = {}) {
  return calls(order, keys)
    .filter((call) => call.procedure === procedure)
    .map(({ parameters }) => parameters);
}

function header(order: Partial<SalesOrder>) {
  return parametersOf('taSopHdrIvcInsert', order)[0];
}

const tax = (amount: string, more: Partial<Tax> = {}): Tax => ({
  detail: 'IL-SALES',
  amount: decimal(amount),
  taxableAmount: decimal('20.00'),
  provider: null,
  transactionId: null,
  ...more,
});

const DOCK: WrittenAddress = {
  contactName: 'Nell Hargate',
  line1: '4100 Archer Avenue',
  line2: null,
  line3: null,
  city: 'Chicago',
  region: 'IL',
  postalCode: '60632',
  country: 'United States',
  phone: '(312) 555-0121 x17',
  email: 'dock@example.com',
};

describe("An order's calls", () => {
  it('say of a plain order what GP would not get right by itself, and nothing else', () => {
    expect(calls({})).toEqual([
      {
        procedure: 'taSopLineIvcInsert',
        parameters: {
          I_vSOPTYPE: 2,
          I_vSOPNUMBE: 'ORD000200',
          I_vDOCID: 'WEB',
          I_vCUSTNMBR: 'HARGATE',
          I_vDOCDATE: '2026-11-23',
          I_vLNITMSEQ: 16384,
          I_vITEMNMBR: 'HCS5-38-2-ZN',
          I_vUOFM: 'Box',
          I_vLOCNCODE: 'CENTRAL',
          I_vPRCLEVEL: 'CONTRACTOR',
          I_vQUANTITY: '2',
          I_vQTYTBAOR: '0',
          I_vTOTALQTY: '2',
          I_vQtyShrtOpt: 2,
          I_vUNITPRCE: '10.00',
          I_vMRKDNAMT: '0',
          I_vXTNDPRCE: '20.00',
          I_vTAXAMNT: '0.00',
          I_vCURNCYID: 'Z-US$',
        },
      },
      { procedure: 'taSopUserDefined', parameters: { I_vSOPTYPE: 2, I_vSOPNUMBE: 'ORD000200', I_vUSERDEF1: 'W-1001' } },
      {
        procedure: 'taSopHdrIvcInsert',
        parameters: {
          I_vSOPTYPE: 2,
          I_vDOCID: 'WEB',
          I_vSOPNUMBE: 'ORD000200',
          I_vBACHNUMB: 'STOREFRONT',
          I_vCUSTNMBR: 'HARGATE',
          I_vDOCDATE: '2026-11-23',
          I_vORDRDATE: '2026-11-23',
          I_vCURNCYID: 'Z-US$',
          I_vREFRENCE: 'W-1001',
          I_vSUBTOTAL: '20.00',
          I_vTRDISAMT: '0.00',
          I_vFREIGHT: '0.00',
          I_vMISCAMNT: '0.00',
          I_vTAXAMNT: '0.00',
          I_vFRTTXAMT: '0.00',
          I_vMSCTXAMT: '0.00',
          I_vDOCAMNT: '20.00',
          I_vDISAVAMT: '0.00',
          I_vPYMTRCVD: '0.00',
          I_vCKHOLD: 1,
          I_vCKCreditLimit: 1,
        },
      },
    ]);
  });

  it('come in the order that GP wants', () => {
    const order: Partial<SalesOrder> = {
      lines: [orderLine({ taxes: [tax('1.00')] }), orderLine({ taxes: [tax('2.00')] })],
      freight: { amount: decimal('5.00'), discount: null, taxes: [tax('0.50')] },
      fees: [{ code: 'WRAP', description: null, amount: decimal('1.00'), taxes: [tax('0.10')] }],
      payments: [payment('CARD', '49.60')],
      total: decimal('49.60'),
    };
    expect(
      calls(order).map((call) => `${call.procedure} ${valuesOf(call)['I_vLNITMSEQ'] ?? valuesOf(call)['I_vTAXTYPE'] ?? ''}`),
    ).toEqual([
      'taSopLineIvcInsert 16384',
      'taSopLineIvcInsert 32768',
      'taSopLineIvcTaxInsert 16384',
      'taSopLineIvcTaxInsert 32768',
      'taSopLineIvcTaxInsert 1',
      'taSopLineIvcTaxInsert 2',
      'taCreateSopPaymentInsertRecord ',
      'taSopUserDefined ',
      'taSopHdrIvcInsert ',
    ]);
  });

  it('leave to the header what of a discount does not divide by the quantity', () => {
    const order: Partial<SalesOrder> = {
      lines: [
        orderLine({
          quantity: decimal('2'),
          quantityBackordered: decimal('1'),
          extendedPrice: decimal('30.00'),
          discount: { amount: decimal('1.00'), code: 'SPRING' },
        }),
      ],
      discount: { amount: decimal('2.00'), code: 'WELCOME' },
      total: decimal('27.00'),
    };
    expect(parametersOf('taSopLineIvcInsert', order)).toMatchObject([
      { I_vQUANTITY: '2', I_vQTYTBAOR: '1', I_vTOTALQTY: '3', I_vMRKDNAMT: '0.33', I_vXTNDPRCE: '29.01' },
    ]);
    expect(header(order)).toMatchObject({ I_vSUBTOTAL: '29.01', I_vTRDISAMT: '2.01', I_vDOCAMNT: '27.00' });
    expect(header(order)).toMatchObject({
      I_vNOTETEXT: 'Discount 2.00 on the order: WELCOME\rDiscount code SPRING: lines 1',
    });
    expect(parametersOf('taSopUserDefined', order)).toMatchObject([{ I_vUSERDEF2: 'WELCOME' }]);
  });

  it('are in the batch that a merchant has chosen, with their user-defined texts before those of the gateway', () => {
    const order: Partial<SalesOrder> = {
      discount: { amount: decimal('2.00'), code: 'WELCOME' },
      total: decimal('18.00'),
      batch: 'WEB-WEST',
      userDefined: { 2: 'A', 5: 'B' },
    };
    expect(header(order)).toMatchObject({ I_vBACHNUMB: 'WEB-WEST' });
    expect(parametersOf('taSopUserDefined', order)).toMatchObject([
      { I_vUSERDEF1: 'W-1001', I_vUSERDEF2: 'A', I_vUSRDEF05: 'B' },
    ]);
  });

  it('lower the freight by its discount, and put fees and duties together', () => {
    const order: Partial<SalesOrder> = {
      freight: { amount: decimal('12.00'), discount: { amount: decimal('12.00'), code: 'FREESHIP' }, taxes: [] },
      fees: [{ code: 'WRAP', description: 'Gift wrap', amount: decimal('3.00'), taxes: [] }],
      duties: [{ code: 'HS-8482', description: null, amount: decimal('1.25'), taxes: [] }],
      total: decimal('24.25'),
    };
    expect(header(order)).toMatchObject({
      I_vFREIGHT: '0.00',
      I_vMISCAMNT: '4.25',
      I_vNOTETEXT: 'Fee WRAP 3.00: Gift wrap\rDuty HS-8482 1.25\rDiscount 12.00 on freight: FREESHIP',
    });
  });

  it('put one row for each tax detail, and spread the taxes of the whole over the lines', () => {
    const order: Partial<SalesOrder> = {
      lines: [
        orderLine({
          taxes: [tax('1.00', { taxableAmount: decimal('18.00') }), tax('0.25', { taxableAmount: decimal('18.00') })],
        }),
        orderLine({ quantity: decimal('1'), extendedPrice: decimal('10.00') }),
      ],
      taxes: [tax('1.00', { detail: 'avatax', taxableAmount: decimal('30.00'), provider: 'AVALARA', transactionId: 'DOC-77' })],
      total: decimal('32.25'),
    };
    expect(parametersOf('taSopLineIvcTaxInsert', order)).toMatchObject([
      {
        I_vTAXTYPE: 0,
        I_vLNITMSEQ: 16384,
        I_vTAXDTLID: 'IL-SALES',
        I_vSTAXAMNT: '1.25',
        I_vTDTTXSLS: '18.00',
        I_vSALESAMT: '20.00',
      },
      { I_vTAXTYPE: 0, I_vLNITMSEQ: 16384, I_vTAXDTLID: 'AVATAX', I_vSTAXAMNT: '0.67', I_vTDTTXSLS: '20.00' },
      {
        I_vTAXTYPE: 0,
        I_vLNITMSEQ: 32768,
        I_vTAXDTLID: 'AVATAX',
        I_vSTAXAMNT: '0.33',
        I_vTDTTXSLS: '10.00',
        I_vSALESAMT: '10.00',
      },
    ]);
    expect(header(order)).toMatchObject({ I_vTAXAMNT: '2.25', I_vTAXSCHID: 'IL-SALES', I_vNOTETEXT: 'Tax by AVALARA DOC-77' });
    expect(header(order)).not.toHaveProperty('I_vFRTSCHID');
    expect(parametersOf('taSopUserDefined', order)).toMatchObject([{ I_vUSRDEF04: 'DOC-77' }]);
  });

  it('keep the taxes on charges apart, with a schedule of their own', () => {
    const order: Partial<SalesOrder> = {
      freight: { amount: decimal('8.00'), discount: null, taxes: [tax('0.50', { taxableAmount: decimal('8.00') })] },
      fees: [{ code: 'A', description: null, amount: decimal('2.00'), taxes: [tax('0.12', { taxableAmount: decimal('2.00') })] }],
      duties: [
        { code: 'B', description: null, amount: decimal('3.00'), taxes: [tax('0.18', { taxableAmount: decimal('3.00') })] },
      ],
      total: decimal('33.80'),
    };
    expect(parametersOf('taSopLineIvcTaxInsert', order)).toEqual([
      {
        I_vSOPTYPE: 2,
        I_vSOPNUMBE: 'ORD000200',
        I_vCUSTNMBR: 'HARGATE',
        I_vTAXTYPE: 1,
        I_vTAXDTLID: 'IL-SALES',
        I_vFREIGHT: '8.00',
        I_vFRTTXAMT: '0.50',
        I_vTDTTXSLS: '8.00',
      },
      {
        I_vSOPTYPE: 2,
        I_vSOPNUMBE: 'ORD000200',
        I_vCUSTNMBR: 'HARGATE',
        I_vTAXTYPE: 2,
        I_vTAXDTLID: 'IL-SALES',
        I_vMISCAMNT: '5.00',
        I_vMSCTXAMT: '0.30',
        I_vTDTTXSLS: '5.00',
      },
    ]);
    expect(header(order)).toMatchObject({
      I_vTAXAMNT: '0.00',
      I_vFRTTXAMT: '0.50',
      I_vMSCTXAMT: '0.30',
      I_vTAXSCHID: 'IL-SALES',
      I_vFRTSCHID: 'IL-SALES',
      I_vMSCSCHID: 'IL-SALES',
      I_vFREIGTBLE: 1,
      I_vMISCTBLE: 1,
    });
  });

  it('record cards and deposit the rest, each with a number of its own', () => {
    const order: Partial<SalesOrder> = {
      payments: [
        { ...payment('CARD', '5.00'), account: 'VISA', transactionId: 'ch_123', authorizationCode: 'A-1' },
        { ...payment('CARD', '4.00'), transactionId: 'ch_3PqLrT2eZvKYlo2C1xUvbG5d', authorizationCode: 'longer than fifteen' },
        { ...payment('CHECK', '3.00'), transactionId: '10442' },
        { ...payment('BANK_TRANSFER', '2.00'), account: 'OPERATING' },
        payment('ON_ACCOUNT', '6.00'),
      ],
    };
    const payments = parametersOf('taCreateSopPaymentInsertRecord', order, { paymentNumbers: ['PYMNT01', 'PYMNT02'] });
    const same = { I_vSOPTYPE: 2, I_vSOPNUMBE: 'ORD000200', I_vCUSTNMBR: 'HARGATE', I_vDOCDATE: '2026-11-23', I_vAction: 1 };
    expect(payments).toEqual([
      { ...same, I_vDOCAMNT: '5.00', I_vPYMTTYPE: 6, I_vCARDNAME: 'VISA', I_vRCTNCCRD: 'ch_123', I_vAUTHCODE: 'A-1' },
      { ...same, I_vDOCAMNT: '4.00', I_vPYMTTYPE: 6 },
      { ...same, I_vDOCAMNT: '3.00', I_vPYMTTYPE: 2, I_vCHEKNMBR: '10442', I_vDOCNUMBR: 'PYMNT01' },
      { ...same, I_vDOCAMNT: '2.00', I_vPYMTTYPE: 1, I_vCHEKBKID: 'OPERATING', I_vDOCNUMBR: 'PYMNT02' },
    ]);
    expect(header(order)).toMatchObject({
      I_vPYMTRCVD: '14.00',
      I_vNOTETEXT: [
        'CARD 5.00, transaction ch_123, authorization A-1',
        'CARD 4.00, transaction ch_3PqLrT2eZvKYlo2C1xUvbG5d, authorization longer than fifteen',
        'CHECK 3.00, transaction 10442',
      ].join('\r'),
    });
  });

  it('record cards under the usual one where the storefront names none', () => {
    const order = salesOrder({ payments: [payment('CARD', '20.00')] });
    expect(orderCalls(order, KEYS, { ...SETUP, cardName: 'WEBCARD' })[1]?.parameters).toMatchObject({ I_vCARDNAME: 'WEBCARD' });
  });

  it('have GP look at the credit limit for orders on account alone', () => {
    expect(header({ onAccount: false })).toMatchObject({ I_vCKHOLD: 1, I_vCKCreditLimit: 0 });
  });

  it('send each line where it goes, and keep cards out of a written address', () => {
    const order: Partial<SalesOrder> = {
      lines: [orderLine(), orderLine({ shipTo: { addressCode: 'yard' }, requestedShipDate: date('2026-12-01') })],
      billTo: { addressCode: 'billing' },
      shipTo: { address: DOCK },
      shippingMethod: 'GROUND',
      requestedShipDate: date('2026-11-30'),
      warehouse: asWarehouseCode('EAST'),
      total: decimal('40.00'),
    };
    const address = {
      I_vPRSTADCD: '',
      I_vShipToName: 'Nell Hargate',
      I_vCNTCPRSN: 'Nell Hargate',
      I_vADDRESS1: '4100 Archer Avenue',
      I_vCITY: 'Chicago',
      I_vSTATE: 'IL',
      I_vZIPCODE: '60632',
      I_vCOUNTRY: 'United States',
    };
    expect(parametersOf('taSopLineIvcInsert', order)).toMatchObject([
      { ...address, I_vPHONE1: '31255501210017', I_vReqShipDate: '2026-11-30', I_vSHIPMTHD: 'GROUND', I_vLOCNCODE: 'CENTRAL' },
      { I_vPRSTADCD: 'YARD', I_vReqShipDate: '2026-12-01', I_vSHIPMTHD: 'GROUND' },
    ]);
    expect(header(order)).toMatchObject({
      ...address,
      I_vPHNUMBR1: '31255501210017',
      I_vPRBTADCD: 'BILLING',
      I_vLOCNCODE: 'EAST',
      I_vReqShipDate: '2026-11-30',
      I_vNOTETEXT: 'E-mail where it goes dock@example.com: the order',
    });
  });

  it('keep what people write, and what GP has no field for in the note', () => {
    const order: Partial<SalesOrder> = {
      purchaseOrderNumber: 'PO-7',
      comment: ' Call before delivery ',
      customFields: [{ name: 'Campaign', value: 'Autumn: second' }],
      billTo: { address: DOCK },
      lines: [orderLine({ comment: 'Blue, please', attributes: [{ name: 'Engraving', value: 'Atelier' }], taxCode: 'P01' })],
      payments: [
        {
          ...payment('CARD', '20.00'),
          recurrence: { every: 'MONTH', interval: 1, occurrences: 12, subscriptionId: 'sub_1' },
        },
      ],
    };
    expect(parametersOf('taSopLineIvcInsert', order)).toMatchObject([{ I_vCMMTTEXT: 'Blue, please\r---\rEngraving: Atelier' }]);
    expect(parametersOf('taSopUserDefined', order)).toMatchObject([{ I_vUSRDEF05: 'sub_1' }]);
    expect(header(order)).toMatchObject({
      I_vCSTPONBR: 'PO-7',
      I_vCMMTTEXT: 'Call before delivery',
      I_vNOTETEXT: [
        'Bill to: Nell Hargate, 4100 Archer Avenue, Chicago, IL, 60632, United States, (312) 555-0121 x17, dock@example.com',
        'Tax code P01: lines 1',
        'CARD 20.00, every 1 MONTH, 12 times, subscription sub_1',
        '---',
        'Campaign: Autumn: second',
        '---',
      ].join('\r'),
    });
  });

  it('write accents as the code page of GP has them', () => {
    expect(header({ comment: 'Cafe\u0301' })).toMatchObject({ I_vCMMTTEXT: 'Caf\u00e9' });
  });

  it.each<[string, Partial<SalesOrder>]>([
    ['parts that do not make the total', { total: decimal('20.01') }],
    ['a discount larger than its line', { lines: [orderLine({ discount: { amount: decimal('20.01'), code: null } })] }],
    ['a discount larger than the order', { discount: { amount: decimal('20.01'), code: null }, total: decimal('-0.01') }],
    [
      'a discount larger than the freight',
      {
        freight: { amount: decimal('1.00'), discount: { amount: decimal('2.00'), code: null }, taxes: [] },
        total: decimal('19.00'),
      },
    ],
  ])('are not made of %s', (_, order) => {
    expect(() => calls(order)).toThrow(UnwritableOrder);
  });
});

function payment(method: SalesOrder['payments'][number]['method'], amount: string): SalesOrder['payments'][number] {
  return { method, amount: decimal(amount), transactionId: null, authorizationCode: null, account: null, recurrence: null };
}
