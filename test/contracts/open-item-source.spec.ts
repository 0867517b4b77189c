import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SqlOpenItemSource } from '../../src/gp/econnect/sql-open-item-source.js';
import { numberOf } from '../../src/payments/open-item.js';
import type { CalendarDate } from '../../src/values/calendar-date.js';
import { asAccountNumber } from '../../src/values/identifiers.js';
import { type OpenCompany, PATIENT, PLACES } from '../support/companies.js';

const LAST_DAY = '2026-12-05' as CalendarDate;
const DAY_AFTER = '2026-12-06' as CalendarDate;

describe.each(PLACES)('Open items in $place', ({ open }) => {
  let opened: OpenCompany;
  beforeAll(async () => {
    opened = await open();
  });
  afterAll(() => opened.close());

  const ask = async (account: string, payable: readonly string[], credits: readonly string[] = [], today = LAST_DAY) => {
    const source = new SqlOpenItemSource(opened.company.gp, () => today);
    const items = await source.openItems(asAccountNumber(account), payable, credits, PATIENT);
    return {
      payable: items.payable.map(({ kind, number, state, balance, termsDiscount }) =>
        [kind, number, state, balance.toFixed(), termsDiscount.toFixed()].join(' '),
      ),
      credits: items.credits.map(({ kind, number, unapplied, appliedTo }) =>
        [
          kind,
          number,
          unapplied.toFixed(),
          ...[...appliedTo].map(([to, amount]) => `${amount.toFixed()} to ${numberOf(to)}`),
        ].join(' '),
      ),
    };
  };

  it('are what remains to be paid, with the discount of this day, and the credits', async () => {
    expect(await ask('BRINDLE', ['inv26-0990', 'FIN26-0009'], ['CRED26-0077'])).toEqual({
      payable: ['financeCharge FIN26-0009 open 141.15 0', 'invoice INV26-0990 open 18422.1 25'],
      credits: ['creditMemo CRED26-0077 612.5'],
    });
    expect(await ask('BRINDLE', ['INV26-0990'], [], DAY_AFTER)).toMatchObject({ payable: ['invoice INV26-0990 open 18422.1 0'] });
  });

  it('are closed where they are paid, voided or in history, and not there where they are in sales', async () => {
    expect(await ask('HARGATE', ['INV26-0871', 'INV26-0640', 'INV26-0512', 'INV26-1009', 'INV26-0944'])).toMatchObject({
      payable: expect.arrayContaining([
        'invoice INV26-0871 closed 0 0',
        'invoice INV26-0640 closed 0 0',
        'invoice INV26-0512 closed 0 0',
        'invoice INV26-1009 unposted 0 0',
        'invoice INV26-0944 open 760 0',
      ]),
    });
    expect(await ask('PICKERSGIL', ['INV26-0940'])).toMatchObject({ payable: ['invoice INV26-0940 closed 0 0'] });
  });

  it('say what a credit is applied to already, and what of a receipt that is not posted yet is left', async () => {
    expect(await ask('HARGATE', ['INV26-0944'], ['PYMT26-0311', 'PYMT26-0287'])).toMatchObject({
      credits: ['payment PYMT26-0287 0 244.85 to INV26-0944', 'payment PYMT26-0311 150 255.15 to INV26-0944'],
    });
    expect(await ask('EVENSON', [], ['PYMT26-0345'])).toMatchObject({ credits: ['payment PYMT26-0345 250'] });
  });

  it('are in another currency where they are', async () => {
    expect(await ask('NIPIGON', ['INV26-1002'])).toMatchObject({ payable: ['invoice INV26-1002 otherCurrency 7420 0'] });
  });

  it("are an account's own, and none for numbers that GP has not or cannot have", async () => {
    const nothing = { payable: [], credits: [] };
    expect(await ask('KESTREL', ['INV26-0990', 'FIN26-0009'], ['CRED26-0077'])).toEqual(nothing);
    expect(await ask('BRINDLE', ['NOTHING', 'x'.repeat(40)], ["'; --"])).toEqual(nothing);
    expect(await ask('BRINDLE', [])).toEqual(nothing);
  });
});
