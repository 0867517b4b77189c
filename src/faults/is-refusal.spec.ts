import { Decimal } from 'decimal.js';
import { describe, expect, it } from 'vitest';
import { ErpUnavailable } from './erp-unavailable.js';
import { isRefusal } from './is-refusal.js';
import { StoreUnavailable } from './store-unavailable.js';

const coded = (code: string) => Object.assign(new Error('words of a driver'), { code });
const thrown = (action: () => unknown): unknown => {
  try {
    return action();
  } catch (fault) {
    return fault;
  }
};

describe('a refusal', () => {
  it.each([
    ['data that a database does not take', coded('22P05')],
    ['a search text of too many operators', coded('XX000')],
    ['a statement that is too complex', coded('54001')],
    ['what cannot be parsed', coded('42601')],
    ['a key that is there already', coded('23505')],
    ["a number that overflows a column's type on SQL Server", coded('SQLSERVER_8115')],
    ['a text that SQL Server cannot convert', coded('SQLSERVER_245')],
    ['a parameter that cannot be sent', coded('EPARAM')],
    ['a row that a decoder cannot read', new TypeError('GP has no date')],
    ['a text that is not a number', thrown(() => new Decimal('twelve'))],
    ['an invalid date', thrown(() => new Date(Number.NaN).toISOString())],
  ])('is %s, however deep it lies', (_, cause) => {
    expect(isRefusal(cause)).toBe(true);
    expect(isRefusal(new ErpUnavailable('gp.price.items', { cause }))).toBe(true);
    expect(isRefusal(new StoreUnavailable('catalog.list', { cause: new Error('outer', { cause }) }))).toBe(true);
  });

  it.each([
    ['a connection that is lost', coded('ECONNRESET')],
    ['a pipe whose code looks like an SQLSTATE', coded('EPIPE')],
    ['a server that shuts down', coded('57P01')],
    ['a statement that took too long', coded('57014')],
    ['a full disk', coded('53100')],
    ['a table that is missing', coded('42P01')],
    ['a table that is missing on SQL Server', coded('SQLSERVER_208')],
    ['a column that is missing on SQL Server', coded('SQLSERVER_207')],
    ['a right that is missing on SQL Server', coded('SQLSERVER_229')],
    ['a deadlock on SQL Server', coded('SQLSERVER_1205')],
    ['a lock that was not free in time', coded('SQLSERVER_1222')],
    ['a request that could not be sent', new TypeError('fetch failed', { cause: coded('ECONNREFUSED') })],
    ['a time that has passed without a code', new Error('Query read timeout')],
    ['a fault without a cause', new ErpUnavailable('gp.price.items', { cause: undefined })],
    ['nothing', undefined],
  ])('is not %s', (_, cause) => {
    expect(isRefusal(cause)).toBe(false);
    expect(isRefusal(new ErpUnavailable('gp.price.items', { cause }))).toBe(false);
  });
});
