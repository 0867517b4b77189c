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
}

/** Terms that are remembered before all are dropped. Each takes some KB. */
const MOST_TERMS = 5_000;

export class SharedSheetTerms {
  private readonly known = new Map<string, SheetTerms>();
  private readonly texts = new WeakMap<SheetLinks, string>();

  /** @param withPromotions whether sheets of promotions are of interest */
  constructor(private readonly withPromotions: boolean) {}

  /** @param own null for a visitor, who has none */
  of(own: SheetLinks | null, base: SheetLinks, today: CalendarDate, currency: CurrencyId): SheetTerms {
    const key = `${own ? this.textOf(own) : ''}\n${this.textOf(base)}\n${today}\n${currency}`;
    let terms = this.known.get(key);
    if (!terms) {
      if (this.known.size >= MOST_TERMS) this.known.clear();
      terms = this.termsOf(own, base, today, currency);
      this.known.set(key, terms);
    }
    return terms;
  }

  private termsOf(own: SheetLinks | null, base: SheetLinks, today: CalendarDate, currency: CurrencyId): SheetTerms {
    const sheets = { CUSTOMER: own?.sheets ?? [], CUSTOMER_BOOK: own?.book?.sheets ?? [], BASE_BOOK: base.sheets };
    const mayPrice = Object.values(sheets)
      .flat()
      .filter((sheet) => sheet.isActive && sheet.endDate >= today && (this.withPromotions || !sheet.isPromotion));
    return { sheets, today, currency, ids: [...new Set(mayPrice.map(({ id }) => id))] };
  }

  private textOf(links: SheetLinks): string {
    let text = this.texts.get(links);
    if (text === undefined) {
      text = JSON.stringify(links);
      this.texts.set(links, text);
    }
    return text;
  }
}
