import { Exact } from '../values/exact.ts';
import type { Written } from '../values/written.ts';
import type { Column } from './layout.ts';
import type { Field, PrintedDocument, PrintedRow } from './printed-document.ts';
import type { Sheet } from './sheet.ts';

const GAP = 8;
const PADDING = 2;

interface PlacedColumn extends Column {
  readonly x: number;
  readonly width: number;
}

/** The rows of the document, with the head repeated on each page, and the sum carried from page to page. */
export function drawTable(sheet: Sheet, document: PrintedDocument, written: Written): void {
  const columns = placed(sheet, document);
  const { rows, carried, carriedFrom, opening } = document.table;
  // A document that was entered in receivables has no lines.
  if (rows.length === 0 && opening === undefined) return;
  // The last row of a page is followed by the sum that is carried forward.
  const room = sheet.lineHeight() + 2 * PADDING + 4;
  let sum = new Exact(carriedFrom);
  sheet.tagged('Table', () => {
    sheet.tagged('TR', () => drawHead(sheet, columns, (column, y) => sheet.line('TH', ...headingOf(column, y))));
    if (opening !== undefined) {
      const { x, width } = columns.at(-1) ?? { x: sheet.left, width: sheet.width };
      sheet.tagged('TR', () => {
        sheet.line('TH', sheet.layout.labels[opening], sheet.left, sheet.y + PADDING, x - sheet.left - 40);
        sheet.line('TD', written.amount(carriedFrom), x - 40, sheet.y + PADDING, width + 40, { align: 'right' });
      });
      sheet.y += sheet.lineHeight() + 2 * PADDING;
    }
    for (const row of rows) {
      const cells = columns.map((column) => sheet.wrapped(shown(row, column.field, written), column.width));
      const height = Math.max(...cells.map(({ length }) => length)) * sheet.lineHeight() + 2 * PADDING;
      if (sheet.y + height + room > sheet.bottom) {
        drawCarried(sheet, columns, 'carriedForward', written.amount(sum.toFixed()));
        sheet.newPage();
        sheet.decoration(() => drawHead(sheet, columns, (column, y) => sheet.write(...headingOf(column, y))));
        drawCarried(sheet, columns, 'broughtForward', written.amount(sum.toFixed()));
      }
      sheet.tagged('TR', () => {
        for (const [index, column] of columns.entries()) {
          const { x, width, align = 'left' } = column;
          sheet.lines('TD', cells[index] ?? [], x, sheet.y + PADDING, width, { align });
        }
      });
      sheet.y += height;
      const value = new Exact(row[carried.field] ?? 0);
      sum = carried.as === 'sum' ? sum.plus(value) : value;
    }
  });
  sheet.rule(sheet.y + 1);
  sheet.y += 4;

  function headingOf({ heading, x, width, align = 'left' }: PlacedColumn, y: number) {
    return [heading, x, y, width, { bold: true, size: sheet.layout.sizes.small, align }] as const;
  }
}

function placed(sheet: Sheet, { kind }: PrintedDocument): PlacedColumn[] {
  const columns = sheet.layout.columns[kind];
  const fixed = columns.reduce((sum, { width }) => sum + (width ?? 0), 0);
  const open = columns.filter(({ width }) => width === undefined).length;
  const rest = (sheet.width - fixed - (columns.length - 1) * GAP) / Math.max(open, 1);
  let x = sheet.left;
  return columns.map((column) => {
    const width = column.width ?? Math.max(rest, 20);
    const here = { ...column, x, width };
    x += width + GAP;
    return here;
  });
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
    sheet.write(sum, last.x - 40, sheet.y + PADDING, last.width + 40, { ...style, align: 'right' });
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
