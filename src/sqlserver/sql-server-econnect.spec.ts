import type { Compilable } from 'kysely';
import { describe, expect, it } from 'vitest';
import { type NumberCall, type ProcedureCall, ProcedureMissing, TransactionGone } from '../gp/index.js';
import type { Row } from './sql-server-connection.js';
import { SqlServerEConnect } from './sql-server-econnect.js';
import { SqlServerFault } from './sql-server-fault.js';

const PATIENT = new AbortController().signal;
const NUMBER: NumberCall = { procedure: 'taGetPaymentNumber', parameters: { I_vDOCTYPE: 9, I_vInc_Dec: 1 } };
const FIELDS: ProcedureCall = {
  procedure: 'taSopUserDefined',
  parameters: { I_vSOPTYPE: 2, I_vSOPNUMBE: 'ORD000200', I_vUSERDEF1: 'W-1' },
};

/** The end of a batch of one call. */
const ended = (end: Partial<Row> = {}): Row => ({
  call: 1,
  errorState: 0,
  errors: '',
  transactions: 1,
  transactionState: 1,
  ...end,
});

/**
 * A server that answers each batch of calls with the next answer, and a question about parameters with none.
 * @returns what it was told, in order
 */
function serving(...answers: (readonly Row[] | Error)[]): { readonly econnect: SqlServerEConnect; readonly told: string[] } {
  const told: string[] = [];
  const tell = (what: string) => async () => {
    told.push(what);
  };
  const connection = {
    begin: tell('begin'),
    commit: tell('commit'),
    rollback: tell('roll back'),
    destroy: () => told.push('destroy'),
    ask: async (sql: string): Promise<Row[]> => {
      if (sql.includes('"sys"."parameters"')) {
        told.push('parameters');
        return [];
      }
      told.push('calls');
      const answer = answers.shift() ?? [];
      if (answer instanceof Error) throw answer;
      return [...answer];
    },
  };
  const use = (_: AbortSignal, action: (one: never) => Promise<unknown>) => action(connection as never);
  return { econnect: new SqlServerEConnect({ use } as never), told };
}

describe('A list of calls', () => {
  it('is committed where every call has succeeded, whatever rows the procedures return besides', async () => {
    const { econnect, told } = serving([{ '': 'from a procedure' }, { call: 'not an end' }, ended()]);
    expect(await econnect.run([FIELDS], PATIENT)).toBeNull();
    expect(told).toEqual(['parameters', 'begin', 'calls', 'commit']);
  });

  it('is rolled back where a call is refused, with all of its numbers but one that was cut', async () => {
    const list = `${Array.from({ length: 60 }, (_, index) => 1000 + index).join(' ')}`.slice(0, 255);
    const { econnect, told } = serving([ended({ call: 0, errorState: 1000, errors: list })]);
    const refused = await econnect.run([FIELDS], PATIENT);
    expect(refused).toMatchObject({ procedure: 'taSopUserDefined' });
    expect(refused?.codes).toHaveLength(50);
    expect(told.at(-1)).toBe('roll back');
  });

  it('is refused where a procedure raises an error and says all the same why it refuses', async () => {
    const raised = new SqlServerFault('SQLSERVER_50000', 'permanent', undefined, [
      ended({ call: 0, errorState: 4711, errors: '4711 ' }),
    ]);
    const { econnect, told } = serving(raised);
    expect(await econnect.run([FIELDS], PATIENT)).toEqual({ procedure: 'taSopUserDefined', codes: [4711] });
    expect(told.at(-1)).toBe('roll back');
  });

  it.each([
    ['with no state of its own', ended({ call: 0, errorState: 0 }), 'SQLSERVER_547'],
    [
      'and has ended the transaction',
      ended({ call: 0, errorState: 4711, transactions: 0, transactionState: 0 }),
      'GP_TRANSACTION_GONE',
    ],
  ])('is not refused where a procedure raises an error %s', async (_, end, code) => {
    const { econnect, told } = serving(new SqlServerFault('SQLSERVER_547', 'permanent', undefined, [end]));
    await expect(econnect.run([FIELDS], PATIENT)).rejects.toMatchObject({ code });
    expect(told).not.toContain('commit');
  });

  it('has the state as its only number where the list is blank', async () => {
    const { econnect } = serving([ended({ call: 0, errorState: 134, errors: '' })]);
    expect(await econnect.run([FIELDS], PATIENT)).toEqual({ procedure: 'taSopUserDefined', codes: [134] });
  });

  it.each<[string, readonly Row[] | Error]>([
    ['is not there', [ended({ call: 0, transactions: 0, transactionState: 0 })]],
    ['is not there, though the call was the last', [ended({ transactions: 0, transactionState: 0 })]],
    ['can only be rolled back', [ended({ call: 0, transactionState: -1 })]],
    ['has another inside it', [ended({ call: 0, transactions: 2 })]],
    ['has ended in a procedure', new SqlServerFault('SQLSERVER_266', 'permanent')],
  ])('never commits where its transaction %s', async (_, answer) => {
    const { econnect, told } = serving(answer);
    await expect(econnect.run([FIELDS], PATIENT)).rejects.toThrow(TransactionGone);
    expect(told.slice(-2)).toEqual(['calls', 'destroy']);
  });

  it.each<[string, readonly Row[]]>([
    ['answers nothing', []],
    ['sets no state', [ended({ call: 0, errorState: null })]],
  ])('is not certain of a call that %s', async (_, answer) => {
    const { econnect, told } = serving(answer);
    await expect(econnect.run([FIELDS], PATIENT)).rejects.toThrow('taSopUserDefined did not answer');
    expect(told).not.toContain('commit');
  });

  it('asks for the parameters of the procedures once, and again after one was refused (8145)', async () => {
    const { econnect, told } = serving([ended()], [ended()], new SqlServerFault('SQLSERVER_8145', 'permanent'), [ended()]);
    await econnect.run([FIELDS], PATIENT);
    await econnect.run([FIELDS], PATIENT);
    await expect(econnect.run([FIELDS], PATIENT)).rejects.toMatchObject({ code: 'SQLSERVER_8145' });
    await econnect.run([FIELDS], PATIENT);
    expect(told.filter((what) => what === 'parameters')).toHaveLength(2);
  });

  it('is not committed where its caller has given up', async () => {
    const { econnect, told } = serving([ended()]);
    const given = new AbortController();
    given.abort(new Error('enough'));
    await expect(econnect.run([FIELDS], given.signal)).rejects.toThrow('enough');
    expect(told).not.toContain('commit');
  });
});

describe('Calls that are committed under a condition', () => {
  const check = { compile: () => ({ sql: 'select 1 as moved', parameters: [] }) } as unknown as Compilable<{ moved: number }>;
  const runWhere = (econnect: SqlServerEConnect, holds: boolean) => econnect.runWhere([FIELDS], check, () => holds, PATIENT);

  it.each([
    [true, 'commit'],
    [false, 'roll back'],
  ])('are asked about in their transaction: where the answer is %s they end with a %s', async (holds, end) => {
    const { econnect, told } = serving([ended()], [{ moved: 0 }]);
    expect(await runWhere(econnect, holds)).toEqual({ isCommitted: holds });
    expect(told).toEqual(['parameters', 'begin', 'calls', 'calls', end]);
  });

  it('are not asked about where they are refused', async () => {
    const { econnect, told } = serving([ended({ call: 0, errorState: 7134, errors: '7134 ' })]);
    expect(await runWhere(econnect, true)).toEqual({ procedure: 'taSopUserDefined', codes: [7134] });
    expect(told.slice(-2)).toEqual(['calls', 'roll back']);
  });

  it.each(['SQLSERVER_2812', 'SQLSERVER_229'])('are said to be missing where the server says %s', async (code) => {
    const { econnect } = serving(new SqlServerFault(code, 'permanent'));
    await expect(runWhere(econnect, true)).rejects.toThrow(ProcedureMissing);
  });

  it('are not committed where the question fails', async () => {
    const { econnect, told } = serving([ended()], new SqlServerFault('SQLSERVER_1222', 'transient'));
    await expect(runWhere(econnect, true)).rejects.toMatchObject({ code: 'SQLSERVER_1222' });
    expect(told).not.toContain('commit');
  });
});

describe('A number', () => {
  it('is the one that the procedure gives, whatever rows it returns besides', async () => {
    const { econnect } = serving([{ RMDTYPAL: 9 }, { errorState: 0, number: 'PYMT000100    ' }]);
    expect(await econnect.nextNumber(NUMBER, PATIENT)).toEqual({ number: 'PYMT000100' });
  });

  it('is not used where its transaction has gone, so that nobody else gets it', async () => {
    const { econnect } = serving([{ RMDTYPAL: 9 }]);
    await expect(econnect.nextNumber(NUMBER, PATIENT)).rejects.toThrow(TransactionGone);
  });

  it('is refused with the state of the procedure', async () => {
    const { econnect } = serving([{ errorState: 44, number: null }]);
    expect(await econnect.nextNumber(NUMBER, PATIENT)).toEqual({ procedure: 'taGetPaymentNumber', codes: [44] });
  });
});
