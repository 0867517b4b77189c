import { describe, expect, it } from 'vitest';
import { faultOf } from './fault-of.js';

const told = (number: number, message = 'words of the server') => Object.assign(new Error(message), { code: 'EREQUEST', number });

describe('a fault of SQL Server', () => {
  it.each([
    ['a deadlock', 1205],
    ['a lock that was not free in time', 1222],
    ['a conflict under snapshot isolation', 3960],
    ['a procedure of the site that rolled back its caller', 266],
    ['a row that moved under NOLOCK', 601],
    ['a replica without a role yet', 983],
    ['a replica that may not be read', 976],
    ['a database that fails over', 40_613],
    ['a database that cannot be opened', 4060],
  ])('is transient: %s', (_, number) => {
    expect(faultOf(told(number))).toMatchObject({ code: `SQLSERVER_${number}`, kind: 'transient', number });
  });

  it.each([
    [229, "The SELECT permission was denied on the object 'SOP10100', database 'TWO', schema 'dbo'.", 'right SELECT on SOP10100'],
    [230, "The SELECT permission was denied on the column 'A' of the object 'B', database 'TWO'.", 'right SELECT on B.A'],
    [916, 'The server principal "shop" is not able to access the database "DYNAMICS" under it.', 'access to database DYNAMICS'],
    [208, "Invalid object name 'dbo.SOP10100'.", 'object dbo.SOP10100'],
    [207, "Invalid column name 'CCode'.", 'column CCode'],
    [2812, "Could not find stored procedure 'taSopHdrIvcInsert'.", 'procedure taSopHdrIvcInsert'],
    [201, "Procedure or function 'taX' expects parameter '@I_vSOPTYPE', which was not supplied.", '@I_vSOPTYPE of taX'],
    [8144, 'Procedure or function taX has too many arguments specified.', 'an argument of taX'],
    [8145, '@oErrString is not a parameter for procedure taGetSopNumber.', '@oErrString of taGetSopNumber'],
    [8115, 'Arithmetic overflow error converting numeric to data type numeric.', undefined],
    [18_456, "Login failed for user 'shop'.", undefined],
  ])('is permanent, and names what is missing: %i', (number, message, missing) => {
    expect(faultOf(told(number, message))).toMatchObject({ code: `SQLSERVER_${number}`, kind: 'permanent', missing });
  });

  it('repeats nothing of a message but names of GP', () => {
    const { message, missing } = faultOf(told(208, "Invalid object name 'x\u202e; drop table y --'."));
    expect({ message, missing }).toEqual({ message: 'SQLSERVER_208', missing: undefined });
  });

  it('is the first of several that the server has told', () => {
    expect(faultOf(new AggregateError([told(207, "Invalid column name 'A'."), told(8180)]))).toMatchObject({
      code: 'SQLSERVER_207',
    });
  });

  it.each([
    [
      'the socket',
      Object.assign(new Error('to db.internal'), { code: 'ESOCKET', cause: Object.assign(new Error(), { code: 'ECONNRESET' }) }),
      'ECONNRESET',
    ],
    [
      'every address of a host',
      Object.assign(new Error(), {
        code: 'ESOCKET',
        cause: new AggregateError([Object.assign(new Error(), { code: 'ECONNREFUSED' })]),
      }),
      'ECONNREFUSED',
    ],
    ['the driver', Object.assign(new Error('Timeout'), { code: 'ETIMEOUT' }), 'ETIMEOUT'],
    ['an unknown cause', new Error('db.internal'), 'ESOCKET'],
  ])('of %s is transient, by its code', (_, error, code) => {
    const fault = faultOf(error);
    expect(fault).toMatchObject({ code, kind: 'transient' });
    expect(`${fault.message} ${String(fault.cause)}`).not.toContain('internal');
  });
});
