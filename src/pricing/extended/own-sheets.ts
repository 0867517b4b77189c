import type { PriceGroupId, PriceSheetId, Sku } from '../../values/identifiers.js';
import type { GroupLine, SheetContents, SheetLine, SheetLinks, SheetPrices } from './price-sheet.js';

interface Lines {
  readonly items: ReadonlyMap<Sku, SheetLine>;
  readonly groups: ReadonlyMap<PriceGroupId, GroupLine>;
}

/** The sheets of a customer that came whole with the links, ready to be looked into. */
export class OwnSheets {
  private static readonly known = new WeakMap<SheetLinks, OwnSheets>();
  static readonly none = new OwnSheets([]);

  private readonly lines: ReadonlyMap<PriceSheetId, Lines>;
  private readonly items: ReadonlySet<Sku>;
  private readonly hasGroups: boolean;

  private constructor(contents: readonly SheetContents[]) {
    this.lines = new Map(
      contents.map(({ sheet, items, groups }) => [
        sheet,
        { items: new Map(items.map((line) => [line.sku, line])), groups: new Map(groups.map((line) => [line.group, line])) },
      ]),
    );
    this.items = new Set(contents.flatMap(({ items }) => items.map(({ sku }) => sku)));
    this.hasGroups = contents.some(({ groups }) => groups.length > 0);
  }

  /** The same object for the same links. */
  static of(links: SheetLinks): OwnSheets {
    if (links.contents.length === 0) return OwnSheets.none;
    let own = OwnSheets.known.get(links);
    if (!own) {
      own = new OwnSheets(links.contents);
      OwnSheets.known.set(links, own);
    }
    return own;
  }

  has(sheet: PriceSheetId): boolean {
    return this.lines.has(sheet);
  }

  /** Whether a sheet may say something of an item, whose group is not looked at. */
  mayHave(sku: Sku): boolean {
    return this.hasGroups || this.items.has(sku);
  }

  /** What a sheet says of an item; null for nothing. */
  prices(sheet: PriceSheetId, sku: Sku, priceGroup: PriceGroupId | null): SheetPrices | null {
    const lines = this.lines.get(sheet);
    const item = lines?.items.get(sku) ?? null;
    const group = (priceGroup !== null && lines?.groups.get(priceGroup)) || null;
    return item || group ? { item, group } : null;
  }
}
