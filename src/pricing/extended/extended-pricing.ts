import type { BuyingTerms, Company } from '../../account/index.js';
import {
  type BusinessDate,
  Derived,
  type Freshness,
  freshnessOf,
  type Known,
  type Live,
  type LiveReader,
  type LiveReaders,
  type RequestBudget,
  type Unknown,
} from '../../live/index.js';
import type { AccountNumber, PriceSheetId, Sku } from '../../values/identifiers.js';
import { allOf, andThen, type MaybePromise } from '../../values/maybe-promise.js';
import type { ItemPricing } from '../item-pricing.js';
import type { ExtendedPrice, ListMissing, NoPrice, PriceQuestion } from '../price.js';
import { sheetLinksPolicy, sheetPricesPolicy } from '../price.policy.js';
import { extendedPrice, type Promotions } from './extended-price.js';
import { type SheetLinks, type SheetPrices, type SheetPricesKey, sheetPricesKeyText } from './price-sheet.js';
import type { PriceSheetSource } from './price-sheet-source.port.js';
import { SharedSheetTerms, type SheetTerms } from './sheet-terms.js';

/** Prices that are remembered with one item, each for a quantity, a unit and the terms of some buyers. */
const MAX_PRICES_OF_AN_ITEM = 48;
/** Prices that are remembered of all products. Each takes about 4 KB. */
const MAX_PRICES = 8_000;

/** Who buys, with the sheets that price what they buy. */
export interface SheetBuyer {
  readonly sheets: SheetTerms;
  /** The age of the links. */
  readonly freshness: Freshness;
}

export interface SheetFacts {
  readonly item: Known<ItemPricing>;
  /** In the order of the buyer's sheets. */
  readonly prices: readonly Live<SheetPrices | null>[];
}

/** Prices by price sheets. Facts are remembered, and no price beyond the company's day. */
export class ExtendedPricing {
  private readonly links: LiveReader<AccountNumber | null, SheetLinks>;
  private readonly prices: LiveReader<SheetPricesKey, SheetPrices>;
  private readonly terms: SharedSheetTerms;
  private readonly worked = new Derived<ExtendedPrice | NoPrice | ListMissing>(MAX_PRICES_OF_AN_ITEM, MAX_PRICES);

  constructor(
    live: LiveReaders,
    source: PriceSheetSource,
    private readonly date: BusinessDate,
    private readonly promotions: Promotions,
  ) {
    this.links = live.reader(sheetLinksPolicy, linksKeyText, (keys, signal) => source.links(keys, signal));
    this.prices = live.reader(sheetPricesPolicy, sheetPricesKeyText, (keys, signal) => source.prices(keys, signal));
    this.terms = new SharedSheetTerms(promotions !== 'ignore');
  }

  buyer({ accountNumber, currency }: BuyingTerms, budget: RequestBudget): MaybePromise<SheetBuyer | Unknown> {
    const reads = accountNumber === null ? null : this.links.read(accountNumber, budget);
    const baseBook = this.links.read(null, budget);
    const today = this.date.today(budget);
    return andThen(reads, (own) =>
      andThen(baseBook, (base) => {
        if (own?.known === false) return own;
        if (!base.known) return base;
        const none: SheetLinks = { sheets: [], book: null };
        const sheets = this.terms.of(own?.value ?? null, base.value ?? none, today, currency);
        return { sheets, freshness: freshnessOf(own ? [own, base] : [base]) };
      }),
    );
  }

  /** What the buyer's sheets say of the item. All of it is asked for before the first is awaited. */
  facts(sku: Sku, { sheets }: SheetBuyer, budget: RequestBudget): MaybePromise<readonly Live<SheetPrices | null>[]> {
    return allOf(sheets.ids.map((sheet) => this.prices.read({ sheet, sku }, budget)));
  }

  /** @param questionText the question as a text */
  price(
    { company, terms }: { readonly company: Company; readonly terms: BuyingTerms },
    { sheets }: SheetBuyer,
    { item, prices }: SheetFacts,
    question: PriceQuestion,
    questionText: string,
  ): ExtendedPrice | NoPrice | ListMissing {
    const from: unknown[] = [sheets, questionText, company];
    for (const price of prices) from.push(price.known ? price.value : undefined);
    return this.worked.get(item.value, from, () => {
      const known = new Map<PriceSheetId, SheetPrices | null>();
      for (const [index, id] of sheets.ids.entries()) {
        const price = prices[index];
        if (price?.known) known.set(id, price.value);
      }
      const linked = { sheets: sheets.sheets, prices: known };
      const { today } = sheets;
      const { promotions } = this;
      return extendedPrice({ company, terms, item: item.value, linked, today, promotions, conversion: null }, question);
    });
  }
}

/** Blank for the base book: no customer of GP's is. */
function linksKeyText(customer: AccountNumber | null): string {
  return customer ?? '';
}
