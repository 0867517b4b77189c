import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SqlTaxDetailSource } from '../../src/gp/econnect/sql-tax-detail-source.js';
import { type OpenCompany, PATIENT, PLACES } from '../support/companies.js';

describe.each(PLACES)('The tax details of GP in $place', ({ open }) => {
  let opened: OpenCompany;
  let source: SqlTaxDetailSource;

  beforeAll(async () => {
    opened = await open();
    source = new SqlTaxDetailSource(opened.company.gp);
    await opened.company.change(`insert into "TX00201" ("TAXDTLID") values ('LONELY'), ('LEFT')`);
    await opened.company.change(
      `insert into "TX00102" ("TAXSCHID", "TAXDTLID") values ('GONE', 'LEFT'), ('PA-SALES', 'IL-SALES')`,
    );
  });
  afterAll(() => opened.close());

  it('are told with the schedules that they are in, in one question', async () => {
    opened.company.trouble.resetQuestions();
    const details = await source.taxDetails(['IL-SALES', 'ON-HST'], PATIENT);
    expect(Object.fromEntries(details)).toEqual({
      'IL-SALES': { schedules: ['IL-SALES', 'PA-SALES'] },
      'ON-HST': { schedules: ['ON-HST'] },
    });
    expect(opened.company.trouble.questions).toBe(1);
  });

  it('have no schedule where they are in none, or in one that is gone', async () => {
    const details = await source.taxDetails(['LONELY', 'LEFT'], PATIENT);
    expect(Object.fromEntries(details)).toEqual({ LONELY: { schedules: [] }, LEFT: { schedules: [] } });
  });

  it('are absent where GP has none of the name, and are not found by the beginning of a longer one', async () => {
    expect((await source.taxDetails(['NOWHERE', 'IL-SALES       AND MORE'], PATIENT)).size).toBe(0);
  });
});
