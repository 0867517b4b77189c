import { StartRefused } from '../faults/index.js';
import { readJsonFile, UnreadableText } from '../files/index.js';
import { DEFAULT_LAYOUT, type Layout } from './layout.js';

const FIELDS = new Set(Object.values(DEFAULT_LAYOUT.columns).flatMap((columns) => columns.map(({ field }) => field)));
const MORE_FIELDS = new Set(['discount']);
const COLOR = /^#[0-9a-f]{6}$/i;
const SIZES = ['A4', 'LETTER', 'LEGAL'];
/** The longest side of the largest page, in points. */
const LONGEST = 1_008;
const LONGEST_TEXT = 300;

/**
 * The layout: the default, with the parts that the file of `PRINT_LAYOUT` names in place of its own.
 * @throws {StartRefused} with the place of what is wrong in the file
 */
export function readLayout(file: string | undefined): Layout {
  if (file === undefined) return DEFAULT_LAYOUT;
  try {
    return merged(DEFAULT_LAYOUT, readJsonFile(file), '') as Layout;
  } catch (fault) {
    if (fault instanceof UnreadableText) throw new StartRefused(`PRINT_LAYOUT: ${fault.message}.`, { cause: fault });
    throw fault;
  }
}

function merged(standard: unknown, given: unknown, place: string): unknown {
  if (Array.isArray(standard)) return columns(given, place);
  if (typeof standard === 'object' && standard !== null) {
    const parts = standard as Record<string, unknown>;
    if (typeof given !== 'object' || given === null || Array.isArray(given)) throw wrong(place, 'an object');
    const replaced = Object.entries(given).map(([name, value]) => {
      const here = place === '' ? name : `${place}.${name}`;
      if (!Object.hasOwn(parts, name)) throw wrong(here, `one of ${Object.keys(parts).join(', ')}`);
      return [name, merged(parts[name], value, here)];
    });
    return { ...parts, ...Object.fromEntries(replaced) };
  }
  if (typeof standard === 'number') return length(given, place);
  return text(given, place);
}

function columns(given: unknown, place: string): unknown {
  if (!Array.isArray(given) || given.length === 0 || given.length > 12) throw wrong(place, 'a list of 1 to 12 columns');
  return given.map((column: unknown, index) => {
    const here = `${place}[${index}]`;
    if (typeof column !== 'object' || column === null) throw wrong(here, 'a column with a field and a heading');
    const { field, heading, width, align, ...rest } = column as Record<string, unknown>;
    const [unknown] = Object.keys(rest);
    if (unknown !== undefined) throw wrong(`${here}.${unknown}`, 'one of field, heading, width, align');
    if (typeof field !== 'string' || !(FIELDS.has(field as never) || MORE_FIELDS.has(field))) {
      throw wrong(`${here}.field`, `one of ${[...FIELDS, ...MORE_FIELDS].join(', ')}`);
    }
    if (align !== undefined && align !== 'left' && align !== 'right') throw wrong(`${here}.align`, 'left or right');
    return {
      field,
      heading: text(heading, `${here}.heading`),
      ...(width !== undefined && { width: length(width, `${here}.width`) }),
      ...(align !== undefined && { align }),
    };
  });
}

function length(given: unknown, place: string): number {
  if (typeof given === 'number' && given > 0 && given <= LONGEST) return given;
  throw wrong(place, `a number of points above 0, at most ${LONGEST}`);
}

function text(given: unknown, place: string): string {
  if (typeof given !== 'string' || given.length > LONGEST_TEXT) throw wrong(place, `a text of at most ${LONGEST_TEXT} letters`);
  if (place.startsWith('colors.') && !COLOR.test(given)) throw wrong(place, 'a colour such as #124a7b');
  if (place === 'page.size' && !SIZES.includes(given)) throw wrong(place, `one of ${SIZES.join(', ')}`);
  if (place === 'locale' && !isLocale(given)) throw wrong(place, 'a language tag such as en-US or de');
  return given;
}

function isLocale(tag: string): boolean {
  try {
    return Intl.NumberFormat.supportedLocalesOf(tag).length > 0;
  } catch {
    return false;
  }
}

function wrong(place: string, expected: string): StartRefused {
  return new StartRefused(`PRINT_LAYOUT: ${place || 'the file'} has to be ${expected}.`);
}
