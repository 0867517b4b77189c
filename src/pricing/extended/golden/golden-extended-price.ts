/**
 * A price by GP's extended pricing, worked out by hand from the reference on GP's pricing. A case that leaves out a fact has
 * the default of `Given`.
 */
export interface GoldenExtendedPrice {
  readonly name: string;
  readonly given: Given;
  readonly expected: ExpectedPrice | ExpectedRefusal;
}

/**
 * How a case differs from PUMP-10, an item of the price group PUMPS that is kept in EACH and in CASE of 12, at list price
 * 80.00, with 2 decimals in prices and none in quantities. The customer buys in US dollars, the functional currency, has no
 * sheets and no book, and no sheet is in the base book. The date is 2026-06-15. Prices are required, and promotions
 * are applied.
 */
export interface Given {
  /** Quantity and unit, e.g. "12 CASE"; the unit may be left out. "1" where not given. */
  readonly ask?: string;
  /** The date of the company. */
  readonly today?: string;
  readonly promotions?: 'apply' | 'show' | 'ignore';

  /** Sheets that are linked to the customer (RM00500 'C'). */
  readonly customer?: Sheets;
  /** Sheets of the customer's book (SOP10205, RM00500 'P'). Left out where the customer has no book; empty for an empty book. */
  readonly book?: Sheets;
  /** Sheets of the base book. */
  readonly base?: Sheets;
  /** A visitor without a customer. */
  readonly visitor?: boolean;
  /** GP's name of the order's currency. */
  readonly currency?: string;

  /** The price group that the item is in; null for none. */
  readonly group?: string | null;
  /** Quantity of the base unit in one of each unit. */
  readonly units?: Readonly<Record<string, string>>;
  readonly sellingUnit?: string;
  /** Decimals of the item's prices in the functional currency (IV00101). */
  readonly decimals?: number;
  readonly quantityDecimals?: number;
  /** List price of a base unit, and decimals, by GP's name of the currency (IV00105); replaces the functional one. */
  readonly itemCurrencies?: Readonly<Record<string, readonly [list: string, decimals: number]>>;

  readonly requiresPrices?: boolean;
  /** Convert Functional Price is set, and this is the current rate, written as in the golden prices of price lists. */
  readonly rate?: string;
  /** GP's name of the functional currency; "" for a company without multicurrency. */
  readonly functionalCurrency?: string;
  /** ISO code and decimals by GP's name of the currency. */
  readonly currencies?: Readonly<Record<string, readonly [code: string, decimals: number]>>;
}

/**
 * Sheets, with their lines in the notation of `golden-sheets.ts`, by their heads: an id, which may be followed by dates, flags
 * and a currency, as in "SPRING 2026-03-01..2026-05-31 inactive Z-C$". The flags are "inactive", "promotion" and "net-only";
 * "no-currency" stands for a blank one. A sheet without dates holds through 2026, and one without a currency has the
 * functional one. A plain list is one such sheet, and is named CUSTOMER, BOOK or BASE by its place.
 */
export type Sheets = readonly string[] | Readonly<Record<string, readonly string[]>>;

/**
 * Amounts are compared as numbers. Fields that are left out are not compared, except the currency, whose default is USD, and
 * the promotion, whose default is none.
 */
export interface ExpectedPrice {
  readonly unit: string;
  readonly extended?: string;
  readonly list?: string | null;
  readonly currency?: string;
  /** The unit of measure as the price names it. */
  readonly soldIn?: string;
  /** The sheet that decided: the one of the first step that found a value. */
  readonly sheet?: string;
  /** The values that made the price, in the order of the search: number of the step, sheet, kind and value, "1 CUSTOMER off 2". */
  readonly found?: readonly string[];
  /** "1..11 = 80.00", "12.. = 74.50". Ranges that adjoin and have one price are one. */
  readonly breaks?: readonly string[];
  readonly promotion?: ExpectedPromotion | null;
}

/** The promotion that the price names, applied or not. */
export interface ExpectedPromotion {
  readonly sheet: string;
  readonly kind: 'NET_PRICE' | 'PERCENT' | 'VALUE_OFF' | 'FREE_ITEM';
  readonly value: string;
  /** Its last day. */
  readonly until: string;
  /** Quantity, item and unit that are free, e.g. "2 GLOVES PAIR". */
  readonly free?: string;
}

export interface ExpectedRefusal {
  readonly refused: 'NO_PRICE' | 'INVALID_UNIT_OF_MEASURE' | 'INVALID_QUANTITY';
  /** The error of GP's own procedure; null where the procedure gives a price and the gateway refuses it. */
  readonly code: GpPriceError | null;
  /** A change of one fact and the unit price that it would give. It shows that no other fact prevents a price. */
  readonly unless?: readonly [Given, string];
}

/**
 * 50001 to 50006: two values with equal dates at the step of that number (1 to 6). 50007: no price. 50008, 50009: the item's,
 * the group's line of the base book is not net. 50031: no price in the currency. 50033: the item does not have the currency.
 */
export type GpPriceError = 50001 | 50002 | 50003 | 50004 | 50005 | 50006 | 50007 | 50008 | 50009 | 50031 | 50033;

export function price(name: string, given: Given, expected: ExpectedPrice): GoldenExtendedPrice {
  return { name, given, expected };
}

export function refused(
  name: string,
  given: Given,
  [reason, code]: readonly [ExpectedRefusal['refused'], GpPriceError | null],
  unless?: ExpectedRefusal['unless'],
): GoldenExtendedPrice {
  return { name, given, expected: { refused: reason, code, ...(unless ? { unless } : {}) } };
}
