import type { Kysely } from 'kysely';
import type { Company, CompanySource, Currency } from '../../account/index.js';
import { asCurrencyId, asPriceLevel, asWarehouseCode } from '../../values/identifiers.js';
import { asCurrencyCode } from '../../values/money.js';
import { companyQuery } from './company.query.js';
import { decimals, flag, keyOrNull, textOrNull, whole } from './decode.js';
import type { GpTables } from './gp-tables.js';

/** What a company without multicurrency computes in. */
const USUAL_DECIMALS = 2;

export class SqlCompanySource implements CompanySource {
  /**
   * @param databaseName the company database's, by which the system database knows it
   * @param currencyCodes ISO codes of the currencies that have none in GP
   */
  constructor(
    private readonly gp: Kysely<GpTables>,
    private readonly databaseName: string,
    private readonly currencyCodes: ReadonlyMap<string, string>,
  ) {}

  async company(signal: AbortSignal): Promise<Company> {
    const rows = await companyQuery(this.gp, this.databaseName).ask(this.gp, { signal });
    const functionalCurrency = asCurrencyId(rows.functionalCurrency[0]?.FUNLCURR ?? '');
    const [receivables] = rows.receivables;
    const [sales] = rows.sales;
    return {
      functionalCurrency,
      currencies: this.currencies(rows.currency, functionalCurrency === ''),
      defaultPriceLevel: keyOrNull(receivables?.PRCLEVEL ?? '', asPriceLevel),
      priceLevels: rows.priceLevel.map(({ PRCLEVEL }) => asPriceLevel(PRCLEVEL)),
      defaultWarehouse: keyOrNull(sales?.LOCNCODE ?? '', asWarehouseCode),
      requiresPrices: !flag(sales?.Prices_Not_Required_In_Pr ?? ''),
      pricesKitsFromComponents: flag(sales?.CALCKITC ?? ''),
      usesExtendedPricing: rows.extendedPricing.length > 0,
    };
  }

  /** Those with a code of GP's own or a configured one; what has neither can't be shown to anybody. */
  private currencies(
    rows: readonly { readonly CURNCYID: string; readonly DECPLCUR: string; readonly ISOCURRC: string }[],
    withoutMulticurrency: boolean,
  ): Readonly<Record<string, Currency>> {
    const currencies: Record<string, Currency> = {};
    for (const row of rows) {
      const id = asCurrencyId(row.CURNCYID);
      const code = textOrNull(row.ISOCURRC) ?? this.currencyCodes.get(id);
      if (code) currencies[id] = { code: asCurrencyCode(code), decimals: decimals(whole(row.DECPLCUR)) };
    }
    const blank = this.currencyCodes.get('');
    if (withoutMulticurrency && blank) currencies[''] = { code: asCurrencyCode(blank), decimals: USUAL_DECIMALS };
    return currencies;
  }
}
