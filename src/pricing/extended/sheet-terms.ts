import type { CalendarDate } from '../../values/calendar-date.js';
import type { CurrencyId, PriceSheetId } from '../../values/identifiers.js';
import type { SheetLinks } from './price-sheet.js';
import type { LinkedSheets } from './sheet-search.js';

/** What a buyer's sheets are on one day. The same object for all buyers with equal sheets, who pay the same prices. */
export interface SheetTerms {
  readonly sheets: LinkedSheets['sheets'];
  readonly today: CalendarDate;
  readonly currency: CurrencyId;
  /** The sheets that may price something today or on a later day: only their values are asked for. */
  readonly ids: readonly PriceSheetId[];
  /** Those of them that are in the buyer's book or in the base book. */
  readonly ofBooks: ReadonlySet<PriceSheetId>;
}

/** Terms that are remembered before all are dropped. Each takes some KB. */
const MOST_TERMS = 5_000;
/** The ways to leave out sheets that are remembered before all are dropped. Each takes some 200 bytes. */
const MOST_CHOICES = 50_000;

interface LatestTerms {
  readonly base: SheetLinks;
  readonly currency: CurrencyId;
  readonly terms: SheetTerms;
}

export class SharedSheetTerms {
  private readonly known = new Map<string, SheetTerms>();
  private readonly texts = new WeakMap<SheetLinks, string>();
  /** By the links of a customer, or of the base book for a visitor. */
  private readonly latest = new WeakMap<SheetLinks, LatestTerms>();
  private readonly knownOfSome = new Map<string, SheetTerms>();
  /** By terms, and by which of their sheets are in: a "1" or a "0" for each. */
  private ofSome = new WeakMap<SheetTerms, Map<string, SheetTerms>>();
  private choices = 0;

  /** @param withPromotions whether sheets of promotions are of interest */
  constructor(private readonly withPromotions: boolean) {}

  /** @param own null for a visitor, who has none */
  of(own: SheetLinks | null, base: SheetLinks, today: CalendarDate, currency: CurrencyId): SheetTerms {
    const latest = this.latest.get(own ?? base);
    if (latest?.base === base && latest.currency === currency && latest.terms.today === today) return latest.terms;
    const key = `${own ? this.textOf(own) : ''}\n${this.textOf(base)}\n${today}\n${currency}`;
    let terms = this.known.get(key);
    if (!terms) {
      if (this.known.size >= MOST_TERMS) this.known.clear();
      terms = this.termsOf(own, base, today, currency);
      this.known.set(key, terms);
    }
    this.latest.set(own ?? base, { base, currency, terms });
    return terms;
  }

  /**
   * The terms with some of their sheets alone. Buyers who differ by the other sheets only get one object. Sheets that are over
   * or inactive are not in it: they price nothing.
   * @param isIn a "1" for each of the terms' ids that is in, in their order, and a "0" for the others
   */
  only(terms: SheetTerms, isIn: string): SheetTerms {
    let ofTerms = this.ofSome.get(terms);
    const before = ofTerms?.get(isIn);
    if (before) return before;
    if (++this.choices > MOST_CHOICES) {
      this.ofSome = new WeakMap();
      this.choices = 1;
      ofTerms = undefined;
    }
    if (!ofTerms) {
      ofTerms = new Map();
      this.ofSome.set(terms, ofTerms);
    }
    const some = this.someOf(terms, isIn);
    ofTerms.set(isIn, some);
    return some;
  }

  private someOf({ sheets, today, currency, ids, ofBooks }: SheetTerms, isIn: string): SheetTerms {
    const of = new Set(ids.filter((_, index) => isIn[index] === '1'));
    const some = {
      CUSTOMER: sheets.CUSTOMER.filter(({ id }) => of.has(id)),
      CUSTOMER_BOOK: sheets.CUSTOMER_BOOK.filter(({ id }) => of.has(id)),
      BASE_BOOK: sheets.BASE_BOOK.filter(({ id }) => of.has(id)),
    };
    const key = JSON.stringify([some, today, currency]);
    let shared = this.knownOfSome.get(key);
    if (!shared) {
      if (this.knownOfSome.size >= MOST_TERMS) this.knownOfSome.clear();
      shared = { sheets: some, today, currency, ids: [...of], ofBooks };
      this.knownOfSome.set(key, shared);
    }
    return shared;
  }

  private termsOf(own: SheetLinks | null, base: SheetLinks, today: CalendarDate, currency: CurrencyId): SheetTerms {
    const sheets = { CUSTOMER: own?.sheets ?? [], CUSTOMER_BOOK: own?.book?.sheets ?? [], BASE_BOOK: base.sheets };
    const mayPrice = Object.values(sheets)
      .flat()
      .filter((sheet) => sheet.isActive && sheet.endDate >= today && (this.withPromotions || !sheet.isPromotion));
    const ids = [...new Set(mayPrice.map(({ id }) => id))];
    const ofBooks = new Set([...sheets.CUSTOMER_BOOK, ...sheets.BASE_BOOK].map(({ id }) => id));
    return { sheets, today, currency, ids, ofBooks };
  }

  private textOf(links: SheetLinks): string {
    let text = this.texts.get(links);
    if (text === undefined) {
      text = JSON.stringify([links.sheets, links.book]);
      this.texts.set(links, text);
    }
    return text;
  }
}
