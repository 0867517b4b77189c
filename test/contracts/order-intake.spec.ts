import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ErpUnavailable } from '../../src/faults/index.js';
import { accountNumberOf } from '../../src/gp/econnect/account-number.js';
import { DocumentNumberTaken } from '../../src/gp/econnect/econnect-errors.js';
import { EConnectOrderIntake } from '../../src/gp/econnect/econnect-order-intake.js';
import { decimal, orderLine, salesOrder } from '../../src/gp/econnect/order-calls.facts.js';
import { rehearseOrder } from '../../src/gp/econnect/order-rehearsal.js';
import type { OrderSetup } from '../../src/gp/econnect/order-setup.js';
import type { NewCustomer, SalesOrder, WrittenAddress } from '../../src/ordering/index.js';
import type { CalendarDate } from '../../src/values/calendar-date.js';
import { asAccountNumber, asSku } from '../../src/values/identifiers.js';
import { type OpenCompany, PATIENT, PLACES_WITH_ECONNECT } from '../support/companies.js';

const SETUP: OrderSetup = { documentId: null, batchId: 'STOREFRONT', cardName: 'VISA', customerClass: null };

const HOME: WrittenAddress = {
  contactName: 'Ines Calder',
  line1: '12 Rue de l’Été',
  line2: 'Appartement 4',
  line3: null,
  city: 'Évanston',
  region: 'IL',
  postalCode: '60201',
  country: 'United States',
  phone: '847-555-0199',
  email: 'ines.calder@example.org',
};

const INES: NewCustomer = {
  email: 'Ines.Calder@example.org',
  name: 'Ines Calder',
  company: null,
  phone: null,
  taxRegistration: 'TX-5510',
  emailVerified: false,
};

/** An order of somebody without an account, paid by card. */
function firstOrder(email: string, reference: string): SalesOrder {
  return salesOrder({
    customer: { newCustomer: { ...INES, email }, isLookedUp: true },
    reference,
    shipTo: { address: HOME },
    payments: [cardOf('20.00')],
    onAccount: false,
  });
}

function cardOf(amount: string): SalesOrder['payments'][number] {
  return {
    method: 'CARD',
    amount: decimal(amount),
    transactionId: 'ch_1',
    authorizationCode: null,
    account: null,
    recurrence: null,
  };
}

const EVERYTHING = salesOrder({
  reference: 'W-2001',
  purchaseOrderNumber: 'PO-881',
  lines: [
    orderLine({
      quantity: decimal('2'),
      quantityBackordered: decimal('1'),
      extendedPrice: decimal('30.00'),
      discount: { amount: decimal('1.00'), code: 'SPRING' },
      taxes: [
        {
          detail: 'IL-SALES',
          amount: decimal('1.81'),
          taxableAmount: decimal('29.00'),
          provider: 'AVALARA',
          transactionId: 'DOC-9',
        },
      ],
      comment: 'Mark the boxes',
      attributes: [{ name: 'Finish', value: 'zinc' }],
    }),
    orderLine({
      shipTo: { addressCode: 'YARD' },
      requestedShipDate: '2026-12-04' as CalendarDate,
    }),
  ],
  billTo: { addressCode: 'BILLING' },
  shipTo: { address: HOME },
  shippingMethod: 'LTL',
  requestedShipDate: '2026-12-01' as CalendarDate,
  freight: {
    amount: decimal('15.00'),
    discount: { amount: decimal('5.00'), code: null },
    taxes: [
      { detail: 'IL-SALES', amount: decimal('0.63'), taxableAmount: decimal('10.00'), provider: null, transactionId: null },
    ],
  },
  fees: [{ code: 'WRAP', description: 'Gift wrap', amount: decimal('3.00'), taxes: [] }],
  duties: [{ code: 'HS-7318', description: null, amount: decimal('2.50'), taxes: [] }],
  discount: { amount: decimal('4.00'), code: 'WELCOME' },
  payments: [
    { ...cardOf('20.00'), account: 'MASTERCARD', authorizationCode: 'A-77' },
    { ...cardOf('12.94'), method: 'CHECK', transactionId: '10442' },
    { ...cardOf('10.00'), method: 'BANK_TRANSFER', transactionId: 'wire-1' },
    { ...cardOf('20.00'), method: 'ON_ACCOUNT', transactionId: null },
  ],
  total: decimal('62.94'),
  comment: 'Call before delivery',
  customFields: [{ name: 'Campaign', value: 'Autumn' }],
});

describe.each(PLACES_WITH_ECONNECT)('The way of orders into GP in $place', ({ open }) => {
  let opened: OpenCompany;
  let intake: EConnectOrderIntake;

  beforeAll(async () => {
    opened = await open();
    intake = new EConnectOrderIntake(opened.company.econnect, opened.company.gp, SETUP);
  });
  afterAll(() => opened.close());
  afterEach(() => opened.company.trouble.makeWrites({}));

  const reserve = () => intake.reserveNumber(PATIENT);
  const submit = (number: string, order: SalesOrder) => intake.submit(number, order, PATIENT);
  const has = (number: string, order: SalesOrder) => intake.has(number, order, PATIENT);

  /** Rows as they stand, texts without their padding. */
  async function rows(sql: string, ...parameters: unknown[]): Promise<readonly Record<string, unknown>[]> {
    const found = (await opened.company.change(sql, parameters)) as readonly Record<string, unknown>[];
    return found.map((row) =>
      Object.fromEntries(Object.entries(row).map(([name, value]) => [name, typeof value === 'string' ? value.trimEnd() : value])),
    );
  }

  async function documents(number: string): Promise<number> {
    return (await rows(`select 1 from "SOP10100" where "SOPNUMBE" = $1`, number)).length;
  }

  it('gives every order a number of its own, of the ID that GP proposes', async () => {
    const numbers = await Promise.all([reserve(), reserve(), reserve()]);
    expect(new Set(numbers).size).toBe(3);
    for (const number of numbers) expect(number).toMatch(/^ORD26-\d{6}$/);
  });

  it('puts everything that an order says where GP keeps it', async () => {
    const number = await reserve();
    expect(await submit(number, EVERYTHING)).toEqual({ kind: 'accepted' });

    const [header] = await rows(
      `select *, "ORDOCAMT"::text as total, "ORSUBTOT"::text as subtotal, "ORTDISAM"::text as discount, "ORFRTAMT"::text as freight,
        "ORMISCAMT"::text as misc, "ORTAXAMT"::text as tax, "ORFRTTAX"::text as freight_tax, "ORPMTRVD"::text as paid
        from "SOP10100" where "SOPNUMBE" = $1`,
      number,
    );
    expect(header).toMatchObject({
      SOPTYPE: 2,
      DOCID: 'STDORD',
      BACHNUMB: 'STOREFRONT',
      BCHSOURC: 'Sales Entry',
      CUSTNMBR: 'HARGATE',
      CSTPONBR: 'PO-881',
      REFRENCE: 'W-2001',
      PRBTADCD: 'BILLING',
      PRSTADCD: '',
      ShipToName: 'Ines Calder',
      ADDRESS1: '12 Rue de l’Été',
      ADDRESS2: 'Appartement 4',
      CITY: 'Évanston',
      PHNUMBR1: '84755501990000',
      SHIPMTHD: 'LTL',
      CURNCYID: 'Z-US$',
      TAXSCHID: 'IL-SALES',
      FRTSCHID: 'IL-SALES',
      subtotal: '49.01000',
      discount: '4.01000',
      freight: '10.00000',
      misc: '5.50000',
      total: '62.94000',
      paid: '42.94000',
      freight_tax: '0.63000',
      DOCDATE: new Date('2026-11-23'),
      ReqShipDate: new Date('2026-12-01'),
    });

    const lines = await rows(
      `select *, "QUANTITY"::text as quantity, "QTYTBAOR"::text as waiting, "ORMRKDAM"::text as markdown, "OXTNDPRC"::text as extended
        from "SOP10200" where "SOPNUMBE" = $1 order by "LNITMSEQ"`,
      number,
    );
    expect(lines).toMatchObject([
      {
        LNITMSEQ: 16384,
        ITEMNMBR: 'HCS5-38-2-ZN',
        UOFM: 'Box',
        LOCNCODE: 'CENTRAL',
        PRCLEVEL: 'CONTRACTOR',
        quantity: '3.00000',
        waiting: '1.00000',
        markdown: '0.33000',
        extended: '29.01000',
        ADDRESS1: '12 Rue de l’Été',
        SHIPMTHD: 'LTL',
        ReqShipDate: new Date('2026-12-01'),
      },
      {
        LNITMSEQ: 32768,
        PRSTADCD: 'YARD',
        ADDRESS1: '4100 Archer Avenue',
        extended: '20.00000',
        ReqShipDate: new Date('2026-12-04'),
      },
    ]);

    expect(await rows(`select "LNITMSEQ", "CMMTTEXT" from "SOP10202" where "SOPNUMBE" = $1`, number)).toEqual([
      { LNITMSEQ: 16384, CMMTTEXT: 'Mark the boxes\r---\rFinish: zinc' },
    ]);
    expect(
      await rows(
        `select "LNITMSEQ", "TAXDTLID", "ORSLSTAX"::text as tax, "ORFRTTAX"::text as freight_tax, "ORTXSLS"::text as taxable
          from "SOP10105" where "SOPNUMBE" = $1 and "LNITMSEQ" > 0 order by "LNITMSEQ"`,
        number,
      ),
    ).toEqual([
      { LNITMSEQ: 16384, TAXDTLID: 'IL-SALES', tax: '1.81000', freight_tax: '0.00000', taxable: '29.00000' },
      { LNITMSEQ: 2147483646, TAXDTLID: 'IL-SALES', tax: '0.00000', freight_tax: '0.63000', taxable: '10.00000' },
    ]);
    expect(
      await rows(
        `select "PYMTTYPE", "CARDNAME", "RCTNCCRD", "AUTHCODE", "CHEKNMBR", "CHEKBKID", "DOCNUMBR" <> '' as numbered, "OAMTPAID"::text as amount
          from "SOP10103" where "SOPNUMBE" = $1 order by "SEQNUMBR"`,
        number,
      ),
    ).toEqual([
      {
        PYMTTYPE: 6,
        CARDNAME: 'MASTERCARD',
        RCTNCCRD: 'ch_1',
        AUTHCODE: 'A-77',
        CHEKNMBR: '',
        CHEKBKID: expect.any(String),
        numbered: false,
        amount: '20.00000',
      },
      {
        PYMTTYPE: 2,
        CARDNAME: '',
        RCTNCCRD: '',
        AUTHCODE: '',
        CHEKNMBR: '10442',
        CHEKBKID: 'OPERATING',
        numbered: true,
        amount: '12.94000',
      },
      {
        PYMTTYPE: 1,
        CARDNAME: '',
        RCTNCCRD: '',
        AUTHCODE: '',
        CHEKNMBR: '',
        CHEKBKID: 'OPERATING',
        numbered: true,
        amount: '10.00000',
      },
    ]);
    expect(
      await rows(
        `select "USERDEF1", "USERDEF2", "USRDEF03", "USRDEF04", "USRDEF05", "CMMTTEXT" from "SOP10106" where "SOPNUMBE" = $1`,
        number,
      ),
    ).toEqual([
      {
        USERDEF1: 'W-2001',
        USERDEF2: 'WELCOME',
        USRDEF03: 'ch_1',
        USRDEF04: 'DOC-9',
        USRDEF05: '',
        CMMTTEXT: 'Call before delivery',
      },
    ]);
    const [note] = await rows(`select "TXTFIELD" from "SY03900" where "NOTEINDX" = $1`, header?.['NOTEINDX']);
    expect(note).toEqual({
      TXTFIELD: [
        'E-mail where it goes ines.calder@example.org: the order',
        'Fee WRAP 3.00: Gift wrap',
        'Duty HS-7318 2.50',
        'Discount 4.00 on the order: WELCOME',
        'Discount 5.00 on freight',
        'Discount code SPRING: lines 1',
        'Tax by AVALARA DOC-9',
        'CARD 20.00, transaction ch_1, authorization A-77',
        'CHECK 12.94, transaction 10442',
        'BANK_TRANSFER 10.00, transaction wire-1',
        '---',
        'Campaign: Autumn',
        '---',
      ].join('\r'),
    });
    expect(await has(number, EVERYTHING)).toBe(true);
  });

  describe('rehearsed', () => {
    const rehearse = (order: SalesOrder) => rehearseOrder(opened.company, SETUP, order, PATIENT);

    it('says what GP would have of an order, and leaves nothing', async () => {
      const before =
        await rows(`select (select count(*) from "SOP10100") as orders, (select "DOCNUMBR" from "RM40401" where "RMDTYPAL" = 9) as payment,
        (select count(*) from "SY00500") as batches`);
      const rehearsal = await rehearse(EVERYTHING);
      expect(rehearsal).toMatchObject({
        kind: 'written',
        accountNumber: 'HARGATE',
        header: {
          DOCID: 'STDORD',
          BACHNUMB: 'STOREFRONT',
          ADDRESS1: '12 Rue de l’Été',
          date: '2026-11-23',
          requestedShipDate: '2026-12-01',
          subtotal: '49.01000',
          discount: '4.01000',
          total: '62.94000',
          paid: '42.94000',
          onAccount: '20.00000',
        },
        lines: [
          { ITEMNMBR: 'HCS5-38-2-ZN', quantity: '3.00000', backordered: '1.00000', extendedPrice: '29.01000', tax: '1.81000' },
          { ITEMNMBR: 'HCS5-38-2-ZN', PRSTADCD: 'YARD', extendedPrice: '20.00000' },
        ],
        taxes: [
          { LNITMSEQ: '0', tax: '1.81000', freightTax: '0.63000' },
          { LNITMSEQ: '16384', TAXDTLID: 'IL-SALES', tax: '1.81000', taxable: '29.00000' },
          { LNITMSEQ: '2147483646', freightTax: '0.63000' },
        ],
        payments: [
          { PYMTTYPE: '6', CARDNAME: 'MASTERCARD', amount: '20.00000' },
          { PYMTTYPE: '2', CHEKNMBR: '10442', CHEKBKID: 'OPERATING', amount: '12.94000' },
          { PYMTTYPE: '1', CHEKBKID: 'OPERATING', amount: '10.00000' },
        ],
      });
      expect(
        await rows(`select (select count(*) from "SOP10100") as orders, (select "DOCNUMBR" from "RM40401" where "RMDTYPAL" = 9) as payment,
          (select count(*) from "SY00500") as batches`),
      ).toEqual(before);
    });

    it('creates the customer for as long as it takes', async () => {
      const order = firstOrder('rehearsal@example.org', 'W-TRIAL');
      expect(await rehearse(order)).toMatchObject({ kind: 'written', accountNumber: accountNumberOf('rehearsal@example.org') });
      expect(await rows(`select 1 from "RM00101" where "CUSTNMBR" = $1`, accountNumberOf('rehearsal@example.org'))).toEqual([]);
    });

    it('says why GP would refuse an order', async () => {
      const nothing = salesOrder({ lines: [orderLine({ sku: asSku('NOTHING') })] });
      expect(await rehearse(nothing)).toMatchObject({ kind: 'refused', code: 108 });
      expect(await rehearse(salesOrder({ total: decimal('20.01') }))).toMatchObject({ kind: 'refused', code: null });
    });
  });

  it('accepts an order once, however often it is handed over', async () => {
    const number = await reserve();
    const order = salesOrder({ reference: 'W-ONCE' });
    expect(await has(number, order)).toBe(false);
    expect(await submit(number, order)).toEqual({ kind: 'accepted' });
    expect(await submit(number, order)).toEqual({ kind: 'accepted' });
    expect(await documents(number)).toBe(1);
  });

  it('knows an order that has gone to history', async () => {
    const number = await reserve();
    const order = salesOrder({ reference: 'W-DONE' });
    await submit(number, order);
    const [header] = await rows(`delete from "SOP10100" where "SOPNUMBE" = $1 returning "CUSTNMBR"`, number);
    await rows(
      `insert into "SOP30200" ("SOPTYPE", "SOPNUMBE", "CUSTNMBR", "REFRENCE", "ORDOCAMT") values (2, $1, $2, 'W-DONE', 20)`,
      number,
      header?.['CUSTNMBR'],
    );
    expect(await has(number, order)).toBe(true);
    for (const table of ['SOP10200', 'SOP10202']) await rows(`delete from "${table}" where "SOPNUMBE" = $1`, number);
    expect(await submit(number, order)).toEqual({ kind: 'accepted' });
    expect(await documents(number)).toBe(0);
  });

  it.each<[string, SalesOrder]>([
    ['customer', salesOrder({ reference: 'W-MINE', customer: { accountNumber: asAccountNumber('BRINDLE') } })],
    ['total', salesOrder({ reference: 'W-MINE', lines: [orderLine(), orderLine()], total: decimal('40.00') })],
    ['reference', salesOrder({ reference: 'W-YOURS' })],
  ])('says so where a document of another %s has the number', async (_, other) => {
    const number = await reserve();
    await submit(number, salesOrder({ reference: 'W-MINE' }));
    await expect(has(number, other)).rejects.toThrow(DocumentNumberTaken);
    await expect(submit(number, other)).rejects.toThrow(DocumentNumberTaken);
  });

  it("goes without what the customer's cards name and GP does not take any more", async () => {
    // STARLING's salesperson is inactive (9538). The rest of its cards goes out of use here.
    const before = await rows(
      `select "PYMTRMID", "SHIPMTHD", "SALSTERR", "PRSTADCD" from "RM00101" where "CUSTNMBR" = 'STARLING'`,
    );
    await rows(`update "RM00101" set "PYMTRMID" = 'Gone', "SHIPMTHD" = 'GONE', "SALSTERR" = 'GONE', "PRSTADCD" = 'GONE'
      where "CUSTNMBR" = 'STARLING'`);
    const order = salesOrder({
      reference: 'W-GONE',
      customer: { accountNumber: asAccountNumber('STARLING') },
      payments: [cardOf('20.00')],
      onAccount: false,
    });
    const number = await reserve();
    expect(await submit(number, order)).toEqual({ kind: 'accepted' });
    expect(
      await rows(
        `select "SLPRSNID", "SALSTERR", "SHIPMTHD", "PYMTRMID", "PRSTADCD" from "SOP10100" where "SOPNUMBE" = $1`,
        number,
      ),
    ).toEqual([{ SLPRSNID: '', SALSTERR: '', SHIPMTHD: '', PYMTRMID: '', PRSTADCD: '' }]);
    await rows(
      `update "RM00101" set "PYMTRMID" = $1, "SHIPMTHD" = $2, "SALSTERR" = $3, "PRSTADCD" = $4 where "CUSTNMBR" = 'STARLING'`,
      ...Object.values(before[0] ?? {}),
    );
  });

  it("hands back GP's refusal with all of its numbers, and leaves nothing behind", async () => {
    await rows(`insert into "DYNAMICS"."taErrorCode" ("ErrorCode", "ErrorDesc") values (1541, 'Customer is on hold'), (818, 'No such address')
      on conflict ("ErrorCode") do update set "ErrorDesc" = excluded."ErrorDesc"`);
    await rows(`update "RM00101" set "HOLD" = 1 where "CUSTNMBR" = 'HARGATE'`);
    const number = await reserve();
    const answer = await submit(
      number,
      salesOrder({ reference: 'W-HELD', billTo: { addressCode: 'MOON' }, payments: [cardOf('20.00')] }),
    );
    await rows(`update "RM00101" set "HOLD" = 0 where "CUSTNMBR" = 'HARGATE'`);
    expect(answer).toEqual({ kind: 'refused', code: 1541, message: 'Customer is on hold (1541); No such address (818)' });
    for (const table of ['SOP10100', 'SOP10200', 'SOP10103', 'SOP10106']) {
      expect(await rows(`select 1 from "${table}" where "SOPNUMBE" = $1`, number)).toEqual([]);
    }
  });

  it('refuses on account what goes over the limit, and takes it where it is paid', async () => {
    const order = salesOrder({ reference: 'W-LIMIT', customer: { accountNumber: asAccountNumber('LOCKHAVEN') } });
    expect(await submit(await reserve(), order)).toMatchObject({ kind: 'refused', code: 1791 });
    const paid = { ...order, payments: [cardOf('20.00')], onAccount: false };
    expect(await submit(await reserve(), paid)).toEqual({ kind: 'accepted' });
  });

  it("does not take a customer's own discount off", async () => {
    const number = await reserve();
    const order = salesOrder({
      reference: 'W-FULL',
      customer: { accountNumber: asAccountNumber('QUARRYMAN') },
      onAccount: false,
    });
    expect(await submit(number, { ...order, payments: [cardOf('20.00')] })).toEqual({ kind: 'accepted' });
    expect(await rows(`select "ORTDISAM"::text as discount from "SOP10100" where "SOPNUMBE" = $1`, number)).toEqual([
      { discount: '0.00000' },
    ]);
  });

  it('refuses amounts that do not add up without asking GP', async () => {
    const number = await reserve();
    opened.company.trouble.resetQuestions();
    const answer = await submit(number, salesOrder({ total: decimal('19.99') }));
    expect(opened.company.trouble.questions).toBe(0);
    expect(answer).toEqual({ kind: 'refused', code: null, message: 'The parts make 20, and the total says 19.99' });
  });

  it.each([2079, 5616, 15, 37, 356, 726])('tries again later where GP is busy, or not set up: %i', async (code) => {
    const number = await reserve();
    opened.company.trouble.makeWrites({ refuseWith: code });
    await expect(submit(number, salesOrder())).rejects.toThrow(ErpUnavailable);
    opened.company.trouble.makeWrites({});
    expect(await submit(number, salesOrder())).toEqual({ kind: 'accepted' });
  });

  it('is certain of nothing after a deadlock, and nothing is there', async () => {
    const number = await reserve();
    opened.company.trouble.makeWrites({ deadlock: true });
    await expect(submit(number, salesOrder())).rejects.toThrow();
    expect(await has(number, salesOrder())).toBe(false);
  });

  it('finds the order where its answer was lost', async () => {
    const number = await reserve();
    opened.company.trouble.makeWrites({ loseAnswer: true });
    await expect(submit(number, salesOrder())).rejects.toThrow();
    opened.company.trouble.makeWrites({});
    expect(await has(number, salesOrder())).toBe(true);
    expect(await submit(number, salesOrder())).toEqual({ kind: 'accepted' });
    expect(await documents(number)).toBe(1);
  });

  it('finds nothing where the connection was cut before', async () => {
    const number = await reserve();
    opened.company.trouble.makeWrites({ cutBeforeCommit: true });
    await expect(submit(number, salesOrder())).rejects.toThrow();
    opened.company.trouble.makeWrites({});
    expect(await has(number, salesOrder())).toBe(false);
    expect(await submit(number, salesOrder())).toEqual({ kind: 'accepted' });
  });

  it('gives up when its caller does', async () => {
    opened.company.trouble.makeWrites({ hangWrites: true });
    const caller = new AbortController();
    const named = new EConnectOrderIntake(opened.company.econnect, opened.company.gp, {
      ...SETUP,
      documentId: 'STDORD',
    });
    const waiting = named.reserveNumber(caller.signal);
    const reason = new Error('enough');
    caller.abort(reason);
    await expect(waiting).rejects.toBe(reason);
  });

  describe('for somebody without an account', () => {
    const customers = (email: string) =>
      rows(`select "Master_ID" from "SY01200" where lower("INET1") = lower($1) order by "Master_ID"`, email);

    it('creates a customer that the next order finds', async () => {
      const number = await reserve();
      const order = firstOrder('ines.calder@example.org', 'W-FIRST');
      expect(await submit(number, order)).toEqual({ kind: 'accepted' });
      expect(await has(number, order)).toBe(true);
      const accountNumber = accountNumberOf('INES.CALDER@example.org');
      const [customer] = await rows(`select * from "RM00101" where "CUSTNMBR" = $1`, accountNumber);
      expect(customer).toMatchObject({
        CUSTNAME: 'Ines Calder',
        CNTCPRSN: 'Ines Calder',
        ADRSCODE: 'PRIMARY',
        PRSTADCD: 'PRIMARY',
        PRBTADCD: 'PRIMARY',
        TXRGNNUM: 'TX-5510',
        CURNCYID: 'Z-US$',
      });
      const [address] = await rows(`select * from "RM00102" where "CUSTNMBR" = $1`, accountNumber);
      expect(address).toMatchObject({ ADRSCODE: 'PRIMARY', ADDRESS1: '12 Rue de l’Été', PHONE1: '84755501990000', ZIP: '60201' });

      expect(await submit(await reserve(), firstOrder('Ines.Calder@Example.org', 'W-SECOND'))).toEqual({ kind: 'accepted' });
      expect(await customers('ines.calder@example.org')).toEqual([{ Master_ID: accountNumber }]);
      expect(await rows(`select "REFRENCE" from "SOP10100" where "CUSTNMBR" = $1 order by 1`, accountNumber)).toEqual([
        { REFRENCE: 'W-FIRST' },
        { REFRENCE: 'W-SECOND' },
      ]);
    });

    it('creates one of its own where another customer has the address', async () => {
      const email = 'hargate.office@example.com';
      const number = await reserve();
      const order = firstOrder(email, 'W-OFFICE');
      expect(await submit(number, order)).toEqual({ kind: 'accepted' });
      const ofOrder = `select "CUSTNMBR" from "SOP10100" where "SOPNUMBE" = $1`;
      expect(await rows(ofOrder, number)).toEqual([{ CUSTNMBR: accountNumberOf(email) }]);
      expect(await has(number, order)).toBe(true);
    });

    it('finds the order that an earlier try has put to the customer with the address, where nobody could be asked before', async () => {
      const email = 'hargate.office@example.com';
      const number = await reserve();
      const order = firstOrder(email, 'W-LATER');
      await submit(number, { ...order, customer: { accountNumber: asAccountNumber('HARGATE') } });
      const later = { ...order, customer: { newCustomer: { ...INES, email }, isLookedUp: false } };
      expect(await has(number, later)).toBe(true);
      await expect(has(number, order)).rejects.toThrow(DocumentNumberTaken);
    });

    it('creates one customer for two first orders at the same moment', async () => {
      const email = 'twins@example.org';
      const numbers = await Promise.all([reserve(), reserve()]);
      const answers = await Promise.all(numbers.map((number, index) => submit(number, firstOrder(email, `W-TWIN-${index}`))));
      expect(answers).toEqual([{ kind: 'accepted' }, { kind: 'accepted' }]);
      expect(await customers(email)).toEqual([{ Master_ID: accountNumberOf(email) }]);
    });

    it('gives a new customer the class of the setup', async () => {
      const own = { ...SETUP, customerClass: 'RESELLER' };
      const classed = new EConnectOrderIntake(opened.company.econnect, opened.company.gp, own);
      const email = 'dealer@example.org';
      expect(await classed.submit(await reserve(), firstOrder(email, 'W-CLASS'), PATIENT)).toEqual({ kind: 'accepted' });
      expect(await rows(`select "CUSTCLAS", "PYMTRMID" from "RM00101" where "CUSTNMBR" = $1`, accountNumberOf(email))).toEqual([
        { CUSTCLAS: 'RESELLER', PYMTRMID: 'Net 30' },
      ]);
    });
  });
});
