import { Logger } from '@nestjs/common';
import type { Kysely } from 'kysely';
import type { Company, CompanySource, Currency } from '../../account/index.js';
import { asCurrencyId, asPriceLevel, asWarehouseCode, type CurrencyId } from '../../values/identifiers.js';
import { asCurrencyCode, typedCurrencyCode } from '../../values/money.js';
import { companyQuery, convertsFunctionalPrices } from './company.query.js';
import { decimals, flag, keyOrNull, whole } from './decode.js';
import type { GpTables } from './gp-tables.js';
import { ORDER, QUOTE } from './order-status.js';

/** The decimals of amounts in a company without multicurrency. */
const USUAL_DECIMALS = 2;

export class SqlCompanySource implements CompanySource {
  private readonly log = new Logger('gp');
  private toldOfCurrency = false;

  /**
   * @param databaseName the company database's name, by which the system database knows it
   * @param currencyCodes ISO codes of currencies that have no code in GP
   * @param documentIds the document IDs under which orders and requests for quotes are entered
   */
  constructor(
    private readonly gp: Kysely<GpTables>,
    private readonly databaseName: string,
    private readonly currencyCodes: ReadonlyMap<string, string>,
    private readonly documentIds: DocumentIds = {},
  ) {}

  async company(signal: AbortSignal): Promise<Company> {
    const rows = await companyQuery(this.gp, this.databaseName).ask(this.gp, { signal });
    const functionalCurrency = asCurrencyId(rows.functionalCurrency[0]?.FUNLCURR ?? '');
    const [receivables] = rows.receivables;
    const [sales] = rows.sales;
    const currencies = this.currencies(rows.currency, functionalCurrency === '');
    if (!currencies[functionalCurrency]) this.warnOfCurrency(functionalCurrency, rows.currency);
    return {
      functionalCurrency,
      currencies,
      defaultPriceLevel: keyOrNull(receivables?.PRCLEVEL ?? '', asPriceLevel),
      priceLevels: rows.priceLevel.map(({ PRCLEVEL }) => asPriceLevel(PRCLEVEL)),
      defaultWarehouse: keyOrNull(sales?.LOCNCODE ?? '', asWarehouseCode),
      requiresPrices: !flag(sales?.Prices_Not_Required_In_Pr ?? ''),
      convertsFunctionalPrices: sales !== undefined && convertsFunctionalPrices(sales),
      pricesKitsFromComponents: flag(sales?.CALCKITC ?? ''),
      usesExtendedPricing: rows.extendedPricing.length > 0,
      takesBackOrders: allows(rows.document, ORDER, this.documentIds.order ?? sales?.ORDDOCID ?? '', 'ORDTOBAC'),
      quotesBecomeOrders: allows(rows.document, QUOTE, this.documentIds.quote ?? sales?.QUODOCID ?? '', 'QUOTOORD'),
    };
  }

  /** Warns once of a currency without an ISO code: prices in it are missing, and the log has to tell why. */
  private warnOfCurrency(id: CurrencyId, rows: readonly { readonly CURNCYID: string; readonly ISOCURRC: string }[]): void {
    if (this.toldOfCurrency) return;
    this.toldOfCurrency = true;
    const row = rows.find((each) => asCurrencyId(each.CURNCYID) === id);
    const written = row?.ISOCURRC.trim();
    const instead = written ? ` but "${written}" (ISOCURRC of DYNAMICS.MC40200)` : '';
    const remedy = row ? `has no ISO code${instead}: GP_CURRENCY_CODES can give it one` : 'is missing in DYNAMICS.MC40200';
    this.log.warn(
      `GP's functional currency "${id}" (MC40000) ${remedy}. There are no prices, no credit and no orders without it.`,
    );
  }

  /** The currencies with an ISO code of GP's or a configured one. Amounts in the others cannot be shown. */
  private currencies(
    rows: readonly { readonly CURNCYID: string; readonly DECPLCUR: string; readonly ISOCURRC: string }[],
    withoutMulticurrency: boolean,
  ): Readonly<Record<string, Currency>> {
    const currencies: Record<string, Currency> = {};
    for (const row of rows) {
      const id = asCurrencyId(row.CURNCYID);
      // GP takes three letters of any kind, such as "US$": neither an order's input nor Intl does.
      const code = typedCurrencyCode(row.ISOCURRC) ?? this.currencyCodes.get(id);
      if (code) currencies[id] = { code: asCurrencyCode(code), decimals: decimals(whole(row.DECPLCUR)) };
    }
    const blank = this.currencyCodes.get('');
    if (withoutMulticurrency && blank) currencies[''] = { code: asCurrencyCode(blank), decimals: USUAL_DECIMALS };
    return currencies;
  }
}

/** Where no ID is configured, GP's own default. */
export interface DocumentIds {
  readonly order?: string | undefined;
  readonly quote?: string | undefined;
}

/**
 * Whether a document ID has a flag that eConnect asks for. ENABLEBACKORDER is none: eConnect refuses nothing for it. Under an ID
 * that is not there GP takes no document anyway (68).
 */
function allows(
  rows: readonly { readonly SOPTYPE: string; readonly DOCID: string; readonly ORDTOBAC: string; readonly QUOTOORD: string }[],
  type: number,
  documentId: string,
  what: 'ORDTOBAC' | 'QUOTOORD',
): boolean {
  const wanted = documentId.trim().toUpperCase();
  const row = rows.find(({ SOPTYPE, DOCID }) => whole(SOPTYPE) === type && DOCID.toUpperCase() === wanted);
  return row === undefined || flag(row[what]);
}
