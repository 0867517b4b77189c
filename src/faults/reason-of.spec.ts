import { describe, expect, it } from 'vitest';
import { ErpUnavailable } from './erp-unavailable.js';
import { reasonOf } from './reason-of.js';

const coded = (code: unknown, options?: ErrorOptions) => Object.assign(new Error('connect to db.internal', options), { code });

describe('the reason of a fault', () => {
  it('is the code of its deepest cause', () => {
    const cause = new Error('pool', { cause: coded('ECONNREFUSED') });
    expect(reasonOf(new ErpUnavailable('gp.stock.levels', { cause }))).toBe('ECONNREFUSED');
  });

  it('is the class of a cause without a code of text', () => {
    expect(reasonOf(new Error('outer', { cause: new TypeError('secret') }))).toBe('TypeError');
    expect(reasonOf(coded(1045))).toBe('Error');
  });

  it('is that of the first of several, where all addresses of a host failed', () => {
    expect(reasonOf(new AggregateError([coded('ECONNREFUSED'), coded('ENETUNREACH')]))).toBe('ECONNREFUSED');
  });

  it.each([undefined, null, 'a secret text', 42, new AggregateError([])])('is unknown for %s', (fault) => {
    expect(reasonOf(fault)).toBe('unknown reason');
  });

  it('is the code of what is no Error but has one', () => {
    expect(reasonOf({ code: '28P01', message: 'password authentication failed' })).toBe('28P01');
  });
});
