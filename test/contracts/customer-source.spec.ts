import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CustomerRecord, CustomerSource } from '../../src/account/index.js';
import { SqlCustomerSource } from '../../src/gp/sql/sql-customer-source.js';
import type { CalendarDate } from '../../src/values/calendar-date.js';
import { type AccountNumber, asAccountNumber } from '../../src/values/identifiers.js';
import { type OpenCompany, PATIENT, PLACES } from '../support/companies.js';

describe.each(PLACES)('The customers of GP in $place', ({ open }) => {
  let opened: OpenCompany;
  let source: CustomerSource;
  let today: CalendarDate;

  beforeAll(async () => {
    opened = await open();
    source = new SqlCustomerSource(
      opened.company.gp,
      () => today,
      new Map([
        ['territory', 'SALSTERR'],
        ['since', 'CREATDDT'],
        ['never', 'FRSTINDT'],
        ['limit', 'CRLMTAMT'],
        ['type', 'CRLMTTYP'],
        ['card', 'CRCARDID'],
        ['gone', 'NOSUCH'],
      ]),
    );
    today = '2026-11-23' as CalendarDate;
    // The first question asks for the types of the custom fields' columns as well.
    await source.customers([asAccountNumber('HARGATE')], PATIENT);
  });
  afterAll(() => opened.close());
  beforeEach(() => {
    today = '2026-11-23' as CalendarDate;
    opened.company.trouble.resetQuestions();
  });

  async function customer(number: string): Promise<CustomerRecord> {
    const records = await source.customers([asAccountNumber(number)], PATIENT);
    const record = records.get(asAccountNumber(number));
    if (!record) throw new Error(`GP does not know ${number}`);
    return record;
  }

  it('come with everything that one question can bring', async () => {
    expect(await customer('HARGATE')).toEqual({
      accountNumber: 'HARGATE',
      name: 'Hargate Millwork Company',
      customerClass: 'CONTRACTOR',
      onHold: false,
      inactive: false,
      nationalAccount: null,
      limit: { type: 'AMOUNT', amount: '25000', oldBucket: null },
      amounts: {
        balance: '3790.4',
        unpostedSales: '0',
        unpostedSalesOfOtherModules: '118.2',
        orders: '2240.75',
        unpostedCash: '0',
        unpostedCashOfOtherModules: '0',
        deposits: '0',
        aged: ['3030.4', '760', '0', '0', '0', '0', '0'],
        // The open 760.00 of October, less 150.00 of a payment that is not applied yet.
        pastDue: '760',
      },
      currency: '',
      priceLevel: 'CONTRACTOR',
      tradeDiscountPercent: null,
      paymentTerms: { code: '2% 10/Net 30', netDays: 30, discountDays: 10, discountPercent: '2' },
      taxExemptions: [],
      taxSchedule: 'IL-SALES',
      shippingMethod: 'GROUND',
      warehouse: expect.any(String),
      salesperson: { id: 'ADA', name: 'Ada Orrin', email: 'ada.orrin@example.com', phone: '312-555-0111' },
      billingAddressCode: 'BILLING',
      shippingAddressCode: 'SHOP',
      // As text by the types of their columns; a column that GP does not have costs its field alone.
      customFields: {
        territory: 'MIDWEST',
        since: '2016-05-02',
        never: null,
        limit: '25000',
        type: '2',
        card: null,
        gone: null,
      },
    });
    expect(opened.company.trouble.questions).toBe(1);
  });

  it('come with the balances of their whole family', async () => {
    const { nationalAccount, amounts } = await customer('NORTHFLD-01');
    expect(amounts).toMatchObject({ balance: '8450', unpostedSales: '150', orders: '2400', pastDue: '0' });
    expect(nationalAccount).toEqual({
      parentNumber: 'NORTHFLD-HQ',
      parentOnHold: false,
      parentInactive: false,
      sharesHold: false,
      sharesCredit: true,
      parentLimit: { type: 'AMOUNT', amount: '50000', oldBucket: null },
      familyAmounts: expect.objectContaining({
        balance: '25750', // 11000 + 8450 + 6300
        unpostedSales: '150',
        orders: '5400', // 3000 + 2400
        aged: ['7450', '18300', '0', '0', '0', '0', '0'], // -1000 + 8450 + 0; 12000 + 0 + 6300
      }),
    });
  });

  it('belong to their own family where they head one', async () => {
    expect((await customer('NORTHFLD-HQ')).nationalAccount).toMatchObject({
      parentNumber: 'NORTHFLD-HQ',
      familyAmounts: { balance: '25750' },
    });
  });

  it("say so where the parent's hold is theirs", async () => {
    expect((await customer('TRIDENT-01')).nationalAccount).toMatchObject({ parentOnHold: true, sharesHold: true });
    expect((await customer('WESTERLY-01')).nationalAccount).toMatchObject({ parentOnHold: true, sharesHold: false });
    expect((await customer('ELMSTEAD-01')).nationalAccount).toMatchObject({ parentInactive: true, sharesHold: true });
  });

  it('owe what has fallen due before today, voided documents aside', async () => {
    expect((await customer('PICKERSGIL')).amounts.pastDue).toBe('210'); // due 2026-11-22
    today = '2026-11-22' as CalendarDate;
    expect((await customer('PICKERSGIL')).amounts.pastDue).toBe('0');
  });

  it('owe what is past due, however many credits are not applied', async () => {
    expect((await customer('QUARRYMAN')).amounts.pastDue).toBe('980');
  });

  it.each([
    ['2% 10/Net 30', 'HARGATE', { netDays: 30, discountDays: 10, discountPercent: '2' }],
    ['15th of month', 'EVENSON', { netDays: null, discountDays: null, discountPercent: null }],
    ['End of month', 'OAKHOLLOW', { netDays: null, discountDays: null, discountPercent: '1' }],
    ['Due on receipt', 'FENNWICK', { netDays: null, discountDays: null, discountPercent: null }],
    ['10th next month', 'BRINDLE', { netDays: null, discountDays: null, discountPercent: null }],
  ])('have the terms %s', async (code, number, days) => {
    expect((await customer(number)).paymentTerms).toEqual({ code, ...days });
  });

  it('keep texts that GP pads, and lack what GP leaves blank', async () => {
    expect(await customer('PICKERSGIL')).toMatchObject({ priceLevel: null, salesperson: { phone: '610-555-0112 x0217' } });
    expect(await customer('SONORA')).toMatchObject({ currency: 'Z-MX$', name: 'Sonora Ensambles del Norte' });
    expect(await customer('STARLING')).toMatchObject({ salesperson: { email: null } });
    expect(await customer('QUARRYMAN')).toMatchObject({ tradeDiscountPercent: '2.5' });
  });

  it('are absent where GP does not know them, and never another one', async () => {
    const numbers = ['NOBODY', 'HARGAT', 'HARGATE AND MORE THAN FITS', "'; drop table x", ''].map(asAccountNumber);
    expect(await source.customers(numbers, PATIENT)).toEqual(new Map());
  });

  it('come in as few questions as parameters allow', async () => {
    const numbers = Array.from({ length: 1_000 }, (_, index) => `C${index}` as AccountNumber);
    expect((await source.customers([...numbers, asAccountNumber('HARGATE')], PATIENT)).size).toBe(1);
    expect(opened.company.trouble.questions).toBe(3);
  });

  it('fail as a whole where GP fails', async () => {
    opened.company.trouble.make({ failing: true });
    await expect(customer('HARGATE')).rejects.toThrow();
    opened.company.trouble.make({});
  });
});
