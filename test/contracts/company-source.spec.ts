import { Logger } from '@nestjs/common';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { SqlCompanySource } from '../../src/gp/sql/sql-company-source.js';
import { type OpenCompany, PATIENT, PLACES } from '../support/companies.js';

describe.each(PLACES)('The company of GP in $place', ({ open }) => {
  let opened: OpenCompany;

  beforeAll(async () => {
    opened = await open();
  });
  afterAll(() => opened.close());

  const company = (codes: readonly [string, string][] = []) =>
    new SqlCompanySource(opened.company.gp, opened.company.databaseName, new Map(codes)).company(PATIENT);

  it('says in one question how it is set up', async () => {
    opened.company.trouble.resetQuestions();
    const { priceLevels, ...setup } = await company();
    expect(setup).toEqual({
      functionalCurrency: 'Z-US$',
      currencies: { 'Z-US$': { code: 'USD', decimals: 2 }, 'Z-C$': { code: 'CAD', decimals: 2 } },
      defaultPriceLevel: 'STANDARD',
      defaultWarehouse: 'CENTRAL',
      requiresPrices: true,
      convertsFunctionalPrices: false,
      pricesKitsFromComponents: true,
      usesExtendedPricing: false,
      takesBackOrders: true,
      quotesBecomeOrders: true,
    });
    expect(priceLevels.toSorted()).toEqual([
      'CANADA',
      'CLEARANCE',
      'CONTRACTOR',
      'DEALER',
      'GOVT',
      'INDUSTRIAL',
      'KESTREL',
      'STANDARD',
      'WEBONLY',
    ]);
    expect(opened.company.trouble.questions).toBe(1);
  });

  it('converts functional prices where both options are set, and only there', async () => {
    const options = async (notRequired: number, converts: number) => {
      await opened.company.change(
        `update "SOP40100" set "Prices_Not_Required_In_Pr" = ${notRequired}, "Convert_Functional_Price" = ${converts}`,
      );
      const { requiresPrices, convertsFunctionalPrices } = await company();
      return [requiresPrices, convertsFunctionalPrices];
    };
    expect([await options(1, 1), await options(1, 0), await options(0, 1), await options(0, 0)]).toEqual([
      [false, true],
      [false, false],
      [true, false],
      [true, false],
    ]);
  });

  it("back-orders where the document ID of orders lets it, which is GP's own default where none is configured", async () => {
    const { gp, databaseName } = opened.company;
    const change = (sql: string) => opened.company.change(sql);
    const takesBackOrders = async (order?: string) =>
      (await new SqlCompanySource(gp, databaseName, new Map(), { order }).company(PATIENT)).takesBackOrders;
    expect(await takesBackOrders('strictord')).toBe(false);
    expect(await takesBackOrders('BATCHORD')).toBe(true);
    // GP takes no order under an ID that it does not have, and says so itself.
    expect(await takesBackOrders('QUOTE')).toBe(true);
    await change(`update "SOP40200" set "ORDTOBAC" = 0 where "SOPTYPE" = 2 and "DOCID" = 'STDORD'`);
    expect([await takesBackOrders(), await takesBackOrders('BATCHORD')]).toEqual([false, true]);
    await change(`update "SOP40200" set "ORDTOBAC" = 1, "ENABLEBACKORDER" = 0 where "SOPTYPE" = 2 and "DOCID" = 'STDORD'`);
    expect(await takesBackOrders()).toBe(true);
    await change(`update "SOP40200" set "ENABLEBACKORDER" = 1 where "SOPTYPE" = 2 and "DOCID" = 'STDORD'`);
  });

  it("lets quotes become orders where their document ID does, which is GP's own default where none is configured", async () => {
    const { gp, databaseName } = opened.company;
    const mayBecomeOrders = (may: number) =>
      opened.company.change(`update "SOP40200" set "QUOTOORD" = ${may} where "SOPTYPE" = 1 and "DOCID" = 'QUOTE'`);
    const becomeOrders = async (quote?: string) =>
      (await new SqlCompanySource(gp, databaseName, new Map(), { quote }).company(PATIENT)).quotesBecomeOrders;
    await mayBecomeOrders(0);
    // The last one is an ID of orders: GP takes no quote under it, and says so itself.
    expect([await becomeOrders(), await becomeOrders('quote'), await becomeOrders('STDORD')]).toEqual([false, false, true]);
    await mayBecomeOrders(1);
    expect(await becomeOrders()).toBe(true);
  });

  it('has the configured code of a currency that has none in GP', async () => {
    expect((await company([['Z-MX$', 'MXN']])).currencies).toMatchObject({ 'Z-MX$': { code: 'MXN', decimals: 2 } });
  });

  it('has the configured code of a currency whose code in GP is none, and a code in small letters', async () => {
    const change = (code: string, id: string) =>
      opened.company.change(`update "DYNAMICS"."MC40200" set "ISOCURRC" = '${code}' where "CURNCYID" = '${id}'`);
    await change('US$', 'Z-US$');
    await change('cad', 'Z-C$');
    expect((await company([['Z-US$', 'USD']])).currencies).toMatchObject({ 'Z-US$': { code: 'USD' }, 'Z-C$': { code: 'CAD' } });
    expect((await company()).currencies).not.toHaveProperty('Z-US$');
    await change('USD', 'Z-US$');
    await change('CAD', 'Z-C$');
  });

  it('computes in the configured currency where multicurrency is not set up', async () => {
    await opened.company.change('delete from "MC40000"');
    expect(await company([['', 'USD']])).toMatchObject({
      functionalCurrency: '',
      currencies: { '': { code: 'USD', decimals: 2 } },
    });
    await opened.company.change(`insert into "MC40000" ("FUNLCURR") values ('Z-US$')`);
  });

  it('that computes in a currency which is missing, or has no code, says so in the log once', async () => {
    const warnings = vi.spyOn(Logger.prototype, 'warn').mockImplementation(() => undefined);
    const { gp, databaseName } = opened.company;
    const askTwice = async () => {
      const source = new SqlCompanySource(gp, databaseName, new Map());
      for (let time = 0; time < 2; time++) await source.company(PATIENT);
      return warnings.mock.calls.splice(0).map(([message]) => message);
    };
    expect(await askTwice()).toEqual([]);
    await opened.company.change(`update "DYNAMICS"."MC40200" set "ISOCURRC" = '' where "CURNCYID" = 'Z-US$'`);
    expect(await askTwice()).toEqual([expect.stringContaining('"Z-US$" (MC40000) has no ISO code: GP_CURRENCY_CODES')]);
    await opened.company.change(`update "DYNAMICS"."MC40200" set "ISOCURRC" = 'US$' where "CURNCYID" = 'Z-US$'`);
    expect(await askTwice()).toEqual([expect.stringContaining('has no ISO code but "US$" (ISOCURRC of DYNAMICS.MC40200)')]);
    await opened.company.change(`update "DYNAMICS"."MC40200" set "CURNCYID" = 'Z-GONE' where "CURNCYID" = 'Z-US$'`);
    expect(await askTwice()).toEqual([expect.stringContaining('"Z-US$" (MC40000) is missing in DYNAMICS.MC40200')]);
    await opened.company.change(
      `update "DYNAMICS"."MC40200" set "CURNCYID" = 'Z-US$', "ISOCURRC" = 'USD' where "CURNCYID" = 'Z-GONE'`,
    );
    warnings.mockRestore();
  });

  it('uses extended pricing where its own options say so, and not where those of another company do', async () => {
    await opened.company.change(`insert into "DYNAMICS"."SY05501" ("CMPANYID", "EXPRINST") values (7, 1)`);
    expect((await company()).usesExtendedPricing).toBe(false);
    await opened.company.change(`update "DYNAMICS"."SY05501" set "EXPRINST" = 1 where "CMPANYID" = 1`);
    expect((await company()).usesExtendedPricing).toBe(true);
  });
});
