import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SqlReceivablesSource } from '../../src/gp/sql/sql-receivables-source.js';
import {
  asDocumentNumber,
  type CreditKind,
  type CreditMemo,
  type CreditMemoKey,
  type Invoice,
  type InvoiceKind,
  type InvoicePageAsk,
  type InvoiceStatus,
  type ReceivablesSource,
  statementOf,
} from '../../src/receivables/index.js';
import type { CalendarDate } from '../../src/values/calendar-date.js';
import { asAccountNumber } from '../../src/values/identifiers.js';
import { Ledger } from '../receivables/ledger.js';
import { type OpenCompany, PATIENT, PLACES } from '../support/companies.js';

const day = (text: string) => text as CalendarDate;
const TODAY = day('2026-11-23');
const MANY = 10_000;

describe.each(PLACES)('The receivables of GP in $place', ({ open }) => {
  let opened: OpenCompany;
  let ledger: Ledger;
  let source: ReceivablesSource;

  beforeAll(async () => {
    opened = await open();
    ledger = new Ledger((sql) => opened.company.change(sql));
    source = new SqlReceivablesSource(opened.company.gp, () => TODAY);
  });
  afterAll(() => opened.close());
  beforeEach(() => {
    ledger.nextCustomer();
    opened.company.trouble.resetQuestions();
  });

  async function found(number: string, kind: InvoiceKind | null = null, account = ledger.customer): Promise<Invoice | undefined> {
    const key = { accountNumber: asAccountNumber(account), number: asDocumentNumber(number) };
    const all = (await source.invoices([key], PATIENT)).get(key);
    return kind === null ? all?.[0] : all?.find((each) => each.kind === kind);
  }

  async function invoice(number: string, kind: InvoiceKind | null = null, account = ledger.customer): Promise<Invoice> {
    const one = await found(number, kind, account);
    if (!one) throw new Error(`GP has no invoice ${number}`);
    return one;
  }

  function page(
    ask: Partial<Omit<InvoicePageAsk, 'filter'>> & { statuses?: readonly InvoiceStatus[]; from?: string; to?: string } = {},
  ) {
    const { statuses = [], from, to, ...rest } = ask;
    return source.invoicePage(
      {
        accountNumber: asAccountNumber(ledger.customer),
        first: 20,
        after: null,
        filter: { statuses, from: from ? day(from) : null, to: to ? day(to) : null },
        ...rest,
      },
      PATIENT,
    );
  }

  async function numbers(ask: Parameters<typeof page>[0] = {}): Promise<string[]> {
    return (await page(ask)).places.map(({ number }) => number);
  }

  describe('say of an invoice', () => {
    it('what its sales document says, and the order that it came from, also through a back order', async () => {
      await ledger.document('RM20101', 1, 'I1', { DUEDATE: '2026-12-01', ORTRXAMT: 143.5, CSPORNBR: 'PO-RM' });
      await ledger.sale('SOP30200', 'I1', {
        ORIGTYPE: 5,
        ORIGNUMB: 'I1-BO',
        CSTPONBR: 'PO-1',
        ORSUBTOT: 120,
        ORTDISAM: 2,
        ORFRTAMT: 10,
        ORMISCAMT: 3,
        ORTAXAMT: 11,
        ORFRTTAX: 1.25,
        ORMSCTAX: 0.25,
        ORDOCAMT: 143.5,
        CITY: 'Chicago',
      });
      await ledger.insert('SOP10100', [
        { SOPTYPE: 5, SOPNUMBE: 'I1-BO', CUSTNMBR: ledger.customer, ORIGTYPE: 2, ORIGNUMB: 'I1-ORD', DOCDATE: '2026-10-01' },
      ]);
      await ledger.line('SOP30300', 'I1', 32_768, { QUANTITY: 5, QTYTBAOR: 2, QTYCANCE: 1, ORUNTPRC: 10, OXTNDPRC: 20 });
      await ledger.line('SOP30300', 'I1', 16_384, { QUANTITY: 10, ORUNTPRC: 10, OXTNDPRC: 100 });
      await ledger.insert('SOP30300', [
        { SOPTYPE: 3, SOPNUMBE: 'I1', LNITMSEQ: 16_384, CMPNTSEQ: 16_384, ITEMNMBR: 'PART', QUANTITY: 3 },
      ]);
      await ledger.insert('SOP10105', [
        { SOPTYPE: 3, SOPNUMBE: 'I1', LNITMSEQ: 0, TAXDTLID: 'IL-SALES', ORSLSTAX: 6, ORFRTTAX: 1.25, ORMSCTAX: 0.25 },
        { SOPTYPE: 3, SOPNUMBE: 'I1', LNITMSEQ: 0, TAXDTLID: 'GONE', ORSLSTAX: 5, ORFRTTAX: 0, ORMSCTAX: 0 },
        { SOPTYPE: 3, SOPNUMBE: 'I1', LNITMSEQ: 16_384, TAXDTLID: 'IL-SALES', ORSLSTAX: 6, ORFRTTAX: 0, ORMSCTAX: 0 },
      ]);

      expect(await invoice('I1')).toMatchObject({
        kind: 'INVOICE',
        orderNumber: 'I1-ORD',
        purchaseOrderNumber: 'PO-1',
        status: 'OPEN',
        currency: '',
        subtotal: '120',
        discount: '2',
        freight: '10',
        miscellaneous: '3',
        tax: '12.5',
        total: '143.5',
        balance: '143.5',
        takesPayments: true,
        taxes: [
          { detail: 'GONE', description: null, amount: '5' },
          { detail: 'IL-SALES', description: 'Illinois sales tax', amount: '7.5' },
        ],
        shipment: null,
        lines: [
          { lineNumber: 1, quantity: '10', quantityShipped: '10', quantityBackordered: '0', quantityCancelled: '0' },
          // It bills what it neither back-orders nor cancels.
          { lineNumber: 2, quantity: '2', quantityShipped: '2', quantityBackordered: '2', quantityCancelled: '1' },
        ],
      });
      expect(opened.company.trouble.questions).toBe(1);
    });

    it('what left on it, where it came from no order', async () => {
      await ledger.document('RM20101', 1, 'D1');
      await ledger.sale('SOP30200', 'D1', { ACTLSHIP: '2026-11-03', SHIPMTHD: 'GROUND', PRSTADCD: 'YARD', CITY: 'Chicago' });
      await ledger.line('SOP30300', 'D1', 16_384, { QUANTITY: 5, QTYTBAOR: 2, LOCNCODE: 'CENTRAL' });
      await ledger.line('SOP30300', 'D1', 32_768, { QUANTITY: 1, LOCNCODE: 'CENTRAL', DROPSHIP: 1 });
      await ledger.line('SOP30300', 'D1', 49_152, { QUANTITY: 3, QTYCANCE: 3 });
      await ledger.insert('SOP10107', [
        { SOPTYPE: 3, SOPNUMBE: 'D1', Tracking_Number: '1Z 77' },
        { SOPTYPE: 2, SOPNUMBE: 'D1', Tracking_Number: 'OF-AN-ORDER' },
      ]);
      const { shipment } = await invoice('D1');
      expect(shipment).toMatchObject({
        number: 'D1',
        date: '2026-11-03',
        shippingMethod: 'GROUND',
        shipTo: { code: 'YARD', city: 'Chicago' },
        trackingNumbers: ['1Z 77'],
      });
      expect(shipment?.lines.map(({ lineNumber, quantity, warehouse }) => [lineNumber, quantity, warehouse])).toEqual([
        [1, '3', 'CENTRAL'],
        [2, '1', null],
      ]);

      await ledger.sale('SOP10100', 'D2', { DOCDATE: '2026-11-02' });
      await ledger.line('SOP10200', 'D2', 16_384, { QUANTITY: 5, QTYFULFI: 2 });
      expect((await invoice('D2')).shipment).toMatchObject({ date: '2026-11-02', lines: [{ quantity: '2' }] });
      await ledger.sale('SOP30200', 'D3', { VOIDSTTS: 1 });
      await ledger.line('SOP30300', 'D3', 16_384);
      await ledger.document('RM20101', 1, 'D4');
      for (const number of ['D3', 'D4']) expect((await invoice(number)).shipment).toBeNull();
    });

    it('what receivables say where it has no sales document', async () => {
      await ledger.document('RM20101', 4, 'F1', { ORTRXAMT: 12.5, DUEDATE: '2026-11-22' });
      expect(await invoice('F1')).toMatchObject({
        kind: 'FINANCE_CHARGE',
        status: 'PAST_DUE',
        subtotal: '12.5',
        tax: '0',
        total: '12.5',
        orderNumber: null,
        lines: [],
        taxes: [],
      });
      await ledger.document('RM20101', 1, 'R1', {
        ORTRXAMT: 110,
        TAXAMNT: 8,
        FRTAMNT: 5,
        MISCAMNT: 2,
        TRDISAMT: 3,
        CSPORNBR: 'PO-9',
      });
      expect(await invoice('R1')).toMatchObject({
        subtotal: '98',
        discount: '3',
        freight: '5',
        miscellaneous: '2',
        tax: '8',
        purchaseOrderNumber: 'PO-9',
      });
    });

    it('its amounts in its own currency, where that is not the functional one', async () => {
      const account = 'NIPIGON';
      expect(await invoice('INV26-1002', null, account)).toMatchObject({
        currency: 'Z-C$',
        subtotal: '8000',
        freight: '235',
        tax: '1040',
        total: '9275',
        balance: '9275',
        taxes: [{ detail: 'ON-HST', amount: '1040' }],
        lines: [{ unitPrice: '40', extendedPrice: '8000' }],
      });
      expect(await invoice('INV26-0930', null, account)).toMatchObject({ currency: 'Z-C$', subtotal: '1475', total: '1475' });
      expect(await invoice('INV26-0655', null, account)).toMatchObject({
        subtotal: '400',
        tax: '52',
        total: '452',
        balance: '0',
        applied: [{ number: 'PYMT26-0230', amount: '452' }],
      });
    });

    it('its status as of today', async () => {
      const rows: [number: string, row: Record<string, string | number>, status: InvoiceStatus][] = [
        ['S1', { DUEDATE: '2026-11-23' }, 'OPEN'],
        ['S2', { DUEDATE: '2026-11-22' }, 'PAST_DUE'],
        ['S3', { DOCDATE: '2026-11-23' }, 'OPEN'],
        ['S4', { DOCDATE: '2026-11-22' }, 'PAST_DUE'],
        ['S5', { CURTRXAM: 0, DUEDATE: '2026-11-22' }, 'PAID'],
        ['S6', { VOIDSTTS: 1, DUEDATE: '2026-11-22' }, 'VOIDED'],
        ['S7', { CURTRXAM: 0.01, DUEDATE: '2026-12-22' }, 'OPEN'],
      ];
      for (const [number, row] of rows) await ledger.document('RM20101', 1, number, row);
      await ledger.document('RM30101', 1, 'S8');
      await ledger.document('RM30101', 1, 'S9', { VOIDSTTS: 1 });
      await ledger.sale('SOP10100', 'S10', { DUEDATE: '2026-11-01' });
      for (const [number, , status] of [
        ...rows,
        ['S8', {}, 'PAID'],
        ['S9', {}, 'VOIDED'],
        ['S10', {}, 'UNPOSTED'],
      ] as typeof rows) {
        const { status: shown, takesPayments, balance } = await invoice(number);
        expect([number, shown, takesPayments]).toEqual([number, status, status === 'OPEN' || status === 'PAST_DUE']);
        if (status === 'VOIDED') expect(balance).toBe('0');
      }
    });

    it('once, while GP posts it, and once while GP moves it to history', async () => {
      await ledger.document('RM20101', 1, 'M1', { CURTRXAM: 40, DUEDATE: '2026-12-01' });
      await ledger.sale('SOP10100', 'M1', { ORSUBTOT: 1 });
      await ledger.sale('SOP30200', 'M1', { ORSUBTOT: 100 });
      await ledger.document('RM20101', 1, 'M2', { CURTRXAM: 0 });
      await ledger.document('RM30101', 1, 'M2');
      expect(await invoice('M1')).toMatchObject({ status: 'OPEN', balance: '40', subtotal: '100' });
      expect(await invoice('M2')).toMatchObject({ status: 'PAID' });
      expect(await numbers()).toEqual(['M2', 'M1']);
    });

    it('what is on account, where it is not posted, and that it was voided before', async () => {
      await ledger.sale('SOP10100', 'U1', { ORDOCAMT: 80, ORACTAMT: 30 });
      await ledger.line('SOP10200', 'U1', 16_384, { QUANTITY: 4, QTYFULFI: 3, ORUNTPRC: 20, OXTNDPRC: 80 });
      await ledger.sale('SOP30200', 'U2', { VOIDSTTS: 1 });
      expect(await invoice('U1')).toMatchObject({
        status: 'UNPOSTED',
        total: '80',
        balance: '30',
        takesPayments: false,
        lines: [{ quantity: '4', quantityShipped: '3' }],
      });
      expect(await invoice('U2')).toMatchObject({ status: 'VOIDED', balance: '0' });
      expect(await numbers({ statuses: ['VOIDED'] })).toEqual(['U2']);
    });

    it('which terms discount is still to be had, and for how long', async () => {
      const terms = { DISAVAMT: 2, DISCDATE: '2026-11-23' };
      await ledger.document('RM20101', 1, 'T1', terms);
      await ledger.document('RM20101', 1, 'T2', { ...terms, DISCDATE: '2026-11-22' });
      await ledger.document('RM20101', 1, 'T3', { ...terms, DISTKNAM: 1.5 });
      await ledger.document('RM20101', 1, 'T4', { ...terms, CURTRXAM: 0.5 });
      await ledger.document('RM20101', 1, 'T5', { ...terms, DISTKNAM: 2 });
      await ledger.document('RM20101', 1, 'T6', { ...terms, CURTRXAM: 0 });
      await ledger.document('RM20101', 6, 'T7', terms);
      const discounts = [];
      for (const number of ['T1', 'T2', 'T3', 'T4', 'T5', 'T6', 'T7'])
        discounts.push((await invoice(number)).termsDiscount?.amount);
      expect(discounts).toEqual(['2', undefined, '0.5', '0.5', undefined, undefined, undefined]);
      expect((await invoice('T1')).termsDiscount).toEqual({ amount: '2', until: '2026-11-23' });
    });

    it('what was applied to it, open and in history, in the order of its dates', async () => {
      await ledger.document('RM20101', 1, 'A1', { CURTRXAM: 20, DISTKNAM: 1, WROFAMNT: 0.5 });
      await ledger.document('RM20101', 3, 'A1');
      await ledger.application('RM20201', [9, 'P2'], [1, 'A1'], { APPTOAMT: 30, DATE1: '2026-11-12' });
      await ledger.application('RM20201', [7, 'C1'], [1, 'A1'], { APPTOAMT: 18.5, DATE1: '2026-11-11' });
      await ledger.application('RM30201', [9, 'P1'], [1, 'A1'], { APPTOAMT: 30, DATE1: '2026-11-05' });
      // GP is moving it.
      await ledger.application('RM30201', [9, 'P2'], [1, 'A1'], { APPTOAMT: 30, DATE1: '2026-11-12' });
      await ledger.application('RM20201', [9, 'P3'], [3, 'A1'], { APPTOAMT: 7 });
      expect(await invoice('A1')).toMatchObject({
        discountTaken: '1',
        writtenOff: '0.5',
        applied: [
          { number: 'P1', kind: 'PAYMENT', date: '2026-11-05', amount: '30' },
          { number: 'C1', kind: 'CREDIT_MEMO', date: '2026-11-11', amount: '18.5' },
          { number: 'P2', kind: 'PAYMENT', date: '2026-11-12', amount: '30' },
        ],
      });
    });

    it('of which kind it is: another kind may have the same number', async () => {
      await ledger.document('RM20101', 1, 'K1', { ORTRXAMT: 10 });
      await ledger.document('RM20101', 3, 'K1', { ORTRXAMT: 20 });
      await ledger.document('RM20101', 9, 'K1', { ORTRXAMT: 30 });
      await ledger.document('RM20101', 9, 'K2', { ORTRXAMT: 30 });
      expect((await invoice('K1')).total).toBe('10');
      expect((await invoice('K1', 'DEBIT_MEMO')).total).toBe('20');
      expect(await found('K1', 'SERVICE')).toBeUndefined();
      expect(await found('K2')).toBeUndefined();
      expect((await page()).places.map(({ kind }) => kind)).toEqual(['DEBIT_MEMO', 'INVOICE']);
    });

    it('nothing to another account, and nothing of what is not there', async () => {
      await ledger.document('RM20101', 1, 'N1');
      expect(await found('N1', null, 'HARGATE')).toBeUndefined();
      expect(await found('N'.repeat(40))).toBeUndefined();
      expect(await found('')).toBeUndefined();
    });
  });

  describe('list invoices', () => {
    it('the latest first, by pages that neither repeat nor leave out any', async () => {
      const rows = [
        ...['L5', 'L3', 'L1'].map((number) => ledger.document('RM20101', 1, number, { DOCDATE: '2026-11-10' })),
        ...['L4', 'L2'].map((number) => ledger.document('RM30101', 1, number, { DOCDATE: '2026-11-10' })),
        ledger.sale('SOP10100', 'L6', { DOCDATE: '2026-11-09' }),
        ledger.document('RM30101', 4, 'L3', { DOCDATE: '2026-11-10' }),
        ledger.document('RM20101', 9, 'L9', { DOCDATE: '2026-11-10' }),
      ];
      await Promise.all(rows);
      const seen: string[] = [];
      let after: InvoicePageAsk['after'] = null;
      for (let more = true; more; ) {
        const { places, hasNextPage } = await page({ first: 2, after });
        seen.push(...places.map(({ number, kind }) => `${number} ${kind}`));
        after = places.at(-1) ?? null;
        more = hasNextPage;
      }
      expect(seen).toEqual([
        'L5 INVOICE',
        'L4 INVOICE',
        'L3 FINANCE_CHARGE',
        'L3 INVOICE',
        'L2 INVOICE',
        'L1 INVOICE',
        'L6 INVOICE',
      ]);
    });

    it('of statuses and dates', async () => {
      await ledger.document('RM20101', 1, 'W1', { DOCDATE: '2026-11-01', DUEDATE: '2026-12-01' });
      await ledger.document('RM20101', 1, 'W2', { DOCDATE: '2026-11-02', DUEDATE: '2026-11-22' });
      await ledger.document('RM20101', 1, 'W3', { DOCDATE: '2026-11-03', CURTRXAM: 0 });
      await ledger.document('RM30101', 1, 'W4', { DOCDATE: '2026-11-04' });
      await ledger.document('RM20101', 1, 'W5', { DOCDATE: '2026-11-05', VOIDSTTS: 1 });
      await ledger.document('RM30101', 1, 'W6', { DOCDATE: '2026-11-06', VOIDSTTS: 1 });
      await ledger.sale('SOP10100', 'W7', { DOCDATE: '2026-11-07' });
      expect(await numbers({ statuses: ['OPEN'] })).toEqual(['W1']);
      expect(await numbers({ statuses: ['PAST_DUE'] })).toEqual(['W2']);
      expect(await numbers({ statuses: ['PAID'] })).toEqual(['W4', 'W3']);
      expect(await numbers({ statuses: ['VOIDED'] })).toEqual(['W6', 'W5']);
      expect(await numbers({ statuses: ['UNPOSTED'] })).toEqual(['W7']);
      expect(await numbers({ statuses: ['UNPOSTED', 'OPEN'] })).toEqual(['W7', 'W1']);
      expect(await numbers({ from: '2026-11-03', to: '2026-11-05' })).toEqual(['W5', 'W4', 'W3']);
      expect(await numbers({ from: '2026-11-05', to: '2026-11-03' })).toEqual([]);
      expect(await numbers({ to: '0001-01-01' })).toEqual([]);
    });

    it(`of ${MANY} with one question for each page, wherever it begins`, async () => {
      const rows = Array.from({ length: MANY }, (_, index) => ({
        CUSTNMBR: ledger.customer,
        RMDTYPAL: 1,
        DOCNUMBR: `X${String(index).padStart(5, '0')}`,
        DOCDATE: new Date(Date.UTC(2016, 0, 1 + Math.floor(index / 3))).toISOString().slice(0, 10),
        ORTRXAMT: 1,
      }));
      for (let start = 0; start < MANY; start += 1_000) {
        await ledger.insert(start < MANY / 2 ? 'RM30101' : 'RM20101', rows.slice(start, start + 1_000));
      }
      await opened.gatherStatistics(['RM20101', 'RM30101']);
      const expected = rows.toReversed();
      for (const start of [0, 4_971, 5_003, MANY - 40]) {
        const before = expected[start - 1];
        const after = before && {
          date: day(before.DOCDATE),
          number: asDocumentNumber(before.DOCNUMBR),
          kind: 'INVOICE' as const,
        };
        opened.company.trouble.resetQuestions();
        const { places, hasNextPage } = await page({ first: 50, after: after ?? null });
        expect(opened.company.trouble.questions).toBe(1);
        expect(places.map(({ number }) => number)).toEqual(expected.slice(start, start + 50).map(({ DOCNUMBR }) => DOCNUMBR));
        expect(hasNextPage).toBe(start + 50 < MANY);
      }
    });
  });

  describe('list payments and credits', () => {
    const list = { first: 20, after: null };

    it('with what of them is not applied; payments also before they are posted', async () => {
      const accountNumber = asAccountNumber(ledger.customer);
      await ledger.document('RM20101', 9, 'P1', {
        DOCDATE: '2026-11-01',
        CURTRXAM: 40,
        CSHRCTYP: 0,
        CHEKNMBR: '4711',
        TRXDSCRN: 'x',
      });
      await ledger.document('RM30101', 9, 'P2', {
        DOCDATE: '2026-11-02',
        CSHRCTYP: 2,
        CHEKNMBR: '************4242',
        TRXDSCRN: 'ch_1',
      });
      await ledger.document('RM30101', 9, 'P3', { VOIDSTTS: 1 });
      await ledger.document('RM20101', 9, 'P6', { DOCDATE: '2026-11-04', CSHRCTYP: 1, CURTRXAM: 0 });
      await ledger.insert('RM10201', [
        { RMDTYPAL: 9, DOCNUMBR: 'P4', CUSTNMBR: ledger.customer, DOCDATE: '2026-11-03', ORTRXAMT: 9, CURTRXAM: 9, EFTFLAG: 1 },
        // GP is posting it.
        { RMDTYPAL: 9, DOCNUMBR: 'P1', CUSTNMBR: ledger.customer, DOCDATE: '2026-11-01', ORTRXAMT: 100, CURTRXAM: 1, EFTFLAG: 0 },
      ]);
      await ledger.document('RM20101', 7, 'C1', { DOCDATE: '2026-11-05' });
      await ledger.document('RM20101', 8, 'C2', { CURTRXAM: 0 });

      const { documents } = await source.paymentPage({ accountNumber, ...list }, PATIENT);
      expect(
        documents.map(({ number, method, amount, unapplied, reference }) => [number, method, amount, unapplied, reference]),
      ).toEqual([
        ['P6', 'BANK_TRANSFER', '100', '0', null],
        ['P4', 'BANK_TRANSFER', '9', '9', null],
        ['P2', 'CARD', '100', '0', 'ch_1'],
        ['P1', 'CHECK', '100', '40', '4711'],
      ]);
      const credits = await source.creditPage({ accountNumber, ...list }, PATIENT);
      expect(credits.documents.map(({ number, kind, unapplied }) => [number, kind, unapplied])).toEqual([
        ['C1', 'CREDIT_MEMO', '100'],
        ['P1', 'PAYMENT', '40'],
      ]);
      const [first] = credits.documents;
      if (!first) throw new Error('There is no credit.');
      const next = await source.creditPage({ accountNumber, first: 1, after: first }, PATIENT);
      expect(next.documents.map(({ number }) => number)).toEqual(['P1']);
      expect(next.hasNextPage).toBe(false);
    });

    it('by their numbers', async () => {
      const key = (number: string, kind: CreditKind, account = 'NIPIGON') => ({
        accountNumber: asAccountNumber(account),
        number: asDocumentNumber(number),
        kind,
      });
      const keys = [
        key('PYMT26-0230', 'PAYMENT'),
        key('PYMT26-0230', 'RETURN'),
        key('PYMT26-0230', 'PAYMENT', 'HARGATE'),
        key('PYMT26-0188', 'PAYMENT', 'HARGATE'),
        key('CRED25-0031', 'CREDIT_MEMO', 'HARGATE'),
        key('PYMT26-0345', 'PAYMENT', 'EVENSON'),
      ];
      const credits = await source.credits(keys, PATIENT);
      expect(keys.map((each) => credits.get(each)?.amount)).toEqual(['452', undefined, undefined, undefined, '100', '250']);
      expect(opened.company.trouble.questions).toBe(1);
    });
  });

  describe('have of a credit memo as a document', () => {
    async function memo(number: string, kind: CreditMemoKey['kind'], account = ledger.customer): Promise<CreditMemo | undefined> {
      const key = { accountNumber: asAccountNumber(account), number: asDocumentNumber(number), kind };
      return (await source.creditMemos([key], PATIENT)).get(key);
    }

    it('what was noted where it was entered in receivables, and the invoices that it was applied to', async () => {
      await ledger.document('RM20101', 7, 'CM1', {
        ORTRXAMT: 110,
        CURTRXAM: 20,
        TAXAMNT: 10,
        TRXDSCRN: 'Broken in transit',
        CSPORNBR: 'PO-7',
      });
      await ledger.application('RM20201', [7, 'CM1'], [1, 'I2'], { APPTOAMT: 60, DATE1: '2026-11-12' });
      await ledger.application('RM30201', [7, 'CM1'], [3, 'D1'], { APPTOAMT: 30, DATE1: '2026-11-11' });
      // GP is moving this one to history.
      await ledger.application('RM30201', [7, 'CM1'], [1, 'I2'], { APPTOAMT: 60, DATE1: '2026-11-12' });
      await ledger.application('RM20201', [8, 'CM1'], [1, 'I9'], { APPTOAMT: 1 });
      opened.company.trouble.resetQuestions();
      expect(await memo('CM1', 'CREDIT_MEMO')).toMatchObject({
        kind: 'CREDIT_MEMO',
        isVoided: false,
        description: 'Broken in transit',
        purchaseOrderNumber: 'PO-7',
        lines: [],
        subtotal: '100',
        tax: '10',
        total: '110',
        unapplied: '20',
        appliedTo: [
          { number: 'D1', kind: 'DEBIT_MEMO', date: '2026-11-11', amount: '30' },
          { number: 'I2', kind: 'INVOICE', date: '2026-11-12', amount: '60' },
        ],
      });
      expect(opened.company.trouble.questions).toBe(1);
      expect(await memo('CM1', 'RETURN')).toBeUndefined();
      expect(await memo('CM1', 'CREDIT_MEMO', 'HARGATE')).toBeUndefined();
    });

    it('the lines and taxes of the sales document that a return came from', async () => {
      await ledger.document('RM30101', 8, 'RT1', { ORTRXAMT: 43.5 });
      await ledger.sale('SOP30200', 'RT1', { SOPTYPE: 4, ORSUBTOT: 40, ORTAXAMT: 3.5, ORDOCAMT: 43.5 });
      await ledger.line('SOP30300', 'RT1', 16_384, { SOPTYPE: 4, QUANTITY: 4, ORUNTPRC: 10, OXTNDPRC: 40 });
      await ledger.line('SOP30300', 'RT1', 16_384, { SOPTYPE: 3, QUANTITY: 9 });
      await ledger.insert('SOP10105', [
        { SOPTYPE: 4, SOPNUMBE: 'RT1', LNITMSEQ: 0, TAXDTLID: 'IL-SALES', ORSLSTAX: 3.5, ORFRTTAX: 0, ORMSCTAX: 0 },
      ]);
      expect(await memo('RT1', 'RETURN')).toMatchObject({
        kind: 'RETURN',
        subtotal: '40',
        tax: '3.5',
        total: '43.5',
        unapplied: '0',
        lines: [{ lineNumber: 1, quantity: '4', unitPrice: '10', extendedPrice: '40' }],
        taxes: [{ detail: 'IL-SALES', description: 'Illinois sales tax', amount: '3.5' }],
      });
    });

    it('that it was voided', async () => {
      await ledger.document('RM30101', 7, 'CM2', { VOIDSTTS: 1 });
      expect(await memo('CM2', 'CREDIT_MEMO')).toMatchObject({ isVoided: true, total: '100', unapplied: '0' });
    });
  });

  describe('say what an account owes', () => {
    async function owed(account: string) {
      const number = asAccountNumber(account);
      const found = (await source.openReceivables([number], PATIENT)).get(number);
      if (!found) throw new Error(`GP has no account ${account}`);
      return found;
    }

    it("by GP's periods of today, whose sum is the balance", async () => {
      expect(await owed('HARGATE')).toEqual({
        balance: '3790.4',
        pastDue: '760',
        unappliedCredits: '150',
        unposted: '0',
        ageing: [
          { name: 'Current', amount: '3030.4' },
          { name: '1 - 30 Days', amount: '760' },
          { name: '31 - 60 Days', amount: '0' },
          { name: '61 - 90 Days', amount: '0' },
          { name: '91 and Over', amount: '0' },
        ],
        lastPayment: { number: 'PYMT26-0311', date: '2026-11-03', amount: '405.15' },
      });
      expect(await owed('COBALT')).toMatchObject({ balance: '7964.25', pastDue: '7964.25' });
      expect((await owed('COBALT')).ageing.map(({ amount }) => amount)).toEqual(['0', '0', '0', '1844.25', '6120']);
      // Due today is not past due.
      expect(await owed('ELMSTEAD-01')).toMatchObject({ balance: '640', pastDue: '0', lastPayment: null });
      expect(await owed('PICKERSGIL')).toMatchObject({ balance: '210', pastDue: '210' });
      expect(await owed('NIPIGON')).toMatchObject({ balance: '8600', lastPayment: { number: 'PYMT26-0230', amount: '361.6' } });
      expect(await owed('EVENSON')).toMatchObject({ balance: '3100', unposted: '250' });
    });

    it('in two periods where the balance is carried forward', async () => {
      expect(await owed('QUARRYMAN')).toMatchObject({
        balance: '-595.5',
        pastDue: '980',
        unappliedCredits: '1575.5',
        ageing: [
          { name: 'Current', amount: '-1575.5' },
          { name: 'Non-Current', amount: '980' },
        ],
      });
    });

    it('of several accounts with one question, and nothing of one that there is not', async () => {
      const accounts = ['HARGATE', 'BRINDLE', 'NONE', 'X'.repeat(30)].map(asAccountNumber);
      const found = await source.openReceivables(accounts, PATIENT);
      expect([...found.keys()].sort()).toEqual(['BRINDLE', 'HARGATE']);
      expect(found.get(asAccountNumber('BRINDLE'))).toMatchObject({ balance: '27360.75', pastDue: '9551.15' });
      expect(opened.company.trouble.questions).toBe(1);
    });
  });

  describe('make a statement', () => {
    async function statement(account: string, from: string, to: string) {
      opened.company.trouble.resetQuestions();
      const moved = await source.statement({ accountNumber: asAccountNumber(account), from: day(from), to: day(to) }, PATIENT);
      expect(opened.company.trouble.questions).toBe(1);
      const { openingBalance, entries, closingBalance } = statementOf(moved);
      const lines = entries.map(({ date, kind, number, amount, balance }) => `${date} ${kind} ${number} ${amount} ${balance}`);
      return [openingBalance, ...lines, closingBalance];
    }

    it('to the cent, with what was taken off', async () => {
      expect(await statement('HARGATE', '2025-12-01', '2026-11-23')).toEqual([
        '0',
        '2025-12-10 INVOICE SVC25-0004 340 340',
        '2025-12-15 CREDIT_MEMO CRED25-0031 -100 240',
        '2026-01-08 PAYMENT PYMT26-0106 -239.97 0.03',
        '2026-01-08 PAYMENT PYMT26-0106 -0.03 0',
        '2026-04-03 DEBIT_MEMO DM26-0003 25 25',
        '2026-05-12 INVOICE INV26-0640 600.45 625.45',
        '2026-05-20 PAYMENT PYMT26-0212 -614.47 10.98',
        '2026-05-20 PAYMENT PYMT26-0212 -10.98 0',
        '2026-09-04 INVOICE INV26-0871 905.15 905.15',
        '2026-10-04 PAYMENT PYMT26-0287 -1150 -244.85',
        '2026-10-06 INVOICE INV26-0944 1260 1015.15',
        '2026-11-03 PAYMENT PYMT26-0311 -405.15 610',
        '2026-11-11 INVOICE INV26-1001 3180.4 3790.4',
        '3790.4',
      ]);
    });

    it('of a period that has ended, and of one in which nothing moved', async () => {
      expect(await statement('HARGATE', '2026-05-01', '2026-05-19')).toEqual([
        '25',
        '2026-05-12 INVOICE INV26-0640 600.45 625.45',
        '625.45',
      ]);
      expect(await statement('HARGATE', '2026-06-01', '2026-08-31')).toEqual(['0', '0']);
      expect(await statement('HARGATE', '2026-11-12', '2026-12-31')).toEqual(['3790.4', '3790.4']);
      expect(await statement('NONE', '2026-11-12', '2026-12-31')).toEqual(['0', '0']);
    });

    it('of payments that are not posted too', async () => {
      expect(await statement('EVENSON', '2026-11-01', '2026-11-23')).toEqual([
        '0',
        '2026-11-12 INVOICE INV26-0984 3100 3100',
        '2026-11-21 PAYMENT PYMT26-0345 -250 2850',
        '2850',
      ]);
    });

    it("of what another member of the national account paid, and of what was paid for another's", async () => {
      expect(await statement('NORTHFLD-01', '2026-07-01', '2026-08-31')).toEqual([
        '0',
        '2026-07-02 INVOICE INV26-0700 410 410',
        '2026-07-30 PAYMENT PYMT26-0250 -410 0',
        '0',
      ]);
      expect(await statement('NORTHFLD-HQ', '2026-07-01', '2026-08-31')).toEqual([
        '0',
        '2026-07-30 PAYMENT PYMT26-0250 -410 -410',
        '2026-07-30 PAYMENT PYMT26-0250 410 0',
        '0',
      ]);
    });

    it('without what is voided, and once while GP moves a document', async () => {
      await ledger.document('RM20101', 1, 'V1', { VOIDSTTS: 1 });
      await ledger.document('RM20101', 1, 'V2', { CURTRXAM: 0 });
      await ledger.document('RM30101', 1, 'V2');
      await ledger.document('RM20101', 9, 'V3', { DOCDATE: '2026-11-02', CURTRXAM: 0, ORTRXAMT: 98 });
      await ledger.application('RM20201', [9, 'V3'], [1, 'V2'], { APPTOAMT: 98, DISTKNAM: 2, DATE1: '2026-11-02' });
      await ledger.application('RM30201', [9, 'V3'], [1, 'V2'], { APPTOAMT: 98, DISTKNAM: 2, DATE1: '2026-11-02' });
      expect(await statement(ledger.customer, '2026-11-01', '2026-11-23')).toEqual([
        '0',
        '2026-11-01 INVOICE V2 100 100',
        '2026-11-02 PAYMENT V3 -98 2',
        '2026-11-02 PAYMENT V3 -2 0',
        '0',
      ]);
    });
  });
});
