import type { BuyingTerms, Company } from '../../account/index.js';
import { extendedPrice, type ItemPricing, type PriceSheetSource, type PriceSource, unitPrice } from '../../pricing/index.js';
import type { CalendarDate } from '../../values/calendar-date.js';
import type { Exact } from '../../values/exact.js';
import type { UnitCode } from '../../values/identifiers.js';

export interface PriceSources {
  readonly prices: PriceSource;
  readonly sheets: PriceSheetSource;
}

/** For what a price is asked: the company, the buyer, the item and the day. */
export interface PriceBasis {
  readonly company: Company;
  readonly terms: BuyingTerms;
  readonly item: ItemPricing;
  readonly today: CalendarDate;
  readonly promotions: 'apply' | 'show' | 'ignore';
}

interface Question {
  readonly quantity: Exact;
  readonly unit: UnitCode | null;
}

/** The gateway's price of an item by the company's engine, from facts that are read for it. */
export function ownPrice(sources: PriceSources, basis: PriceBasis, question: Question, signal: AbortSignal) {
  return basis.company.usesExtendedPricing
    ? bySheets(sources, basis, question, signal)
    : byList(sources, basis, question, signal);
}

async function byList({ prices }: PriceSources, { company, terms, item }: PriceBasis, question: Question, signal: AbortSignal) {
  const levels = [terms.priceLevel, company.defaultPriceLevel, item.defaultLevel].filter((level) => level !== null);
  const keys = [...new Set(levels)].map((level) => ({ sku: item.sku, level }));
  const found = await prices.priceLists(keys, signal);
  const lists = new Map(keys.map((key) => [key.level, found.get(key) ?? null]));
  return unitPrice({ company, terms, item, lists }, question);
}

async function bySheets({ sheets: source }: PriceSources, basis: PriceBasis, question: Question, signal: AbortSignal) {
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
  return extendedPrice({ ...basis, linked: { sheets, prices } }, question);
}
