import type { BuyingTerms, Company } from '../../account/index.js';
import { extendedPrice, type ItemPricing, type PriceSheetSource, type PriceSource, unitPrice } from '../../pricing/index.js';
import type { CalendarDate } from '../../values/calendar-date.js';
import type { Exact } from '../../values/exact.js';
import type { UnitCode } from '../../values/identifiers.js';

export interface PriceSources {
  readonly prices: PriceSource;
  readonly sheets: PriceSheetSource;
}

/** For what prices are asked: the company, the buyer, the item and the day. */
export interface PriceBasis {
  readonly company: Company;
  readonly terms: BuyingTerms;
  readonly item: ItemPricing;
  readonly today: CalendarDate;
  readonly promotions: 'apply' | 'show' | 'ignore';
}

/** @param unit the item's selling unit where it is left out */
export type OwnPrices = (quantity: Exact, unit?: UnitCode | null) => ReturnType<typeof unitPrice | typeof extendedPrice>;

/** The gateway's prices of an item, by the company's engine, from facts that are read once. */
export function ownPrices(sources: PriceSources, basis: PriceBasis, signal: AbortSignal): Promise<OwnPrices> {
  return basis.company.usesExtendedPricing ? bySheets(sources, basis, signal) : byList(sources, basis, signal);
}

async function byList({ prices }: PriceSources, { company, terms, item }: PriceBasis, signal: AbortSignal): Promise<OwnPrices> {
  const levels = [terms.priceLevel, company.defaultPriceLevel, item.defaultLevel].filter((level) => level !== null);
  const keys = [...new Set(levels)].map((level) => ({ sku: item.sku, level }));
  const found = await prices.priceLists(keys, signal);
  const lists = new Map(keys.map((key) => [key.level, found.get(key) ?? null]));
  return (quantity, unit = null) => unitPrice({ company, terms, item, lists }, { quantity, unit });
}

async function bySheets({ sheets: source }: PriceSources, basis: PriceBasis, signal: AbortSignal): Promise<OwnPrices> {
  const { terms, item } = basis;
  const links = await source.links(terms.accountNumber === null ? [null] : [terms.accountNumber, null], signal);
  const own = terms.accountNumber === null ? undefined : links.get(terms.accountNumber);
  const sheets = {
    CUSTOMER: own?.sheets ?? [],
    CUSTOMER_BOOK: own?.book?.sheets ?? [],
    BASE_BOOK: links.get(null)?.sheets ?? [],
  };
  const ids = new Set(Object.values(sheets).flatMap((of) => of.map(({ id }) => id)));
  const keys = [...ids].map((sheet) => ({ sheet, sku: item.sku }));
  const found = await source.prices(keys, signal);
  const prices = new Map(keys.map((key) => [key.sheet, found.get(key) ?? null]));
  return (quantity, unit = null) => extendedPrice({ ...basis, linked: { sheets, prices } }, { quantity, unit });
}
