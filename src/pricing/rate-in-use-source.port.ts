import type { CalendarDate } from '../values/calendar-date.js';
import type { CurrencyId } from '../values/identifiers.js';
import type { ExchangeRate } from './exchange-rate.js';

/** At which rate the functional prices of some accounts are converted. */
export interface RateInUse {
  readonly currency: CurrencyId;
  /** The accounts' own one; null for accounts with the company's usual one. */
  readonly rateType: string | null;
  /** Null where the ERP has no rate that holds on the day, or where it cannot be told which one it would take. */
  readonly rate: ExchangeRate | null;
}

export abstract class RateInUseSource {
  /**
   * The rates on the company's day of every currency and rate type in which an active account buys, but for the functional
   * currency.
   * @throws {ErpUnavailable} no answer before `signal` fired
   */
  abstract rates(date: CalendarDate, signal: AbortSignal): Promise<readonly RateInUse[]>;
}
