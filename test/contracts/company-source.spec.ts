import { afterAll, beforeAll, describe, expect, it } from 'vitest';
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
      pricesKitsFromComponents: true,
      usesExtendedPricing: false,
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

  it('has the configured code of a currency that has none in GP', async () => {
    expect((await company([['Z-MX$', 'MXN']])).currencies).toMatchObject({ 'Z-MX$': { code: 'MXN', decimals: 2 } });
  });

  it('computes in the configured currency where multicurrency is not set up', async () => {
    await opened.company.change('delete from "MC40000"');
    expect(await company([['', 'USD']])).toMatchObject({
      functionalCurrency: '',
      currencies: { '': { code: 'USD', decimals: 2 } },
    });
    await opened.company.change(`insert into "MC40000" ("FUNLCURR") values ('Z-US$')`);
  });

  it('uses extended pricing where its own options say so, and not where those of another company do', async () => {
    await opened.company.change(`insert into "DYNAMICS"."SY05501" ("CMPANYID", "EXPRINST") values (7, 1)`);
    expect((await company()).usesExtendedPricing).toBe(false);
    await opened.company.change(`update "DYNAMICS"."SY05501" set "EXPRINST" = 1 where "CMPANYID" = 1`);
    expect((await company()).usesExtendedPricing).toBe(true);
  });
});
