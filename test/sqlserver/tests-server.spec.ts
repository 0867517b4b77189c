import type { Connection } from 'tedious';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { dropDatabase } from '../support/databases.js';
import { TdsServer } from '../support/tds/tds-server.js';
import { createCopy } from '../support/templates.js';
import { asked, connected, int, text } from './asked.js';

describe("The tests' SQL Server, asked by the driver itself", () => {
  let url: string;
  let server: TdsServer;
  const open: Connection[] = [];

  beforeAll(async () => {
    url = await createCopy('company');
    server = await TdsServer.start(url);
  });

  afterEach(() => {
    for (const connection of open.splice(0)) connection.close();
    server.trouble.makeServer({});
    server.trouble.make({});
    expect(server.trouble.faults).toEqual([]);
  });

  afterAll(async () => {
    await server.close();
    await dropDatabase(url);
  });

  const connect = async (...[options, login]: [Parameters<typeof connected>[1]?, Parameters<typeof connected>[2]?]) => {
    const connection = await connected(server, options, login);
    open.push(connection);
    return connection;
  };

  it('answers a statement by sp_executesql, with parameters by name and rows by their types', async () => {
    const connection = await connect();
    const rows = await asked(
      connection,
      'select "CUSTNMBR", "HOLD", "DEX_ROW_ID", cast("CRLMTAMT" as varchar(40)) as "limit" from "RM00101" where "CUSTNMBR" = cast(@1 as char(15)) and "HOLD" = @2',
      [text('1', 'HARGATE'), int('2', 0)],
    );
    expect(rows).toEqual([['HARGATE        ', 0, expect.any(Number), expect.stringMatching(/^\d+\.\d{5}$/)]]);
  });

  it('refuses a wrong password and an unknown database with the numbers of SQL Server', async () => {
    await expect(connect({}, { user: 'gateway', password: 'wrong' })).rejects.toMatchObject({ code: 'ELOGIN', number: 18456 });
    await expect(connect({ database: 'NOWHERE' })).rejects.toMatchObject({ code: 'ELOGIN', number: 4060 });
    expect(server.counts.refusedLogins).toBe(2);
  });
});
