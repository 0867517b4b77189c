import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SqlPriceSheetSource } from '../../src/gp/sql/sql-price-sheet-source.js';
import { MOST_OWN_VALUES, type PriceSheetSource, type SheetLine } from '../../src/pricing/index.js';
import { asAccountNumber, asPriceSheetId, asSku } from '../../src/values/identifiers.js';
import { type OpenCompany, PATIENT, PLACES } from '../support/companies.js';

/** Sheets, their links, and what they say of CUT-9 and of a group that CUT-14 is in. */
const ROWS = [
  `insert into "SOP10110" ("PRCSHID", "ACTIVE", "STRTDATE", "ENDDATE", "PROMO", "CURNCYID") values
    ('T-OWN', 1, '2026-01-01', '2026-12-31', 0, 'Z-US$'),
    ('T-BOOK', 1, '2026-03-01', '2026-06-30', 0, ''),
    ('T-BASE', 0, '2025-01-01', '2999-12-31', 0, 'Z-US$'),
    ('T-PROMO', 1, '2026-11-01', '2026-11-30', 1, 'Z-US$')`,
  `insert into "SOP10109" ("PRCBKID", "ISBASE") values ('T-DEALERS', 0), ('T-BASEBOOK', 1)`,
  `insert into "SOP10205" ("PRCBKID", "PRODTCOD", "LINKCODE", "SEQNUMBR") values ('T-DEALERS', 'C', 'HARGATE', 1)`,
  `insert into "RM00500" ("PRCSHID", "PRODTCOD", "LINKCODE", "SEQNUMBR", "PSSEQNUM") values
    ('T-OWN', 'C', 'HARGATE', 1, 1), ('T-PROMO', 'C', 'HARGATE', 2, 1),
    ('T-BOOK', 'P', 'T-DEALERS', 1, 1), ('T-BASE', 'P', 'T-BASEBOOK', 1, 1),
    ('T-BASE', 'C', 'T-DEALERS', 1, 1)`,
  `insert into "IV10400" ("PRCGRPID", "ITEMNMBR", "SEQNUMBR") values ('T-GROUP', 'CUT-14', 1)`,
  `insert into "IV10401" ("PRCSHID", "SEQNUMBR", "EPITMTYP", "ITEMNMBR", "ACTIVE", "PRODTCOD", "PROMOTYP", "PROMOLVL") values
    ('T-OWN', 1, 'I', 'CUT-9', 1, 'P', 0, 0),
    ('T-OWN', 2, 'G', 'T-GROUP', 0, 'V', 0, 0),
    ('T-OWN', 3, 'I', 'CUT-14', 1, 'N', 0, 0),
    ('T-OWN', 4, 'I', 'CUT-6', 1, 'X', 0, 0),
    ('T-PROMO', 1, 'I', 'CUT-9', 1, 'N', 4, 3)`,
  `insert into "IV10402" ("PRCSHID", "EPITMTYP", "ITEMNMBR", "UOFM", "QTYFROM", "QTYTO", "PSITMVAL", "EQUOMQTY", "QTYBSUOM", "SEQNUMBR") values
    ('T-OWN', 'I', 'CUT-9', 'Each', 1, 9, 95, 1, 1, 1),
    ('T-OWN', 'I', 'CUT-9', 'Box', 1, 999999999999, 92.5, 1, 25, 2),
    ('T-OWN', 'G', 'T-GROUP', 'Each', 1, 999999999999, 0.125, 1, 1, 1),
    ('T-PROMO', 'I', 'CUT-9', 'Each', 10, 999999999999, 0.1, 1, 1, 1)`,
  `insert into "IV10403" ("PRCSHID", "EPITMTYP", "ITEMNMBR", "UOFM", "FREEITEM", "FREEUOFM", "MAXQTYFR", "QTYFROM", "QTYTO") values
    ('T-PROMO', 'I', 'CUT-9', 'Each', 'CUT-4', 'Each', 5, 10, 999999999999)`,
];

/** Lines as SQL leaves their order open: by their items, each with its values by their units. */
function inOrder<Line extends SheetLine & { readonly sku: string }>(lines: readonly Line[]) {
  return lines
    .toSorted((one, other) => one.sku.localeCompare(other.sku))
    .map((line) => ({ ...line, values: line.values.toSorted((one, other) => one.unit.localeCompare(other.unit)) }));
}

describe.each(PLACES)('The price sheets of GP in $place', ({ open }) => {
  let opened: OpenCompany;
  let source: PriceSheetSource;

  beforeAll(async () => {
    opened = await open();
    source = new SqlPriceSheetSource(opened.company.gp);
    for (const row of ROWS) await opened.company.change(row);
  });
  afterAll(() => opened.close());
  beforeEach(() => opened.company.trouble.resetQuestions());

  const key = (sheet: string, sku: string) => ({ sheet: asPriceSheetId(sheet), sku: asSku(sku) });

  it("are a customer's own, those of their book and those of the base book, in one question", async () => {
    const hargate = asAccountNumber('HARGATE');
    const links = await source.links([hargate, null], PATIENT);
    expect(
      links
        .get(hargate)
        ?.sheets.map(({ id }) => id)
        .toSorted(),
    ).toEqual(['T-OWN', 'T-PROMO']);
    expect(links.get(hargate)?.book).toEqual({
      id: 'T-DEALERS',
      sheets: [
        {
          id: 'T-BOOK',
          isActive: true,
          startDate: '2026-03-01',
          endDate: '2026-06-30',
          isPromotion: false,
          currency: '',
        },
      ],
    });
    expect(links.get(null)).toEqual({
      sheets: [
        {
          id: 'T-BASE',
          isActive: false,
          startDate: '2025-01-01',
          endDate: '2999-12-31',
          isPromotion: false,
          currency: 'Z-US$',
        },
      ],
      book: null,
      contents: [],
    });
    expect(opened.company.trouble.questions).toBe(1);
  });

  it('come with all of their lines where nobody but the customer has them', async () => {
    const hargate = asAccountNumber('HARGATE');
    const contents = (await source.links([hargate], PATIENT)).get(hargate)?.contents ?? [];
    expect(contents.map(({ sheet }) => sheet).toSorted()).toEqual(['T-OWN', 'T-PROMO']);
    for (const { sheet, items, groups } of contents) {
      const skus = ['CUT-4', 'CUT-6', 'CUT-9', 'CUT-14'];
      const prices = await source.prices(
        skus.map((sku) => key(sheet, sku)),
        PATIENT,
      );
      const byItem = [...prices].flatMap(([{ sku }, { item }]) => (item ? [{ ...item, sku }] : []));
      expect(inOrder(items)).toEqual(inOrder(byItem));
      expect(groups).toEqual([...prices.values()].flatMap(({ group }) => group ?? []));
    }
    expect(contents.flatMap(({ items }) => items)).toHaveLength(3);
    expect(contents.flatMap(({ groups }) => groups)).toHaveLength(1);
  });

  it('come without their lines where another customer or a book has them, too, or where there are many', async () => {
    const kestrel = asAccountNumber('KESTREL');
    const values = Array.from(
      { length: MOST_OWN_VALUES },
      (_, index) => `('T-MUCH', 'I', 'CUT-9', 'Each', ${index}, ${index}, ${index})`,
    );
    await opened.company.change(`insert into "RM00500" ("PRCSHID", "PRODTCOD", "LINKCODE", "SEQNUMBR", "PSSEQNUM") values
      ('T-TWO', 'C', 'KESTREL', 1, 1), ('T-TWO', 'C', 'BRINDLE', 1, 2), ('T-BOTH', 'C', 'KESTREL', 2, 1),
      ('T-BOTH', 'P', 'T-DEALERS', 2, 1), ('T-MUCH', 'C', 'KESTREL', 3, 1)`);
    await opened.company.change(`insert into "IV10401" ("PRCSHID", "SEQNUMBR", "EPITMTYP", "ITEMNMBR", "ACTIVE", "PRODTCOD") values
      ('T-TWO', 1, 'I', 'CUT-9', 1, 'P'), ('T-BOTH', 1, 'I', 'CUT-9', 1, 'P'), ('T-MUCH', 1, 'I', 'CUT-9', 1, 'P')`);
    const insert = `insert into "IV10402" ("PRCSHID", "EPITMTYP", "ITEMNMBR", "UOFM", "QTYFROM", "QTYTO", "SEQNUMBR") values`;
    await opened.company.change(`${insert} ${values.join(', ')}`);
    const contents = async () => (await source.links([kestrel], PATIENT)).get(kestrel)?.contents ?? [];
    expect((await contents()).map(({ sheet, items }) => [sheet, items[0]?.values.length])).toEqual([['T-MUCH', MOST_OWN_VALUES]]);
    await opened.company.change(`${insert} ('T-MUCH', 'I', 'CUT-9', 'Box', 1, 1, ${MOST_OWN_VALUES})`);
    expect(await contents()).toEqual([]);
  });

  it('are none for a customer without links, and for one that GP does not know', async () => {
    const asked = ['KESTREL', 'NO-SUCH-CUSTOMER', 'A CUSTOMER WITH A NAME THAT IS TOO LONG'].map(asAccountNumber);
    const links = await source.links(asked, PATIENT);
    expect([...links]).toEqual(asked.map((account) => [account, { sheets: [], book: null, contents: [] }]));
  });

  it('have values of an item and of its group, by unit and quantity', async () => {
    const [ofItem, ofBoth] = [key('T-OWN', 'CUT-9'), key('T-OWN', 'CUT-14')];
    const prices = await source.prices([ofItem, ofBoth], PATIENT);
    expect(prices.get(ofItem)?.group).toBeNull();
    expect(prices.get(ofItem)?.item).toMatchObject({ isActive: true, kind: 'PERCENT' });
    expect(prices.get(ofItem)?.item?.values).toEqual(
      expect.arrayContaining([
        { unit: 'Each', fromQuantity: '1', toQuantity: '9', value: '95', factor: '1' },
        { unit: 'Box', fromQuantity: '1', toQuantity: '999999999999', value: '92.5', factor: '1' },
      ]),
    );
    expect(prices.get(ofBoth)).toEqual({
      item: { isActive: true, kind: 'NET', values: [] },
      group: {
        group: 'T-GROUP',
        isActive: false,
        kind: 'VALUE_OFF',
        values: [{ unit: 'Each', fromQuantity: '1', toQuantity: '999999999999', value: '0.125', factor: '1' }],
      },
    });
    expect(opened.company.trouble.questions).toBe(1);
  });

  it('have promotions with what they give for nothing', async () => {
    const promotion = key('T-PROMO', 'CUT-9');
    expect((await source.prices([promotion], PATIENT)).get(promotion)?.item).toMatchObject({
      promotion: { kind: 'FREE_ITEM', of: 'BASE_BOOK' },
      values: [{ fromQuantity: '10', value: '0.1', free: { sku: 'CUT-4', unit: 'Each', mostQuantity: '5' } }],
    });
  });

  it('have nothing of an item that they lack, of a kind that GP does not know, or of a key that fits no column', async () => {
    const asked = [
      key('T-OWN', 'CUT-4'),
      key('T-OWN', 'CUT-6'),
      key('NO-SUCH-SHEET', 'CUT-9'),
      key('A SHEET WITH A NAME THAT IS TOO LONG', 'CUT-9'),
    ];
    const prices = await source.prices(asked, PATIENT);
    expect(asked.map((each) => prices.get(each))).toEqual(asked.map(() => ({ item: null, group: null })));
  });

  it('of a page are one question; those of customers with other sheets and items are not looked up crosswise', async () => {
    const page = ['T-OWN', 'T-BOOK', 'T-BASE'].flatMap((sheet) =>
      ['CUT-4', 'CUT-6', 'CUT-9', 'CUT-14'].map((sku) => key(sheet, sku)),
    );
    await source.prices(page, PATIENT);
    expect(opened.company.trouble.questions).toBe(1);
    opened.company.trouble.resetQuestions();
    const apart = Array.from({ length: 64 }, (_, index) => key(`SHEET-${index}`, `ITEM-${index}`));
    await source.prices([...apart, key('T-OWN', 'CUT-9')], PATIENT);
    expect(opened.company.trouble.questions).toBeGreaterThan(1);
    expect(opened.company.trouble.questions).toBeLessThanOrEqual(8);
  });
});
