import { describe, expect, it } from 'vitest';
import type { BuyingTerms } from '../../account/index.js';
import { BusinessDate, type DurableLevel, LiveReaders, RequestBudget, SoftTimeouts } from '../../live/index.js';
import { NoSharedLevel } from '../../live/no-shared-level.js';
import { SystemClock } from '../../values/clock.js';
import { type AccountNumber, asAccountNumber, asPriceGroupId, asPriceSheetId, asSku } from '../../values/identifiers.js';
import { ExtendedPricing } from './extended-pricing.js';
import { goldenExtendedFacts, goldenExtendedQuestion } from './golden-extended-prices.facts.js';
import type { PriceSheet, SheetLine, SheetLinks, SheetPrices, SheetPricesKey } from './price-sheet.js';
import { PriceSheetSource } from './price-sheet-source.port.js';

const {
  company,
  terms,
  item: ungrouped,
  linked,
} = goldenExtendedFacts({
  customer: ['item percent EACH 1.. = 90'],
  book: ['group percent EACH 1.. = 95'],
  base: ['item net EACH 1.. = 80'],
});
const item = { ...ungrouped, priceGroup: asPriceGroupId('PUMPS') };
const [ownLine, bookLine, baseLine] = [...linked.prices.values()];
const head = linked.sheets.BASE_BOOK[0] as PriceSheet;
const sheet = (id: string, change: Partial<PriceSheet> = {}): PriceSheet => ({
  ...head,
  startDate: '2020-01-01' as PriceSheet['startDate'],
  endDate: '2999-12-31' as PriceSheet['endDate'],
  ...change,
  id: asPriceSheetId(id),
});

/** Links to one sheet that nobody else has. */
function ofNobodyElse({ items = [], groups = [] }: Partial<SheetLinks['contents'][number]>): SheetLinks {
  const own = sheet('OF-NOBODY-ELSE');
  return { sheets: [own], book: BOOK, contents: [{ sheet: own.id, items, groups }] };
}

function lineOf(line: SheetLine | null | undefined): SheetLine {
  if (!line) throw new Error('The golden facts lack a line.');
  return line;
}

const PUMPS = asPriceGroupId('PUMPS');
const BOOK = { id: 'BOOK' as never, sheets: [sheet('BOOK')] };
const LINKS: Readonly<Record<string, SheetLinks>> = {
  PLAIN: { sheets: [], book: BOOK, contents: [] },
  'OTHER-ITEMS': { sheets: [sheet('NO-PUMPS')], book: BOOK, contents: [] },
  'MORE-OTHER-ITEMS': { sheets: [sheet('NO-PUMPS-EITHER'), sheet('NO-PUMPS')], book: BOOK, contents: [] },
  'NO-MORE': { sheets: [sheet('OWN', { isActive: false })], book: BOOK, contents: [] },
  'OF-OWN': { sheets: [sheet('NO-PUMPS'), sheet('OWN')], book: BOOK, contents: [] },
  'OF-ALIKE': { sheets: [sheet('OWN')], book: BOOK, contents: [] },
  'OF-ANOTHER': { sheets: [sheet('ANOTHER')], book: BOOK, contents: [] },
  'OF-NOBODY-ELSE': ofNobodyElse({ items: [{ ...lineOf(ownLine?.item), sku: item.sku }] }),
  'OF-NOBODY-ELSE-EITHER': ofNobodyElse({ items: [{ ...lineOf(ownLine?.item), sku: item.sku }] }),
  'OTHER-ITEMS-OF-NOBODY-ELSE': ofNobodyElse({ items: [{ ...lineOf(ownLine?.item), sku: asSku('VALVE-2') }] }),
  'GROUP-OF-NOBODY-ELSE': ofNobodyElse({ groups: [{ ...lineOf(bookLine?.group), group: PUMPS }] }),
  'NO-BOOK': { sheets: [sheet('NO-PUMPS')], book: null, contents: [] },
};
const LINES: Readonly<Record<string, SheetPrices | null>> = {
  OWN: ownLine ?? null,
  ANOTHER: ownLine ?? null,
  BOOK: bookLine ?? null,
  BASE: baseLine ?? null,
};

class Sheets extends PriceSheetSource {
  override async links(customers: readonly (AccountNumber | null)[]) {
    const base: SheetLinks = { sheets: [sheet('BASE')], book: null, contents: [] };
    return new Map(customers.map((customer) => [customer, customer === null ? base : (LINKS[customer] as SheetLinks)]));
  }
  readonly asked: string[] = [];
  override async prices(keys: readonly SheetPricesKey[]) {
    this.asked.push(...keys.map(({ sheet: id }) => id));
    return new Map(keys.map((key) => [key, LINES[key.sheet] ?? { item: null, group: null }]));
  }
}

const NOTHING_DURABLE: DurableLevel = { read: async () => new Map(), write: async () => undefined };

function pricing(source = new Sheets()) {
  const clock = new SystemClock();
  const live = new LiveReaders(clock, new NoSharedLevel(), NOTHING_DURABLE, new SoftTimeouts());
  const extended = new ExtendedPricing(live, source, new BusinessDate(clock, 'UTC'), 'apply');
  const question = goldenExtendedQuestion({});
  return async (account: string | null, of: Partial<BuyingTerms> = {}) => {
    const budget = RequestBudget.ofPage();
    const ofAccount = { ...terms, ...of, accountNumber: account === null ? null : asAccountNumber(account) };
    const buyer = await extended.buyer(ofAccount, budget);
    if ('known' in buyer) throw new Error('The links are not known.');
    const deciding = extended.deciding(buyer, item, await extended.facts(item.sku, buyer, true, budget));
    return { deciding, price: extended.price(company, ofAccount, deciding, item, question, '1') };
  };
}

const amountOf = ({ price }: Awaited<ReturnType<ReturnType<typeof pricing>>>) =>
  price.kind === 'price' ? price.unitPrice.amount : price.kind;

describe('Accounts with price sheets of their own', () => {
  it.each(['OTHER-ITEMS', 'MORE-OTHER-ITEMS', 'NO-MORE'])(
    "share the book's price of an item that is on none of them: %s",
    async (account) => {
      const priceFor = pricing();
      const ofBook = await priceFor('PLAIN');
      const ofAccount = await priceFor(account);
      expect(amountOf(ofBook)).toBe('76.00');
      expect(ofAccount.price).toBe(ofBook.price);
      expect(ofAccount.deciding.terms).toBe(ofBook.deciding.terms);
    },
  );

  it('share the price of an item that one common sheet decides, whatever their other sheets are', async () => {
    const priceFor = pricing();
    const one = await priceFor('OF-OWN');
    expect(amountOf(one)).toBe('68.40');
    expect((await priceFor('OF-ALIKE')).price).toBe(one.price);
  });

  it('have a sheet that nobody else has from the links, and it is not asked by item', async () => {
    const source = new Sheets();
    const priceFor = pricing(source);
    expect(amountOf(await priceFor('OF-NOBODY-ELSE'))).toBe('68.40');
    expect(amountOf(await priceFor('GROUP-OF-NOBODY-ELSE'))).toBe('72.20');
    expect(source.asked).not.toContain('OF-NOBODY-ELSE');
  });

  it("share the book's price of an item that a sheet which nobody else has lacks", async () => {
    const priceFor = pricing();
    const ofBook = await priceFor('PLAIN');
    const ofAccount = await priceFor('OTHER-ITEMS-OF-NOBODY-ELSE');
    expect(ofAccount.price).toBe(ofBook.price);
    expect(ofAccount.deciding).toMatchObject({ terms: ofBook.deciding.terms, own: null });
  });

  it('share no text with an account whose sheet that nobody else has says something else, and no price object', async () => {
    const priceFor = pricing();
    const one = await priceFor('OF-NOBODY-ELSE');
    const other = await priceFor('OF-NOBODY-ELSE-EITHER');
    expect(other.deciding.own).not.toBe(one.deciding.own);
    expect((await priceFor('OF-NOBODY-ELSE')).deciding.own).toBe(one.deciding.own);
    expect((await priceFor('OF-NOBODY-ELSE')).price).toBe(one.price);
  });

  it("share the base book's price with visitors where neither a sheet nor a book has the item", async () => {
    const priceFor = pricing();
    const ofVisitor = await priceFor(null);
    expect(amountOf(ofVisitor)).toBe('80.00');
    expect((await priceFor('NO-BOOK')).price).toBe(ofVisitor.price);
  });

  it('do not share a price where their sheets differ for the item, in whatever order they ask', async () => {
    for (const accounts of [
      ['PLAIN', 'OF-OWN', 'OF-ANOTHER', 'NO-BOOK'],
      ['NO-BOOK', 'OF-ANOTHER', 'OF-OWN', 'PLAIN'],
    ]) {
      const priceFor = pricing();
      const priced = new Map<string, Awaited<ReturnType<typeof priceFor>>>();
      for (const account of [...accounts, ...accounts]) priced.set(account, await priceFor(account));
      const all = [...priced.values()];
      expect(new Set(all.map(({ price }) => price)).size).toBe(4);
      expect(new Set(all.map(({ deciding }) => deciding.terms)).size).toBe(4);
      expect(Object.fromEntries([...priced].map(([account, each]) => [account, amountOf(each)]))).toEqual({
        PLAIN: '76.00',
        'OF-OWN': '68.40',
        'OF-ANOTHER': '68.40',
        'NO-BOOK': '80.00',
      });
    }
  });

  it('do not share a price in different currencies', async () => {
    const priceFor = pricing();
    const inCanadian = await priceFor('PLAIN', { currency: 'Z-C$' as BuyingTerms['currency'] });
    expect(inCanadian.price).not.toBe((await priceFor('PLAIN')).price);
    expect(inCanadian.price.kind).toBe('noPrice');
  });

  it('are told by their other sheets how old it is that these do not have the item', async () => {
    const priceFor = pricing();
    expect((await priceFor('MORE-OTHER-ITEMS')).deciding.others).toHaveLength(2);
    expect((await priceFor('OF-ALIKE')).deciding.others).toHaveLength(0);
  });
});
