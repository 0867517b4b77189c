import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AddressSource } from '../../src/account/index.js';
import { SqlAddressSource } from '../../src/gp/sql/sql-address-source.js';
import { asAccountNumber } from '../../src/values/identifiers.js';
import { type OpenCompany, PATIENT, PLACES } from '../support/companies.js';

describe.each(PLACES)('The addresses of GP in $place', ({ open }) => {
  let opened: OpenCompany;
  let source: AddressSource;

  beforeAll(async () => {
    opened = await open();
    source = new SqlAddressSource(opened.company.gp);
  });
  afterAll(() => opened.close());

  it('come for several customers in one question', async () => {
    opened.company.trouble.resetQuestions();
    const books = await source.addresses(['HARGATE', 'SUMMITRAIL', 'NOBODY'].map(asAccountNumber), PATIENT);
    expect(opened.company.trouble.questions).toBe(1);
    expect([...books.keys()].toSorted()).toEqual(['HARGATE', 'SUMMITRAIL']);
    expect(books.get(asAccountNumber('SUMMITRAIL'))?.length).toBeGreaterThanOrEqual(40);
  });

  it('have their e-mail address from the internet information, the first of a list', async () => {
    const books = await source.addresses([asAccountNumber('HARGATE')], PATIENT);
    const emails = books.get(asAccountNumber('HARGATE'))?.map(({ code, email }) => [code, email] as const);
    expect(new Map(emails)).toEqual(
      new Map([
        ['PRIMARY', 'hargate.primary@example.com'],
        ['BILLING', 'hargate.billing@example.com'],
        ['SHOP', 'hargate.shop@example.com'],
        ['YARD', null],
      ]),
    );
  });

  it("name the country, else its code, and keep a phone number that is none of GP's shape", async () => {
    const [primary] = (await source.addresses([asAccountNumber('SONORA')], PATIENT)).get(asAccountNumber('SONORA')) ?? [];
    expect(primary).toMatchObject({ code: 'PRIMARY', city: 'Nogales', region: 'SON', country: 'MX', phone: '+52 555 0145' });
  });
});
