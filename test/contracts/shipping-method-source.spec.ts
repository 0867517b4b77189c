import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SqlShippingMethodSource } from '../../src/gp/econnect/sql-shipping-method-source.js';
import { type OpenCompany, PATIENT, PLACES } from '../support/companies.js';

describe.each(PLACES)('The shipping methods of GP in $place', ({ open }) => {
  let opened: OpenCompany;

  beforeAll(async () => {
    opened = await open();
  });
  afterAll(() => opened.close());

  it('are all told, as GP writes them', async () => {
    const source = new SqlShippingMethodSource(opened.company.gp);
    expect(await source.shippingMethods(PATIENT)).toEqual(['GROUND', 'LTL', 'NEXT DAY', 'WILL CALL']);
  });
});
