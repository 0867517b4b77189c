import type { BuyingTerms, Company } from '../../account/index.js';
import {
  type ExchangeRate,
  type ExchangeRateSource,
  extendedPrice,
  type ItemPricing,
  type PriceSheetSource,
  type PriceSource,
  unitPrice,
} from '../../pricing/index.js';
import type { CalendarDate } from '../../values/calendar-date.js';
import type { Exact } from '../../values/exact.js';
import type { UnitCode } from '../../values/identifiers.js';

export interface PriceSources {
  readonly prices: PriceSource;
  readonly sheets: PriceSheetSource;
  /** Left out where a price that GP would convert is not wanted: its own procedure does not convert. */
  readonly rates?: ExchangeRateSource;
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

async function byList(sources: PriceSources, basis: PriceBasis, signal: AbortSignal): Promise<OwnPrices> {
  const { company, terms, item } = basis;
  const { prices } = sources;
  const rate = await rateOf(sources, basis, signal);
  const levels = [terms.priceLevel, company.defaultPriceLevel, item.defaultLevel].filter((level) => level !== null);
  const keys = [...new Set(levels)].map((level) => ({ sku: item.sku, level }));
  const found = await prices.priceLists(keys, signal);
  const lists = new Map(keys.map((key) => [key.level, found.get(key) ?? null]));
  return (quantity, unit = null) => unitPrice({ company, terms, item, lists, rate }, { quantity, unit });
}

async function bySheets(sources: PriceSources, basis: PriceBasis, signal: AbortSignal): Promise<OwnPrices> {
  const { sheets: source } = sources;
  const rate = await rateOf(sources, basis, signal);
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
  return (quantity, unit = null) => extendedPrice({ ...basis, linked: { sheets, prices }, rate }, { quantity, unit });
}

/** Undefined where it is not wanted, or not needed. */
async function rateOf(
  { rates }: PriceSources,
  { company, terms: { accountNumber, currency }, today }: PriceBasis,
  signal: AbortSignal,
): Promise<ExchangeRate | null | undefined> {
  if (!rates || !company.convertsFunctionalPrices || currency === '' || currency === company.functionalCurrency) return undefined;
  const key = { accountNumber, currency, date: today };
  return (await rates.rates([key], signal)).get(key) ?? null;
}
