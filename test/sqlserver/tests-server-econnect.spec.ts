import type { Connection } from 'tedious';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { dropDatabase } from '../support/databases.js';
import { TdsServer } from '../support/tds/tds-server.js';
import { createCopy } from '../support/templates.js';
import { asked, begin, commit, connected, type Rows, rollBack, text } from './asked.js';

const DECLARED = `declare @state int, @errors varchar(255);`;
const row = (call: number) =>
  `select ${call} as "call", @state as "errorState", @errors as "errors", @@trancount as "transactions", xact_state() as "transactionState";`;
const check = (call: number) =>
  `if @state is null or @state <> 0 or @@trancount <> 1 or xact_state() <> 1 begin ${row(call)} return; end;`;
const call = (procedure: string, parameters: string) =>
  `select @state = null, @errors = null;\nexec "${procedure}" ${parameters}, @O_iErrorState = @state output, @oErrString = @errors output;`;

/** Addresses of the customers @1 to @N, each under the code @9. */
function addresses(count: number): string {
  const calls = Array.from({ length: count }, (_, index) =>
    [call('taCreateCustomerAddress', `@I_vCUSTNMBR = @${index + 1}, @I_vADRSCODE = @9, @I_vCITY = @9`), check(index)].join('\n'),
  );
  return [DECLARED, ...calls, row(count)].join('\n');
}

describe("The tests' SQL Server, called for eConnect", () => {
  let url: string;
  let server: TdsServer;
  let connection: Connection;

  beforeAll(async () => {
    url = await createCopy('company');
    server = await TdsServer.start(url);
    connection = await connected(server);
  });

  afterEach(() => {
    server.trouble.makeMidOrder({});
    server.trouble.makeWrites({});
    expect(server.trouble.faults).toEqual([]);
  });

  afterAll(async () => {
    connection.close();
    await server.close();
    await dropDatabase(url);
  });

  const customers = (...numbers: string[]) => [
    ...numbers.map((number, index) => text(String(index + 1), number)),
    text('9', 'DOCK'),
  ];
  const docks = () => asked(connection, `select "CUSTNMBR" from "RM00102" where "ADRSCODE" = @1 order by 1`, [text('1', 'DOCK')]);
  const number = (parameters = '@I_tSOPTYPE = @1, @I_cDOCID = @2, @I_tInc_Dec = @3') =>
    asked(
      connection,
      `declare @state int, @number varchar(21);\nexec "taGetSopNumber" ${parameters}, @O_vSopNumber = @number output, @O_iErrorState = @state output;\nselect @state as "errorState", @number as "number";`,
      [text('1', '2'), text('2', 'STDORD'), text('3', '1')],
    );

  it('runs the calls of a batch, and commits what they wrote', async () => {
    await begin(connection);
    expect(await asked(connection, addresses(2), customers('HARGATE', 'BRINDLE'))).toEqual([[2, 0, '', 1, 1]]);
    await rollBack(connection);
    expect(await docks()).toEqual([]);
    await begin(connection);
    await asked(connection, addresses(2), customers('HARGATE', 'BRINDLE'));
    await commit(connection);
    expect(await docks()).toEqual([['BRINDLE        '], ['HARGATE        ']]);
    await asked(connection, `delete from "RM00102" where "ADRSCODE" = @1`, [text('1', 'DOCK')]);
  });

  it('ends a batch at the first call that is refused', async () => {
    await begin(connection);
    const before = server.counts.procedureCalls;
    expect(await asked(connection, addresses(3), customers('HARGATE', 'NOBODY', 'BRINDLE'))).toEqual([[1, 99006, '99006', 1, 1]]);
    expect(server.counts.procedureCalls - before).toBe(2);
    await rollBack(connection);
  });

  it('gives a number outside of any transaction', async () => {
    const [[state, first] = []] = await number();
    const [[, second] = []] = await number();
    expect(state).toBe(0);
    expect(second).not.toBe(first);
  });

  it.each<[string, number, () => Promise<Rows>]>([
    ['an output that a number procedure does not have', 8144, () => number(`@I_tSOPTYPE = @1, @oErrString = @number output`)],
    ['a parameter that a procedure does not have', 8145, () => number('@I_tSOPTYPE = @1, @I_vNOTHING = @2')],
    [
      'a procedure that is not there',
      2812,
      () => asked(connection, `${DECLARED}\n${call('taNothing', '@I_vA = @1')}`, customers('A')),
    ],
    [
      'a call without a required parameter',
      201,
      () => asked(connection, `${DECLARED}\n${call('taCreateCustomerAddress', '@I_vADRSCODE = @9')}`, customers()),
    ],
    [
      'a date that another login would read otherwise',
      50_000,
      () => asked(connection, `${DECLARED}\n${call('taSopHdrIvcInsert', '@I_vDOCDATE = @1')}`, customers('2026-11-23')),
    ],
    ['a statement that is none of the language', 102, () => asked(connection, `${DECLARED}\nwhile 1 = 1 print 'x';`)],
  ])('answers %s with %i', async (_, number, ask) => {
    await expect(ask()).rejects.toMatchObject({ number });
  });

  it('rolls back a victim of a deadlock in mid-order: the batch ends, and no transaction is left', async () => {
    await begin(connection);
    server.trouble.makeMidOrder({ deadlockAtCall: 2 });
    await expect(asked(connection, addresses(3), customers('HARGATE', 'BRINDLE', 'HARGATE'))).rejects.toMatchObject({
      number: 1205,
      class: 13,
    });
    expect(await asked(connection, 'select @@trancount')).toEqual([[0]]);
    expect(await docks()).toEqual([]);
  });

  it('lets a Post procedure roll back without an error, and the next call would run by itself', async () => {
    await begin(connection);
    server.trouble.makeMidOrder({ rollBackAtCall: 1 });
    expect(await asked(connection, addresses(2), customers('HARGATE', 'BRINDLE'))).toEqual([[0, 0, '', 0, 0]]);
    expect(await docks()).toEqual([]);
    expect(await asked(connection, addresses(1), customers('HARGATE'))).toEqual([[0, 0, '', 0, 0]]);
    expect(await docks()).toHaveLength(1);
    await asked(connection, `delete from "RM00102" where "ADRSCODE" = @1`, [text('1', 'DOCK')]);
  });

  it('dooms a transaction, which cannot be committed then', async () => {
    await begin(connection);
    server.trouble.makeMidOrder({ doomAtCall: 1 });
    expect(await asked(connection, addresses(2), customers('HARGATE', 'BRINDLE'))).toEqual([[0, 0, '', 1, -1]]);
    await expect(commit(connection)).rejects.toMatchObject({ number: 3930 });
    expect(await docks()).toEqual([]);
  });

  it('cuts the connection in mid-order, before the commit and after it', async () => {
    const inOneTransaction = async () => {
      const another = await connected(server);
      try {
        await begin(another);
        await asked(another, addresses(1), customers('HARGATE'));
        await commit(another);
      } finally {
        another.close();
      }
    };
    server.trouble.makeMidOrder({ cutAtCall: 1 });
    await expect(inOneTransaction()).rejects.toThrow();
    server.trouble.makeWrites({ cutBeforeCommit: true });
    await expect(inOneTransaction()).rejects.toThrow();
    expect(await docks()).toEqual([]);
    server.trouble.makeWrites({ loseAnswer: true });
    await expect(inOneTransaction()).rejects.toThrow();
    expect(await docks()).toHaveLength(1);
  });
});
