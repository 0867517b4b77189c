import { Exact } from '../values/exact.ts';
import type { Written } from '../values/written.ts';
import type { Column } from './layout.ts';
import type { Field, PrintedDocument, PrintedRow } from './printed-document.ts';
import type { Sheet } from './sheet.ts';

const GAP = 8;
const PADDING = 2;
/** Of a column that takes what the others leave. */
const LEAST_WIDTH = 60;
/** Texts of these are never broken: half a number is another number. */
const NUMBERS: ReadonlySet<Field> = new Set<Field>([
  'line',
  'quantity',
  'unitPrice',
  'discount',
  'extended',
  'amount',
  'balance',
]);

interface PlacedColumn extends Column {
  readonly x: number;
  readonly width: number;
}

/** The rows of the document, with the head repeated on each page, and the sum carried from page to page. */
export function drawTable(sheet: Sheet, document: PrintedDocument, written: Written): void {
  const { rows, carried, carriedFrom, opening } = document.table;
  // A document that was entered in receivables has no lines.
  if (rows.length === 0 && opening === undefined) return;
  const { columns: wanted } = sheet.layout;
  const texts = rows.map((row) => wanted[document.kind].map(({ field }) => shown(row, field, written)));
  const columns = placed(sheet, wanted[document.kind], texts);
  // The last row of a page is followed by the sum that is carried forward.
  const room = sheet.lineHeight() + 2 * PADDING + 4;
  let carriedSum = new Exact(carriedFrom);
  sheet.tagged('Table', () => {
    sheet.tagged('TR', () => drawHead(sheet, columns, (column, y) => sheet.line('TH', ...headingOf(column, y))));
    if (opening !== undefined) {
      const { x, width } = columns.at(-1) ?? { x: sheet.left, width: sheet.width };
      sheet.tagged('TR', () => {
        sheet.line('TH', sheet.layout.labels[opening], sheet.left, sheet.y + PADDING, x - sheet.left - 40);
        sheet.line('TD', written.amount(carriedFrom), x - 40, sheet.y + PADDING, width + 40, { align: 'right', whole: true });
      });
      sheet.y += sheet.lineHeight() + 2 * PADDING;
    }
    for (const [place, row] of rows.entries()) {
      const cells = columns.map(({ field, width }, index) => {
        const text = texts[place]?.[index] ?? '';
        return NUMBERS.has(field) ? [text] : sheet.wrapped(text, width);
      });
      const height = Math.max(...cells.map(({ length }) => length)) * sheet.lineHeight() + 2 * PADDING;
      if (sheet.y + height + room > sheet.bottom) {
        drawCarried(sheet, columns, 'carriedForward', written.amount(carriedSum.toFixed()));
        sheet.newPage();
        sheet.decoration(() => drawHead(sheet, columns, (column, y) => sheet.write(...headingOf(column, y))));
        drawCarried(sheet, columns, 'broughtForward', written.amount(carriedSum.toFixed()));
      }
      sheet.tagged('TR', () => {
        for (const [index, column] of columns.entries()) {
          const { field, x, width, align = 'left' } = column;
          sheet.lines('TD', cells[index] ?? [], x, sheet.y + PADDING, width, { align, whole: NUMBERS.has(field) });
        }
      });
      sheet.y += height;
      const value = new Exact(row[carried.field] ?? 0);
      carriedSum = carried.as === 'sum' ? carriedSum.plus(value) : value;
    }
  });
  sheet.rule(sheet.y + 1);
  sheet.y += 4;

  function headingOf({ heading, x, width, align = 'left' }: PlacedColumn, y: number) {
    return [heading, x, y, width, { bold: true, size: sheet.layout.sizes.small, align }] as const;
  }
}

/**
 * Columns of numbers get what their widest number needs, also beyond what the layout gives them: from the columns without a
 * width, and where those have nothing left, from the columns of texts, which can be wrapped.
 */
function placed(sheet: Sheet, columns: readonly Column[], texts: readonly (readonly string[])[]): PlacedColumn[] {
  const room = sheet.width - (columns.length - 1) * GAP;
  const asked = columns.map(({ width }) => width ?? LEAST_WIDTH);
  // A layout of more than the page has is made narrower as a whole.
  const scale = Math.min(1, room / total(asked));
  const given = asked.map((width) => width * scale);
  const missing = columns.map(({ field }, index) =>
    NUMBERS.has(field) ? Math.max(0, widest(sheet, texts, index) - (given[index] ?? 0)) : 0,
  );
  const lendable = columns.map(({ field }, index) => (NUMBERS.has(field) ? 0 : Math.max(0, (given[index] ?? 0) - LEAST_WIDTH)));
  const spare = Math.max(0, room - total(given));
  const lent = Math.min(Math.max(0, total(missing) - spare), total(lendable));
  const granted = Math.min(1, (spare + lent) / Math.max(total(missing), 1));
  const open = columns.filter(({ width }) => width === undefined).length;
  const rest = Math.max(0, spare - total(missing)) / Math.max(open, 1);
  let x = sheet.left;
  return columns.map((column, index) => {
    const kept = (given[index] ?? 0) - ((lendable[index] ?? 0) * lent) / Math.max(total(lendable), 1);
    const width = kept + (missing[index] ?? 0) * granted + (column.width === undefined ? rest : 0);
    const here = { ...column, x, width };
    x += width + GAP;
    return here;
  });
}

function widest(sheet: Sheet, texts: readonly (readonly string[])[], column: number): number {
  return texts.reduce((width, row) => Math.max(width, sheet.widthOf(row[column] ?? '')), 0);
}

function total(numbers: readonly number[]): number {
  return numbers.reduce((one, other) => one + other, 0);
}

function drawHead(sheet: Sheet, columns: readonly PlacedColumn[], write: (column: PlacedColumn, y: number) => void): void {
  for (const column of columns) write(column, sheet.y);
  sheet.y += sheet.lineHeight(sheet.layout.sizes.small) + 3;
}

function drawCarried(
  sheet: Sheet,
  columns: readonly PlacedColumn[],
  label: 'carriedForward' | 'broughtForward',
  sum: string,
): void {
  const style = { size: sheet.layout.sizes.small, color: sheet.layout.colors.muted };
  const last = columns.at(-1);
  if (!last) return;
  sheet.decoration(() => {
    sheet.write(sheet.layout.labels[label], sheet.left, sheet.y + PADDING, 200, style);
    sheet.write(sum, last.x - 40, sheet.y + PADDING, last.width + 40, { ...style, align: 'right', whole: true });
  });
  sheet.y += sheet.lineHeight(sheet.layout.sizes.small) + 2 * PADDING;
}

function shown(row: PrintedRow, field: Field, written: Written): string {
  const value = row[field];
  if (value === undefined || value === '') return '';
  switch (field) {
    case 'date':
      return written.date(value);
    case 'quantity':
      return written.quantity(value);
    case 'unitPrice':
      return written.unitPrice(value);
    case 'discount':
    case 'extended':
    case 'amount':
    case 'balance':
      return written.amount(value);
    default:
      return value;
  }
}
