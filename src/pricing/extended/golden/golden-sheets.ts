import type { Given, Sheets } from './golden-extended-price.js';

/** A price sheet as GP's tables hold it: SOP10110, with IV10401 and IV10402. Numbers are texts. */
export interface GoldenSheet {
  readonly id: string;
  readonly active: boolean;
  readonly start: string;
  readonly end: string;
  readonly promotion: boolean;
  readonly netOnly: boolean;
  /** GP's name; blank for none. */
  readonly currency: string;
  readonly lines: readonly GoldenLine[];
}

export interface GoldenLine {
  readonly type: 'I' | 'G';
  /** An item, or a price group. */
  readonly id: string;
  readonly active: boolean;
  readonly kind: 'N' | 'P' | 'V';
  /** PROMOTYP: 1 net price, 2 percent, 3 value off, 4 free item. PROMOLVL: 1 customer, 2 customer's book, 3 base book. */
  readonly promotion: { readonly type: 1 | 2 | 3 | 4; readonly level: 1 | 2 | 3 } | null;
  readonly values: readonly GoldenValue[];
}

export interface GoldenValue {
  readonly unit: string;
  readonly from: string;
  readonly to: string;
  readonly value: string;
  /** EQUOMQTY. */
  readonly factor: string;
  /** The row of IV10403. */
  readonly free: { readonly item: string; readonly unit: string; readonly most: string } | null;
}

export type Place = 'customer' | 'book' | 'base';

const FUNCTIONAL = 'Z-US$';
const HEAD =
  /^(?<id>\S+)(?: (?<start>[\d-]{10})\.\.(?<end>[\d-]{10}))?(?<flags>( (inactive|promotion|net-only|no-currency|Z-\S+))*)$/;
const LINE =
  /^(?<inactive>inactive )?(?<type>item|group)(?: (?<id>[A-Z][A-Z0-9-]*))? (?<kind>net|percent|off|free)(?: on (?<level>customer|book|base))? (?<rest>.+)$/;
const VALUE =
  /^(?<unit>\S+) (?<from>[\d.]+?)\.\.(?<to>[\d.]*) = (?<value>-?[\d.]+)(?: x (?<factor>[\d.]+))?(?: of (?<free>\S+) (?<freeUnit>\S+) at most (?<most>[\d.]+))?$/;
const KINDS: Readonly<Record<string, GoldenLine['kind']>> = { net: 'N', percent: 'P', off: 'V', free: 'N' };
const PROMOTIONS: Readonly<Record<string, 1 | 2 | 3 | 4>> = { net: 1, percent: 2, off: 3, free: 4 };
const LEVELS: Readonly<Record<string, 1 | 2 | 3>> = { customer: 1, book: 2, base: 3 };

/**
 * The sheets of a place. A text is one value of a line:
 * - "item net EACH 1..11 = 80.00", "item net EACH 12.. = 74.50" without a limit, "item net CASE 1.. = 80 x 12" with a factor;
 * - "group percent EACH 1.. = 90", "group off EACH 1.. = 2.00": adjustments of the item's price group;
 * - "item VALVE-2 net ...", "group VALVES net ...": of another item or group than the case's;
 * - "inactive item net ...": the line is inactive;
 * - on a promotion sheet "item percent on base EACH 1.. = 90": the price that it works on is that of the customer, book or base;
 * - "item free on customer EACH 10.. = 0.1 of GLOVES PAIR at most 5": a free item.
 * Texts of the same line, which share its kind, may stand in any order.
 */
export function goldenSheets(place: Place, given: Given): readonly GoldenSheet[] {
  const sheets = given[place] ?? {};
  const heads = isPlain(sheets) ? { [place.toUpperCase()]: sheets } : sheets;
  return Object.entries(heads).map(([head, texts]) => sheetOf(head, texts, given));
}

function isPlain(sheets: Sheets): sheets is readonly string[] {
  return Array.isArray(sheets);
}

function sheetOf(head: string, texts: readonly string[], given: Given): GoldenSheet {
  const { id, start, end, flags } = matched<'id' | 'start' | 'end' | 'flags'>(HEAD, head);
  const words = flags.split(' ').filter(Boolean);
  const promotion = words.includes('promotion');
  const currency = words.find((word) => word.startsWith('Z-')) ?? given.functionalCurrency ?? FUNCTIONAL;
  const lines = new Map<string, { readonly line: GoldenLine; readonly values: GoldenValue[] }>();
  for (const text of texts) {
    const { line, value } = lineOf(text, promotion, given);
    const key = `${line.type} ${line.id}`;
    const known = lines.get(key);
    const same = { ...line, values: [] };
    if (known && JSON.stringify(same) !== JSON.stringify({ ...known.line, values: [] })) {
      throw new Error(`A sheet has one line of an item or group, and one kind of value on it: ${text}`);
    }
    if (known) known.values.push(value);
    else lines.set(key, { line, values: [value] });
  }
  return {
    id,
    active: !words.includes('inactive'),
    start: start || '2026-01-01',
    end: end || '2026-12-31',
    promotion,
    netOnly: words.includes('net-only'),
    currency: words.includes('no-currency') ? '' : currency,
    lines: [...lines.values()].map(({ line, values }) => ({ ...line, values })),
  };
}

function lineOf(text: string, promotion: boolean, given: Given): { readonly line: GoldenLine; readonly value: GoldenValue } {
  const { inactive, type, id, kind, level, rest } = matched<'inactive' | 'type' | 'id' | 'kind' | 'level' | 'rest'>(LINE, text);
  const { unit, from, to, value, factor, free, freeUnit, most } = matched<
    'unit' | 'from' | 'to' | 'value' | 'factor' | 'free' | 'freeUnit' | 'most'
  >(VALUE, rest);
  const [promotionType, promotionLevel] = [PROMOTIONS[kind], LEVELS[level]];
  if (promotion !== (promotionLevel !== undefined) || (kind === 'free') !== (free !== ''))
    throw new Error(`Not understood: ${text}`);
  const own = type === 'item' ? 'PUMP-10' : (given.group ?? 'PUMPS');
  return {
    line: {
      type: type === 'item' ? 'I' : 'G',
      id: id || own,
      active: inactive === '',
      kind: KINDS[kind] ?? 'N',
      promotion: promotionType && promotionLevel ? { type: promotionType, level: promotionLevel } : null,
      values: [],
    },
    value: {
      unit,
      from,
      to: to || noLimit(given.quantityDecimals ?? 0),
      value,
      factor: factor || '1',
      free: free === '' ? null : { item: free, unit: freeUnit, most },
    },
  };
}

/** QTYTO of a row without a limit: twelve nines, and one more for each decimal of the item's quantities. */
function noLimit(quantityDecimals: number): string {
  return quantityDecimals === 0 ? '9'.repeat(12) : `${'9'.repeat(12)}.${'9'.repeat(quantityDecimals)}`;
}

/** The named groups of a text that must match; one that took no part is ''. */
function matched<Name extends string>(pattern: RegExp, text: string): Readonly<Record<Name, string>> {
  const found = pattern.exec(text);
  if (!found) throw new Error(`Not understood: ${text}`);
  const groups = Object.entries(found.groups ?? {}).map(([name, value]) => [name, value ?? '']);
  return Object.fromEntries(groups) as Record<Name, string>;
}
