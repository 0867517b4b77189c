import type { CalendarDate } from '../values/calendar-date.js';
import { type DecimalString, decimalString, Exact, ZERO } from '../values/exact.js';
import type { DocumentNumber } from './invoice.js';

/** What an account owes, in the functional currency, on the day on which GP was asked. */
export interface OpenReceivables {
  readonly balance: DecimalString;
  readonly pastDue: DecimalString;
  readonly unappliedCredits: DecimalString;
  /** Of cash receipts that GP has and that are not posted. */
  readonly unposted: DecimalString;
  /** The youngest period first; their sum is the balance. */
  readonly ageing: readonly { readonly name: string; readonly amount: DecimalString }[];
  readonly lastPayment: { readonly number: DocumentNumber; readonly date: CalendarDate; readonly amount: DecimalString } | null;
}

/** One of GP's ageing periods (RM40201). */
export interface AgeingPeriod {
  readonly name: string;
  /** The last day after the date of ageing that belongs to it. */
  readonly lastDay: number;
}

/** Open amounts of one age. Those of credits that are not applied are negative. */
export interface OpenAmount {
  readonly amount: Exact;
  readonly isCredit: boolean;
  /** The date from which the documents age: their due date, or their own date where GP ages by that. */
  readonly date: CalendarDate;
}

export interface AgeingSetup {
  /** The youngest first. */
  readonly periods: readonly AgeingPeriod[];
  /** Otherwise credits that are not applied are shown as current (RM40101.AGEUNAPPLDCR). */
  readonly agesCredits: boolean;
  /** A customer whose balance is carried forward has two periods only: current, and not current. */
  readonly carriesForward: boolean;
}

const DAY_MS = 24 * 3_600_000;
const CURRENT: AgeingPeriod = { name: 'Current', lastDay: 0 };
const NOT_CURRENT: AgeingPeriod = { name: 'Non-Current', lastDay: Number.POSITIVE_INFINITY };

/**
 * The open amounts by GP's ageing periods, which GP's own figures show only as of its last ageing run. What is older than the
 * last period is shown in it.
 */
export function ageing(
  amounts: readonly OpenAmount[],
  { periods, agesCredits, carriesForward }: AgeingSetup,
  today: CalendarDate,
): OpenReceivables['ageing'] {
  const [youngest = CURRENT] = periods;
  const shown = carriesForward ? [youngest, NOT_CURRENT] : [youngest, ...periods.slice(1)];
  const sums = shown.map(() => ZERO);
  for (const { amount, isCredit, date } of amounts) {
    const days = isCredit && !agesCredits ? Number.NEGATIVE_INFINITY : daysBetween(date, today);
    const found = shown.findIndex(({ lastDay }) => days <= lastDay);
    const index = found === -1 ? shown.length - 1 : found;
    sums[index] = (sums[index] ?? ZERO).plus(amount);
  }
  return shown.map(({ name }, index) => ({ name, amount: decimalString(new Exact(sums[index] ?? 0)) }));
}

function daysBetween(from: CalendarDate, to: CalendarDate): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);
}
