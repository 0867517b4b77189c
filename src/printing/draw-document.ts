import { Written } from '../values/written.ts';
import { drawTable } from './draw-table.ts';
import type { Layout } from './layout.ts';
import type { Merchant, PrintedDocument } from './printed-document.ts';
import { type Fonts, Sheet } from './sheet.ts';

const MARK_SIZE = 120;
const FACTS_WIDTH = 210;
const SUMS_WIDTH = 230;

export interface Stationery {
  readonly layout: Layout;
  readonly merchant: Merchant;
  readonly fonts: Fonts;
}

/** The document as a PDF file. The same document on the same stationery gives the same bytes. */
export async function drawDocument(document: PrintedDocument, { layout, merchant, fonts }: Stationery): Promise<Uint8Array> {
  const title = `${titleOf(document, layout)} ${document.number}`;
  const sheet = new Sheet(layout, fonts, { title, author: merchant.name, date: dateOf(document) });
  const written = new Written(layout.locale, document.currency, document.decimals);

  sheet.onNewPage = () => {
    drawMark(sheet, document);
    drawRunningHead(sheet, title, merchant);
  };
  drawMark(sheet, document);
  drawHead(sheet, document, merchant, written);
  drawAddresses(sheet, document, merchant);
  drawTable(sheet, document, written);
  drawSums(sheet, document, written);
  drawTaxes(sheet, document, written);
  drawPayments(sheet, document, written);
  return sheet.end((page, pages) => drawFoot(sheet, page, pages));
}

/** What the document is called. */
export function titleOf({ kind, title = kind }: PrintedDocument, { titles }: Layout): string {
  return titles[title];
}

/** The date of the file: of the document itself, and not of the moment at which it is printed. */
function dateOf({ facts }: PrintedDocument): Date {
  const date = facts.find(({ label, date }) => (label === 'date' || label === 'to') && date !== undefined)?.date;
  return new Date(`${date ?? '2000-01-01'}T00:00:00Z`);
}

function drawMark(sheet: Sheet, { mark }: PrintedDocument): void {
  if (mark === null) return;
  const { pdf, layout } = sheet;
  const text = layout.marks[mark];
  const { width, height } = pdf.page;
  sheet.decoration(() => {
    pdf.save();
    pdf.rotate(-35, { origin: [width / 2, height / 2] });
    pdf.font('bold').fontSize(MARK_SIZE).fillColor(layout.colors.muted, 0.14);
    const size = Math.min(MARK_SIZE, (MARK_SIZE * width) / pdf.widthOfString(text));
    pdf.fontSize(size).text(text, (width - pdf.widthOfString(text)) / 2, (height - size) / 2, { lineBreak: false });
    pdf.restore();
    pdf.fillOpacity(1);
  });
}

function drawRunningHead(sheet: Sheet, title: string, { name }: Merchant): void {
  const { layout, left, width } = sheet;
  const style = { size: layout.sizes.small, color: layout.colors.muted };
  sheet.decoration(() => {
    sheet.write(name, left, sheet.y, width / 2, style);
    sheet.write(title, left + width / 2, sheet.y, width / 2, { ...style, align: 'right' });
  });
  sheet.y += 2 * sheet.lineHeight(layout.sizes.small);
}

function drawHead(sheet: Sheet, document: PrintedDocument, merchant: Merchant, written: Written): void {
  const { pdf, layout, left, width } = sheet;
  const top = sheet.y;
  const column = width - FACTS_WIDTH - 20;
  let below = top;
  if (merchant.logo !== undefined) {
    const { logo } = merchant;
    const { logoHeight } = layout.sizes;
    sheet.figure(merchant.name, () => pdf.image(logo, left, top, { fit: [column, logoHeight] }));
    below += logoHeight + 8;
  }
  below = sheet.lines('P', sheet.wrapped(merchant.name, column, { bold: true }), left, below, column, { bold: true });
  const address = { size: layout.sizes.small, color: layout.colors.muted };
  const lines = merchant.address.flatMap((line) => sheet.wrapped(line, column, address));
  if (lines.length > 0) below = sheet.lines('P', lines, left, below, column, address);

  const right = left + width - FACTS_WIDTH;
  const title = { size: layout.sizes.title, bold: true, color: layout.colors.accent } as const;
  const titled = sheet.wrapped(titleOf(document, layout), FACTS_WIDTH, title);
  let y = sheet.lines('H1', titled, right, top, FACTS_WIDTH, { ...title, align: 'right' }) + 4;
  for (const { label, text = '', amount, date } of document.facts) {
    const words = [text, date === undefined ? '' : written.date(date)].filter((part) => part !== '').join(': ');
    if (words === '' && amount === undefined) continue;
    const values = valuesOf(sheet, words, amount === undefined ? undefined : written.total(amount), FACTS_WIDTH - 90);
    sheet.tagged('P', () => {
      sheet.line('P', layout.labels[label], right, y, 86, { color: layout.colors.muted });
      sheet.lines('P', values, right + 90, y, FACTS_WIDTH - 90, { align: 'right', whole: true });
    });
    y += values.length * sheet.lineHeight();
  }
  sheet.y = Math.max(below, y) + 14;
}

/** The lines of a fact. Its amount is not broken. */
function valuesOf(sheet: Sheet, words: string, amount: string | undefined, width: number): string[] {
  if (amount === undefined) return sheet.wrapped(words, width);
  if (words === '') return [amount];
  const inOneLine = `${words}: ${amount}`;
  return sheet.widthOf(inOneLine) <= width ? [inOneLine] : [...sheet.wrapped(`${words}:`, width), amount];
}

function drawAddresses(sheet: Sheet, document: PrintedDocument, merchant: Merchant): void {
  const { layout, left, width } = sheet;
  const addresses = [
    ...document.addresses.filter(({ lines }) => lines.length > 0),
    ...(merchant.remitTo.length > 0 && isOwed(document) ? [{ label: 'remitTo' as const, lines: merchant.remitTo }] : []),
  ];
  if (addresses.length === 0) return;
  const column = (width - (addresses.length - 1) * 16) / addresses.length;
  let below = sheet.y;
  for (const [index, { label, lines }] of addresses.entries()) {
    const x = left + index * (column + 16);
    sheet.tagged('Sect', () => {
      sheet.line('H2', layout.labels[label], x, sheet.y, column, { size: layout.sizes.small, color: layout.colors.muted });
      const wrapped = lines.flatMap((line) => sheet.wrapped(line, column));
      below = Math.max(below, sheet.lines('P', wrapped, x, sheet.y + sheet.lineHeight(layout.sizes.small), column));
    });
  }
  sheet.y = below + 14;
}

/** Whether it is to be paid for. */
function isOwed({ kind }: PrintedDocument): boolean {
  return kind === 'invoice' || kind === 'statement';
}

function drawSums(sheet: Sheet, { sums }: PrintedDocument, written: Written): void {
  keepTogether(sheet, sums.length * (sheet.lineHeight() + 2) + 8);
  sheet.y += 6;
  const x = sheet.left + sheet.width - SUMS_WIDTH;
  sheet.tagged('Table', () => {
    for (const [index, { label, amount }] of sums.entries()) {
      const bold = index === sums.length - 1;
      const shown = bold ? written.total(amount) : written.amount(amount);
      sheet.tagged('TR', () => {
        sheet.line('TH', sheet.layout.labels[label], x, sheet.y, SUMS_WIDTH / 2, { bold });
        sheet.line('TD', shown, x + SUMS_WIDTH / 2, sheet.y, SUMS_WIDTH / 2, { bold, align: 'right', whole: true });
      });
      sheet.y += sheet.lineHeight() + 2;
    }
  });
}

function drawTaxes(sheet: Sheet, { taxes }: PrintedDocument, written: Written): void {
  drawShortTable(
    sheet,
    'taxes',
    taxes.map(({ detail, amount }) => [detail, '', written.amount(amount)]),
  );
}

function drawPayments(sheet: Sheet, { kind, payments }: PrintedDocument, written: Written): void {
  drawShortTable(
    sheet,
    kind === 'creditMemo' ? 'appliedTo' : 'payments',
    payments.map(({ number, date, amount }) => [written.date(date), number, written.amount(amount)]),
  );
}

/** A table of three columns with a heading. It may go on on the next page. */
function drawShortTable(sheet: Sheet, label: 'taxes' | 'payments' | 'appliedTo', rows: readonly (readonly string[])[]): void {
  if (rows.length === 0) return;
  const { layout, left } = sheet;
  const widths = [130, 130, 80];
  keepTogether(sheet, 3 * sheet.lineHeight() + 12);
  sheet.y += 12;
  sheet.line('H2', layout.labels[label], left, sheet.y, sheet.width, { bold: true });
  sheet.y += sheet.lineHeight() + 2;
  sheet.tagged('Table', () => {
    for (const row of rows) {
      keepTogether(sheet, sheet.lineHeight());
      let x = left;
      sheet.tagged('TR', () => {
        for (const [index, text] of row.entries()) {
          const width = widths[index] ?? 0;
          const isAmount = index === 2;
          sheet.line('TD', text, x, sheet.y, width - 6, { align: isAmount ? 'right' : 'left', whole: isAmount });
          x += width;
        }
      });
      sheet.y += sheet.lineHeight();
    }
  });
}

function drawFoot(sheet: Sheet, page: number, pages: number): void {
  const { layout, left, width } = sheet;
  const style = { size: layout.sizes.small, color: layout.colors.muted };
  const y = sheet.pdf.page.height - left - sheet.lineHeight(layout.sizes.small);
  const numbered = layout.labels.page.replace('{page}', String(page)).replace('{pages}', String(pages));
  sheet.decoration(() => {
    sheet.write(layout.footer, left, y, width - 120, style);
    sheet.write(numbered, left + width - 110, y, 110, { ...style, align: 'right' });
  });
}

function keepTogether(sheet: Sheet, height: number): void {
  if (sheet.y + height > sheet.bottom) sheet.newPage();
}
