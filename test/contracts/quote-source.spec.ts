import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SqlQuoteSource } from '../../src/gp/sql/sql-quote-source.js';
import { asQuoteNumber, type QuotePageAsk, type QuoteSource } from '../../src/quotes/index.js';
import type { CalendarDate } from '../../src/values/calendar-date.js';
import { asAccountNumber } from '../../src/values/identifiers.js';
import { Paperwork } from '../ordering/paperwork.js';
import { Staff } from '../quotes/staff.js';
import { type OpenCompany, PATIENT, PLACES } from '../support/companies.js';

const day = (text: string) => text as CalendarDate;

describe.each(PLACES)('The quotes of GP in $place', ({ open }) => {
  let opened: OpenCompany;
  let paper: Paperwork;
  let staff: Staff;
  let source: QuoteSource;

  beforeAll(async () => {
    opened = await open();
    const change = (sql: string) => opened.company.change(sql);
    paper = new Paperwork(change);
    staff = new Staff(change);
    source = new SqlQuoteSource(opened.company.gp);
  });
  afterAll(() => opened.close());
  beforeEach(() => {
    paper.nextCustomer();
    opened.company.trouble.resetQuestions();
  });

  async function quote(number: string) {
    const wanted = asQuoteNumber(number);
    return (await source.quotes([wanted], PATIENT)).get(wanted);
  }

  async function written(number: string, columns: Record<string, string | number> = {}): Promise<void> {
    await paper.document(1, number, { BACHNUMB: 'COUNTER', ...columns });
    await paper.line(number, { SOPTYPE: 1, UOFM: 'Each', ORUNTPRC: 2.5, OXTNDPRC: 25 });
  }

  async function page(ask: Partial<QuotePageAsk> = {}) {
    const usual = { from: null, to: null, isInWork: false, first: 20, after: null };
    return source.page({ accountNumber: asAccountNumber(paper.customer), ...usual, ...ask }, PATIENT);
  }

  const numbers = async (ask: Partial<QuotePageAsk> = {}) => (await page(ask)).quotes.map(({ number }) => number as string);

  it('say all that hangs on them, in two questions', async () => {
    expect(await quote('qte26-00038')).toMatchObject({
      number: 'QTE26-00038',
      accountNumber: 'HARGATE',
      date: '2026-11-17',
      expires: '2026-12-31',
      batch: 'COUNTER',
      paymentTerms: '2% 10/Net 30',
      currency: 'Z-US$',
      subtotal: '1782',
      tax: '111.38',
      total: '1893.38',
      isVoided: false,
      isInWork: true,
      ordered: null,
      shipTo: { code: 'SHOP' },
      lines: [
        {
          lineNumber: 1,
          sku: 'PT-DRILL-18',
          quantity: '6',
          unit: 'Each',
          unitPrice: '139',
          extendedPrice: '834',
          priceLevel: 'CONTRACTOR',
        },
        { lineNumber: 2, sku: 'BATT-18-4', quantity: '12', unit: 'Each', unitPrice: '79', extendedPrice: '948' },
      ],
      taxes: [
        { on: 1, detail: 'IL-SALES', amount: '52.13', taxableAmount: expect.any(String) },
        { on: 2, detail: 'IL-SALES', amount: '59.25', taxableAmount: expect.any(String) },
      ],
    });
    expect(opened.company.trouble.questions).toBe(2);
  });

  it('have the taxes of the whole document where its lines have none', async () => {
    await written('TAXED', { ORTAXAMT: 3, ORDOCAMT: 28 });
    const columns = '("SOPTYPE", "SOPNUMBE", "LNITMSEQ", "TAXDTLID", "ORSLSTAX", "ORTXSLS", "ORFRTTAX")';
    await opened.company.change(
      `insert into "SOP10105" ${columns} values (1, 'TAXED', 0, 'IL-SALES', 3, 25, 0), (1, 'TAXED', 2147483646, 'IL-SALES', 0, 0, 1)`,
    );
    expect((await quote('TAXED'))?.taxes).toEqual([
      { on: 'document', detail: 'IL-SALES', amount: '3', taxableAmount: '25' },
      { on: 'freight', detail: 'IL-SALES', amount: '1', taxableAmount: '0' },
    ]);
  });

  it('are ordered where a document in GP names them, wherever it lies, and whether or not GP tracks their numbers', async () => {
    for (const [number, master] of [
      ['Q-TRACKED', 70_001],
      ['Q-PLAIN', 0],
    ] as const) {
      await written(number, { MSTRNUMB: master });
      expect((await quote(number))?.ordered).toBeNull();
      await staff.transfer(number, `O-${number}`);
      expect(await quote(number)).toMatchObject({ isInWork: false, isVoided: false, ordered: { orderNumber: `O-${number}` } });
    }
    await written('Q-HISTORY', { MSTRNUMB: 70_002 });
    await paper.order('O-DONE', { ORIGTYPE: 1, ORIGNUMB: 'Q-HISTORY', MSTRNUMB: 70_002 }, 'history');
    expect((await quote('Q-HISTORY'))?.ordered).toEqual({ orderNumber: 'O-DONE' });
    await written('Q-INVOICED');
    await paper.document(3, 'I-1', { ORIGTYPE: 1, ORIGNUMB: 'Q-INVOICED' });
    expect((await quote('Q-INVOICED'))?.ordered).toEqual({ orderNumber: null });
    // One that was transferred, and whose order is gone.
    await written('Q-LOST');
    await staff.transfer('Q-LOST', 'O-LOST');
    await paper.remove('O-LOST');
    expect((await quote('Q-LOST'))?.ordered).toEqual({ orderNumber: null });
  });

  it('are voided in history, and absent where GP has none of the number', async () => {
    await written('Q-VOID');
    await staff.void('Q-VOID');
    expect(await quote('Q-VOID')).toMatchObject({ isVoided: true, isInWork: false, ordered: null, lines: [{ sku: 'CWR-12' }] });
    await paper.order('ONLY-AN-ORDER');
    for (const number of ['ONLY-AN-ORDER', 'NO-SUCH', 'A NUMBER LONGER THAN ANY THAT GP KEEPS'])
      expect(await quote(number)).toBeUndefined();
  });

  it('that GP has no more are known by what came from them, to their account', async () => {
    await written('Q-GONE');
    await staff.transfer('Q-GONE', 'O-GONE', { keepsHistory: false });
    const wanted = [asQuoteNumber('Q-GONE'), asQuoteNumber('Q-NEVER')];
    const own = await source.successors(asAccountNumber(paper.customer), wanted, PATIENT);
    expect([...own]).toEqual([['Q-GONE', 'O-GONE']]);
    expect((await source.successors(asAccountNumber('HARGATE'), wanted, PATIENT)).size).toBe(0);
  });

  it('are listed by date and number, the latest first, page by page', async () => {
    for (const [number, DOCDATE] of [
      ['P-1', '2026-01-05'],
      ['P-2', '2026-01-05'],
      ['P-3', '2026-02-01'],
    ] as const) {
      await written(number, { DOCDATE });
    }
    await written('P-0', { DOCDATE: '2025-12-31' });
    await staff.void('P-0');
    await paper.order('P-ORDER');
    expect(await numbers()).toEqual(['P-3', 'P-2', 'P-1', 'P-0']);
    expect(await numbers({ isInWork: true })).toEqual(['P-3', 'P-2', 'P-1']);
    expect(await numbers({ from: day('2026-01-05'), to: day('2026-01-31') })).toEqual(['P-2', 'P-1']);
    expect(await page({ first: 2 })).toMatchObject({ quotes: [{ number: 'P-3' }, { number: 'P-2' }], hasNextPage: true });
    const after = { date: day('2026-01-05'), number: asQuoteNumber('P-2') };
    expect(await page({ first: 2, after })).toMatchObject({ quotes: [{ number: 'P-1' }, { number: 'P-0' }], hasNextPage: false });
    expect(await numbers({ accountNumber: asAccountNumber('A CUSTOMER THAT GP CANNOT HAVE') })).toEqual([]);
  });
});
