import { daysBefore, TODAY } from './calendar.js';
import type { CompanyFiles } from './company-files.js';
import { type Fixed, fixedText, ONE, percentOf, roundFixed } from './fixed-point.js';
import { CAD_PER_USD_PERCENT, noLimit, type PricedItem, smallestQuantity } from './item-prices.js';
import { Random } from './random.js';
import { CANADIAN_DOLLARS, DOLLARS } from './setup.js';
import type { Schedule, Unit } from './units.js';

/** The size of a company's extended pricing. */
export interface SheetsOrder {
  readonly sheets: number;
  /** Values of all sheets together. Fewer are written where the sheets cannot hold as many, since the company has few items. */
  readonly values: number;
}

/** What a line of a sheet is about: an item, or a price group with its first item's facts. */
interface Priced {
  readonly type: 'I' | 'G';
  readonly id: string;
  readonly schedule: Schedule;
  readonly decimals: number;
  readonly listPrice: Fixed;
  readonly inCanadianDollars: boolean;
}

interface Sheet {
  readonly id: string;
  readonly currency: string;
  lines: number;
}

const BASE_BOOK = 'BASEBOOK';
const SEQUENCE = 16_384;
/** As many items and groups are remembered for the sheets of books and customers. */
const REMEMBERED = 20_000;
const ACCOUNTS_PER_BOOK = 100;
const SHEETS_PER_BOOK = 2;
/** Sheets of the base book: list prices in two currencies, those of next year, and promotions. */
const LIST = 'LIST';
const LIST_IN_CANADIAN_DOLLARS = 'LIST-CAD';
const NEXT_LIST = 'LIST-NEXT';
const PROMOTIONS = 'PROMOTIONS';
/** A company has at least these four. */
export const LEAST_SHEETS = 4;

/**
 * Writes price sheets, groups, books and their links (SOP10108 to SOP10110, SOP10205, IV10400 to IV10403, RM00500) beside the
 * items and accounts, as these come. The sheets of a book or account start in different months, so that none of them tie.
 */
export class PriceSheets {
  private readonly known: Priced[] = [];
  private readonly list: Sheet;
  private readonly listInCanadianDollars: Sheet;
  private readonly valuesPerItem: number;
  private readonly books: number;
  private group: { readonly series: string; readonly id: string; readonly isNet: boolean; items: number } | null = null;
  private items = 0;
  private sheetsLeft: number;
  private valuesLeft: number;
  private accountsSeen = 0;
  private customerSheets = 0;
  private lastCustomerSheet: string | null = null;

  constructor(
    private readonly files: CompanyFiles,
    private readonly seed: number,
    { sheets, values }: SheetsOrder,
    items: number,
    private readonly accounts: number,
  ) {
    this.books = Math.min(Math.ceil(accounts / ACCOUNTS_PER_BOOK), Math.floor((sheets - LEAST_SHEETS) / (2 * SHEETS_PER_BOOK)));
    this.sheetsLeft = sheets;
    this.valuesLeft = values;
    this.valuesPerItem = Math.max(1, Math.floor(values / 2 / items));
    files.write('SOP10109', { PRCBKID: BASE_BOOK, DESCEXPR: 'What everybody pays', ISBASE: 1 });
    const year = [daysBefore(TODAY, 300), daysBefore(TODAY, -60)] as const;
    this.list = this.sheet(LIST, DOLLARS.id, year);
    this.listInCanadianDollars = this.sheet(LIST_IN_CANADIAN_DOLLARS, CANADIAN_DOLLARS.id, year);
    for (const [index, { id }] of [this.list, this.listInCanadianDollars].entries()) this.link(id, 'P', BASE_BOOK, index + 1, 1);
  }

  /** Writes the list price of an item, by itself or by its group. @param series items of one series may be a price group */
  addItem({ sku, schedule, policy, listPrice }: PricedItem, series: string | null): void {
    const random = new Random(this.seed, 'list price', sku);
    const item: Priced = {
      type: 'I',
      id: sku,
      schedule,
      decimals: policy.decimals,
      listPrice,
      inCanadianDollars: policy.inCanadianDollars,
    };
    const group = this.groupOf(item, series);
    this.items += 1;
    this.known[this.items % REMEMBERED] = item;
    if (group?.isNet && group.items === 1) this.net(this.list, { ...item, type: 'G', id: group.id }, 100, this.valuesPerItem);
    // A few items have no price at all.
    if (group?.isNet || random.perMille(3)) return;
    this.net(this.list, item, 100, this.valuesPerItem);
    if (item.inCanadianDollars) this.net(this.listInCanadianDollars, item, 100, 1);
  }

  /** Writes the sheets of the base book that hold some of the items, and the books with theirs. */
  writeBooks(): void {
    const next = this.sheet(NEXT_LIST, DOLLARS.id, [daysBefore(TODAY, -1), daysBefore(TODAY, -400)]);
    this.link(NEXT_LIST, 'P', BASE_BOOK, 3, 1);
    const random = new Random(this.seed, 'base book');
    this.fill(next, random, (priced) => this.net(next, priced, random.whole(101, 108), 2));
    this.writePromotions(random);
    for (let book = 1; book <= this.books; book++) {
      const id = bookId(book);
      this.files.write('SOP10109', { PRCBKID: id, DESCEXPR: `Book ${book}`, ISBASE: 0 });
      for (let number = 1; number <= SHEETS_PER_BOOK; number++) {
        const own = new Random(this.seed, 'book', book, number);
        const sheet = this.sheet(`${id}-${number}`, DOLLARS.id, datesOf(own, number));
        this.link(sheet.id, 'P', id, number, 1);
        this.fill(sheet, own, (priced) => this.adjusted(sheet, priced, own, number === 1 ? 85 : 97));
      }
    }
  }

  /** Writes an account's book and its own sheets. Every tenth shares the sheet of an account before it. */
  addAccount(account: string, currency: string): void {
    const index = this.accountsSeen;
    this.accountsSeen += 1;
    const random = new Random(this.seed, 'sheets of', account);
    if (this.books > 0 && !random.perMille(200)) {
      const book = (index % this.books) + 1;
      this.files.write('SOP10205', {
        PRCBKID: bookId(book),
        PRODTCOD: 'C',
        LINKCODE: account,
        SEQNUMBR: (Math.floor(index / this.books) + 1) * SEQUENCE,
      });
    }
    const shared = index % 10 === 9 ? this.lastCustomerSheet : null;
    const own = Math.round(this.sheetsLeft / (this.accounts - index));
    for (let number = 1; number <= own; number++) {
      this.customerSheets += 1;
      const sheet = this.sheet(
        `C${String(this.customerSheets).padStart(7, '0')}`,
        currency || DOLLARS.id,
        datesOf(random, number),
      );
      this.link(sheet.id, 'C', account, number, 1);
      this.fill(sheet, random, (priced) => this.adjusted(sheet, priced, random, random.whole(75, 99)));
      this.lastCustomerSheet = sheet.id;
    }
    if (shared) this.link(shared, 'C', account, own + 1, 2);
    if (shared === this.lastCustomerSheet) this.lastCustomerSheet = null;
  }

  /** The group that an item belongs to. About two of three series are one, and every tenth of them has one net price. */
  private groupOf(item: Priced, series: string | null): { readonly id: string; readonly isNet: boolean; items: number } | null {
    if (series === null) return null;
    if (this.group?.series !== series) {
      const random = new Random(this.seed, 'group', series);
      this.group = null;
      if (random.perMille(350)) return null;
      this.group = { series, id: `GROUP-${series}`, isNet: random.perMille(100), items: 0 };
      this.files.write('SOP10108', {
        PRCGRPID: this.group.id,
        DESCEXPR: `Series ${series}`,
        DECPLCUR: item.decimals + 1,
        DECPLQTY: item.schedule.quantityDecimals + 1,
        UOMSCHDL: item.schedule.id,
      });
      this.known[++this.items % REMEMBERED] = { ...item, type: 'G', id: this.group.id };
    }
    this.group.items += 1;
    this.files.write('IV10400', { PRCGRPID: this.group.id, ITEMNMBR: item.id, SEQNUMBR: this.group.items * SEQUENCE });
    return this.group;
  }

  private writePromotions(random: Random): void {
    const sheet = this.sheet(PROMOTIONS, DOLLARS.id, [daysBefore(TODAY, 20), daysBefore(TODAY, -20)], 1);
    this.link(PROMOTIONS, 'P', BASE_BOOK, 4, 1);
    this.fill(sheet, random, (priced) => {
      const type = random.whole(1, 3);
      const [first] = priced.schedule.units;
      const value = type === 2 ? random.whole(70, 95) * ONE : percentOf(priced.listPrice, type === 1 ? 80 : 10);
      const rounded = type === 2 ? value : atLeastOne(roundFixed(value, priced.decimals), priced.decimals);
      const kind = type === 2 ? 'P' : type === 1 ? 'N' : 'V';
      return this.line(sheet, priced, kind, { type, level: random.whole(1, 3) }, [
        { unit: first, start: null, end: null, value: rounded },
      ]);
    });
  }

  /** Adds lines of different items and groups, until the sheet has its share of what is left to be written. */
  private fill(sheet: Sheet, random: Random, write: (priced: Priced) => number): void {
    let share = Math.floor(this.valuesLeft / (this.sheetsLeft + 1));
    const offers = sheet.currency === CANADIAN_DOLLARS.id ? this.known.filter((each) => each?.inCanadianDollars) : this.known;
    // A step that has no factor in common with the number of offers passes them all.
    const step = stepThrough(offers.length, random);
    let place = offers.length > 0 ? random.whole(0, offers.length - 1) : 0;
    for (let tried = 0; tried < offers.length && share > 0; tried++) {
      const priced = offers[place];
      if (priced) share -= write(priced);
      place = (place + step) % offers.length;
    }
  }

  /** A line of any kind. @param percent of the list price, about which the value is */
  private adjusted(sheet: Sheet, priced: Priced, random: Random, percent: number): number {
    const kind = random.pick(['N', 'P', 'P', 'V'] as const);
    if (kind === 'N') return this.net(sheet, priced, percent, 3);
    const values = priced.schedule.units.slice(0, random.whole(1, 2)).map((unit) => {
      const off = percentOf(priced.listPrice * (unit.baseQuantity / ONE), random.whole(1, 10));
      const places = sheet.currency === CANADIAN_DOLLARS.id ? 2 : priced.decimals;
      const value = kind === 'P' ? percent * ONE + random.whole(0, 9) * (ONE / 10) : roundFixed(off, places);
      return { unit, start: null, end: null, value };
    });
    return this.line(sheet, priced, kind, null, values);
  }

  /** Net prices of the units of an item or group, with breaks, at most so many. */
  private net(sheet: Sheet, priced: Priced, percent: number, most: number): number {
    const { schedule, listPrice, decimals } = priced;
    const canadian = sheet.currency === CANADIAN_DOLLARS.id;
    const places = canadian ? 2 : decimals;
    const isSold = ({ code }: Unit) => code === schedule.sellingUnit;
    const units = [...schedule.units.filter(isSold), ...schedule.units.filter((unit) => !isSold(unit))];
    const smallest = smallestQuantity(schedule);
    const all = units.flatMap((unit) =>
      [1, 12, 48].map((start, index, starts) => {
        const next = starts[index + 1];
        const amount =
          percentOf(listPrice * (unit.baseQuantity / ONE), percent - 3 * index) * (canadian ? CAD_PER_USD_PERCENT / 100 : 1);
        return {
          unit,
          start: index === 0 ? smallest : start * ONE,
          end: next === undefined ? null : next * ONE - smallest,
          value: atLeastOne(roundFixed(amount, places), places),
        };
      }),
    );
    const kept = all.slice(0, most);
    // Without the next break of its unit a range has no end.
    const values = kept.map((value, index) => (kept[index + 1]?.unit === value.unit ? value : { ...value, end: null }));
    return this.line(sheet, priced, 'N', null, values);
  }

  /** @returns the number of values */
  private line(
    sheet: Sheet,
    { type, id, schedule }: Priced,
    kind: 'N' | 'P' | 'V',
    promotion: { readonly type: number; readonly level: number } | null,
    values: readonly { readonly unit: Unit; readonly start: Fixed | null; readonly end: Fixed | null; readonly value: Fixed }[],
  ): number {
    sheet.lines += 1;
    this.files.write('IV10401', {
      PRCSHID: sheet.id,
      SEQNUMBR: sheet.lines * SEQUENCE,
      EPITMTYP: type,
      ITEMNMBR: id,
      BRKPTPRC: values.length > 1 ? 1 : 0,
      ACTIVE: 1,
      BASEUOFM: schedule.units[0].code,
      PRODTCOD: kind,
      PROMOTYP: promotion?.type ?? 0,
      PROMOLVL: promotion?.level ?? 0,
    });
    for (const [index, { unit, start, end, value }] of values.entries()) {
      this.files.write('IV10402', {
        PRCSHID: sheet.id,
        EPITMTYP: type,
        ITEMNMBR: id,
        UOFM: unit.code,
        QTYFROM: fixedText(start ?? smallestQuantity(schedule)),
        QTYTO: end === null ? noLimit(schedule.quantityDecimals) : fixedText(end),
        PSITMVAL: fixedText(value),
        EQUOMQTY: '1',
        QTYBSUOM: fixedText(unit.baseQuantity),
        SEQNUMBR: (index + 1) * SEQUENCE,
      });
    }
    this.valuesLeft -= values.length;
    return values.length;
  }

  private sheet(id: string, currency: string, [start, end]: readonly [string, string], promotion = 0): Sheet {
    this.files.write('SOP10110', {
      PRCSHID: id,
      DESCEXPR: `Sheet ${id}`,
      ACTIVE: 1,
      STRTDATE: start,
      ENDDATE: end,
      PROMO: promotion,
      CURNCYID: currency,
    });
    this.sheetsLeft -= 1;
    return { id, currency, lines: 0 };
  }

  private link(sheet: string, code: 'C' | 'P', link: string, place: number, ofSheet: number): void {
    this.files.write('RM00500', {
      PRCSHID: sheet,
      PRODTCOD: code,
      LINKCODE: link,
      SEQNUMBR: place * SEQUENCE,
      PSSEQNUM: ofSheet * SEQUENCE,
    });
  }
}

function bookId(book: number): string {
  return `BOOK${String(book).padStart(4, '0')}`;
}

/** The dates of a place's sheets: each starts in a month of its own. One of twenty has ended, one has not started. */
function datesOf(random: Random, number: number): readonly [string, string] {
  const start = daysBefore(TODAY, 30 * number + random.whole(0, 29));
  if (random.perMille(50)) return [start, daysBefore(TODAY, 1)];
  if (random.perMille(50)) return [daysBefore(TODAY, -number), daysBefore(TODAY, -200)];
  return [start, daysBefore(TODAY, -random.whole(10, 400))];
}

function stepThrough(count: number, random: Random): number {
  const common = (one: number, other: number): number => (other === 0 ? one : common(other, one % other));
  for (;;) {
    const step = random.whole(1, Math.max(1, count - 1));
    if (count <= 2 || common(count, step) === 1) return step;
  }
}

/** No price is rounded to nothing. */
function atLeastOne(amount: Fixed, decimals: number): Fixed {
  return Math.max(amount, 10 ** (5 - decimals));
}
