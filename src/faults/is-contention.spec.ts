import { describe, expect, it } from 'vitest';
import { ErpUnavailable } from './erp-unavailable.js';
import { isContention } from './is-contention.js';
import { isRefusal } from './is-refusal.js';

const coded = (code: string) => Object.assign(new Error('words of a driver'), { code });

describe('A statement that gives way to another transaction', () => {
  it.each(['SQLSERVER_1222', 'SQLSERVER_1205', 'SQLSERVER_3960', 'SQLSERVER_3961', 'SQLSERVER_601', '40001', '40P01', '55P03'])(
    'fails with %s, however deep it lies, and is not refused',
    (code) => {
      for (const fault of [coded(code), new ErpUnavailable('gp.stock.levels', { cause: coded(code) })]) {
        expect(isContention(fault)).toBe(true);
        expect(isRefusal(fault)).toBe(false);
      }
    },
  );

  it.each(['ECONNRESET', 'ETIMEOUT', 'SQLSERVER_40613', 'SQLSERVER_208', 'SQLSERVER_8115', '57P01'])(
    'does not fail with %s',
    (code) => {
      expect(isContention(coded(code))).toBe(false);
    },
  );

  it.each([undefined, null, 'SQLSERVER_1222', new TypeError('GP has no date')])('is not %s', (fault) => {
    expect(isContention(fault)).toBe(false);
  });
});
