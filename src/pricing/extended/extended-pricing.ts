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

/** The part of a buyer's sheets that an item's price depends on. */
export interface DecidingSheets {
  /**
   * The sheets that have the item or its group, and those of which that is not known. The same object for all buyers with the
   * same such sheets, who pay the same price, whatever their other sheets are.
   */
  readonly terms: SheetTerms;
  /** What they say of the item, in the order of the ids. */
  readonly prices: readonly Live<SheetPrices | null>[];
  /** The facts that the buyer's other sheets do not have it. */
  readonly others: readonly Known<SheetPrices | null>[];
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

  /** @param prices what the buyer's sheets say of the item */
  deciding({ sheets }: SheetBuyer, prices: readonly Live<SheetPrices | null>[]): DecidingSheets {
    const ofItem: Live<SheetPrices | null>[] = [];
    const others: Known<SheetPrices | null>[] = [];
    let isIn = '';
    for (const price of prices) {
      if (price.known && !price.value?.item && !price.value?.group) {
        others.push(price);
        isIn += '0';
      } else {
        ofItem.push(price);
        isIn += '1';
      }
    }
    return { terms: this.terms.only(sheets, isIn), prices: ofItem, others };
  }

  /**
   * The price, which is one object for all buyers for whom the same sheets decide.
   * @param questionText the question as a text
   */
  price(
    company: Company,
    terms: BuyingTerms,
    { terms: sheets, prices }: DecidingSheets,
    item: ItemPricing,
    question: PriceQuestion,
    questionText: string,
  ): ExtendedPrice | NoPrice | ListMissing {
    const from: unknown[] = [sheets, questionText, company];
    for (const price of prices) from.push(price.known ? price.value : undefined);
    return this.worked.get(item, from, () => {
      const known = new Map<PriceSheetId, SheetPrices | null>();
      for (const [index, id] of sheets.ids.entries()) {
        const price = prices[index];
        if (price?.known) known.set(id, price.value);
      }
      const linked = { sheets: sheets.sheets, prices: known };
      const { today } = sheets;
      const { promotions } = this;
      // The rule converts as GP does, and the golden prices hold it to that. No exchange rate is read: ADR 5.
      const conversion = null;
      return extendedPrice({ company, terms, item, linked, today, promotions, conversion }, question);
    });
  }
}

/** Blank for the base book: no customer of GP's is. */
function linksKeyText(customer: AccountNumber | null): string {
  return customer ?? '';
}
