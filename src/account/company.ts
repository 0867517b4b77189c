import type { CurrencyId, PriceLevel, WarehouseCode } from '../values/identifiers.js';
import type { CurrencyCode } from '../values/money.js';

/** The parts of the company's setup in GP on which prices, credit and stock depend. */
export interface Company {
  readonly functionalCurrency: CurrencyId;
  /** Currencies by GP's names. */
  readonly currencies: Readonly<Record<string, Currency>>;
  readonly defaultPriceLevel: PriceLevel | null;
  /** The existing levels. An unknown level gives no price. */
  readonly priceLevels: readonly PriceLevel[];
  readonly defaultWarehouse: WarehouseCode | null;
  /** Whether an item is sold only at levels and in units that its price list has. */
  readonly requiresPrices: boolean;
  /** Whether an item without a price in the order's currency gets its functional price, converted. Only where prices are not required. */
  readonly convertsFunctionalPrices: boolean;
  /** Whether the cost of a kit is that of its components. */
  readonly pricesKitsFromComponents: boolean;
  /** Whether prices come from price sheets and price books instead of the items' price lists. */
  readonly usesExtendedPricing: boolean;
  /** Whether an order may have back-ordered quantities: its document ID says so, whatever the items say (else eConnect error 2696). */
  readonly takesBackOrders: boolean;
  /** Whether a request for a quote may become an order: GP takes none under a document ID that does not let it (else 2698). */
  readonly quotesBecomeOrders: boolean;
}

export interface Currency {
  readonly code: CurrencyCode;
  readonly decimals: number;
}

/** The currency with GP's name; a blank name is the functional currency. Undefined where it is not set up. */
export function currencyOf(company: Company, id: CurrencyId): Currency | undefined {
  return company.currencies[id === '' ? company.functionalCurrency : id];
}
