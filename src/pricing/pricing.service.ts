import { Injectable } from '@nestjs/common';
import { AccountService, type BuyingTerms, type Company } from '../account/index.js';
import {
  Derived,
  type Freshness,
  freshnessOf,
  type Known,
  type Live,
  type LiveReader,
  LiveReaders,
  type Patience,
  type Unknown,
} from '../live/index.js';
import type { PriceLevel, Sku, UnitCode } from '../values/identifiers.js';
import { allOf, andThen, type MaybePromise } from '../values/maybe-promise.js';
import type { Viewer } from '../values/viewer.js';
import type { ItemPricing } from './item-pricing.js';
import { itemPricingPolicy, priceListPolicy } from './price.policy.js';
import { levelCandidates } from './price-level.js';
import type { PriceList, PriceListKey, UnitSale } from './price-list.js';
import { PriceSource } from './price-source.port.js';
import { type NoPrice, type PriceFacts, type PriceQuestion, type UnitPrice, unitOption, unitPrice } from './unit-price.js';

/** Of the prices that were worked out lately: each takes some kilobytes. */
const MOST_PRICES = 20_000;

/** Visitors see no prices where the company has no default price level. */
export interface NotPermitted {
  readonly kind: 'notPermitted';
}

/** A price, and how old the facts are that decided. The same facts give the same price, as an object. */
export interface KnownPrice extends Freshness {
  readonly kind: 'price';
  readonly price: UnitPrice;
}

export type PriceAnswer = KnownPrice | NoPrice | NotPermitted | ({ readonly kind: 'unknown' } & Unknown);

interface LiveFacts extends PriceFacts {
  /** The freshness of what decides at a level. */
  freshness(level: PriceLevel): Freshness;
}

/** What products cost the viewer's account. */
@Injectable()
export class PricingService {
  private readonly items: LiveReader<Sku, ItemPricing>;
  private readonly priceLists: LiveReader<PriceListKey, PriceList>;
  private readonly questions = new WeakMap<PriceQuestion, string>();
  private readonly prices = new Derived<ReturnType<typeof unitPrice>>(MOST_PRICES);

  constructor(
    live: LiveReaders,
    source: PriceSource,
    private readonly accounts: AccountService,
  ) {
    this.items = live.reader(itemPricingPolicy, String, (skus, signal) => source.items(skus, signal));
    this.priceLists = live.reader(
      priceListPolicy,
      ({ sku, level }) => `${sku}\n${level ?? ''}`,
      (keys, signal) => source.priceLists(keys, signal),
    );
  }

  /** The viewer's price of a product, with the facts that decided as old as they are. */
  price(viewer: Viewer, sku: Sku, question: PriceQuestion, patience: Patience): MaybePromise<PriceAnswer> {
    return andThen(this.facts(viewer, sku, patience), (facts) => {
      if ('kind' in facts) return facts;
      const price = this.priceOf(facts, sku, question);
      switch (price.kind) {
        case 'price': {
          const { asOf, source } = facts.freshness(price.level);
          return { kind: 'price', price, asOf, source };
        }
        case 'listMissing':
          return { kind: 'unknown', known: false, retryAfterSeconds: 5 };
        case 'noPrice':
          return price;
      }
    });
  }

  /** Everyone on the same terms shares the price: nothing else of an account goes into it. */
  private priceOf(facts: LiveFacts, sku: Sku, question: PriceQuestion): ReturnType<typeof unitPrice> {
    const { company, item, terms, lists } = facts;
    const buyer = `${terms.accountNumber === null ? 'visitor' : 'account'}\n${terms.priceLevel}\n${terms.currency}`;
    const key = `${sku}\n${buyer}\n${this.textOf(question)}`;
    return this.prices.get(key, [company, item, ...lists.values()], () => unitPrice(facts, question));
  }

  /** A page asks the same question for all of its products. */
  private textOf(question: PriceQuestion): string {
    let text = this.questions.get(question);
    if (text === undefined) {
      text = `${question.unit}\n${question.quantity.toFixed()}`;
      this.questions.set(question, text);
    }
    return text;
  }

  /** How a unit of the product is sold to the viewer; undefined where that can't be told. */
  unitSale(viewer: Viewer, sku: Sku, unit: UnitCode, patience: Patience): MaybePromise<UnitSale | undefined> {
    return andThen(this.facts(viewer, sku, patience), (facts) => ('kind' in facts ? undefined : unitOption(facts, unit)?.sold));
  }

  private facts(viewer: Viewer, sku: Sku, patience: Patience): MaybePromise<LiveFacts | Exclude<PriceAnswer, KnownPrice>> {
    return andThen(this.accounts.terms(viewer, patience), (terms) =>
      andThen(this.accounts.company(patience), (company) => {
        if (!terms.known) return { kind: 'unknown', ...terms };
        if (!company.known) return { kind: 'unknown', ...company };
        if (terms.value === null) return { kind: 'notPermitted' };
        if (viewer.kind === 'anonymous' && company.value.defaultPriceLevel === null) return { kind: 'notPermitted' };
        return this.factsOn({ ...terms, value: terms.value }, company.value, sku, patience);
      }),
    );
  }

  private factsOn(
    terms: Known<BuyingTerms>,
    company: Company,
    sku: Sku,
    patience: Patience,
  ): MaybePromise<LiveFacts | Exclude<PriceAnswer, KnownPrice>> {
    // Asked for before the item is known, so that all of it travels to the ERP side by side: the item's own default level
    // goes by no name.
    const named = levelCandidates(terms.value, company, { defaultLevel: null }).map(({ level }) => level);
    const levels: (PriceLevel | null)[] = terms.value.accountNumber === null ? named : [...named, null];
    const item = this.items.read(sku, patience);
    const lists = allOf(levels.map((level) => this.priceLists.read({ sku, level }, patience)));

    return andThen(item, (liveItem) =>
      andThen(lists, (liveLists) => {
        if (!liveItem.known) return { kind: 'unknown', ...liveItem };
        if (liveItem.value === null) {
          return { kind: 'noPrice', reason: 'NO_PRICE', message: 'The ERP has no such product (any more).' };
        }
        const item: Known<ItemPricing> = liveItem as Known<ItemPricing>;
        const lists = new Map<PriceLevel, PriceList | null>();
        const read = new Map<PriceLevel, Known<PriceList | null>>();
        levels.forEach((level, index) => {
          const list = liveLists[index] as Live<PriceList | null>;
          const name = level ?? item.value.defaultLevel;
          if (!list.known || !name || lists.has(name)) return;
          lists.set(name, list.value);
          read.set(name, list);
        });
        return {
          company,
          terms: terms.value,
          item: item.value,
          lists,
          freshness: (level) => freshnessOf([terms, item, read.get(level) ?? item]),
        };
      }),
    );
  }
}
