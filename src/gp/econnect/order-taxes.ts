import type { SalesOrder, Tax } from '../../ordering/index.js';
import { Exact, roundTo, ZERO } from '../../values/exact.js';
import { apportion } from './apportion.js';

/** What one tax detail takes of one line or charge: GP has one row for each (SOP10105; a second one is error 793 to 795). */
export interface TaxRow {
  readonly detail: string;
  readonly amount: Exact;
  readonly taxable: Exact;
}

export interface DocumentTaxes {
  /** Per line, in the lines' order. */
  readonly lines: readonly (readonly TaxRow[])[];
  readonly freight: readonly TaxRow[];
  /** Of fees and duties. */
  readonly miscellaneous: readonly TaxRow[];
}

/**
 * The taxes where GP keeps them. GP's tax is the sum of its lines' (868), so what the storefront says of the document as a
 * whole is spread over the lines by their prices. The other way, header-level taxes, holds for orders alone that are
 * invoiced in one piece (KB 856703).
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
 * One row per detail of one line or charge. Providers put the taxes of several jurisdictions on one detail: their amounts add
 * up, and what they are on stays the same.
 */
function merged(rows: readonly TaxRow[]): TaxRow[] {
  return byDetail(rows, (one, other) => Exact.max(one, other));
}

/** One row per detail of several charges: here what is taxed adds up too. */
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
