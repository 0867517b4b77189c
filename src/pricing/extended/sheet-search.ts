import type { CalendarDate } from '../../values/calendar-date.js';
import { Exact } from '../../values/exact.js';
import { type CurrencyId, type PriceGroupId, type PriceSheetId, sameUnit, type UnitCode } from '../../values/identifiers.js';
import type { PricePlace, PriceSheet, SheetLine, SheetPrices, SheetValue } from './price-sheet.js';

/** The sheets that are linked to a buyer, by place, and what they say of one item. */
export interface LinkedSheets {
  readonly sheets: Readonly<Record<PricePlace, readonly PriceSheet[]>>;
  /** Null for a sheet without the item; absent for one that is not known now. */
  readonly prices: ReadonlyMap<PriceSheetId, SheetPrices | null>;
  readonly functionalCurrency: CurrencyId;
}

/** What is looked for. The search for a price looks at normal sheets alone, and that for a promotion at promotions alone. */
export interface SheetQuestion {
  readonly today: CalendarDate;
  readonly currency: CurrencyId;
  readonly unit: UnitCode;
  readonly promotions: boolean;
}

/** A value that may decide, with its numbers ready for comparison. */
export interface SheetRow {
  readonly sheet: PriceSheet;
  readonly line: SheetLine;
  /** Null for the line of the item itself. */
  readonly group: PriceGroupId | null;
  readonly value: SheetValue;
  readonly from: Exact;
  readonly to: Exact;
}

/** Why a row does not decide the step that it was looked at in. */
export type Loss =
  | 'INACTIVE'
  | 'NOT_STARTED'
  | 'ENDED'
  | 'OTHER_CURRENCY'
  | 'OTHER_UNIT'
  | 'OTHER_QUANTITY'
  | 'STARTED_EARLIER'
  | 'ENDS_LATER';

/** One of the six steps of the search. */
export interface SearchStep {
  /** 1 to 6, as GP's own trace numbers them. */
  readonly number: number;
  readonly place: PricePlace;
  readonly of: 'ITEM' | 'GROUP';
  /** The rows that apply but for their quantities, the first of those that match deciding: latest start, then earliest end. */
  readonly rows: readonly SheetRow[];
  /** The other lines that sheets of the place have for the item, each with the reason why it does not apply. */
  readonly passedOver: readonly { readonly row: PassedOver; readonly loss: Loss }[];
  /** Whether a sheet that may decide the step is not known now. */
  readonly isMissing: boolean;
}

export type PassedOver = Pick<SheetRow, 'sheet' | 'line' | 'group'> & { readonly value: SheetValue | null };

/** GP's order: nearer places first, and at each the item before its group. */
const STEPS = [
  { number: 1, place: 'CUSTOMER', of: 'ITEM' },
  { number: 2, place: 'CUSTOMER', of: 'GROUP' },
  { number: 3, place: 'CUSTOMER_BOOK', of: 'ITEM' },
  { number: 4, place: 'CUSTOMER_BOOK', of: 'GROUP' },
  { number: 5, place: 'BASE_BOOK', of: 'ITEM' },
  { number: 6, place: 'BASE_BOOK', of: 'GROUP' },
] as const satisfies readonly Pick<SearchStep, 'number' | 'place' | 'of'>[];

/** The steps with all rows that may decide at any quantity. */
export function searchSteps(linked: LinkedSheets, question: SheetQuestion): readonly SearchStep[] {
  return STEPS.map((step) => {
    const rows: SheetRow[] = [];
    const passedOver: SearchStep['passedOver'][number][] = [];
    let isMissing = false;
    for (const sheet of linked.sheets[step.place]) {
      if (sheet.isPromotion !== question.promotions) continue;
      const prices = linked.prices.get(sheet.id);
      const ofSheet = lossOfSheet(sheet, linked, question);
      if (prices === undefined && !ofSheet) isMissing = true;
      const line = step.of === 'ITEM' ? prices?.item : prices?.group;
      if (!line) continue;
      const group = step.of === 'GROUP' ? (prices?.group?.group ?? null) : null;
      const loss = ofSheet ?? (line.isActive ? undefined : 'INACTIVE');
      if (loss) {
        passedOver.push({ row: { sheet, line, group, value: null }, loss });
        continue;
      }
      const ofUnit = line.values.filter(({ unit }) => sameUnit(unit, question.unit));
      if (ofUnit.length === 0) passedOver.push({ row: { sheet, line, group, value: null }, loss: 'OTHER_UNIT' });
      for (const value of ofUnit) {
        rows.push({ sheet, line, group, value, from: new Exact(value.fromQuantity), to: new Exact(value.toQuantity) });
      }
    }
    return { ...step, rows: rows.toSorted(byDates), passedOver, isMissing };
  });
}

function lossOfSheet(
  sheet: PriceSheet,
  { functionalCurrency }: LinkedSheets,
  { today, currency }: SheetQuestion,
): Loss | undefined {
  if (!sheet.isActive) return 'INACTIVE';
  if (sheet.startDate > today) return 'NOT_STARTED';
  if (sheet.endDate < today) return 'ENDED';
  return (sheet.currency || functionalCurrency) === (currency || functionalCurrency) ? undefined : 'OTHER_CURRENCY';
}

function byDates({ sheet: one }: SheetRow, { sheet: other }: SheetRow): number {
  if (one.startDate !== other.startDate) return one.startDate > other.startDate ? -1 : 1;
  if (one.endDate !== other.endDate) return one.endDate < other.endDate ? -1 : 1;
  return 0;
}

/**
 * The row of a step that decides at a quantity; undefined where none matches.
 *
 * Two matches with the same dates are an error of GP's whatever their kinds, and two ranges of one sheet that overlap have the
 * same dates.
 */
export function rowAt({ rows }: SearchStep, quantity: Exact): SheetRow | 'tie' | undefined {
  let found: SheetRow | undefined;
  for (const row of rows) {
    if (quantity.lt(row.from) || quantity.gt(row.to)) continue;
    if (found) return byDates(found, row) === 0 ? 'tie' : found;
    found = row;
  }
  return found;
}

/** The rows that a step's winner was preferred to, or that do not match, each with the reason. */
export function losersOf(
  { rows, passedOver }: SearchStep,
  quantity: Exact,
  winner: SheetRow | undefined,
): SearchStep['passedOver'] {
  const losers = new Map<SheetLine, SearchStep['passedOver'][number]>();
  for (const row of rows) {
    if (row === winner || row.line === winner?.line) continue;
    const matches = quantity.gte(row.from) && quantity.lte(row.to);
    if (!matches) {
      // A line is told of once: the ranges of a sheet that do not match are its other breaks.
      if (!losers.has(row.line)) losers.set(row.line, { row: { ...row, value: null }, loss: 'OTHER_QUANTITY' });
      continue;
    }
    const loss = row.sheet.startDate === winner?.sheet.startDate ? 'ENDS_LATER' : 'STARTED_EARLIER';
    losers.set(row.line, { row, loss });
  }
  return [...losers.values(), ...passedOver];
}
