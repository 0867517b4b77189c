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
import { type ExchangeRate, rateText } from '../exchange-rate.js';
import type { ItemPricing } from '../item-pricing.js';
import type { ExtendedPrice, ListMissing, NoPrice, PriceQuestion, RateMissing } from '../price.js';
import { sheetLinksPolicy, sheetPricesPolicy } from '../price.policy.js';
import { extendedPrice, type Promotions } from './extended-price.js';
import { OwnSheets } from './own-sheets.js';
import { type SheetLinks, type SheetPrices, type SheetPricesKey, sheetPricesKeyText } from './price-sheet.js';
import type { PriceSheetSource } from './price-sheet-source.port.js';
import { SharedSheetTerms, type SheetTerms } from './sheet-terms.js';

/** Prices that are remembered with one item, each for a quantity, a unit and the terms of some buyers. */
const MAX_PRICES_OF_AN_ITEM = 48;
/** Prices that are remembered of all products. Each takes about 4 KB. */
const MAX_PRICES = 8_000;

const NO_LINKS: SheetLinks = { sheets: [], book: null, contents: [] };

/** Who buys, with the sheets that price what they buy. */
export interface SheetBuyer {
  readonly sheets: SheetTerms;
  /** What some of the sheets say, which came with the links and is as old as these. */
  readonly own: OwnSheets;
  /** Whether the buyer has sheets that are asked by item, besides those of the books. */
  readonly hasAskedSheets: boolean;
  /** The sheets of the books, which decide where none of the buyer's own says anything of an item. */
  readonly ofBooks: BuyersPart;
  /** The age of the links. */
  readonly freshness: Freshness;
}

/** What one sheet says of an item; undefined for a sheet that is not asked by item. */
export type SheetFact = Live<SheetPrices | null> | undefined;

/** What an item's price depends on besides what its books say of the item: by it, prices and texts are shared. */
export interface BuyersPart {
  /**
   * The sheets that have the item or its group, those of which that is not known, and those of the books. The same object for
   * all buyers with the same such sheets, who pay the same price, whatever their other sheets are.
   */
  readonly terms: SheetTerms;
  /** Those of the sheets that no other buyer has; null where none of them has the item. */
  readonly own: OwnSheets | null;
  /** The facts that the buyer's other sheets do not have it. */
  readonly others: readonly Known<SheetPrices | null>[];
}

/** The part of a buyer's sheets that an item's price depends on. */
export interface DecidingSheets extends BuyersPart {
  /** What the sheets say of the item, in the order of the ids; undefined for what is not known. */
  readonly prices: readonly (SheetPrices | null | undefined)[];
  /** The facts among them that other buyers share. */
  readonly shared: readonly Known<SheetPrices | null>[];
}

/** Prices by price sheets. Facts are remembered, and no price beyond the company's day. */
export class ExtendedPricing {
  private readonly links: LiveReader<AccountNumber | null, SheetLinks>;
  private readonly prices: LiveReader<SheetPricesKey, SheetPrices>;
  private readonly terms: SharedSheetTerms;
  private readonly worked = new Derived<ExtendedPrice | NoPrice | ListMissing | RateMissing>(MAX_PRICES_OF_AN_ITEM, MAX_PRICES);

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
        const links = own?.value ?? null;
        const sheets = this.terms.of(links, base.value ?? NO_LINKS, today, currency);
        const ofThemAlone = links ? OwnSheets.of(links) : OwnSheets.none;
        const isOfBooks = sheets.ids.map((id) => (sheets.ofBooks.has(id) ? '1' : '0')).join('');
        return {
          sheets,
          own: ofThemAlone,
          hasAskedSheets: sheets.ids.some((id) => !sheets.ofBooks.has(id) && !ofThemAlone.has(id)),
          ofBooks: { terms: this.terms.only(sheets, isOfBooks), own: null, others: [] },
          freshness: freshnessOf(own ? [own, base] : [base]),
        };
      }),
    );
  }

  /**
   * What the buyer's sheets say of the item, in the order of their ids. All of it is asked for before the first is awaited.
   * @param withBooks whether the sheets of the books are asked, too
   */
  facts(sku: Sku, { sheets, own }: SheetBuyer, withBooks: boolean, budget: RequestBudget): MaybePromise<readonly SheetFact[]> {
    return allOf(
      sheets.ids.map((sheet) => {
        const isAsked = !own.has(sheet) && (withBooks || !sheets.ofBooks.has(sheet));
        return isAsked ? this.prices.read({ sheet, sku }, budget) : undefined;
      }),
    );
  }

  /**
   * The books' sheets are among those that decide even where they lack the item. There are some dozen books at most, so that
   * to leave them out would make few buyers alike.
   */
  deciding({ sheets, own }: SheetBuyer, item: ItemPricing, facts: readonly SheetFact[]): DecidingSheets {
    const prices: DecidingSheets['prices'][number][] = [];
    const shared: Known<SheetPrices | null>[] = [];
    const others: Known<SheetPrices | null>[] = [];
    let ownDecides = false;
    let isIn = '';
    for (const [index, id] of sheets.ids.entries()) {
      const fact = facts[index];
      if (own.has(id)) {
        const of = own.prices(id, item.sku, item.priceGroup);
        isIn += of ? '1' : '0';
        if (!of) continue;
        ownDecides = true;
        prices.push(of);
      } else if (fact?.known && lacks(fact) && !sheets.ofBooks.has(id)) {
        isIn += '0';
        others.push(fact);
      } else {
        isIn += '1';
        prices.push(fact?.known ? fact.value : undefined);
        if (fact?.known) shared.push(fact);
      }
    }
    return { terms: this.terms.only(sheets, isIn), own: ownDecides ? own : null, prices, shared, others };
  }

  /**
   * The price, which is one object for all buyers for whom the same sheets decide.
   * @param questionText the question as a text
   * @param rate null where the ERP has none that holds; left out where it was not asked for
   */
  price(
    company: Company,
    terms: BuyingTerms,
    { terms: sheets, prices }: DecidingSheets,
    item: ItemPricing,
    question: PriceQuestion,
    questionText: string,
    rate?: ExchangeRate | null,
  ): ExtendedPrice | NoPrice | ListMissing | RateMissing {
    const from: unknown[] = [sheets, questionText, company, rate && rateText(rate)];
    // The sheets that came with the links are looked into anew each time: their lines stay the same objects.
    for (const price of prices) from.push(price?.item, price?.group);
    return this.worked.get(item, from, () => {
      const known = new Map<PriceSheetId, SheetPrices | null>();
      for (const [index, id] of sheets.ids.entries()) {
        const price = prices[index];
        if (price !== undefined) known.set(id, price);
      }
      const linked = { sheets: sheets.sheets, prices: known };
      const { today } = sheets;
      const { promotions } = this;
      return extendedPrice({ company, terms, item, linked, today, promotions, rate }, question);
    });
  }
}

function lacks({ value }: Known<SheetPrices | null>): boolean {
  return !value?.item && !value?.group;
}

/** Blank for the base book: no customer of GP's is. */
function linksKeyText(customer: AccountNumber | null): string {
  return customer ?? '';
}
