import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SqlPaymentAccountSource } from '../../src/gp/econnect/sql-payment-account-source.js';
import { type OpenCompany, PATIENT, PLACES } from '../support/companies.js';

describe.each(PLACES)('The credit cards and checkbooks of GP in $place', ({ open }) => {
  let opened: OpenCompany;

  beforeAll(async () => {
    opened = await open();
  });
  afterAll(() => opened.close());

  it('are all told, as GP writes them', async () => {
    const source = new SqlPaymentAccountSource(opened.company.gp);
    expect(await source.paymentAccounts(PATIENT)).toEqual({
      cards: ['AMEX', 'MASTERCARD', 'VISA'],
      checkbooks: ['CANADA', 'OPERATING'],
    });
  });
});
