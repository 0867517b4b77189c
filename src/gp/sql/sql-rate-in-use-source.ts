import type { Kysely } from 'kysely';
import type { RateInUse, RateInUseSource } from '../../pricing/index.js';
import type { CalendarDate } from '../../values/calendar-date.js';
import { asCurrencyId } from '../../values/identifiers.js';
import { rateByType } from './current-rate.js';
import { currenciesInUseQuery, exchangeRatesQuery } from './exchange-rate.query.js';
import type { GpTables } from './gp-tables.js';
import { whereThere } from './where-there.js';

export class SqlRateInUseSource implements RateInUseSource {
  constructor(private readonly gp: Kysely<GpTables>) {}

  async rates(date: CalendarDate, signal: AbortSignal): Promise<readonly RateInUse[]> {
    const customers = await currenciesInUseQuery(this.gp).execute({ signal });
    if (customers.length === 0) return [];
    const currencies = [...new Set(customers.map(({ CURNCYID }) => asCurrencyId(CURNCYID)))];
    const rows = await whereThere(exchangeRatesQuery(this.gp, [], currencies, date).ask(this.gp, { signal }));
    const usualRateType = rows?.setup[0]?.DEFSLSTP?.trim().toUpperCase() ?? '';
    const inUse = new Map<string, RateInUse>();
    for (const { CURNCYID, RATETPID } of customers) {
      const currency = asCurrencyId(CURNCYID);
      const rateType = RATETPID.trim().toUpperCase() || null;
      const rate = (rows && rateByType(rateType ?? usualRateType, currency, rows, date)) ?? null;
      inUse.set(`${currency}\n${rateType}`, { currency, rateType, rate });
    }
    return [...inUse.values()];
  }
}
