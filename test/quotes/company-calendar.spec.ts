import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LiveReaders } from '../../src/live/index.js';
import { quotePolicy } from '../../src/quotes/quote.policy.js';
import type { CalendarDate } from '../../src/values/calendar-date.js';
import { TestGateway } from '../support/test-gateway.js';
import { orderOfQuote, orderQuote, quoteOf, requestOf, requestQuote } from './quoting.js';
import { Staff } from './staff.js';

let gateway: TestGateway;
let nell: string;

beforeAll(async () => {
  gateway = await TestGateway.start();
  nell = await gateway.signIn('nell.hargate@example.com');
});
afterAll(() => gateway?.stop());

const setCompanyTo = (date: string) => gateway.gateway.sandbox.moveTo(date as CalendarDate);
const seen = (number: string) => {
  gateway.gateway.app.get(LiveReaders).forget([quotePolicy.namespace]);
  return quoteOf(gateway, number, nell);
};
const dateInGp = async (type: 1 | 2, number: string) => {
  const [row] = await gateway.gateway.sandbox.change(
    `select "DOCDATE"::date::text as date from (
        select "SOPTYPE", "SOPNUMBE", "DOCDATE" from "SOP10100" union all select "SOPTYPE", "SOPNUMBE", "DOCDATE" from "SOP30200"
      ) as documents where "SOPTYPE" = $1 and "SOPNUMBE" = $2::bpchar`,
    [type, number],
  );
  return (row as { date: string } | undefined)?.date;
};

describe('On the calendar of a company whose day is another one than this machine’s', () => {
  it('quotes and orders are dated, and quotes run out', async () => {
    await setCompanyTo('2027-03-04');
    const { submission } = await requestQuote(gateway, requestOf([{ sku: 'CUT-4', quantity: '10' }]), nell);
    const number = submission?.orderNumber ?? '';
    expect(await dateInGp(1, number)).toBe('2027-03-04');
    await new Staff((sql) => gateway.gateway.sandbox.change(sql)).price(number, { expires: '2027-03-05' });
    await setCompanyTo('2027-03-06');
    expect((await seen(number)).status).toBe('EXPIRED');
    await setCompanyTo('2027-03-05');
    const quote = await seen(number);
    expect(quote.status).toBe('OPEN');
    const ordered = await orderQuote(gateway, orderOfQuote(quote), nell);
    expect(ordered.userErrors).toEqual([]);
    expect(await dateInGp(2, ordered.submission?.orderNumber ?? '')).toBe('2027-03-05');
  });
});
