import { Injectable } from '@nestjs/common';
import { AccountService, type BuyingTerms, type Company, CompanyClock } from '../account/index.js';
import { GpSettings } from '../config/index.js';
import {
  BusinessDate,
  Derived,
  type Freshness,
  freshnessOf,
  type Known,
  type Live,
  type LiveReader,
  LiveReaders,
  PerRequest,
  type RequestBudget,
  type Unknown,
} from '../live/index.js';
import { Clock } from '../values/clock.js';
import { type CurrencyId, type PriceLevel, type Sku, sameUnit, type UnitCode } from '../values/identifiers.js';
import { allOf, andThen, type MaybePromise } from '../values/maybe-promise.js';
import type { Viewer } from '../values/viewer.js';
import { type ExchangeRate, type ExchangeRateKey, exchangeRateKeyText, rateText } from './exchange-rate.js';
import { ExchangeRateSource } from './exchange-rate-source.port.js';
import { type BuyersPart, ExtendedPricing, type SheetBuyer } from './extended/extended-pricing.js';
import { PriceSheetSource } from './extended/price-sheet-source.port.js';
import type { ItemPricing, PriceMethod } from './item-pricing.js';
import { type ListMissing, type NoPrice, noPrice, type PriceQuestion, type RateMissing, type UnitPrice } from './price.js';
import { exchangeRatePolicy, itemPricingPolicy, priceListPolicy } from './price.policy.js';
import { levelCandidates } from './price-level.js';
import { type PriceList, type PriceListKey, priceListKeyText, type UnitSale } from './price-list.js';
import { PriceSource } from './price-source.port.js';
import { type PriceFacts, unitOption, unitPrice } from './unit-price.js';

/** Prices that are remembered with one price list, each for a quantity, a unit and a currency. */
const MAX_PRICES_OF_A_LIST = 16;
/** Prices that are remembered of all products. Each takes about 3 KB. */
const MAX_PRICES = 8_000;

const LIST_MISSING: PriceAnswer = { kind: 'unknown', known: false, retryAfterSeconds: 5 };
/** The price methods of items that GP enters with a row in their price list alone. */
const NEEDS_ROW: ReadonlySet<PriceMethod> = new Set<PriceMethod>(['CURRENCY_AMOUNT', 'PERCENT_OF_LIST']);
const NO_ROW = noPrice('NO_PRICE', 'The product has no price at its price level in its unit of measure any more.');
const NO_SUCH_PRODUCT: NoPrice = {
  kind: 'noPrice',
  reason: 'NO_PRICE',
  message: 'The ERP has no such product (any more).',
};

/** The viewer is shown no prices: for example, a visitor where the company has no default price level. */
export interface NotPermitted {
  readonly kind: 'notPermitted';
}

/** A price, and the age of the facts that decided it. The same facts give the same price object. */
export interface KnownPrice extends Freshness {
  readonly kind: 'price';
  readonly price: UnitPrice;
  /** The age of the product's facts alone, without the buyer's: of a sheet without the product, too, it is the buyer's. */
  readonly ofProduct: Freshness;
}

export type PriceAnswer = KnownPrice | NoPrice | NotPermitted | ({ readonly kind: 'unknown' } & Unknown);

/** The facts about a buyer by which all products are priced. */
export interface Buyer {
  readonly terms: Known<BuyingTerms>;
  readonly company: Company;
  /** The levels whose price lists may decide, in GP's order. Null stands for each item's own default level. */
  readonly levels: readonly (PriceLevel | null)[];
  /** The first of the levels, which nearly always decides. */
  readonly likely: PriceLevel | null;
  /** Equal for all buyers who pay the same prices. */
  readonly key: string;
  /** Where the company prices by price sheets. Levels are of no account then. */
  readonly bySheets: SheetBuyer | null;
  /** The same for all buyers who pay the same prices: texts and objects, compared one by one. By price sheets, it is only a part. */
  readonly variant: readonly unknown[];
  /** The age of the facts about the buyer. */
  readonly freshness: Freshness;
}

type NoBuyer = NotPermitted | ({ readonly kind: 'unknown' } & Unknown);

/** An item, and its price lists at some of the buyer's levels, in their order. */
interface LiveFacts {
  readonly item: Live<ItemPricing | null>;
  readonly levels: readonly (PriceLevel | null)[];
  readonly lists: readonly Live<PriceList | null>[];
}

type ItemFacts = LiveFacts & { readonly item: Known<ItemPricing> };

/** Prices of products for the viewer's account. */
@Injectable()
export class PricingService {
  private readonly items: LiveReader<Sku, ItemPricing>;
  private readonly priceLists: LiveReader<PriceListKey, PriceList>;
  private readonly rates: LiveReader<ExchangeRateKey, ExchangeRate>;
  private readonly date: BusinessDate;
  private readonly questions = new WeakMap<PriceQuestion, string>();
  private readonly prices = new Derived<ReturnType<typeof unitPrice>>(MAX_PRICES_OF_A_LIST, MAX_PRICES);
  private readonly buyers = new PerRequest<Buyer | NoBuyer>();
  private readonly extended: ExtendedPricing;

  constructor(
    live: LiveReaders,
    source: PriceSource,
    sheetSource: PriceSheetSource,
    rateSource: ExchangeRateSource,
    clock: Clock,
    companyClock: CompanyClock,
    { timeZone, promotions }: GpSettings,
    private readonly accounts: AccountService,
  ) {
    this.date = new BusinessDate(clock, timeZone, () => companyClock.aheadMs());
    this.extended = new ExtendedPricing(live, sheetSource, this.date, promotions);
    this.items = live.reader(itemPricingPolicy, String, (skus, signal) => source.items(skus, signal));
    this.priceLists = live.reader(priceListPolicy, priceListKeyText, (keys, signal) => source.priceLists(keys, signal));
    this.rates = live.reader(exchangeRatePolicy, exchangeRateKeyText, (keys, signal) => rateSource.rates(keys, signal));
  }

  /** The viewer's price of a product, with the age of the facts that decided it. */
  price(viewer: Viewer, sku: Sku, question: PriceQuestion, budget: RequestBudget): MaybePromise<PriceAnswer> {
    return andThen(this.buyer(viewer, budget), (buyer) => {
      if ('kind' in buyer) return buyer;
      const item = this.items.read(sku, budget);
      if (buyer.bySheets) return this.priceBySheets(buyer, buyer.bySheets, sku, item, question, budget);
      const list = this.priceLists.read({ sku, level: buyer.likely }, budget);
      if (!(item instanceof Promise || list instanceof Promise)) {
        const answer = this.answer(buyer, { item, levels: [buyer.likely], lists: [list] }, question, budget);
        if (answer !== 'listMissing') return answer;
      }
      // The lists at the other levels are asked for in the same batch.
      return andThen(this.facts(sku, buyer.levels, budget), (facts) => {
        const answer = this.answer(buyer, facts, question, budget);
        return answer === 'listMissing' ? LIST_MISSING : answer;
      });
    });
  }

  /**
   * The buyer, where all facts about them are in memory and they may see prices. Undefined, too, for one whose prices may be
   * converted: they depend on a rate besides.
   */
  knownBuyer(viewer: Viewer, budget: RequestBudget): Buyer | undefined {
    const buyer = this.buyer(viewer, budget);
    return buyer instanceof Promise || 'kind' in buyer || mayBeConverted(buyer) ? undefined : buyer;
  }

  /** What the product's price depends on of the buyer's sheets, where all facts about these are in memory. */
  knownSheets(sku: Sku, bySheets: SheetBuyer, budget: RequestBudget): BuyersPart | undefined {
    if (!bySheets.hasAskedSheets && !bySheets.own.mayHave(sku)) return bySheets.ofBooks;
    const item = this.items.read(sku, budget);
    const facts = this.extended.facts(sku, bySheets, false, budget);
    if (item instanceof Promise || facts instanceof Promise) return undefined;
    if (!item.known || !item.value || facts.some((fact) => fact?.known === false)) return undefined;
    return this.extended.deciding(bySheets, item.value, facts);
  }

  /** How a unit of the product is sold to the viewer; undefined where it is not known. */
  unitSale(viewer: Viewer, sku: Sku, unit: UnitCode, budget: RequestBudget): MaybePromise<UnitSale | undefined> {
    return andThen(this.buyer(viewer, budget), (buyer) =>
      'kind' in buyer || buyer.bySheets
        ? undefined
        : andThen(this.facts(sku, buyer.levels, budget), (facts) =>
            facts.item.known && facts.item.value ? unitOption(priceFacts(buyer, facts as ItemFacts), unit)?.sold : undefined,
          ),
    );
  }

  /**
   * Why GP enters no order line of the product in a unit and at a level, even one that brings its own price (9177): where it
   * requires prices, an item that is priced by an amount or a percentage of list needs a row there. Null where GP enters it, or
   * where that can't be told.
   * @param level null where GP is to choose it
   */
  refusalOfEntry(
    viewer: Viewer,
    sku: Sku,
    { level, unit }: { readonly level: PriceLevel | null; readonly unit: UnitCode },
    budget: RequestBudget,
  ): MaybePromise<NoPrice | null> {
    return andThen(this.buyer(viewer, budget), (buyer) => {
      if ('kind' in buyer || buyer.bySheets || !buyer.company.requiresPrices) return null;
      const levels = level === null ? buyer.levels : [level];
      return andThen(this.facts(sku, levels, budget), ({ item, lists }) => {
        if (!item.known || !item.value || !NEEDS_ROW.has(item.value.method)) return null;
        const currency = buyer.terms.value.currency || buyer.company.functionalCurrency;
        return lists.every((list) => list.known && !hasRow(list.value, unit, currency)) ? NO_ROW : null;
      });
    });
  }

  /**
   * The most decimals of a quantity that GP enters an order line of the product with; null where GP has no item that it can
   * price, and undefined where that is not known.
   */
  orderDecimals(sku: Sku, budget: RequestBudget): MaybePromise<number | null | undefined> {
    return andThen(this.items.read(sku, budget), (item) => (item.known ? (item.value?.scheduleDecimals ?? null) : undefined));
  }

  private buyer(viewer: Viewer, budget: RequestBudget): MaybePromise<Buyer | NoBuyer> {
    return this.buyers.get(budget, viewer, undefined, () =>
      andThen(this.accounts.terms(viewer, budget), (terms) =>
        andThen(this.accounts.company(budget), (company) => {
          if (!terms.known) return { kind: 'unknown', ...terms };
          if (!company.known) return { kind: 'unknown', ...company };
          if (terms.value === null) return { kind: 'notPermitted' };
          const known = terms as Known<BuyingTerms>;
          if (company.value.usesExtendedPricing) return this.buyerBySheets(known, company.value, budget);
          if (viewer.kind === 'anonymous' && company.value.defaultPriceLevel === null) return { kind: 'notPermitted' };
          return buyerOn(known, company.value);
        }),
      ),
    );
  }

  private buyerBySheets(terms: Known<BuyingTerms>, company: Company, budget: RequestBudget): MaybePromise<Buyer | NoBuyer> {
    return andThen(this.extended.buyer(terms.value, budget), (buyer) => {
      if ('known' in buyer) return { kind: 'unknown', ...buyer };
      const freshness = freshnessOf([terms, buyer.freshness]);
      const variant = [company];
      return { terms, company, levels: [], likely: null, key: '', bySheets: buyer, variant, freshness };
    });
  }

  private priceBySheets(
    buyer: Buyer,
    bySheets: SheetBuyer,
    sku: Sku,
    reads: MaybePromise<Live<ItemPricing | null>>,
    question: PriceQuestion,
    budget: RequestBudget,
  ): MaybePromise<PriceAnswer> {
    const reading = this.extended.facts(sku, bySheets, true, budget);
    return andThen(reads, (item) =>
      andThen(reading, (facts): MaybePromise<PriceAnswer> => {
        if (!item.known) return { kind: 'unknown', ...item };
        if (item.value === null) return NO_SUCH_PRODUCT;
        const { value } = item;
        const deciding = this.extended.deciding(bySheets, value, facts);
        const { company, terms } = buyer;
        const priceAt = (rate?: ExchangeRate | null) =>
          this.extended.price(company, terms.value, deciding, value, question, this.textOf(question), rate);
        return this.answerOf(buyer, priceAt, budget, (_, rate) => ({
          ofProduct: freshnessOf([item, ...deciding.shared, ...rate]),
          ofBuyer: [buyer.freshness, ...deciding.others],
        }));
      }),
    );
  }

  /**
   * The answer with a price, for which the rate is asked where it needs one, and only then. Where the rate is not known now, a
   * price that only some of its breaks need it for is told without these.
   */
  private answerOf<Price extends UnitPrice>(
    buyer: Buyer,
    priceAt: (rate?: ExchangeRate | null) => Price | NoPrice | ListMissing | RateMissing,
    budget: RequestBudget,
    ages: (
      price: Price,
      rate: readonly Known<unknown>[],
    ) => { readonly ofProduct: Freshness; readonly ofBuyer: readonly Freshness[] },
  ): MaybePromise<PriceAnswer> {
    const answer = (price: ReturnType<typeof priceAt>, rate: readonly Known<unknown>[]): PriceAnswer => {
      if (price.kind === 'listMissing' || price.kind === 'rateMissing') return LIST_MISSING;
      if (price.kind === 'noPrice') return price;
      const { ofProduct, ofBuyer } = ages(price, rate);
      return { kind: 'price', price, ofProduct, ...freshnessOf([ofProduct, ...ofBuyer]) };
    };
    const price = priceAt();
    if (price.kind !== 'rateMissing') return answer(price, []);
    const { accountNumber, currency } = buyer.terms.value;
    return andThen(this.rates.read({ accountNumber, currency, date: this.date.today(budget) }, budget), (rate): PriceAnswer => {
      if (rate.known) return answer(priceAt(rate.value), [rate]);
      const without = priceAt(null);
      return without.kind === 'price' ? answer(without, []) : { kind: 'unknown', ...rate };
    });
  }

  /** The item and its price lists at the levels. All of it is asked for before the first is awaited. */
  private facts(sku: Sku, levels: readonly (PriceLevel | null)[], budget: RequestBudget): MaybePromise<LiveFacts> {
    const reads = this.items.read(sku, budget);
    const lists = allOf(levels.map((level) => this.priceLists.read({ sku, level }, budget)));
    return andThen(reads, (item) => andThen(lists, (known) => ({ item, levels, lists: known })));
  }

  private answer(
    buyer: Buyer,
    { item, levels, lists }: LiveFacts,
    question: PriceQuestion,
    budget: RequestBudget,
  ): MaybePromise<PriceAnswer> | 'listMissing' {
    if (!item.known) return { kind: 'unknown', ...item };
    if (item.value === null) return NO_SUCH_PRODUCT;
    const facts = { item: item as Known<ItemPricing>, levels, lists };
    const price = this.priceOf(buyer, facts, question);
    if (price.kind === 'listMissing') return 'listMissing';
    const priceAt = (rate?: ExchangeRate | null) => (rate === undefined ? price : this.priceOf(buyer, facts, question, rate));
    return this.answerOf(buyer, priceAt, budget, (decided, rate) => ({
      ofProduct: freshnessOf([item, ...decidedBy(decided.priceLevel, facts), ...rate]),
      ofBuyer: [buyer.freshness],
    }));
  }

  /** All buyers on the same terms share the price, since nothing else about an account affects it but its rate. */
  private priceOf(
    buyer: Buyer,
    facts: ItemFacts,
    question: PriceQuestion,
    rate?: ExchangeRate | null,
  ): ReturnType<typeof unitPrice> {
    const from: unknown[] = [buyer.key, this.textOf(question), buyer.company, facts.item.value, rate && rateText(rate)];
    for (const list of facts.lists) from.push(list.known ? list.value : undefined);
    const [first] = facts.lists;
    const fact = (first?.known && first.value) || facts.item.value;
    return this.prices.get(fact, from, () => unitPrice({ ...priceFacts(buyer, facts), rate }, question));
  }

  /** The question as a key. It is made once, since a page asks the same question about all of its products. */
  private textOf(question: PriceQuestion): string {
    let text = this.questions.get(question);
    if (text === undefined) {
      text = `${question.unit}\n${question.quantity.toFixed()}`;
      this.questions.set(question, text);
    }
    return text;
  }
}

function buyerOn(terms: Known<BuyingTerms>, company: Company): Buyer {
  const { accountNumber, priceLevel, currency } = terms.value;
  // The item's own default level is null here, so that it can be asked for before the item is known.
  const named: (PriceLevel | null)[] = levelCandidates(terms.value, company, { defaultLevel: null }).map(({ level }) => level);
  const candidates = accountNumber === null ? named : [...named, null];
  const likely = candidates[0] ?? null;
  const key = `${accountNumber === null ? 'visitor' : 'account'}\n${priceLevel}\n${currency}\n`;
  return {
    terms,
    company,
    // Where the company does not require prices, the first level decides, even if the item has no price at it.
    levels: company.requiresPrices ? candidates : [likely],
    likely,
    key,
    bySheets: null,
    variant: [company, key],
    freshness: terms,
  };
}

/** Whether a list has a row of a unit in a currency, or in none. */
function hasRow(list: PriceList | null, unit: UnitCode, currency: CurrencyId): boolean {
  const rows = list?.rows ?? [];
  return rows.some((row) => sameUnit(row.unit, unit) && (row.currency === currency || row.currency === ''));
}

/** Whether some of what the buyer buys may have a price of the functional currency, converted. */
function mayBeConverted({ terms, company }: Buyer): boolean {
  const { currency } = terms.value;
  return company.convertsFunctionalPrices && currency !== '' && currency !== company.functionalCurrency;
}

function priceFacts({ company, terms }: Buyer, { item, levels, lists }: ItemFacts): PriceFacts {
  const byLevel = new Map<PriceLevel, PriceList | null>();
  levels.forEach((level, index) => {
    const list = lists[index];
    const name = level ?? item.value.defaultLevel;
    if (list?.known && name && !byLevel.has(name)) byLevel.set(name, list.value);
  });
  return { company, terms: terms.value, item: item.value, lists: byLevel };
}

/**
 * The list that decided, and the lists before it that had no price. A level may be asked for twice, by its name and as the
 * item's own, and only one of the two may be known.
 */
function decidedBy(level: PriceLevel, { item, levels, lists }: ItemFacts): Known<unknown>[] {
  const looked: Known<unknown>[] = [];
  for (const [index, list] of lists.entries()) {
    if (!list.known) continue;
    looked.push(list);
    if ((levels[index] ?? item.value.defaultLevel) === level) break;
  }
  return looked;
}
