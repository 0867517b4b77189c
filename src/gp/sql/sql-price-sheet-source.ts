import type { Kysely } from 'kysely';
import type {
  PricePlace,
  PriceSheet,
  PriceSheetSource,
  PromotionKind,
  SheetContents,
  SheetLine,
  SheetLinks,
  SheetPrices,
  SheetPricesKey,
  SheetValue,
  ValueKind,
} from '../../pricing/index.js';
import { sheetPricesKeyText } from '../../pricing/index.js';
import type { CalendarDate } from '../../values/calendar-date.js';
import {
  type AccountNumber,
  asAccountNumber,
  asCurrencyId,
  asPriceBookId,
  asPriceGroupId,
  asPriceSheetId,
  asSku,
  asUnitCode,
} from '../../values/identifiers.js';
import { decimal, flag, whole } from './decode.js';
import type { GpTables } from './gp-tables.js';
import { groupBy } from './group.js';
import { fits, fitting, inParts, KEY_LENGTH } from './keys.js';
import { SHEET_LINKS_PARAMETERS, sheetLinksQuery, sheetPricesQuery } from './price-sheet.query.js';
import type { TextRows } from './together.js';

type LinkRows = TextRows<ReturnType<typeof sheetLinksQuery>['parts']>;
type PriceRows = TextRows<ReturnType<typeof sheetPricesQuery>['parts']>;
type LineRow = Omit<PriceRows['item'][number], 'sheet' | 'sku'>;
type OwnLineRow = LinkRows['ownLine'][number];

/** Keys in one list of a statement. Each list is in both of its parts. */
const MOST_KEYS = 400;
/** A statement looks up each of its sheets with each of its items: at most so many times the pairs that were asked for. */
const MOST_PAIRS_FOR_ONE = 4;
/** Few pairs are looked up in one statement, whatever was asked for. */
const FEW_PAIRS = 25;

const KINDS: Readonly<Record<string, ValueKind>> = { N: 'NET', P: 'PERCENT', V: 'VALUE_OFF' };
const PROMOTIONS: Readonly<Record<number, PromotionKind>> = { 1: 'NET_PRICE', 2: 'PERCENT', 3: 'VALUE_OFF', 4: 'FREE_ITEM' };
const LEVELS: Readonly<Record<number, PricePlace>> = { 1: 'CUSTOMER', 2: 'CUSTOMER_BOOK', 3: 'BASE_BOOK' };

const NOTHING: SheetPrices = { item: null, group: null };

export class SqlPriceSheetSource implements PriceSheetSource {
  constructor(private readonly gp: Kysely<GpTables>) {}

  async links(
    customers: readonly (AccountNumber | null)[],
    signal: AbortSignal,
  ): Promise<ReadonlyMap<AccountNumber | null, SheetLinks>> {
    const links = new Map<AccountNumber | null, SheetLinks>();
    const named = customers.filter((customer) => customer !== null);
    const withBaseBook = named.length < customers.length;
    const parts = inParts(fitting(named, KEY_LENGTH.customer), SHEET_LINKS_PARAMETERS);
    for (const [index, part] of (parts.length > 0 ? parts : [[]]).entries()) {
      const asksBase = withBaseBook && index === 0;
      if (part.length === 0 && !asksBase) break;
      const rows = await sheetLinksQuery(this.gp, part, asksBase).ask(this.gp, { signal });
      const own = groupBy(rows.own, byCustomer);
      const ownLines = groupBy(rows.ownLine, byCustomer);
      const ofBook = groupBy(rows.bookSheet, byCustomer);
      const books = new Map(rows.book.map((row) => [byCustomer(row), asPriceBookId(row.PRCBKID)]));
      for (const customer of part) {
        const book = books.get(customer);
        links.set(customer, {
          sheets: (own.get(customer) ?? []).map(priceSheet),
          book: book === undefined ? null : { id: book, sheets: (ofBook.get(customer) ?? []).map(priceSheet) },
          contents: sheetContents(ownLines.get(customer) ?? []),
        });
      }
      if (asksBase) links.set(null, { sheets: rows.base.map(priceSheet), book: null, contents: [] });
    }
    for (const customer of named) if (!links.has(customer)) links.set(customer, { sheets: [], book: null, contents: [] });
    return links;
  }

  async prices(keys: readonly SheetPricesKey[], signal: AbortSignal): Promise<ReadonlyMap<SheetPricesKey, SheetPrices>> {
    const askable = keys.filter(({ sheet, sku }) => fits(sheet, KEY_LENGTH.priceSheet) && fits(sku, KEY_LENGTH.item));
    const found = new Map<string, SheetPrices>();
    await this.read(askable, found, signal);
    return new Map(keys.map((key) => [key, found.get(sheetPricesKeyText(key)) ?? NOTHING]));
  }

  /** Reads pairs of a sheet and an item into `found`; in halves where most pairs of a single statement would be of no use. */
  private async read(keys: readonly SheetPricesKey[], found: Map<string, SheetPrices>, signal: AbortSignal): Promise<void> {
    if (keys.length === 0) return;
    const sheets = [...new Set(keys.map(({ sheet }) => sheet))];
    const skus = [...new Set(keys.map(({ sku }) => sku))];
    const fitsOne = Math.max(sheets.length, skus.length) <= MOST_KEYS;
    const isWorthIt = keys.length <= FEW_PAIRS || sheets.length * skus.length <= keys.length * MOST_PAIRS_FOR_ONE;
    if (!fitsOne || !isWorthIt) {
      // The keys of one request lie beside each other, so that halves have fewer sheets or fewer items.
      const half = Math.ceil(keys.length / 2);
      // One after the other: the guard counts them as one question to GP.
      await this.read(keys.slice(0, half), found, signal);
      await this.read(keys.slice(half), found, signal);
      return;
    }
    const rows = await sheetPricesQuery(this.gp, sheets, skus).ask(this.gp, { signal });
    const items = groupBy(rows.item, byPair);
    const groups = groupBy(rows.group, byPair);
    for (const pair of new Set([...items.keys(), ...groups.keys()])) {
      const [ofGroup] = groups.get(pair) ?? [];
      const group = sheetLine(groups.get(pair) ?? []);
      found.set(pair, {
        item: sheetLine(items.get(pair) ?? []),
        group: group && ofGroup ? { ...group, group: asPriceGroupId(ofGroup.ITEMNMBR) } : null,
      });
    }
  }
}

function byCustomer({ LINKCODE }: { readonly LINKCODE: string }): AccountNumber {
  return asAccountNumber(LINKCODE);
}

function byPair({ sheet, sku }: PriceRows['item'][number]): string {
  return sheetPricesKeyText({ sheet: asPriceSheetId(sheet), sku: asSku(sku) });
}

function priceSheet(row: LinkRows['base'][number]): PriceSheet {
  return {
    id: asPriceSheetId(row.PRCSHID),
    isActive: flag(row.ACTIVE),
    // GP compares with its empty date as with any other.
    startDate: row.STRTDATE as CalendarDate,
    endDate: row.ENDDATE as CalendarDate,
    isPromotion: flag(row.PROMO),
    currency: asCurrencyId(row.CURNCYID),
  };
}

/** Whole sheets, from the rows of all of their lines. */
function sheetContents(rows: readonly OwnLineRow[]): SheetContents[] {
  return [...groupBy(rows, ({ PRCSHID }) => PRCSHID)].map(([sheet, ofSheet]) => ({
    sheet: asPriceSheetId(sheet),
    items: linesOf(ofSheet, 'I').map(([item, line]) => ({ ...line, sku: asSku(item) })),
    groups: linesOf(ofSheet, 'G').map(([group, line]) => ({ ...line, group: asPriceGroupId(group) })),
  }));
}

/** The lines of items (I) or of groups (G), with what each is for. */
function linesOf(ofSheet: readonly OwnLineRow[], type: 'I' | 'G'): [id: string, SheetLine][] {
  const byLine = groupBy(
    ofSheet.filter(({ EPITMTYP }) => EPITMTYP === type),
    ({ ITEMNMBR }) => ITEMNMBR,
  );
  return [...byLine].flatMap(([id, ofLine]) => {
    const line = sheetLine(ofLine);
    return line ? [[id, line]] : [];
  });
}

/** The line of an item or a group with its values; null where the sheet has none, or one of a kind that GP does not know. */
function sheetLine(rows: readonly LineRow[]): SheetLine | null {
  const [line] = rows;
  if (!line) return null;
  const kind = KINDS[line.PRODTCOD.trim().toUpperCase()];
  const promotion = PROMOTIONS[whole(line.PROMOTYP)];
  if (!kind && !promotion) return null;
  return {
    isActive: flag(line.ACTIVE),
    kind: kind ?? 'NET',
    ...(promotion ? { promotion: { kind: promotion, of: LEVELS[whole(line.PROMOLVL)] ?? 'CUSTOMER' } } : {}),
    values: rows.filter(({ UOFM }) => UOFM !== '').map(sheetValue),
  };
}

function sheetValue(row: LineRow): SheetValue {
  return {
    unit: asUnitCode(row.UOFM),
    fromQuantity: decimal(row.QTYFROM),
    toQuantity: decimal(row.QTYTO),
    value: decimal(row.PSITMVAL),
    factor: decimal(row.EQUOMQTY),
    ...(row.FREEITEM === ''
      ? {}
      : { free: { sku: asSku(row.FREEITEM), unit: asUnitCode(row.FREEUOFM), mostQuantity: decimal(row.MAXQTYFR) } }),
  };
}
