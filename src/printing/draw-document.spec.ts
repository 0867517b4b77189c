import { join } from 'node:path';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { describe, expect, it } from 'vitest';
import { plainBlanks, Written } from '../values/written.js';
import { drawDocument, type Stationery } from './draw-document.js';
import { DEFAULT_LAYOUT } from './layout.js';
import type { PrintedDocument, PrintedRow } from './printed-document.js';

const FONTS = join(import.meta.dirname, '../../node_modules/@expo-google-fonts/noto-sans');
const STATIONERY: Stationery = {
  layout: { ...DEFAULT_LAYOUT, footer: 'Registered in Indiana' },
  merchant: { name: 'Larkfell Supply Co.', address: ['1 Distribution Way', 'Gary IN 46402'], remitTo: ['PO Box 700'] },
  fonts: { regular: join(FONTS, '400Regular/NotoSans_400Regular.ttf'), bold: join(FONTS, '700Bold/NotoSans_700Bold.ttf') },
};

const row = (line: number, more: Partial<PrintedRow> = {}): PrintedRow => ({
  line: String(line),
  sku: `SKU-${line}`,
  description: 'Deep groove ball bearing',
  quantity: '2.5',
  unit: 'EACH',
  unitPrice: '4.125',
  extended: '10.31',
  ...more,
});

const invoice = (rows: readonly PrintedRow[], more: Partial<PrintedDocument> = {}): PrintedDocument => ({
  kind: 'invoice',
  number: 'STDINV2261',
  currency: 'USD',
  decimals: 2,
  facts: [
    { label: 'number', text: 'STDINV2261' },
    { label: 'date', date: '2026-11-12' },
  ],
  addresses: [{ label: 'billTo', lines: ['Ελληνικά Μηχανήματα', 'ООО «Привод»', 'Łódź'] }],
  table: { rows, carried: { field: 'extended', as: 'sum' }, carriedFrom: '0' },
  sums: [
    { label: 'subtotal', amount: '1234.5' },
    { label: 'balanceDue', amount: '1234.5' },
  ],
  taxes: [{ detail: 'USINGARY', amount: '64' }],
  payments: [{ number: 'PYMNT000123', date: '2026-11-20', amount: '300' }],
  mark: null,
  ...more,
});

/** The texts of each page, in the order in which they are written. */
async function pagesOf(document: PrintedDocument, stationery = STATIONERY): Promise<string[][]> {
  const bytes = await drawDocument(document, stationery);
  const pdf = await getDocument({ data: new Uint8Array(bytes), verbosity: 0 }).promise;
  const numbers = Array.from({ length: pdf.numPages }, (_, index) => index + 1);
  const pages = await Promise.all(
    numbers.map(async (number) => {
      const { items } = await (await pdf.getPage(number)).getTextContent();
      return items.flatMap((item) => ('str' in item && item.str.trim() !== '' ? [item.str] : []));
    }),
  );
  await pdf.destroy();
  return pages;
}

describe('A printed document', () => {
  it('has the same bytes each time', async () => {
    const document = invoice([row(1), row(2)]);
    const [one, other] = [await drawDocument(document, STATIONERY), await drawDocument(document, STATIONERY)];
    expect(Buffer.compare(one, other)).toBe(0);
  });

  it('can be read by machines, whatever was printed before it', async () => {
    // A letter that is made of parts, of which no text had the first yet.
    await drawDocument(invoice([]), { ...STATIONERY, merchant: { ...STATIONERY.merchant, address: ['Ĵaŭdo 3'] } });
    expect((await pagesOf(invoice([row(1, { sku: 'JIG-JAW' })])))[0]).toContain('JIG-JAW');
  });

  it('says who sends it, what it is, to whom, and every amount as its language writes it', async () => {
    const [page] = await pagesOf(invoice([row(1)]));
    const texts = [
      'Larkfell Supply Co.',
      'Invoice',
      'STDINV2261',
      'Nov 12, 2026',
      'Ελληνικά Μηχανήματα',
      'ООО «Привод»',
      'Łódź',
      'PO Box 700',
    ];
    expect(page).toEqual(
      expect.arrayContaining([...texts, '2.5', '4.125', '10.31', '1,234.50', 'USD 1,234.50', 'USINGARY', 'PYMNT000123']),
    );
    expect(page).toEqual(expect.arrayContaining(['Registered in Indiana', 'Page 1 of 1']));
  });

  it('repeats the head of its table, and carries the sum from page to page', async () => {
    const pages = await pagesOf(invoice(Array.from({ length: 90 }, (_, index) => row(index + 1))));
    expect(pages.length).toBeGreaterThan(2);
    let sum = 0n;
    for (const [index, page] of pages.entries()) {
      const lines = page.filter((text) => text.startsWith('SKU-')).length;
      if (lines > 0) expect(page).toContain('Description');
      if (index > 0 && lines > 0) expect(page[page.indexOf('Brought forward') + 1]).toBe(inCents(sum));
      sum += BigInt(lines) * 1031n;
      const forward = page.indexOf('Carried forward');
      if (forward >= 0) expect(page[forward + 1]).toBe(inCents(sum));
      expect(page).toContain(`Page ${index + 1} of ${pages.length}`);
    }
    expect(sum).toBe(90n * 1031n);
  });

  it('breaks long names instead of writing over its neighbours, and loses no letter', async () => {
    const sku = 'A-NUMBER-OF-THIRTY-ONE-LETTERS-X';
    const description =
      'Conveyor gearbox with a name that needs more than one line, and one Donaudampfschifffahrtsgesellschaftskapitän';
    const [page = []] = await pagesOf(invoice([row(1, { sku, description })]));
    const whole = page.join('').replaceAll(' ', '');
    expect(whole).toContain('A-NUMBER');
    expect(whole).toContain('capitän'.replace('c', 'k'));
    expect(page).not.toContain(sku);
  });

  describe.each(['en-US', 'fr-FR', 'en-IN', 'de-CH', 'sv'])('in %s', (locale) => {
    const written = new Written(locale, 'USD', 2);

    it('has every number in one piece, however long it is', async () => {
      const large = row(1500, { quantity: '1250000.12345', unitPrice: '12345678.91234', extended: '152407406' });
      const amount = '99999999999999.99';
      const document = invoice([row(1), large], {
        facts: [{ label: 'termsDiscount', date: '2026-11-12', amount: '152407406' }],
        sums: [{ label: 'balanceDue', amount }],
        payments: [{ number: 'PYMNT000123', date: '2026-11-20', amount }],
      });
      const [page] = await pagesOf(document, { ...STATIONERY, layout: { ...DEFAULT_LAYOUT, locale } });
      const numbers = [
        '1500',
        written.quantity('1250000.12345'),
        written.unitPrice('12345678.91234'),
        written.amount('152407406'),
        written.total('152407406'),
        written.amount(amount),
        written.total(amount),
      ];
      expect(page?.map(plainBlanks)).toEqual(expect.arrayContaining(numbers.map(plainBlanks)));
    });
  });

  it('has numbers in one piece also where its columns leave no room for them', async () => {
    const fields = ['sku', 'description', 'quantity', 'unitPrice', 'extended'] as const;
    const narrow = fields.map((field) => ({ field, heading: field, width: field === 'description' ? 400 : 30 }));
    const layout = { ...DEFAULT_LAYOUT, columns: { ...DEFAULT_LAYOUT.columns, invoice: narrow } };
    const large = row(1, { quantity: '1250000.12345', unitPrice: '12345678.91234', extended: '152407406' });
    const [page] = await pagesOf(invoice([large]), { ...STATIONERY, layout });
    expect(page).toEqual(expect.arrayContaining(['1,250,000.12345', '12,345,678.91234', '152,407,406.00']));
  });

  it.each(['paid', 'void', 'request', 'unposted'] as const)('has its mark "%s" across each page', async (mark) => {
    const pages = await pagesOf(
      invoice(
        Array.from({ length: 60 }, (_, index) => row(index + 1)),
        { mark },
      ),
    );
    for (const page of pages) expect(page).toContain(DEFAULT_LAYOUT.marks[mark]);
  });

  it('has the balance that it begins with above its rows, also where there are none', async () => {
    const entry = { date: '2026-11-12', kind: 'Invoice', document: 'INV26-0001', amount: '20.00', balance: '120.00' };
    const statement = (rows: readonly PrintedRow[], closing: string): PrintedDocument => ({
      ...invoice([]),
      kind: 'statement',
      table: { rows, carried: { field: 'balance', as: 'last' }, carriedFrom: '100', opening: 'openingBalance' },
      sums: [{ label: 'closingBalance', amount: closing }],
    });
    const whole = (await pagesOf(statement([entry], '120'))).flat();
    const places = ['Balance', 'Opening balance', '100.00', 'INV26-0001', '120.00', 'Closing balance'].map((text) =>
      whole.indexOf(text),
    );
    expect(places).toEqual(places.toSorted((one, other) => one - other));
    expect(places).not.toContain(-1);
    expect((await pagesOf(statement([], '100'))).flat()).toEqual(
      expect.arrayContaining(['Opening balance', '100.00', 'USD 100.00']),
    );
  });

  it('is tagged: screen readers find title, table and cells, and no page number between two rows', async () => {
    const bytes = await drawDocument(invoice([row(1)]), STATIONERY);
    const pdf = await getDocument({ data: new Uint8Array(bytes), verbosity: 0 }).promise;
    const tree = JSON.stringify(await (await pdf.getPage(1)).getStructTree());
    for (const tag of ['H1', 'H2', 'Table', 'TR', 'TH', 'TD']) expect(tree).toContain(`"role":"${tag}"`);
    expect((await pdf.getMarkInfo())?.Marked).toBe(true);
    await pdf.destroy();
  });

  it('looks as its layout says: language, words, columns', async () => {
    const layout = {
      ...DEFAULT_LAYOUT,
      locale: 'de',
      titles: { ...DEFAULT_LAYOUT.titles, invoice: 'Rechnung' },
      columns: { ...DEFAULT_LAYOUT.columns, invoice: [{ field: 'sku', heading: 'Artikel' } as const] },
    };
    const [page] = await pagesOf(invoice([row(1)]), { ...STATIONERY, layout });
    expect(page).toEqual(expect.arrayContaining(['Rechnung', 'Artikel', '1.234,50', '12.11.2026']));
    expect(page).not.toContain('Description');
  });
});

function inCents(cents: bigint): string {
  return `${cents / 100n}.${String(cents % 100n).padStart(2, '0')}`.replace(/\B(?=(\d{3})+\.)/, ',');
}
