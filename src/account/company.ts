import type { CurrencyId, PriceLevel, WarehouseCode } from '../values/identifiers.js';
import type { CurrencyCode } from '../values/money.js';

/** How the company has set up its GP, as far as prices, credit and stock depend on it. */
export interface Company {
  readonly functionalCurrency: CurrencyId;
  /** By GP's name of the currency. */
  readonly currencies: Readonly<Record<string, Currency>>;
  readonly defaultPriceLevel: PriceLevel | null;
  /** The levels that exist. A level that GP does not know prices nothing. */
  readonly priceLevels: readonly PriceLevel[];
  readonly defaultWarehouse: WarehouseCode | null;
  /** An item is sold only at levels and units that its price list has. */
  readonly requiresPrices: boolean;
  /** The cost of a kit is that of its components. */
  readonly pricesKitsFromComponents: boolean;
  /** Prices come from price sheets and price books, and not from the items' price lists. */
  readonly usesExtendedPricing: boolean;
}

export interface Currency {
  readonly code: CurrencyCode;
  readonly decimals: number;
}

/** The currency by GP's name, blank being the functional one; undefined where it is not set up. */
export function currencyOf(company: Company, id: CurrencyId): Currency | undefined {
  return company.currencies[id === '' ? company.functionalCurrency : id];
}
