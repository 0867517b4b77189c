import type { OrderLineView } from '../ordering/index.js';
import type { PrintedRow, PrintedTable, SumLabel } from './printed-document.js';

/** The table of a document with lines. Its sum is carried from page to page. */
export function tableOfLines(lines: readonly OrderLineView[]): PrintedTable {
  return { rows: lines.map(rowOf), carried: { field: 'extended', as: 'sum' }, carriedFrom: '0' };
}

/** Amounts of 0 are left out, but for the first and the last. */
export function sumsOf(sums: readonly (readonly [SumLabel, string])[]): { readonly label: SumLabel; readonly amount: string }[] {
  return sums
    .filter(([, amount], index) => index === 0 || index === sums.length - 1 || !/^-?0*\.?0*$/.test(amount))
    .map(([label, amount]) => ({ label, amount }));
}

/** What is taken off is printed as negative. */
export function negative(amount: string): string {
  return amount.startsWith('-') ? amount.slice(1) : `-${amount}`;
}

function rowOf(line: OrderLineView): PrintedRow {
  return {
    line: String(line.lineNumber),
    sku: line.sku,
    description: line.description,
    quantity: line.quantity,
    unit: line.unitOfMeasure,
    unitPrice: line.unitPrice.amount,
    discount: line.discount.amount,
    extended: line.extendedPrice.amount,
  };
}
