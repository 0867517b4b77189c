import type { PluginTransformResultArgs } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { SqlOrderSource } from '../../src/gp/sql/sql-order-source.js';
import {
  asOrderNumber,
  type Order,
  type OrderFilter,
  type OrderPage,
  type OrderPosition,
  type OrderSource,
  type OrderStatus,
  writeLineComment,
} from '../../src/ordering/index.js';
import type { CalendarDate } from '../../src/values/calendar-date.js';
import { asAccountNumber, asSku } from '../../src/values/identifiers.js';
import { Paperwork } from '../ordering/paperwork.js';
import { type OpenCompany, PATIENT, PLACES } from '../support/companies.js';

const NO_FILTER: OrderFilter = { statuses: [], from: null, to: null, purchaseOrderNumber: null, reference: null, sku: null };
const STATUSES: readonly OrderStatus[] = ['OPEN', 'ON_HOLD', 'PARTIALLY_SHIPPED', 'SHIPPED', 'INVOICED', 'VOIDED'];
const day = (text: string) => text as CalendarDate;

describe.each(PLACES)('The orders of GP in $place', ({ open }) => {
  let opened: OpenCompany;
  let paper: Paperwork;
  let source: OrderSource;

  beforeAll(async () => {
    opened = await open();
    paper = new Paperwork((sql) => opened.company.change(sql));
    source = new SqlOrderSource(opened.company.gp);
  });
  afterAll(() => opened.close());
  beforeEach(() => {
    paper.nextCustomer();
    opened.company.trouble.resetQuestions();
  });

  async function order(number: string): Promise<Order> {
    const found = (await source.orders([asOrderNumber(number)], PATIENT)).get(asOrderNumber(number));
    if (!found) throw new Error(`GP has no order ${number}`);
    return found;
  }

  function page(filter: Partial<OrderFilter> = {}, first = 20, after: OrderPosition | null = null): Promise<OrderPage> {
    const ask = { accountNumber: asAccountNumber(paper.customer), filter: { ...NO_FILTER, ...filter }, first, after };
    return source.page(ask, PATIENT);
  }

  async function numbers(filter: Partial<OrderFilter> = {}): Promise<string[]> {
    return (await page(filter)).orders.map(({ number }) => number);
  }

  describe('say', () => {
    it('all that hangs on them', async () => {
      await paper.order('A1', {
        CSTPONBR: 'PO-1',
        DOCDATE: '2026-11-20',
        ReqShipDate: '2026-11-25',
        CURNCYID: 'Z-C$',
        PRBTADCD: 'BILLING',
        PRSTADCD: 'SHOP',
        ShipToName: 'Shop of theirs',
        CNTCPRSN: 'Jo Dane',
        ADDRESS1: '1 Front Street',
        CITY: 'Chicago',
        STATE: 'IL',
        ZIPCODE: '60608',
        CCode: 'US',
        PHNUMBR1: '31255501000042',
        SHIPMTHD: 'GROUND',
        TAXSCHID: 'IL-SALES',
        SUBTOTAL: 1,
        ORSUBTOT: 180.5,
        ORTDISAM: 5,
        ORFRTAMT: 12.25,
        ORMISCAMT: 3,
        ORTAXAMT: 14.6,
        DOCAMNT: 2,
        ORDOCAMT: 205.35,
        ORDEPRVD: 50,
      });
      await paper.line('A1', {
        ITEMNMBR: 'CWR-12',
        ITEMDESC: 'Combination wrench',
        UOFM: 'Each',
        LOCNCODE: 'CENTRAL',
        ORUNTPRC: 10.125,
        OXTNDPRC: 180.5,
        ORMRKDAM: 1.1,
        MRKDNTYP: 1,
        ODECPLCU: 4,
        QUANTITY: 22,
        QTYCANCE: 2,
        QTYTBAOR: 4,
        QTYREMAI: 17,
        QTYPRINV: 3,
        ReqShipDate: '2026-11-26',
      });
      await paper.fields('A1', { USERDEF1: 'WEB-1', COMMENT_1: 'Call first', CMMTTEXT: `Call first. ${'x'.repeat(1000)}` });
      await paper.lineComment('A1', { CMMTTEXT: writeLineComment(ENGRAVING) });

      const shipTo = {
        code: 'SHOP',
        contactName: 'Jo Dane',
        line1: '1 Front Street',
        line2: null,
        line3: null,
        city: 'Chicago',
        region: 'IL',
        postalCode: '60608',
        country: 'US',
        phone: '312-555-0100 x0042',
        email: null,
        taxSchedule: 'IL-SALES',
        shippingMethod: 'GROUND',
      };
      opened.company.trouble.resetQuestions();
      expect(await order('a1')).toEqual({
        number: 'A1',
        invoiceNumbers: expect.any(Array),
        shipments: expect.any(Array),
        accountNumber: paper.customer,
        reference: 'WEB-1',
        purchaseOrderNumber: 'PO-1',
        status: 'PARTIALLY_SHIPPED',
        date: '2026-11-20',
        requestedShipDate: '2026-11-25',
        currency: 'Z-C$',
        subtotal: '180.5',
        discount: '5',
        freight: '12.25',
        miscellaneous: '3',
        tax: '14.6',
        total: '205.35',
        deposit: '50',
        billingAddressCode: 'BILLING',
        shipTo,
        shippingMethod: 'GROUND',
        comment: `Call first. ${'x'.repeat(1000)}`,
        customFields: [],
        lines: [
          {
            lineNumber: 1,
            sku: 'CWR-12',
            description: 'Combination wrench',
            quantity: '22',
            quantityShipped: '3',
            quantityBackordered: '4',
            quantityCancelled: '2',
            unit: 'Each',
            unitPrice: '10.125',
            priceDecimals: 3,
            extendedPrice: '180.5',
            warehouse: 'CENTRAL',
            shipTo,
            requestedShipDate: '2026-11-26',
            ...ENGRAVING,
          },
        ],
      });
      expect(opened.company.trouble.questions).toBe(2);
    });

    it('nothing where GP has nothing', async () => {
      await paper.order('B1', { CURNCYID: '' });
      await paper.line('B1', { UOFM: 'Each', ODECPLCU: 0 });
      expect(await order('B1')).toMatchObject({
        reference: null,
        purchaseOrderNumber: null,
        requestedShipDate: null,
        currency: '',
        deposit: '0',
        billingAddressCode: null,
        shipTo: null,
        shippingMethod: null,
        comment: null,
        lines: [{ priceDecimals: null, warehouse: null, shipTo: null, requestedShipDate: null, attributes: [], comment: null }],
      });
    });

    it('the same from history as from work, comments and fields included', async () => {
      await paper.order('C1', { ORSUBTOT: 9.99 }, 'history');
      await paper.line('C1', { ITEMNMBR: 'CWR-12', QTYPRINV: 10 }, 'history');
      await paper.fields('C1', { USERDEF1: 'WEB-C', COMMENT_1: 'First line', COMMENT_2: 'and second' });
      await paper.lineComment('C1', { COMMENT_1: 'Old release' });
      expect(await order('C1')).toMatchObject({
        reference: 'WEB-C',
        comment: 'First line\nand second',
        subtotal: '9.99',
        lines: [{ sku: 'CWR-12', quantityShipped: '10', comment: 'Old release' }],
      });
    });

    it('lines in the order of the document, without the components of kits', async () => {
      await paper.order('D1');
      await paper.line('D1', { LNITMSEQ: 32768, ITEMNMBR: 'HAT-BLUE' });
      await paper.line('D1', { LNITMSEQ: 16384, ITEMNMBR: 'KIT-DRILL' });
      await paper.line('D1', { LNITMSEQ: 16384, CMPNTSEQ: 16384, ITEMNMBR: 'PT-DRILL-18' });
      await paper.line('D1', { LNITMSEQ: 8192, ITEMNMBR: 'CUT-4' });
      expect((await order('D1')).lines).toMatchObject([
        { lineNumber: 1, sku: 'CUT-4' },
        { lineNumber: 2, sku: 'KIT-DRILL' },
        { lineNumber: 3, sku: 'HAT-BLUE' },
      ]);
    });

    it('where each line goes', async () => {
      await paper.order('E1', { PRSTADCD: 'SHOP', ADDRESS1: '1 Front Street', ShipToName: 'Shop' });
      await paper.line('E1', { PRSTADCD: 'YARD', ADDRESS1: '2 Back Street', PHONE1: '3125550100', SHIPMTHD: 'LTL' });
      await paper.line('E1', { LNITMSEQ: 32768 });
      expect((await order('E1')).lines).toMatchObject([
        { shipTo: { code: 'YARD', contactName: null, line1: '2 Back Street', phone: '312-555-0100', shippingMethod: 'LTL' } },
        { shipTo: { code: 'SHOP', contactName: 'Shop', line1: '1 Front Street', phone: null } },
      ]);
    });

    it('nothing of documents that are no orders', async () => {
      await paper.document(1, 'G1');
      await paper.document(3, 'G2', {}, 'history');
      await paper.document(5, 'G3');
      await paper.document(6, 'G4');
      const keys = ['G1', 'G2', 'G3', 'G4', 'G5', 'G', "'; drop table x", 'G1 AND MORE THAN FITS IN A KEY'].map(asOrderNumber);
      expect(await source.orders(keys, PATIENT)).toEqual(new Map());
      expect(await numbers()).toEqual([]);
    });

    it('each order once while GP moves it to history, as it is in work', async () => {
      for (const place of ['work', 'history'] as const) {
        await paper.order('H1', { CSTPONBR: place }, place);
        await paper.line('H1', { ITEMNMBR: place === 'work' ? 'CWR-12' : 'CUT-4', QTYPRINV: 2, QTYREMAI: 8 }, place);
      }
      expect(await page()).toMatchObject({
        orders: [{ number: 'H1', status: 'PARTIALLY_SHIPPED', purchaseOrderNumber: 'work', lines: [{ sku: 'CWR-12' }] }],
        hasNextPage: false,
      });
    });
  });

  describe('are', () => {
    const statusOf = async (number: string) => {
      const { status } = await order(number);
      // The list must find it under the same status, and under no other.
      for (const other of STATUSES) {
        expect(await numbers({ statuses: [other] }), other).toEqual(other === status ? [number] : []);
      }
      return status;
    };

    it.each(['work', 'history'] as const)('VOIDED where GP says so, in %s', async (place) => {
      await paper.order('V1', { VOIDSTTS: 1 }, place);
      await paper.line('V1', {}, place);
      expect(await statusOf('V1')).toBe('VOIDED');
      await paper.remove('V1');
    });

    it.each(['work', 'history'] as const)('VOIDED where all of it was cancelled, in %s', async (place) => {
      await paper.order('V2', {}, place);
      await paper.line('V2', { QTYCANCE: 10, QTYREMAI: 0 }, place);
      await paper.line('V2', { LNITMSEQ: 32768, QUANTITY: 3, QTYCANCE: 3, QTYREMAI: 0 }, place);
      await paper.hold('V2');
      expect(await statusOf('V2')).toBe('VOIDED');
      await paper.remove('V2');
    });

    it('OPEN as long as nothing has left', async () => {
      await paper.order('O1', { SOPSTATUS: 1 });
      await paper.line('O1', { QTYTBAOR: 5 });
      await paper.line('O1', { LNITMSEQ: 32768, QTYCANCE: 10, QTYREMAI: 0 });
      await paper.hold('O1', { DELETE1: 1 });
      expect(await statusOf('O1')).toBe('OPEN');
    });

    it('OPEN without lines', async () => {
      await paper.order('O2');
      expect(await statusOf('O2')).toBe('OPEN');
    });

    it('ON_HOLD where a hold stands on what waits, partly shipped or not', async () => {
      await paper.order('W1');
      await paper.line('W1', { QTYPRINV: 4, QTYREMAI: 6 });
      await paper.hold('W1');
      expect(await statusOf('W1')).toBe('ON_HOLD');
    });

    it('PARTIALLY_SHIPPED where some is invoiced and some remains', async () => {
      await paper.order('P1');
      await paper.line('P1', { QTYPRINV: 4, QTYREMAI: 6 });
      await paper.line('P1', { LNITMSEQ: 32768 });
      await paper.document(3, 'P1-INV', { ORIGTYPE: 2, ORIGNUMB: 'P1' }, 'history');
      expect(await statusOf('P1')).toBe('PARTIALLY_SHIPPED');
      expect((await order('P1')).lines).toMatchObject([{ quantityShipped: '4' }, { quantityShipped: '0' }]);
    });

    it('OPEN where GP has allocated or picked the lines, which it counts as fulfilled', async () => {
      await paper.order('P2');
      await paper.line('P2', { QTYFULFI: 10, ATYALLOC: 10 });
      await paper.line('P2', { LNITMSEQ: 32768, QTYFULFI: 7, QTYCANCE: 3, QTYREMAI: 7 });
      expect(await statusOf('P2')).toBe('OPEN');
      expect((await order('P2')).lines).toMatchObject([{ quantityShipped: '0' }, { quantityShipped: '0' }]);
    });

    it('VOIDED where they are closed and nothing came of what was picked', async () => {
      await paper.order('P5', {}, 'history');
      await paper.line('P5', { QTYFULFI: 10 }, 'history');
      expect(await statusOf('P5')).toBe('VOIDED');
    });

    it('PARTIALLY_SHIPPED where some is fulfilled of a fulfilment order that is not invoiced yet', async () => {
      await paper.order('P4');
      await paper.line('P4', {});
      await paper.document(6, 'P4-F', { ORIGTYPE: 2, ORIGNUMB: 'P4' });
      await paper.line('P4-F', { SOPTYPE: 6, QUANTITY: 10, QTYFULFI: 4 });
      expect(await statusOf('P4')).toBe('PARTIALLY_SHIPPED');
      expect((await order('P4')).lines).toMatchObject([{ quantityShipped: '4' }]);
    });

    it('PARTIALLY_SHIPPED where the rest is in a back order, whose lines are those of the order', async () => {
      await paper.order('P3', {}, 'history');
      await paper.line('P3', { QTYPRINV: 4, QTYPRBAC: 6, QTYTBAOR: 6 }, 'history');
      await paper.document(3, 'P3-INV', { ORIGTYPE: 2, ORIGNUMB: 'P3' }, 'history');
      await paper.document(5, 'P3-BO', { ORIGTYPE: 2, ORIGNUMB: 'P3' });
      await paper.line('P3-BO', {
        SOPTYPE: 5,
        LNITMSEQ: 32768,
        ORGSEQNM: 16384,
        QUANTITY: 6,
        QTYPRINV: 1,
        QTYCANCE: 2,
        QTYREMAI: 3,
      });
      expect(await statusOf('P3')).toBe('PARTIALLY_SHIPPED');
      expect((await order('P3')).lines).toMatchObject([
        { quantity: '10', quantityShipped: '5', quantityBackordered: '3', quantityCancelled: '2' },
      ]);
      await paper.hold('P3-BO', { SOPTYPE: 5 });
      expect(await statusOf('P3')).toBe('ON_HOLD');
    });

    it('SHIPPED where nothing remains and an invoice is not posted', async () => {
      await paper.order('S1', {}, 'history');
      await paper.line('S1', { QTYPRINV: 10 }, 'history');
      await paper.document(3, 'S1-A', { ORIGTYPE: 2, ORIGNUMB: 'S1' }, 'history');
      await paper.document(3, 'S1-B', { ORIGTYPE: 2, ORIGNUMB: 'S1' });
      expect(await statusOf('S1')).toBe('SHIPPED');
    });

    it('SHIPPED where every line has left, though GP has still to invoice them', async () => {
      await paper.order('S2');
      await paper.line('S2', {});
      await paper.line('S2', { LNITMSEQ: 32768, QTYCANCE: 3, QTYREMAI: 7 });
      await paper.document(6, 'S2-F', { ORIGTYPE: 2, ORIGNUMB: 'S2' });
      await paper.line('S2-F', { SOPTYPE: 6, QTYFULFI: 10 });
      await paper.line('S2-F', { SOPTYPE: 6, LNITMSEQ: 32768, QUANTITY: 7, QTYFULFI: 7 });
      await paper.hold('S2');
      expect(await statusOf('S2')).toBe('SHIPPED');
    });

    it('as far as their fulfilment orders have come', async () => {
      await paper.order('S3', {}, 'history');
      await paper.line('S3', { QTYPRINV: 10 }, 'history');
      await paper.document(6, 'S3-F', { ORIGTYPE: 2, ORIGNUMB: 'S3', SOPSTATUS: 3 });
      await paper.line('S3-F', { SOPTYPE: 6, QUANTITY: 10 });
      expect(await statusOf('S3')).toBe('OPEN');
      expect((await order('S3')).lines).toMatchObject([{ quantityShipped: '0' }]);
      await paper.change('S3-F', `"SOPSTATUS" = 6`);
      expect(await statusOf('S3')).toBe('SHIPPED');
      expect((await order('S3')).lines).toMatchObject([{ quantityShipped: '10' }]);
    });

    it('SHIPPED where an invoice is not posted and new, as every document of GP is, unless its ID has the fulfilment workflow', async () => {
      const workflow = (enabled: 0 | 1) =>
        opened.company.change(`update "SOP40200" set "WORKFLOWENABLED" = ${enabled} where "SOPTYPE" = 3 and "DOCID" = 'INV'`);
      await paper.order('S4', {}, 'history');
      await paper.line('S4', { QTYPRINV: 10 }, 'history');
      await paper.document(3, 'S4-INV', { ORIGTYPE: 2, ORIGNUMB: 'S4', DOCID: 'INV', SOPSTATUS: 1 });
      await paper.line('S4-INV', { SOPTYPE: 3, QUANTITY: 10 });
      expect(await statusOf('S4')).toBe('SHIPPED');
      expect((await order('S4')).lines).toMatchObject([{ quantityShipped: '10' }]);
      await workflow(1);
      expect(await statusOf('S4')).toBe('OPEN');
      expect((await order('S4')).lines).toMatchObject([{ quantityShipped: '0' }]);
      await paper.change('S4-INV', `"SOPSTATUS" = 6`);
      expect(await statusOf('S4')).toBe('SHIPPED');
      await workflow(0);
    });

    it('INVOICED where nothing remains and every invoice is posted', async () => {
      await paper.order('I1', {}, 'history');
      await paper.line('I1', { QTYPRINV: 8, QTYCANCE: 2 }, 'history');
      await paper.document(3, 'I1-A', { ORIGTYPE: 2, ORIGNUMB: 'I1' }, 'history');
      await paper.document(3, 'I1-B', { ORIGTYPE: 2, ORIGNUMB: 'I1', VOIDSTTS: 1 });
      await paper.hold('I1');
      expect(await statusOf('I1')).toBe('INVOICED');
    });

    it('INVOICED where the invoices came through a back order', async () => {
      await paper.order('I2', {}, 'history');
      await paper.line('I2', { QTYPRBAC: 10 }, 'history');
      await paper.document(5, 'I2-BO', { ORIGTYPE: 2, ORIGNUMB: 'I2' }, 'history');
      await paper.line('I2-BO', { SOPTYPE: 5, QUANTITY: 10, QTYPRINV: 10 }, 'history');
      await paper.document(3, 'I2-INV', { ORIGTYPE: 5, ORIGNUMB: 'I2-BO' });
      expect(await statusOf('I2')).toBe('SHIPPED');
      await paper.remove('I2-INV');
      await paper.document(3, 'I2-INV', { ORIGTYPE: 5, ORIGNUMB: 'I2-BO' }, 'history');
      expect(await statusOf('I2')).toBe('INVOICED');
      expect((await order('I2')).lines).toMatchObject([{ quantityShipped: '10', quantityBackordered: '0' }]);
    });

    it('INVOICED where GP has removed the invoices of a closed order', async () => {
      await paper.order('I3', {}, 'history');
      await paper.line('I3', { QTYPRINV: 10 }, 'history');
      expect(await statusOf('I3')).toBe('INVOICED');
    });

    it('told apart in one chain of documents', async () => {
      const chain = { MSTRNUMB: 77_001 };
      await paper.order('T1', chain, 'history');
      await paper.line('T1', { QTYPRINV: 10 }, 'history');
      await paper.document(3, 'T1-INV', { ...chain, ORIGTYPE: 2, ORIGNUMB: 'T1' }, 'history');
      await paper.order('T2', { ...chain, DOCDATE: '2026-11-02', ORIGTYPE: 2, ORIGNUMB: 'T1' });
      await paper.line('T2', {});
      expect((await page()).orders).toMatchObject([
        { number: 'T2', status: 'OPEN' },
        { number: 'T1', status: 'INVOICED' },
      ]);
    });

    it('found with what came from them where GP keeps no master numbers', async () => {
      await paper.order('M1', { MSTRNUMB: 0 }, 'history');
      await paper.line('M1', { QTYPRINV: 10 }, 'history');
      await paper.document(3, 'M1-INV', { MSTRNUMB: 0, ORIGTYPE: 2, ORIGNUMB: 'M1' });
      expect(await statusOf('M1')).toBe('SHIPPED');
      await opened.company.change('update "SOP40100" set "TRMSTNUM" = 0');
      try {
        await paper.change('M1-INV', '"MSTRNUMB" = 88001');
        await paper.change('M1', '"MSTRNUMB" = 88002');
        expect(await statusOf('M1')).toBe('SHIPPED');
      } finally {
        await opened.company.change('update "SOP40100" set "TRMSTNUM" = 1');
      }
    });
  });

  describe('are listed', () => {
    it('latest first, and by their numbers where they are of one day, from work and history alike', async () => {
      await paper.order('L1', { DOCDATE: '2026-11-01' });
      await paper.order('L3', { DOCDATE: '2026-11-02' }, 'history');
      await paper.order('L2', { DOCDATE: '2026-11-02' });
      await paper.order('L4', { DOCDATE: '2026-10-31' }, 'history');
      await paper.order('L5', { CUSTNMBR: 'ANOTHER', DOCDATE: '2026-11-05' });
      opened.company.trouble.resetQuestions();
      expect(await numbers()).toEqual(['L3', 'L2', 'L1', 'L4']);
      expect(opened.company.trouble.questions).toBe(2);
    });

    it('from where the history may be some seconds old, but for the first page, which has what was just written', async () => {
      const { gp } = opened.company;
      const asked = {
        transformQuery: vi.fn(({ node }) => node),
        transformResult: async ({ result }: PluginTransformResultArgs) => result,
      };
      const orders = new SqlOrderSource(gp, gp.withPlugin(asked));
      await paper.order('V9', { DOCDATE: '2026-11-01' });
      const ask = { accountNumber: asAccountNumber(paper.customer), filter: NO_FILTER, first: 5 };
      expect((await orders.page({ ...ask, after: null }, PATIENT)).orders).toHaveLength(1);
      await orders.orders([asOrderNumber('V9')], PATIENT);
      expect(asked.transformQuery).not.toHaveBeenCalled();
      const after = { date: day('2026-11-02'), number: asOrderNumber('V0') };
      expect((await orders.page({ ...ask, after }, PATIENT)).orders).toHaveLength(1);
      expect(asked.transformQuery).toHaveBeenCalled();
    });

    it('on one page, with and without a master number', async () => {
      await paper.order('K1', { MSTRNUMB: 0 }, 'history');
      await paper.line('K1', { QTYPRINV: 10 }, 'history');
      await paper.document(3, 'K1-INV', { MSTRNUMB: 0, ORIGTYPE: 2, ORIGNUMB: 'K1' });
      await paper.order('K2', { MSTRNUMB: 88_003 });
      await paper.line('K2', {});
      const { orders } = await page();
      expect(orders.map(({ number, status }) => [number, status])).toEqual([
        ['K2', 'OPEN'],
        ['K1', 'SHIPPED'],
      ]);
    });

    it('page by page', async () => {
      for (const number of ['N1', 'N2', 'N3', 'N4']) await paper.order(number, {}, number < 'N3' ? 'history' : 'work');
      const after = (number: string) => ({ date: day('2026-11-01'), number: asOrderNumber(number) });
      expect(await page({}, 2)).toMatchObject({ orders: [{ number: 'N4' }, { number: 'N3' }], hasNextPage: true });
      expect(await page({}, 2, after('N3'))).toMatchObject({ orders: [{ number: 'N2' }, { number: 'N1' }], hasNextPage: false });
      expect(await page({}, 2, after('N1'))).toEqual({ orders: [], hasNextPage: false });
      expect(await page({}, 2, { date: day('0001-01-01'), number: asOrderNumber('N') })).toMatchObject({ orders: [] });
    });

    it('as they are wanted', async () => {
      await paper.order('Q1', { DOCDATE: '2026-11-01', CSTPONBR: 'PO-7' });
      await paper.line('Q1', { ITEMNMBR: 'CWR-12' });
      await paper.line('Q1', { LNITMSEQ: 32768, ITEMNMBR: 'KIT-DRILL' });
      await paper.line('Q1', { LNITMSEQ: 32768, CMPNTSEQ: 16384, ITEMNMBR: 'PT-DRILL-18' });
      await paper.fields('Q1', { USERDEF1: 'Web-7' });
      await paper.order('Q2', { DOCDATE: '2026-11-02', CSTPONBR: 'PO-8' }, 'history');
      await paper.line('Q2', { ITEMNMBR: 'CWR-12', QTYPRINV: 10 }, 'history');
      await paper.order('Q3', { DOCDATE: '2026-11-03', CSTPONBR: 'PO-7' }, 'history');
      await paper.line('Q3', { ITEMNMBR: 'CUT-4', QTYPRINV: 10 }, 'history');
      await paper.fields('Q3', { USERDEF1: 'WEB-9' });

      expect(await numbers({ from: day('2026-11-02') })).toEqual(['Q3', 'Q2']);
      expect(await numbers({ to: day('2026-11-02') })).toEqual(['Q2', 'Q1']);
      expect(await numbers({ from: day('2026-11-02'), to: day('2026-11-02') })).toEqual(['Q2']);
      expect(await numbers({ from: day('2026-11-03'), to: day('2026-11-01') })).toEqual([]);
      expect(await numbers({ from: day('0001-01-01'), to: day('9999-12-31') })).toEqual(['Q3', 'Q2', 'Q1']);
      expect(await numbers({ purchaseOrderNumber: 'PO-7' })).toEqual(['Q3', 'Q1']);
      expect(await numbers({ reference: 'WEB-7' })).toEqual(['Q1']);
      expect(await numbers({ sku: asSku('CWR-12') })).toEqual(['Q2', 'Q1']);
      expect(await numbers({ sku: asSku('PT-DRILL-18') })).toEqual([]);
      expect(await numbers({ statuses: ['OPEN', 'INVOICED'] })).toEqual(['Q3', 'Q2', 'Q1']);
      expect(await numbers({ statuses: ['INVOICED'], sku: asSku('CWR-12') })).toEqual(['Q2']);
      expect(await numbers({ statuses: ['OPEN'], sku: asSku('CUT-4') })).toEqual([]);
      expect(await numbers({ purchaseOrderNumber: 'PO-7', to: day('2026-11-01'), reference: 'web-7' })).toEqual(['Q1']);
      expect(await numbers({ purchaseOrderNumber: 'PO-77' })).toEqual([]);
    });

    it('without a question where what is wanted cannot be in GP', async () => {
      expect(await page({ purchaseOrderNumber: 'A NUMBER LONGER THAN GP KEEPS' })).toEqual({ orders: [], hasNextPage: false });
      expect(await page({ reference: 'A REFERENCE LONGER THAN GP KEEPS' })).toEqual({ orders: [], hasNextPage: false });
      expect(opened.company.trouble.questions).toBe(0);
    });

    it('ten thousand of them, each once, while new ones come', async () => {
      await paper.manyOrders(10_000);
      await opened.gatherStatistics(['SOP10100', 'SOP10200', 'SOP30200', 'SOP30300']);
      const seen: string[] = [];
      let after: OrderPosition | null = null;
      for (let pages = 0; pages < 12; pages++) {
        const { orders, hasNextPage } = await page({}, 100, after);
        expect(hasNextPage).toBe(true);
        seen.push(...orders.map(({ number }) => number));
        const last = orders.at(-1);
        if (!last) throw new Error('The page is empty');
        after = { date: last.date, number: last.number };
        await paper.order(`NEW-${pages}`, { DOCDATE: '2026-11-23' });
      }
      expect(seen).toEqual(Array.from({ length: 1_200 }, (_, index) => `MANY-${10_000 - index}`.replace(/-(\d+)$/, padded)));
      const rest = await page({}, 100, { date: day('2000-02-14'), number: asOrderNumber('MANY-00050') });
      expect(rest.orders).toHaveLength(49);
      expect(rest.hasNextPage).toBe(false);
      opened.company.trouble.resetQuestions();
      expect(await numbers({ statuses: ['OPEN'] })).toHaveLength(20);
      expect(await numbers({ statuses: ['INVOICED'], sku: asSku('CWR-12') })).toHaveLength(20);
      expect(opened.company.trouble.questions).toBe(4);
    });

    it('not where GP fails', async () => {
      opened.company.trouble.make({ failing: true });
      await expect(page()).rejects.toThrow();
      await expect(order('A1')).rejects.toThrow();
      opened.company.trouble.make({});
    });
  });
});

const ENGRAVING = {
  comment: 'Engrave it',
  attributes: [{ name: 'Colour', value: 'red' }],
};

const padded = (_: string, digits: string) => `-${digits.padStart(5, '0')}`;
