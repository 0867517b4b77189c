import { GraphQLError, GraphQLScalarType, Kind, type ValueNode } from 'graphql';
import { InvalidInput } from '../faults/index.js';
import { isBlank } from '../values/blank.js';
import { type CalendarDate, isNoDate, parseCalendarDate } from '../values/calendar-date.js';
import { Exact, isPlainDecimal } from '../values/exact.js';
import { type Instant, instantText } from '../values/instant.js';
import { EMPTIED, type Emptied } from './emptied.js';

/** More digits than a numeric(19,5) has, and few enough that one number cannot keep the process busy. */
const MAX_DIGITS = 40;
/** A JSON number with more digits has already lost some of them in binary floating point. */
const SAFE_DIGITS = 15;

function badInput(problem: string, node?: ValueNode): GraphQLError {
  return new GraphQLError(problem, { ...(node && { nodes: node }), extensions: { code: InvalidInput.code } });
}

/** Whether a value is a blank text: a form field that the visitor has emptied. */
function isEmptied(value: unknown): boolean {
  return typeof value === 'string' && isBlank(value);
}

function parseDecimal(value: unknown, node?: ValueNode): Exact | Emptied {
  if (isEmptied(value)) return EMPTIED;
  if (typeof value === 'number' && Number.isFinite(value)) {
    const exact = new Exact(value);
    if (exact.precision() > SAFE_DIGITS || exact.abs().gt(Number.MAX_SAFE_INTEGER)) {
      throw badInput(`A number of more than ${SAFE_DIGITS} digits cannot be taken without loss; send it as a string`, node);
    }
    return exact;
  }
  // Visitors type blanks around a number.
  const typed = typeof value === 'string' ? value.trim() : '';
  if (typed.length <= MAX_DIGITS && isPlainDecimal(typed)) return new Exact(typed);
  throw badInput('Expected a plain decimal number such as "1234.50"', node);
}

export const DecimalScalar = new GraphQLScalarType<Exact | Emptied, string>({
  name: 'Decimal',
  serialize: (value) => (value instanceof Exact ? value.toFixed() : String(value)),
  parseValue: (value) => parseDecimal(value),
  parseLiteral: (node) => {
    if (node.kind === Kind.INT || node.kind === Kind.FLOAT) {
      // Read from the text of the document, so that no digit is lost in a float. A literal with an exponent is read as a float.
      const plain = isPlainDecimal(node.value) ? node.value : undefined;
      return plain ? parseDecimal(plain, node) : parseDecimal(Number(node.value), node);
    }
    return parseDecimal(node.kind === Kind.STRING ? node.value : undefined, node);
  },
});

const INSTANT = /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}:\d{2}(\.\d{1,3})?(Z|[+-]\d{2}:\d{2})$/;

function parseInstant(value: unknown, node?: ValueNode): Instant {
  const [text, date] = (typeof value === 'string' && INSTANT.exec(value)) || [];
  // Date.parse takes February 30th for March 2nd.
  const instant = text !== undefined && date !== undefined && parseCalendarDate(date) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(instant)) throw badInput('Expected an instant such as "2026-11-23T09:30:00.000Z"', node);
  return instant;
}

export const DateTimeScalar = new GraphQLScalarType<Instant, string>({
  name: 'DateTime',
  serialize: (value) => instantText(value as Instant),
  parseValue: (value) => parseInstant(value),
  parseLiteral: (node) => parseInstant(node.kind === Kind.STRING ? node.value : undefined, node),
});

/** EMPTIED for a blank text, and for the dates that mean "no date" in .NET and GP. */
function parseDate(value: unknown, node?: ValueNode): CalendarDate | Emptied {
  if (isEmptied(value)) return EMPTIED;
  const date = typeof value === 'string' ? parseCalendarDate(value) : undefined;
  if (date && isNoDate(date)) return EMPTIED;
  if (!date) throw badInput('Expected a calendar date such as "2026-11-23"', node);
  return date;
}

export const DateScalar = new GraphQLScalarType<CalendarDate | Emptied, string>({
  name: 'Date',
  serialize: (value) => String(value),
  parseValue: (value) => parseDate(value),
  parseLiteral: (node) => parseDate(node.kind === Kind.STRING ? node.value : undefined, node),
});

function parseCurrency(value: unknown, node?: ValueNode): string | Emptied {
  if (isEmptied(value)) return EMPTIED;
  if (typeof value !== 'string' || !/^[A-Z]{3}$/.test(value)) {
    throw badInput('Expected an ISO 4217 code such as "USD"', node);
  }
  return value;
}

export const CurrencyCodeScalar = new GraphQLScalarType<string | Emptied, string>({
  name: 'CurrencyCode',
  serialize: (value) => String(value),
  parseValue: (value) => parseCurrency(value),
  parseLiteral: (node) => parseCurrency(node.kind === Kind.STRING ? node.value : undefined, node),
});
