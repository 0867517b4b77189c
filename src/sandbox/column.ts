import { Decimal } from 'decimal.js';

/** A column of a table, from the database's own description. */
export interface Column {
  readonly name: string;
  readonly type: ColumnType;
  /** Characters of a text; null where it has no limit, and for other types. */
  readonly length: number | null;
  /** The default as SQL; null for a column without one. */
  readonly defaultSql: string | null;
}

export type ColumnType = 'text' | 'tinyint' | 'smallint' | 'integer' | 'decimal' | 'rate' | 'datetime' | 'bytes';

interface Kind {
  readonly sqlType: string;
  expected(column: Column): string;
  accepts(text: string, column: Column): boolean;
}

const WHOLE = /^-?\d{1,10}$/;
const DATE = /^\d{4}-\d{2}-\d{2}([T ]([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,3})?)?$/;
/** GP's "no date", the default of its dates. */
const EMPTY_DATE = '1900-01-01';
/** The first date of SQL Server's datetime. */
const FIRST_DATE = '1753-01-01';
/** NUL, which PostgreSQL refuses, and the character that replaces bytes that are not UTF-8. */
const NOT_TEXT = /[\0\uFFFD]/;

function wholeNumbers(sqlType: string, least: number, most: number): Kind {
  return {
    sqlType,
    expected: () => `a whole number from ${least} to ${most}`,
    accepts: (text) => WHOLE.test(text) && Number(text) >= least && Number(text) <= most,
  };
}

/** numeric(19, scale). Amounts have 5 digits after the point, exchange rates 7. */
function decimals(scale: number): Kind {
  const pattern = new RegExp(`^-?\\d{1,${19 - scale}}(\\.\\d{1,${scale}})?$`);
  return {
    sqlType: `numeric(19,${scale})`,
    expected: () => `a decimal number such as 12.50, with at most ${19 - scale} digits before the point and ${scale} after it`,
    accepts: (text) => pattern.test(text),
  };
}

const KINDS: Readonly<Record<ColumnType, Kind>> = {
  text: {
    sqlType: 'text',
    expected: ({ length }) => `a text${length === null ? '' : ` of at most ${length} characters`} in UTF-8`,
    accepts: (text, { length }) => !NOT_TEXT.test(text) && (length === null || text.length <= length),
  },
  tinyint: wholeNumbers('smallint', 0, 255),
  smallint: wholeNumbers('smallint', -32_768, 32_767),
  integer: wholeNumbers('integer', -2_147_483_648, 2_147_483_647),
  decimal: decimals(5),
  rate: decimals(7),
  datetime: {
    sqlType: 'timestamp',
    expected: () => 'a date such as 2026-11-23, or a date and time such as 2026-11-23T08:30:00',
    accepts: (text) => DATE.test(text) && text >= FIRST_DATE && isOnTheCalendar(text.slice(0, 10)),
  },
  bytes: {
    sqlType: 'bytea',
    expected: () => 'bytes in hexadecimal such as 0x00ff',
    accepts: (text) => /^0x([0-9a-f]{2})*$/i.test(text),
  },
};

/** The expected form of an invalid value; undefined for a valid one. A blank stands for the column's default. */
export function problemWith(text: string, column: Column): string | undefined {
  const kind = KINDS[column.type];
  return text === '' || kind.accepts(text, column) ? undefined : kind.expected(column);
}

/** SQL that turns a text (an SQL expression) into the column's value, and a blank into the column's default. */
export function valueSql(text: string, { type, defaultSql }: Column): string {
  if (type === 'text') return `coalesce(${text}, '')`;
  const value = type === 'bytes' ? `decode(substr(nullif(${text}, ''), 3), 'hex')` : `nullif(${text}, '')`;
  return `coalesce((${value})::${KINDS[type].sqlType}, ${defaultSql ?? 'null'})`;
}

/** One form for all valid texts that the database stores as the same value, including a blank for the default. */
export function sameValue(text: string, { type }: Column): string {
  switch (type) {
    case 'text':
      return text.replace(/ +$/, '');
    case 'tinyint':
    case 'smallint':
    case 'integer':
      return String(Number(text));
    case 'decimal':
    case 'rate':
      return new Decimal(text || 0).plus(0).toFixed(7);
    case 'datetime':
      return text === ''
        ? EMPTY_DATE
        : text
            .replace(' ', 'T')
            .replace(/(\.\d*?)0+$/, '$1')
            .replace(/(T00:00:00)?\.?$/, '');
    case 'bytes':
      return text.toLowerCase();
  }
}

function isOnTheCalendar(date: string): boolean {
  const moment = new Date(`${date}T00:00:00Z`);
  return !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(date);
}
