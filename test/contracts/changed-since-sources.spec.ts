import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { StampedSource } from '../../src/events/index.js';
import { SqlOpenQuoteSource } from '../../src/gp/sql/sql-open-quote-source.js';
import { SqlPriceVersionSource } from '../../src/gp/sql/sql-price-version-source.js';
import { SqlChangedCustomerSource, SqlChangedStockSource, SqlPostedInvoiceSource } from '../../src/gp/sql/sql-stamped-sources.js';
import { SqlTurningItemSource } from '../../src/gp/sql/sql-turning-item-source.js';
import { asDocumentNumber } from '../../src/receivables/index.js';
import type { CalendarDate } from '../../src/values/calendar-date.js';
import { asAccountNumber, asSku } from '../../src/values/identifiers.js';
import { type OpenCompany, PATIENT, PLACES } from '../support/companies.js';

/** All records, read with pages of this size. */
async function all<Record>(source: StampedSource<Record>, since: string | null, limit = 500): Promise<Record[]> {
  const found: Record[] = [];
  for (let from: string | null = null; ; ) {
    const { records, next } = await source.changed({ since, from, limit }, PATIENT);
    found.push(...records);
    if (next === null) return found;
    from = next;
  }
}

describe.each(PLACES)('What has changed in GP in $place', ({ open }) => {
  let opened: OpenCompany;
  const change = (sql: string) => opened.company.change(sql);

  beforeAll(async () => {
    opened = await open();
  });
  afterAll(() => opened.close());

  /** Records that are found since a moment in which nothing changed. */
  async function changedBy<Record>(source: StampedSource<Record>, statement: string): Promise<Record[]> {
    const since = await source.now(PATIENT);
    await change(statement);
    return all(source, since);
  }

  it('are items, by themselves or by their stock', async () => {
    const source = new SqlChangedStockSource(opened.company.gp);
    const everything = await all(source, null);
    expect(await all(source, null, 7)).toEqual(everything);
    expect(new Set(everything).size).toBe(everything.length);
    const sold = await changedBy(source, `update "IV00102" set "ATYALLOC" = 3 where "ITEMNMBR" = 'CWR-12'`);
    expect(sold).toContain(asSku('CWR-12'));
    expect((await source.levels([asSku('CWR-12')], PATIENT)).get(asSku('CWR-12'))?.[0]?.allocated).toBe('3');
  });

  it('are customers, with their holds and limits', async () => {
    const source = new SqlChangedCustomerSource(opened.company.gp);
    expect(await all(source, null, 3)).toEqual(await all(source, null));
    const found = await changedBy(
      source,
      `update "RM00101" set "HOLD" = 1, "CRLMTTYP" = 2, "CRLMTAMT" = 1250.5 where "CUSTNMBR" = 'HARGATE'`,
    );
    const hargate = found.find(({ accountNumber }) => accountNumber === asAccountNumber('HARGATE'));
    expect(hargate).toMatchObject({ onHold: true, limit: { type: 'AMOUNT', amount: '1250.5' } });
  });

  it('are posted invoices, and no credits', async () => {
    const source = new SqlPostedInvoiceSource(opened.company.gp);
    const everything = await all(source, null);
    expect(await all(source, null, 3)).toEqual(everything);
    const number = asDocumentNumber('SINCE-1');
    const found = await changedBy(
      source,
      `insert into "RM20101" ("CUSTNMBR", "DOCNUMBR", "RMDTYPAL", "DUEDATE", "CURTRXAM") values
        ('HARGATE', 'SINCE-1', 1, '2026-12-01', 12.5), ('HARGATE', 'SINCE-2', 7, '2026-12-01', 1)`,
    );
    const invoice = {
      ...{ accountNumber: asAccountNumber('HARGATE'), kind: 'INVOICE' as const, number },
      ...{ dueDate: '2026-12-01', balance: '12.5', isVoided: false },
    };
    expect(found.filter((one) => one.number.startsWith('SINCE'))).toEqual([invoice]);
    expect(await source.invoices([invoice, { ...invoice, kind: 'DEBIT_MEMO' }], PATIENT)).toEqual([invoice]);
  });

  it('are quotes in work, with their batch and last day', async () => {
    const source = new SqlOpenQuoteSource(opened.company.gp);
    await change(`insert into "SOP10100" ("SOPTYPE", "SOPNUMBE", "CUSTNMBR", "BACHNUMB", "QUOEXPDA") values
      (1, 'SINCE-Q1', 'HARGATE', 'WEBQUOTES', '2026-12-01'), (1, 'SINCE-Q2', 'HARGATE', 'SALES', '1900-01-01')`);
    const { quotes, next } = await source.openQuotes('SINCE-Q', 1, PATIENT);
    expect(quotes).toEqual([{ number: 'SINCE-Q1', accountNumber: 'HARGATE', batch: 'WEBQUOTES', expires: '2026-12-01' }]);
    expect((await source.openQuotes(next, 1, PATIENT)).quotes).toMatchObject([{ number: 'SINCE-Q2', expires: null }]);
  });

  it('are versions of prices, the same in pages of any size', async () => {
    const source = new SqlPriceVersionSource(opened.company.gp);
    const { versions, next } = await source.versions(null, 2_000, PATIENT);
    expect(next).toBeNull();
    const [first, second] = versions;
    const page = await source.versions(null, 1, PATIENT);
    expect(page.versions).toEqual([first]);
    expect((await source.versions(page.next, 1, PATIENT)).versions).toEqual([second]);
    await change(`update "IV00108" set "UOMPRICE" = "UOMPRICE" + 1 where "ITEMNMBR" = 'CWR-12'`);
    const after = await source.versions(null, 2_000, PATIENT);
    const changed = after.versions.filter(({ version }, index) => version !== versions[index]?.version);
    expect(changed.map(({ sku }) => sku)).toEqual(['CWR-12']);
  });

  it('are versions of prices, other ones where a price sheet is switched off or a line means something else', async () => {
    await change(`insert into "SOP10110" ("PRCSHID", "ACTIVE") values ('V-SHEET', 1)`);
    await change(
      `insert into "IV10401" ("PRCSHID", "EPITMTYP", "ITEMNMBR", "ACTIVE", "PRODTCOD") values ('V-SHEET', 'I', 'CWR-12', 1, 'N')`,
    );
    await change(
      `insert into "IV10402" ("PRCSHID", "EPITMTYP", "ITEMNMBR", "UOFM", "PSITMVAL") values ('V-SHEET', 'I', 'CWR-12', 'Each', 7)`,
    );
    const source = new SqlPriceVersionSource(opened.company.gp);
    const version = async () =>
      (await source.versions(null, 2_000, PATIENT)).versions.find(({ sku }) => sku === 'CWR-12')?.version;
    const seen = [await version()];
    for (const statement of [
      `update "SOP10110" set "ACTIVE" = 0 where "PRCSHID" = 'V-SHEET'`,
      `update "IV10401" set "PRODTCOD" = 'P' where "PRCSHID" = 'V-SHEET'`,
      `update "IV10402" set "EQUOMQTY" = 12 where "PRCSHID" = 'V-SHEET'`,
      `update "IV10401" set "ACTIVE" = 0 where "PRCSHID" = 'V-SHEET'`,
    ]) {
      await change(statement);
      seen.push(await version());
    }
    expect(new Set(seen).size).toBe(5);
  });

  it('are items on price sheets that begin or end on a day, by themselves or by their groups, the same in pages of any size', async () => {
    await change(`insert into "SOP10110" ("PRCSHID", "ACTIVE", "STRTDATE", "ENDDATE") values
      ('TURN-1', 1, '2027-05-01', '2027-05-31'), ('TURN-2', 1, '2027-05-11', '2027-05-19'), ('TURN-OFF', 0, '2027-05-01', '2027-05-31')`);
    await change(`insert into "IV10401" ("PRCSHID", "SEQNUMBR", "EPITMTYP", "ITEMNMBR", "ACTIVE") values ('TURN-1', 1, 'I', 'CWR-12', 1),
      ('TURN-1', 2, 'G', 'TURN-CUTTERS', 1), ('TURN-2', 1, 'I', 'LEVEL-24', 1), ('TURN-OFF', 1, 'I', 'LEVEL-48', 1)`);
    await change(
      `insert into "IV10400" ("PRCGRPID", "SEQNUMBR", "ITEMNMBR") values ('TURN-CUTTERS', 1, 'CUT-4'), ('TURN-CUTTERS', 2, 'CWR-12')`,
    );
    const source = new SqlTurningItemSource(opened.company.gp);
    const turning = async (after: string, until: string, limit = 500) => {
      const skus: string[] = [];
      const days = { after: after as CalendarDate, until: until as CalendarDate };
      for (let from: string | null = null; ; ) {
        const page = await source.items(days, from, limit, PATIENT);
        skus.push(...page.skus);
        if (page.next === null) return skus;
        from = page.next;
      }
    };
    expect(await turning('2027-04-30', '2027-05-01')).toEqual(['CUT-4', 'CWR-12']);
    expect(await turning('2027-04-30', '2027-05-01', 1)).toEqual(['CUT-4', 'CWR-12']);
    expect(await turning('2027-05-01', '2027-05-10')).toEqual([]);
    expect(await turning('2027-05-10', '2027-05-11')).toEqual(['LEVEL-24']);
    expect(await turning('2027-05-18', '2027-05-19')).toEqual([]);
    expect(await turning('2027-05-19', '2027-05-20')).toEqual(['LEVEL-24']);
    expect(await turning('2027-05-30', '2027-05-31')).toEqual([]);
    expect(await turning('2027-05-31', '2027-06-01')).toEqual(['CUT-4', 'CWR-12']);
    expect(await turning('2027-05-01', '2027-06-30')).toEqual(['CUT-4', 'CWR-12', 'LEVEL-24']);
  });
});
