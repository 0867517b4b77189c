import type { SalesOrder, Tax } from '../../ordering/index.js';
import { Exact, roundTo, ZERO } from '../../values/exact.js';
import { apportion } from './apportion.js';

/** The tax of one tax detail on one line or charge. GP has one row for each (SOP10105); a second is an error (793 to 795). */
export interface TaxRow {
  readonly detail: string;
  readonly amount: Exact;
  readonly taxable: Exact;
}

export interface DocumentTaxes {
  /** The taxes of each line, in the lines' order. */
  readonly lines: readonly (readonly TaxRow[])[];
  readonly freight: readonly TaxRow[];
  /** The taxes on fees and duties. */
  readonly miscellaneous: readonly TaxRow[];
}

/**
 * The taxes in the form of GP's rows. A document's tax is the sum of its lines' taxes (868), so taxes that the storefront
 * gives for the whole document are spread over the lines by their prices. Header-level taxes would be right only for orders
 * that are invoiced in one piece (KB 856703).
 */
export function documentTaxes(order: SalesOrder, lines: readonly { readonly extendedPrice: Exact }[]): DocumentTaxes {
  const spread = spreadOverLines(order, lines);
  return {
    lines: order.lines.map(({ taxes }, index) => merged([...rows(taxes), ...(spread[index] ?? [])])),
    freight: merged(rows(order.freight?.taxes ?? [])),
    miscellaneous: addedUp([...order.fees, ...order.duties].map(({ taxes }) => merged(rows(taxes)))),
  };

  function rows(taxes: readonly Tax[]): TaxRow[] {
    return taxes.map((tax) => taxRow(tax, order.currency.decimals));
  }
}

/** Every tax detail that the order names. */
export function taxDetails(order: SalesOrder): readonly string[] {
  const { lines, freight, miscellaneous } = documentTaxes(
    order,
    order.lines.map(({ extendedPrice }) => ({ extendedPrice: new Exact(extendedPrice) })),
  );
  return [...new Set([...lines, freight, miscellaneous].flat().map(({ detail }) => detail))];
}

export function taxSum(rows: readonly TaxRow[]): Exact {
  return rows.reduce((sum, { amount }) => sum.plus(amount), ZERO);
}

function taxRow({ detail, amount, taxableAmount }: Tax, decimals: number): TaxRow {
  const taxable = roundTo(new Exact(taxableAmount), decimals);
  return { detail: detail.trim().toUpperCase(), amount: new Exact(amount), taxable };
}

function spreadOverLines(order: SalesOrder, lines: readonly { readonly extendedPrice: Exact }[]): TaxRow[][] {
  const rows: TaxRow[][] = lines.map(() => []);
  const weights = lines.map(({ extendedPrice }) => extendedPrice);
  for (const { detail, amount, taxable } of merged(order.taxes.map((tax) => taxRow(tax, order.currency.decimals)))) {
    const amounts = apportion(amount, weights, order.currency.decimals);
    const taxables = apportion(taxable, weights, order.currency.decimals);
    for (const [index, row] of rows.entries()) {
      const part = { detail, amount: amounts[index] ?? ZERO, taxable: taxables[index] ?? ZERO };
      if (!part.amount.isZero() || !part.taxable.isZero()) row.push(part);
    }
  }
  return rows;
}

/**
 * One row per detail of one line or charge. Tax providers put the taxes of several jurisdictions on one detail: the tax
 * amounts are added up, and the taxable amount stays the same.
 */
function merged(rows: readonly TaxRow[]): TaxRow[] {
  return byDetail(rows, (one, other) => Exact.max(one, other));
}

/** One row per detail of several charges. The taxable amounts are added up too. */
function addedUp(charges: readonly (readonly TaxRow[])[]): TaxRow[] {
  return byDetail(charges.flat(), (one, other) => one.plus(other));
}

function byDetail(rows: readonly TaxRow[], taxable: (one: Exact, other: Exact) => Exact): TaxRow[] {
  const found = new Map<string, TaxRow>();
  for (const row of rows) {
    const known = found.get(row.detail);
    found.set(
      row.detail,
      known ? { ...row, amount: known.amount.plus(row.amount), taxable: taxable(known.taxable, row.taxable) } : row,
    );
  }
  return [...found.values()];
}
