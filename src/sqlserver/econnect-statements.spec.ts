import { describe, expect, it } from 'vitest';
import type { ProcedureCall } from '../gp/index.js';
import type { CalendarDate } from '../values/calendar-date.js';
import { callBatches, numberStatement } from './econnect-statements.js';

const everything = () => true;

const line = (sequence: number, sku: string, quantity: string): ProcedureCall => ({
  procedure: 'taSopLineIvcInsert',
  parameters: {
    I_vSOPTYPE: 2,
    I_vSOPNUMBE: 'ORD000200',
    I_vCUSTNMBR: 'HARGATE',
    I_vDOCDATE: '2026-11-23' as CalendarDate,
    I_vLNITMSEQ: sequence,
    I_vITEMNMBR: sku,
    I_vQUANTITY: quantity,
    I_vShipToName: 'Nell',
    I_vCNTCPRSN: 'Nell',
  },
});
const fields: ProcedureCall = {
  procedure: 'taSopUserDefined',
  parameters: { I_vSOPTYPE: 2, I_vSOPNUMBE: 'ORD000200', I_vUSERDEF1: null },
};

describe('The calls of an order', () => {
  it('are one statement with a check after each, and share the parameters of equal values', async () => {
    const [batch, ...others] = callBatches([line(16384, 'CUT-4', '2'), line(32768, 'CUT-9', '2'), fields], everything);
    expect(others).toEqual([]);
    await expect(batch?.sql).toMatchFileSnapshot('econnect-statements.golden.sql');
    expect(batch?.parameters).toEqual([
      '2',
      'ORD000200',
      'HARGATE',
      '20261123',
      '16384',
      'CUT-4',
      'Nell',
      '32768',
      'CUT-9',
      null,
    ]);
    expect(batch?.calls).toHaveLength(3);
  });

  it('go in several statements where their values are too many, each call whole', () => {
    const calls = Array.from({ length: 100 }, (_, index) => line((index + 1) * 16384, `SKU-${index}`, '1'));
    const batches = callBatches(calls, everything, 50);
    expect(batches.flatMap((batch) => batch.calls)).toEqual(calls);
    for (const { parameters } of batches) expect(parameters.length).toBeLessThanOrEqual(50);
    expect(batches.length).toBeLessThanOrEqual(5);
  });

  it('leave out what an older GP does not have', () => {
    const [batch] = callBatches([line(16384, 'CUT-4', '2')], (_, parameter) => parameter !== 'I_vShipToName');
    expect(batch?.sql).not.toContain('I_vShipToName');
    expect(batch?.sql).toContain('@I_vCNTCPRSN = @7');
  });

  it('take no parameter into a statement that is not on the list', () => {
    const call = { procedure: 'taSopUserDefined', parameters: { 'I_vX = 1; drop table SOP10100; --': '1' } };
    expect(() => callBatches([call as unknown as ProcedureCall], everything)).toThrow(TypeError);
  });
});

describe('A number', () => {
  it('is asked for without a list of errors, which its procedure does not have', () => {
    const statement = numberStatement({
      procedure: 'taGetSopNumber',
      parameters: { I_tSOPTYPE: 2, I_cDOCID: 'STDORD', I_tInc_Dec: 1 },
    });
    expect(statement).toEqual({
      sql: [
        'declare @state int, @number varchar(21);',
        'begin transaction;',
        'exec "taGetSopNumber" @I_tSOPTYPE = @1, @I_cDOCID = @2, @I_tInc_Dec = @3, @O_vSopNumber = @number output, @O_iErrorState = @state output;',
        'if @@trancount = 1 begin commit transaction; select @state as "errorState", @number as "number"; end;',
      ].join('\n'),
      parameters: ['2', 'STDORD', '1'],
    });
  });
});
