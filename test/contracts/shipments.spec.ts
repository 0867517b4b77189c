import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SqlOrderSource } from '../../src/gp/sql/sql-order-source.js';
import { asOrderNumber, type Order } from '../../src/ordering/index.js';
import { Paperwork } from '../ordering/paperwork.js';
import { type OpenCompany, PATIENT, PLACES } from '../support/companies.js';

/** The second and the third line of a document. */
const SECOND = 32_768;
const THIRD = 49_152;
const HOME = { PRSTADCD: 'HOME', ADDRESS1: '1 Main Street', CITY: 'Springfield', SHIPMTHD: 'GROUND' };
const YARD = { PRSTADCD: 'YARD', ADDRESS1: '9 Dock Road', CITY: 'Springfield', SHIPMTHD: 'LTL' };

describe.each(PLACES)('The shipments of orders of GP in $place', ({ open }) => {
  let opened: OpenCompany;
  let paper: Paperwork;

  beforeAll(async () => {
    opened = await open();
    paper = new Paperwork((sql) => opened.company.change(sql));
  });
  afterAll(() => opened.close());
  beforeEach(() => paper.nextCustomer());

  async function order(number: string): Promise<Order> {
    const key = asOrderNumber(number);
    const found = (await new SqlOrderSource(opened.company.gp).orders([key], PATIENT)).get(key);
    if (!found) throw new Error(`GP has no order ${number}`);
    // Whatever left is on some shipment.
    for (const { lineNumber, quantityShipped } of found.lines) {
      const moved = found.shipments.flatMap(({ lines }) => lines).filter((line) => line.lineNumber === lineNumber);
      expect(moved.reduce((sum, { quantity }) => sum + Number(quantity), 0)).toBe(Number(quantityShipped));
    }
    return found;
  }
  const quantities = ({ shipments }: Order) =>
    shipments.map(({ number, lines }) => [number, ...lines.map(({ lineNumber, quantity }) => `${lineNumber}: ${quantity}`)]);
  const track = (type: number, document: string, number: string) =>
    opened.company.change(
      `insert into "SOP10107" ("SOPNUMBE", "SOPTYPE", "Tracking_Number") values ('${document}', ${type}, '${number}')`,
    );
  const invoice = (number: string, of: string, columns = {}, place: 'work' | 'history' = 'history') =>
    paper.document(3, number, { ORIGTYPE: 2, ORIGNUMB: of, ...columns }, place);

  it('are its invoices, each with what left on it, by their dates', async () => {
    await paper.order('SH1');
    await paper.line('SH1', { QTYPRINV: 7, QTYREMAI: 3 });
    await paper.line('SH1', { LNITMSEQ: SECOND, ITEMNMBR: 'CUT-4', QTYPRINV: 10, QTYREMAI: 0 });
    await invoice('SH1-B', 'SH1', { DOCDATE: '2026-11-04' });
    await paper.line('SH1-B', { SOPTYPE: 3, QUANTITY: 3 }, 'history');
    await invoice('SH1-A', 'SH1', { DOCDATE: '2026-11-02' });
    await paper.line('SH1-A', { SOPTYPE: 3, QUANTITY: 4 }, 'history');
    await paper.line('SH1-A', { SOPTYPE: 3, LNITMSEQ: SECOND, ITEMNMBR: 'CUT-4' }, 'history');
    const found = await order('SH1');
    expect(quantities(found)).toEqual([
      ['SH1-A', '1: 4', '2: 10'],
      ['SH1-B', '1: 3'],
    ]);
    expect(found.shipments.map(({ date }) => date)).toEqual(['2026-11-02', '2026-11-04']);
  });

  it('left on the day on which GP was told that they did', async () => {
    await paper.order('SH2', {}, 'history');
    await paper.line('SH2', { QTYPRINV: 10 }, 'history');
    await invoice('SH2-I', 'SH2', { DOCDATE: '2026-11-02', ACTLSHIP: '2026-11-05' });
    await paper.line('SH2-I', { SOPTYPE: 3 }, 'history');
    expect((await order('SH2')).shipments).toMatchObject([{ number: 'SH2-I', date: '2026-11-05' }]);
  });

  it('are without what an invoice back-orders or cancels', async () => {
    await paper.order('SH3', {}, 'history');
    await paper.line('SH3', { QTYPRINV: 10 }, 'history');
    await invoice('SH3-I', 'SH3');
    await paper.line('SH3-I', { SOPTYPE: 3, QUANTITY: 10, QTYTBAOR: 4, QTYCANCE: 1 }, 'history');
    expect(quantities(await order('SH3'))).toEqual([['SH3-I', '1: 5']]);
  });

  it('come through back orders, also through one of an invoice', async () => {
    await paper.order('SH4', {}, 'history');
    await paper.line('SH4', { QTYPRINV: 10 }, 'history');
    await invoice('SH4-A', 'SH4', { DOCDATE: '2026-11-02' });
    await paper.line('SH4-A', { SOPTYPE: 3, QUANTITY: 10, QTYTBAOR: 4 }, 'history');
    await paper.document(5, 'SH4-BO', { ORIGTYPE: 3, ORIGNUMB: 'SH4-A' });
    await paper.line('SH4-BO', { SOPTYPE: 5, QUANTITY: 4, QTYPRINV: 1, QTYREMAI: 3 });
    await paper.document(3, 'SH4-B', { ORIGTYPE: 5, ORIGNUMB: 'SH4-BO', DOCDATE: '2026-11-09' });
    await paper.line('SH4-B', { SOPTYPE: 3, QUANTITY: 1 });
    const found = await order('SH4');
    expect(quantities(found)).toEqual([
      ['SH4-A', '1: 6'],
      ['SH4-B', '1: 1'],
    ]);
    expect(found.lines).toMatchObject([{ quantityShipped: '7', quantityBackordered: '3' }]);
  });

  it('are fulfilment orders as far as they are fulfilled, before they are shipped or not', async () => {
    await paper.order('SH5');
    await paper.line('SH5', {});
    await paper.document(6, 'SH5-F', { ORIGTYPE: 2, ORIGNUMB: 'SH5', SOPSTATUS: 3 });
    await paper.line('SH5-F', { SOPTYPE: 6, QTYFULFI: 4 });
    expect(quantities(await order('SH5'))).toEqual([['SH5-F', '1: 4']]);
    await opened.company.change(`update "SOP10200" set "QTYFULFI" = 0 where "SOPNUMBE" = 'SH5-F'`);
    expect((await order('SH5')).shipments).toEqual([]);
  });

  it('are all of a fulfilment order that GP has counted as invoiced, once it is shipped', async () => {
    await paper.order('SH6', {}, 'history');
    await paper.line('SH6', { QTYPRINV: 10 }, 'history');
    await paper.document(6, 'SH6-F', { ORIGTYPE: 2, ORIGNUMB: 'SH6', SOPSTATUS: 3 });
    await paper.line('SH6-F', { SOPTYPE: 6 });
    expect((await order('SH6')).shipments).toEqual([]);
    await paper.change('SH6-F', `"SOPSTATUS" = 6`);
    expect(quantities(await order('SH6'))).toEqual([['SH6-F', '1: 10']]);
  });

  it('are nothing of documents that are voided, of returns, and of invoices that are still picked', async () => {
    await opened.company.change(`update "SOP40200" set "WORKFLOWENABLED" = 1 where "SOPTYPE" = 3 and "DOCID" = 'INV'`);
    try {
      await paper.order('SH7', {}, 'history');
      await paper.line('SH7', { QTYPRINV: 10 }, 'history');
      await invoice('SH7-V', 'SH7', { VOIDSTTS: 1 });
      await paper.line('SH7-V', { SOPTYPE: 3 }, 'history');
      await paper.document(4, 'SH7-R', { ORIGTYPE: 3, ORIGNUMB: 'SH7-P' }, 'history');
      await paper.line('SH7-R', { SOPTYPE: 4 }, 'history');
      await invoice('SH7-P', 'SH7', { DOCID: 'INV', SOPSTATUS: 1 }, 'work');
      await paper.line('SH7-P', { SOPTYPE: 3 });
      expect((await order('SH7')).shipments).toEqual([]);
    } finally {
      await opened.company.change(`update "SOP40200" set "WORKFLOWENABLED" = 0 where "SOPTYPE" = 3 and "DOCID" = 'INV'`);
    }
  });

  it('find the lines of an order that GP has numbered anew by their items', async () => {
    await paper.order('SH8', {}, 'history');
    await paper.line('SH8', { QTYPRINV: 10 }, 'history');
    await paper.line('SH8', { LNITMSEQ: SECOND, ITEMNMBR: 'CUT-4', QTYPRINV: 2 }, 'history');
    await invoice('SH8-I', 'SH8');
    await paper.line('SH8-I', { SOPTYPE: 3, LNITMSEQ: THIRD, ORGSEQNM: SECOND, ITEMNMBR: 'CUT-4', QUANTITY: 2 }, 'history');
    await paper.line('SH8-I', { SOPTYPE: 3, LNITMSEQ: SECOND, ORGSEQNM: 16_384, QUANTITY: 10 }, 'history');
    expect(quantities(await order('SH8'))).toEqual([['SH8-I', '1: 10', '2: 2']]);
  });

  it('left the warehouse of the line that left, and none where the vendor ships', async () => {
    await paper.order('SH9', {}, 'history');
    await paper.line('SH9', { QTYPRINV: 10, LOCNCODE: 'CENTRAL' }, 'history');
    await paper.line('SH9', { LNITMSEQ: SECOND, ITEMNMBR: 'CUT-4', QTYPRINV: 10, LOCNCODE: 'CENTRAL' }, 'history');
    await invoice('SH9-I', 'SH9');
    await paper.line('SH9-I', { SOPTYPE: 3, LOCNCODE: 'NORTH' }, 'history');
    await paper.line('SH9-I', { SOPTYPE: 3, LNITMSEQ: SECOND, ITEMNMBR: 'CUT-4', LOCNCODE: 'CENTRAL', DROPSHIP: 1 }, 'history');
    expect((await order('SH9')).shipments).toMatchObject([{ lines: [{ warehouse: 'NORTH' }, { warehouse: null }] }]);
  });

  it('went where their document says, or their lines where it says nothing of its own', async () => {
    await paper.order('SHA', HOME, 'history');
    await paper.line('SHA', { QTYPRINV: 10, ...HOME }, 'history');
    await paper.line('SHA', { LNITMSEQ: SECOND, ITEMNMBR: 'CUT-4', QTYPRINV: 10, ...YARD }, 'history');
    const leaves = async (number: string, date: string, lines: readonly number[], columns = {}) => {
      await invoice(number, 'SHA', { ...HOME, DOCDATE: date, ...columns });
      for (const line of lines) {
        const item = line === SECOND ? 'CUT-4' : 'CWR-12';
        await paper.line(number, { SOPTYPE: 3, LNITMSEQ: line, ITEMNMBR: item, QUANTITY: lines.length > 1 ? 4 : 3 }, 'history');
      }
    };
    await leaves('SHA-1', '2026-11-01', [16_384]);
    await leaves('SHA-2', '2026-11-02', [SECOND]);
    await leaves('SHA-3', '2026-11-03', [16_384, SECOND]);
    await leaves('SHA-4', '2026-11-04', [16_384], { PRSTADCD: 'OTHER', ADDRESS1: '5 Hill Road', SHIPMTHD: 'PICKUP' });
    await leaves('SHA-5', '2026-11-05', [SECOND]);
    const { shipments } = await order('SHA');
    expect(shipments.map(({ shipTo, shippingMethod }) => [shipTo?.code ?? null, shippingMethod])).toEqual([
      ['HOME', 'GROUND'],
      ['YARD', 'LTL'],
      [null, 'GROUND'],
      ['OTHER', 'PICKUP'],
      ['YARD', 'LTL'],
    ]);
  });

  it('have the numbers that were typed on their documents, in their order, and the one shipment also those on the order', async () => {
    await paper.order('SHB');
    await paper.line('SHB', { QTYPRINV: 4, QTYREMAI: 6 });
    await track(2, 'SHB', '1Z-ORDER');
    await invoice('SHB-A', 'SHB', { DOCDATE: '2026-11-01' });
    await paper.line('SHB-A', { SOPTYPE: 3, QUANTITY: 4 }, 'history');
    await track(3, 'SHB-A', '1Z-B');
    await track(3, 'SHB-A', '1Z-A');
    expect((await order('SHB')).shipments).toMatchObject([{ trackingNumbers: ['1Z-A', '1Z-B', '1Z-ORDER'] }]);
    await paper.document(6, 'SHB-F', { ORIGTYPE: 2, ORIGNUMB: 'SHB', DOCDATE: '2026-11-02' });
    await paper.line('SHB-F', { SOPTYPE: 6, QUANTITY: 6, QTYFULFI: 6 });
    await track(6, 'SHB-F', '1Z-F');
    expect((await order('SHB')).shipments).toMatchObject([{ trackingNumbers: ['1Z-A', '1Z-B'] }, { trackingNumbers: ['1Z-F'] }]);
  });
});
