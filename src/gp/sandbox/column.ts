/** A column of a table, as the database describes it. */
export interface Column {
  readonly name: string;
  readonly type: ColumnType;
  /** Characters of a text; null where it has no limit, and for other types. */
  readonly length: number | null;
  /** The default as SQL; null where it is none. */
  readonly defaultSql: string | null;
}

export type ColumnType = 'text' | 'tinyint' | 'smallint' | 'integer' | 'decimal' | 'datetime' | 'bytes';

interface Kind {
  readonly sqlType: string;
  expected(column: Column): string;
  accepts(text: string, column: Column): boolean;
}

const WHOLE = /^-?\d{1,10}$/;
/** numeric(19,5) */
const DECIMAL = /^-?\d{1,14}(\.\d{1,5})?$/;
const DATE = /^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}:\d{2}(\.\d{1,3})?)?$/;

function wholeNumbers(sqlType: string, least: number, most: number): Kind {
  return {
    sqlType,
    expected: () => `a whole number from ${least} to ${most}`,
    accepts: (text) => WHOLE.test(text) && Number(text) >= least && Number(text) <= most,
  };
}

const KINDS: Readonly<Record<ColumnType, Kind>> = {
  text: {
    sqlType: 'text',
    expected: ({ length }) => `a text of at most ${length} characters`,
    accepts: (text, { length }) => length === null || text.length <= length,
  },
  tinyint: wholeNumbers('smallint', 0, 255),
  smallint: wholeNumbers('smallint', -32_768, 32_767),
  integer: wholeNumbers('integer', -2_147_483_648, 2_147_483_647),
  decimal: {
    sqlType: 'numeric(19,5)',
    expected: () => 'a decimal number such as 12.50, with at most 14 digits before the point and 5 after it',
    accepts: (text) => DECIMAL.test(text),
  },
  datetime: {
    sqlType: 'timestamp',
    expected: () => 'a date such as 2026-11-23, or a date and time such as 2026-11-23T08:30:00',
    accepts: (text) => DATE.test(text) && isOnTheCalendar(text.slice(0, 10)),
  },
  bytes: {
    sqlType: 'bytea',
    expected: () => 'bytes in hexadecimal such as 0x00ff',
    accepts: (text) => /^0x([0-9a-f]{2})*$/i.test(text),
  },
};

/** What a value should have looked like; undefined where it is right. Blank stands for the column's default. */
export function problemWith(text: string, column: Column): string | undefined {
  const kind = KINDS[column.type];
  return text === '' || kind.accepts(text, column) ? undefined : kind.expected(column);
}

/** SQL that turns a text (an expression) into the column's value; blank into its default. */
export function valueSql(text: string, { type, defaultSql }: Column): string {
  if (type === 'text') return `coalesce(${text}, '')`;
  const value = type === 'bytes' ? `decode(substr(nullif(${text}, ''), 3), 'hex')` : `nullif(${text}, '')`;
  return `coalesce((${value})::${KINDS[type].sqlType}, ${defaultSql ?? 'null'})`;
}

function isOnTheCalendar(date: string): boolean {
  const moment = new Date(`${date}T00:00:00Z`);
  return !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(date);
}
