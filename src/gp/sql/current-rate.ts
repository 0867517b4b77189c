import type { ExchangeRate, RateMethod } from '../../pricing/index.js';
import type { CalendarDate } from '../../values/calendar-date.js';
import { decimalString, Exact, ZERO } from '../../values/exact.js';
import type { CurrencyId } from '../../values/identifiers.js';
import { flag, whole } from './decode.js';

/** An exchange table of a currency and a rate type (MC40301), as texts. */
export interface ExchangeTable {
  readonly EXGTBLID: string;
  readonly DFLTRATE: string;
}

/** The latest rate of a table that holds on the day (MC00100), with how the table is used (MC40300), as texts. */
export interface TableRate {
  readonly EXGTBLID: string;
  readonly EXCHDATE: string;
  readonly XCHGRATE: string;
  readonly RTCLCMTD: string;
  readonly TRXDTDEF: string;
  readonly DATELMTS: string;
  readonly PRVDSLMT: string;
}

const METHODS: Readonly<Record<string, RateMethod>> = { 0: 'MULTIPLY', 1: 'DIVIDE' };
/** TRXDTDEF, as taMCCurrencyValidate reads it: a rate of the document's own day alone, or of an earlier one too. */
const EXACT_DATE = 0;
const PREVIOUS_DATE = 1;

const DAY_MS = 86_400_000;

/**
 * The rate at which GP converts on a day; undefined where it has none, or where it is not certain which one it takes: several
 * tables of the currency and the rate type of which none or more than one is the default, or a table that takes the rate of the
 * next date (TRXDTDEF 2), which may be one that begins on a later day.
 * @param tables of the currency and the rate type
 * @param rates of the currency, at most one of each table
 */
function currentRate(tables: readonly ExchangeTable[], rates: readonly TableRate[], day: CalendarDate): ExchangeRate | undefined {
  const [table, ...others] = tables.length > 1 ? tables.filter(({ DFLTRATE }) => flag(DFLTRATE)) : tables;
  if (!table || others.length > 0) return undefined;
  const [rate, ...more] = rates.filter(({ EXGTBLID }) => isSameKey(EXGTBLID, table.EXGTBLID));
  if (!rate || more.length > 0) return undefined;
  const method = METHODS[whole(rate.RTCLCMTD)];
  const amount = new Exact(rate.XCHGRATE);
  if (!method || amount.lte(ZERO) || !mayBeUsed(rate, day)) return undefined;
  return { table: table.EXGTBLID.trim(), date: rate.EXCHDATE as CalendarDate, rate: decimalString(amount), method };
}

/** The current rate of a currency by a rate type, from rows of all of them. */
export function rateByType(
  rateType: string,
  currency: CurrencyId,
  rows: {
    readonly table: readonly (ExchangeTable & { readonly CURNCYID: string; readonly RATETPID: string })[];
    readonly rate: readonly (TableRate & { readonly CURNCYID: string })[];
  },
  day: CalendarDate,
): ExchangeRate | undefined {
  const tables = rows.table.filter((table) => isSameKey(table.CURNCYID, currency) && isSameKey(table.RATETPID, rateType));
  const rates = rows.rate.filter((rate) => isSameKey(rate.CURNCYID, currency));
  return currentRate(tables, rates, day);
}

function mayBeUsed({ EXCHDATE, TRXDTDEF, DATELMTS, PRVDSLMT }: TableRate, day: CalendarDate): boolean {
  const age = (Date.parse(day) - Date.parse(EXCHDATE)) / DAY_MS;
  switch (whole(TRXDTDEF)) {
    case EXACT_DATE:
      return age === 0;
    case PREVIOUS_DATE:
      return !flag(DATELMTS) || age <= whole(PRVDSLMT);
    default:
      return false;
  }
}

/** GP compares keys without regard to capitals, and with no blanks at their end. */
export function isSameKey(one: string, other: string): boolean {
  return one.trim().toUpperCase() === other.trim().toUpperCase();
}
