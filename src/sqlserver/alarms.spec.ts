import { Logger } from '@nestjs/common';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Alarms } from './alarms.js';
import { SqlServerFault } from './sql-server-fault.js';

const calls = (parameter: string) => `declare @state int;\nexec "taSopLineIvcInsert" @I_vSOPTYPE = ${parameter};`;

describe('The alarm of a question that the server refuses for good', () => {
  beforeEach(() => {
    vi.spyOn(Logger.prototype, 'error').mockImplementation(() => undefined);
    vi.spyOn(Logger.prototype, 'log').mockImplementation(() => undefined);
  });
  afterEach(() => void vi.restoreAllMocks());

  it('lasts until that question is answered', () => {
    const alarms = new Alarms('reading', () => 0);
    alarms.failed('select 1', new SqlServerFault('SQLSERVER_8115', 'permanent'));
    alarms.answered('select 2');
    expect(alarms.problems()).toMatchObject([{ code: 'SQLSERVER_8115', reason: 'questionRefused' }]);
    alarms.answered('select 1');
    expect(alarms.problems()).toEqual([]);
  });

  it("ends for eConnect's calls with any calls that are answered, since no order has the text of another", () => {
    const alarms = new Alarms('handingOver', () => 0);
    alarms.failed(calls('@1'), new SqlServerFault('SQLSERVER_547', 'permanent'));
    alarms.answered('select 1');
    expect(alarms.problems()).toHaveLength(1);
    alarms.answered(calls('@2'));
    expect(alarms.problems()).toEqual([]);
  });
});
