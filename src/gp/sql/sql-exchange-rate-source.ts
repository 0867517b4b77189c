import { Logger } from '@nestjs/common';
import type { Kysely } from 'kysely';
import type { ExchangeRate, ExchangeRateKey, ExchangeRateSource } from '../../pricing/index.js';
import type { CalendarDate } from '../../values/calendar-date.js';
import { isSameKey, rateByType } from './current-rate.js';
import { EXCHANGE_RATE_PARAMETERS, exchangeRatesQuery } from './exchange-rate.query.js';
import type { GpTables } from './gp-tables.js';
import { fits, inParts, KEY_LENGTH } from './keys.js';
import type { TextRows } from './together.js';
import { whereThere } from './where-there.js';

type Rows = TextRows<ReturnType<typeof exchangeRatesQuery>['parts']>;

export class SqlExchangeRateSource implements ExchangeRateSource {
  private readonly log = new Logger('gp');
  private toldOfTables = false;

  constructor(private readonly gp: Kysely<GpTables>) {}

  async rates(keys: readonly ExchangeRateKey[], signal: AbortSignal): Promise<ReadonlyMap<ExchangeRateKey, ExchangeRate>> {
    const rates = new Map<ExchangeRateKey, ExchangeRate>();
    const askable = keys.filter(
      ({ accountNumber, currency }) => fits(accountNumber ?? '', KEY_LENGTH.customer) && fits(currency, KEY_LENGTH.currency),
    );
    // All keys are of one day, but for those that meet at midnight.
    for (const [date, ofDay] of Map.groupBy(askable, (key) => key.date)) {
      for (const part of inParts(ofDay, EXCHANGE_RATE_PARAMETERS)) {
        const rows = await this.rows(part, date, signal);
        if (!rows) return rates;
        for (const key of part) {
          const rate = rateFor(key, rows);
          if (rate) rates.set(key, rate);
        }
      }
    }
    return rates;
  }

  /** Undefined where the company lacks a table, or the login a right: then nothing is converted, and all else goes on. */
  private async rows(keys: readonly ExchangeRateKey[], date: CalendarDate, signal: AbortSignal): Promise<Rows | undefined> {
    const customers = keys.flatMap(({ accountNumber }) => (accountNumber === null ? [] : [accountNumber]));
    const currencies = [...new Set(keys.map(({ currency }) => currency))];
    const rows = await whereThere(exchangeRatesQuery(this.gp, customers, currencies, date).ask(this.gp, { signal }));
    if (!rows && !this.toldOfTables) {
      this.toldOfTables = true;
      this.log.warn(
        "GP's exchange tables cannot be read (MC40301, and in the system database MC40300 and MC00100): no price is converted",
      );
    }
    return rows;
  }
}

function rateFor({ accountNumber, currency, date }: ExchangeRateKey, rows: Rows): ExchangeRate | undefined {
  const own = rows.customer.find(({ CUSTNMBR }) => isSameKey(CUSTNMBR, accountNumber ?? ''))?.RATETPID;
  const rateType = own?.trim() || rows.setup[0]?.DEFSLSTP?.trim();
  if (!rateType) return undefined;
  return rateByType(rateType, currency, rows, date);
}
