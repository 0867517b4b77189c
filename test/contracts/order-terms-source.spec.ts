import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SqlOrderTermsSource } from '../../src/gp/econnect/sql-order-terms-source.js';
import { asAccountNumber } from '../../src/values/identifiers.js';
import { type OpenCompany, PATIENT, PLACES } from '../support/companies.js';

describe.each(PLACES)('The terms on which customers of GP order in $place', ({ open }) => {
  let opened: OpenCompany;
  let source: SqlOrderTermsSource;

  beforeAll(async () => {
    opened = await open();
    source = new SqlOrderTermsSource(opened.company.gp);
  });
  afterAll(() => opened.close());

  const terms = async (...numbers: string[]) =>
    Object.fromEntries(await source.orderTerms(numbers.map(asAccountNumber), PATIENT));

  it('are told of all in one question, and of those alone that GP has', async () => {
    opened.company.trouble.resetQuestions();
    expect(await terms('HARGATE', 'TRIDENT-01', 'NOBODY')).toEqual({
      HARGATE: { hasBillingAddress: true, parentCredit: null },
      // Its family shares the hold and not the credit.
      'TRIDENT-01': { hasBillingAddress: true, parentCredit: null },
    });
    expect(opened.company.trouble.questions).toBe(1);
  });

  it('have what the parent alone has left of its limit, for the parent itself too', async () => {
    // 50000 less the balance of 11000 and orders of 3000 of NORTHFLD-HQ; the children's are not counted.
    const parentCredit = { parentNumber: 'NORTHFLD-HQ', available: '36000', isTooOld: false };
    expect(await terms('NORTHFLD-01', 'NORTHFLD-HQ')).toMatchObject({
      'NORTHFLD-01': { parentCredit },
      'NORTHFLD-HQ': { parentCredit },
    });
  });

  it('say where too much of the parent alone is in the bucket that its limit names', async () => {
    await opened.company.change(`update "RM00101" set "CRLMTPER" = 2, "CRLMTPAM" = 11999 where "CUSTNMBR" = 'NORTHFLD-HQ'`);
    expect(await terms('NORTHFLD-01')).toMatchObject({ 'NORTHFLD-01': { parentCredit: { isTooOld: true } } });
    await opened.company.change(`update "RM00101" set "CRLMTPAM" = 12000 where "CUSTNMBR" = 'NORTHFLD-HQ'`);
    expect(await terms('NORTHFLD-01')).toMatchObject({ 'NORTHFLD-01': { parentCredit: { isTooOld: false } } });
  });

  it('have no amount where the parent has no credit, or all of it', async () => {
    for (const type of [0, 1]) {
      await opened.company.change(`update "RM00101" set "CRLMTTYP" = $1 where "CUSTNMBR" = 'NORTHFLD-HQ'`, [type]);
      expect(await terms('NORTHFLD-01')).toMatchObject({ 'NORTHFLD-01': { parentCredit: null } });
    }
  });

  it('say where the bill-to address is gone, and not where there is none', async () => {
    await opened.company.change(`update "RM00101" set "PRBTADCD" = 'GONE' where "CUSTNMBR" = 'HARGATE'`);
    await opened.company.change(`update "RM00101" set "PRBTADCD" = '' where "CUSTNMBR" = 'BRINDLE'`);
    expect(await terms('HARGATE', 'BRINDLE')).toMatchObject({
      HARGATE: { hasBillingAddress: false },
      BRINDLE: { hasBillingAddress: true },
    });
  });
});
