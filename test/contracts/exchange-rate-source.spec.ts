import { Logger } from '@nestjs/common';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { SqlExchangeRateSource } from '../../src/gp/sql/sql-exchange-rate-source.js';
import { SqlRateInUseSource } from '../../src/gp/sql/sql-rate-in-use-source.js';
import type { CalendarDate } from '../../src/values/calendar-date.js';
import { asAccountNumber, asCurrencyId } from '../../src/values/identifiers.js';
import { type OpenCompany, PATIENT, PLACES } from '../support/companies.js';

const DAY = '2026-11-23' as CalendarDate;
/** NIPIGON buys in Canadian dollars and has no rate type of its own: the company's is SELL. */
const NIPIGON = asAccountNumber('NIPIGON');

const rate = (table: string, from: string, amount: number, until = '20991231', time = '') =>
  `insert into "DYNAMICS"."MC00100" ("EXGTBLID", "CURNCYID", "EXCHDATE", "TIME1", "XCHGRATE", "EXPNDATE")
    values ('${table}', 'Z-C$', '${from}', '19000101${time}', ${amount}, '${until}')`;
const exchangeTable = (columns: string) => `update "DYNAMICS"."MC40300" set ${columns} where "EXGTBLID" = 'CAD-SELL'`;

describe.each(PLACES)('The exchange rates of GP in $place', ({ open }) => {
  let opened: OpenCompany;

  beforeAll(async () => {
    opened = await open();
    await change(`delete from "DYNAMICS"."MC00100" where "CURNCYID" = 'Z-C$'`);
  });
  afterAll(() => opened.close());

  const change = async (...statements: readonly string[]) => {
    for (const sql of statements) await opened.company.change(sql);
  };

  const rateOf = async (account: string | null = 'NIPIGON', currency = 'Z-C$', date = DAY) => {
    const key = { accountNumber: account === null ? null : asAccountNumber(account), currency: asCurrencyId(currency), date };
    const found = (await new SqlExchangeRateSource(opened.company.gp).rates([key], PATIENT)).get(key);
    return found ? `${found.table} ${found.date} ${found.method} ${found.rate}` : null;
  };

  /** What the rate is while GP has these rows, which are taken away again. */
  const rateWith = async (...rows: readonly string[]) => {
    await change(...rows);
    const found = await rateOf();
    await change(`delete from "DYNAMICS"."MC00100" where "CURNCYID" = 'Z-C$'`);
    return found;
  };

  it('are that of the day, or the latest of an earlier day that still holds', async () => {
    expect(await rateWith(rate('CAD-SELL', '20261123', 0.71))).toBe('CAD-SELL 2026-11-23 MULTIPLY 0.71');
    expect(
      await rateWith(rate('CAD-SELL', '20261001', 0.7), rate('CAD-SELL', '20261101', 0.715), rate('CAD-SELL', '20260101', 0.69)),
    ).toBe('CAD-SELL 2026-11-01 MULTIPLY 0.715');
    expect(await rateWith(rate('CAD-SELL', '20261122', 0.7123456, '20261123'))).toBe('CAD-SELL 2026-11-22 MULTIPLY 0.7123456');
  });

  it('are none that is over, that begins tomorrow, or that has no end', async () => {
    expect(await rateWith(rate('CAD-SELL', '20261101', 0.71, '20261122'))).toBeNull();
    expect(await rateWith(rate('CAD-SELL', '20261124', 0.71))).toBeNull();
    expect(await rateWith(rate('CAD-SELL', '20261101', 0.71), rate('CAD-SELL', '20261124', 0.72))).toBe(
      'CAD-SELL 2026-11-01 MULTIPLY 0.71',
    );
    expect(await rateWith(rate('CAD-SELL', '20261001', 0.71), rate('CAD-SELL', '20261101', 0.72, '20261110'))).toBe(
      'CAD-SELL 2026-10-01 MULTIPLY 0.71',
    );
    expect(await rateWith(rate('CAD-SELL', '20261101', 0.71, '19000101'))).toBeNull();
    // GP may take the later one, so that it takes no earlier one.
    expect(await rateWith(rate('CAD-SELL', '20261001', 0.7), rate('CAD-SELL', '20261101', 0.71, '19000101'))).toBeNull();
  });

  it('are the latest of two of one day', async () => {
    const [morning, noon] = [
      rate('CAD-SELL', '20261123', 0.71, '20991231', ' 08:00:00'),
      rate('CAD-SELL', '20261123', 0.72, '20991231', ' 12:30:00'),
    ];
    expect(await rateWith(morning, noon)).toBe('CAD-SELL 2026-11-23 MULTIPLY 0.72');
    expect(await rateWith(noon, morning)).toBe('CAD-SELL 2026-11-23 MULTIPLY 0.72');
  });

  it('are used as their table says, and no older than it allows', async () => {
    const yesterday = rate('CAD-SELL', '20261122', 0.71);
    const lastWeek = rate('CAD-SELL', '20261116', 0.71);
    const today = rate('CAD-SELL', '20261123', 0.71);
    await change(exchangeTable('"RTCLCMTD" = 1'));
    expect(await rateWith(yesterday)).toBe('CAD-SELL 2026-11-22 DIVIDE 0.71');
    await change(exchangeTable('"RTCLCMTD" = 2'));
    expect(await rateWith(yesterday)).toBeNull();
    await change(exchangeTable('"RTCLCMTD" = 0, "TRXDTDEF" = 1, "DATELMTS" = 1, "PRVDSLMT" = 6'));
    expect([await rateWith(yesterday), await rateWith(lastWeek)]).toEqual(['CAD-SELL 2026-11-22 MULTIPLY 0.71', null]);
    await change(exchangeTable('"TRXDTDEF" = 0, "DATELMTS" = 0, "PRVDSLMT" = 0'));
    expect([await rateWith(today), await rateWith(yesterday)]).toEqual(['CAD-SELL 2026-11-23 MULTIPLY 0.71', null]);
    await change(exchangeTable('"TRXDTDEF" = 2'));
    expect([await rateWith(today), await rateWith(yesterday)]).toEqual([null, null]);
    await change(exchangeTable('"TRXDTDEF" = 1'));
    expect(await rateWith(rate('CAD-SELL', '20261122', 0))).toBeNull();
  });

  it("are by the customer's rate type, else by the company's", async () => {
    await change(
      `insert into "MC40301" ("CURNCYID", "RATETPID", "EXGTBLID") values ('Z-C$', 'AVERAGE', 'CAD-AVG')`,
      `insert into "DYNAMICS"."MC40300" ("EXGTBLID", "CURNCYID", "RTCLCMTD", "TRXDTDEF") values ('CAD-AVG', 'Z-C$', 1, 1)`,
      rate('CAD-SELL', '20261101', 0.715),
      rate('CAD-AVG', '20261115', 1.4),
    );
    const ofCompany = 'CAD-SELL 2026-11-01 MULTIPLY 0.715';
    expect([await rateOf(), await rateOf(null), await rateOf('NOBODY')]).toEqual([ofCompany, ofCompany, ofCompany]);
    await change(`update "RM00101" set "RATETPID" = 'AVERAGE' where "CUSTNMBR" = 'NIPIGON'`);
    expect([await rateOf(), await rateOf(null)]).toEqual(['CAD-AVG 2026-11-15 DIVIDE 1.4', ofCompany]);
    await change(`update "RM00101" set "RATETPID" = 'BUY' where "CUSTNMBR" = 'NIPIGON'`);
    expect(await rateOf()).toBeNull();
    await change(`update "RM00101" set "RATETPID" = '' where "CUSTNMBR" = 'NIPIGON'`, `update "MC40000" set "DEFSLSTP" = ''`);
    expect(await rateOf()).toBeNull();
    await change(`update "MC40000" set "DEFSLSTP" = 'SELL'`);
    expect([await rateOf('NIPIGON', 'Z-UK'), await rateOf('NIPIGON', 'A NAME TOO LONG FOR GP')]).toEqual([null, null]);
  });

  it('are of the default table where there are several, and of none where that is not certain', async () => {
    await change(`insert into "MC40301" ("CURNCYID", "RATETPID", "EXGTBLID", "DFLTRATE") values ('Z-C$', 'SELL', 'CAD-AVG', 0)`);
    expect(await rateOf()).toBe('CAD-SELL 2026-11-01 MULTIPLY 0.715');
    await change(`update "MC40301" set "DFLTRATE" = 1 where "EXGTBLID" = 'CAD-AVG' and "RATETPID" = 'SELL'`);
    expect(await rateOf()).toBeNull();
    await change(`update "MC40301" set "DFLTRATE" = 0 where "CURNCYID" = 'Z-C$'`);
    expect(await rateOf()).toBeNull();
    await change(
      `delete from "MC40301" where "EXGTBLID" = 'CAD-AVG' and "RATETPID" = 'SELL'`,
      `update "MC40301" set "DFLTRATE" = 1 where "EXGTBLID" = 'CAD-SELL'`,
    );
  });

  it('are in use by the currencies and rate types of active customers, with null for a rate that is not there', async () => {
    const inUse = async () =>
      (await new SqlRateInUseSource(opened.company.gp).rates(DAY, PATIENT))
        .filter(({ currency }) => currency === 'Z-C$')
        .map(({ rateType, rate: found }) => `${rateType ?? 'usual'} ${found?.rate ?? null}`)
        .toSorted();
    expect(await inUse()).toEqual(['usual 0.715']);
    await change(
      `insert into "RM00101" ("CUSTNMBR", "CUSTNAME", "CURNCYID", "RATETPID", "INACTIVE") values
        ('USES-1', '', 'Z-C$', 'AVERAGE', 0), ('USES-2', '', 'Z-C$', 'BUY', 0), ('USES-3', '', 'Z-C$', 'SELL', 0),
        ('USES-4', '', 'Z-C$', 'HOLIDAY', 1), ('USES-5', '', 'Z-US$', 'AVERAGE', 0), ('USES-6', '', '', 'AVERAGE', 0)`,
    );
    expect(await inUse()).toEqual(['AVERAGE 1.4', 'BUY null', 'SELL 0.715', 'usual 0.715']);
    await change(`delete from "RM00101" where "CUSTNMBR" like 'USES-%'`);
  });

  it('are read in one question for all accounts, and in one more for another day', async () => {
    const source = new SqlExchangeRateSource(opened.company.gp);
    const keys = [NIPIGON, asAccountNumber('HARGATE'), null].map((accountNumber) => ({
      accountNumber,
      currency: asCurrencyId('Z-C$'),
      date: DAY,
    }));
    opened.company.trouble.resetQuestions();
    const found = await source.rates(keys, PATIENT);
    expect([keys.map((key) => found.get(key)?.rate), opened.company.trouble.questions]).toEqual([['0.715', '0.715', '0.715'], 1]);
    const tomorrow = { accountNumber: NIPIGON, currency: asCurrencyId('Z-C$'), date: '2026-11-24' as CalendarDate };
    await source.rates([...keys, tomorrow], PATIENT);
    expect(opened.company.trouble.questions).toBe(3);
  });
});

describe('A company without exchange tables, or a login that may not read them', () => {
  let opened: OpenCompany;

  beforeAll(async () => {
    const place = PLACES.find(({ place: name }) => name === 'PostgreSQL');
    if (!place) throw new Error('There is no company on a PostgreSQL');
    opened = await place.open();
  });
  afterAll(() => opened.close());

  it.each([208, 229])('has no rates, and says so in the log once (error %i)', async (number) => {
    const warnings = vi.spyOn(Logger.prototype, 'warn').mockImplementation(() => undefined);
    const gp = opened.company.gp.withPlugin({
      transformQuery: ({ node }) => node,
      transformResult: () => Promise.reject(Object.assign(new Error('refused'), { number })),
    });
    const source = new SqlExchangeRateSource(gp);
    const key = { accountNumber: NIPIGON, currency: asCurrencyId('Z-C$'), date: DAY };
    for (const _ of [1, 2]) expect((await source.rates([key], PATIENT)).size).toBe(0);
    expect(warnings.mock.calls).toHaveLength(1);
    warnings.mockRestore();
  });
});
