import { readFileSync } from 'node:fs';
import { type Connection, Request, TYPES } from 'tedious';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { TestAuthority } from '../callers/certificates.js';
import { dropDatabase } from '../support/databases.js';
import { TdsServer } from '../support/tds/tds-server.js';
import { createCopy } from '../support/templates.js';
import { asked, batch, begin, commit, connected, type Given, int, rollBack, text } from './asked.js';

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

  it('refuses logins as it is told to, by number', async () => {
    for (const number of [4060, 922, 924, 927, 18487]) {
      server.trouble.makeServer({ refuseLogin: number });
      await expect(connect()).rejects.toMatchObject({ code: 'ELOGIN', number });
    }
  });

  it('gives numbers, dates, bytes and NULL as SQL Server types them', async () => {
    const connection = await connect();
    const [row] = await asked(
      connection,
      `select cast(7 as smallint), 70000, (select count(*) from "SY03000" where 1 = 0), cast(9007199254740993 as bigint), 
        cast('2026-11-23T08:30:00.123' as datetime), cast('2026-11-23' as date), @1, cast(@2 as varchar(40)), 'Zürich, 5 €' from "DYNAMICS"."dbo"."SY01500"`,
      [text('1', null), text('2', '12345678901234.56789')],
    );
    expect(row).toEqual([
      7,
      70_000,
      '0',
      '9007199254740993',
      new Date('2026-11-23T08:30:00.123Z'),
      new Date('2026-11-23T00:00:00Z'),
      null,
      '12345678901234.56789',
      'Zürich, 5 €',
    ]);
  });

  it('takes and gives messages of many packets, in the size that the client asked for', async () => {
    const connection = await connect({ packetSize: 512 });
    const long = 'ä'.repeat(8000);
    const parameters = Array.from(
      { length: 100 },
      (_, index): Given => [String(index + 1), TYPES.VarChar, long, { length: 8000 }],
    );
    const list = parameters.map(([name]) => `(@${name})`).join(', ');
    const rows = await asked(connection, `select t.x from (values ${list}) as t(x)`, parameters);
    expect(rows).toHaveLength(100);
    expect(new Set(rows.flat())).toEqual(new Set([long]));
    expect(await asked(connection, `select repeat('x', 20000)`)).toEqual([['x'.repeat(20_000)]]);
  });

  it('keeps what a transaction writes to itself until it is committed, and forgets what is rolled back', async () => {
    const [one, other] = [await connect(), await connect()];
    const count = async (by: Connection) =>
      (await asked(by, `select count(*) from "RM00101" where "CUSTNMBR" = @1`, [text('1', 'NEWCOMER')]))[0]?.[0];
    const insert = () => asked(one, `insert into "RM00101" ("CUSTNMBR") values (@1)`, [text('1', 'NEWCOMER')]);
    await begin(one);
    await insert();
    expect(await asked(one, 'select @@trancount, xact_state()')).toEqual([[1, 1]]);
    // An error leaves the transaction as it was.
    await expect(insert()).rejects.toMatchObject({ number: 2627 });
    expect([await count(one), await count(other)]).toEqual([1, 0]);
    await rollBack(one);
    expect(await count(one)).toBe(0);
    await begin(one);
    await insert();
    await commit(one);
    expect(await count(other)).toBe(1);
    expect(await asked(one, 'select @@trancount, xact_state()')).toEqual([[0, 0]]);
    await expect(commit(one)).rejects.toMatchObject({ number: 3902 });
  });

  it('ends what runs when it is cancelled, and the session answers the next question', async () => {
    const [connection, watching] = [await connect(), await connect()];
    const running = `select count(*) from pg_stat_activity where query like 'select pg_sleep(600)%' and state = 'active'`;
    const ended = Promise.withResolvers<Error | null | undefined>();
    const request = new Request('select pg_sleep(600)', (fault) => ended.resolve(fault));
    connection.execSql(request);
    await expect.poll(() => asked(watching, running)).toEqual([[1]]);
    connection.cancel();
    expect(await ended.promise).toMatchObject({ code: 'ECANCEL' });
    await expect.poll(() => asked(watching, running)).toEqual([[0]]);
    expect(await asked(connection, 'select 1')).toEqual([[1]]);
  });

  it('waits for a lock no longer than the session allows', async () => {
    const [holder, waiting] = [await connect(), await connect()];
    await begin(holder);
    await asked(holder, `update "RM00101" set "HOLD" = 1 where "CUSTNMBR" = @1`, [text('1', 'HARGATE')]);
    await batch(waiting, 'set xact_abort off; set lock_timeout 20\nset language us_english');
    expect(server.counts.settings).toContain('lock_timeout 20');
    const update = () => asked(waiting, `update "RM00101" set "HOLD" = 0 where "CUSTNMBR" = @1`, [text('1', 'HARGATE')]);
    await expect(update()).rejects.toMatchObject({ number: 1222 });
    await rollBack(holder);
    await update();
  });

  it('chooses a victim of a real deadlock, whose transaction is gone', async () => {
    const [one, other] = [await connect(), await connect()];
    const hold = (by: Connection, customer: string) =>
      asked(by, `update "RM00101" set "HOLD" = 0 where "CUSTNMBR" = @1`, [text('1', customer)]);
    await Promise.all([begin(one), begin(other)]);
    await hold(one, 'HARGATE');
    await hold(other, 'BRINDLE');
    const outcomes = await Promise.allSettled([hold(one, 'BRINDLE'), hold(other, 'HARGATE')]);
    const victim = outcomes[0].status === 'rejected' ? one : other;
    const reasons = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason] : []));
    expect(reasons).toMatchObject([{ number: 1205, class: 13 }]);
    expect(await asked(victim, 'select @@trancount')).toEqual([[0]]);
  });

  it.each<[string, Given]>([
    ['a nvarchar', ['1', TYPES.NVarChar, 'HARGATE', { length: 255 }]],
    ['a length of its own', ['1', TYPES.VarChar, 'HARGATE']],
    ['a float', ['1', TYPES.Float, 1.5]],
    ['a decimal', ['1', TYPES.Numeric, 1.5]],
  ])('refuses %s, which PostgreSQL would not mind', async (_, given) => {
    const connection = await connect();
    await expect(asked(connection, 'select @1', [given])).rejects.toMatchObject({
      number: 50_000,
      message: expect.stringMatching(/refuses this: @1 is /),
    });
  });

  it('refuses an answer with a decimal, which the driver would make a floating point number of', async () => {
    await expect(asked(await connect(), 'select "CRLMTAMT" from "RM00101"')).rejects.toMatchObject({ number: 50_000 });
  });

  it('takes no more than 2,100 parameters', async () => {
    const connection = await connect();
    const parameters = Array.from({ length: 2_099 }, (_, index) => int(String(index + 1), index));
    await expect(asked(connection, 'select @1', parameters)).rejects.toMatchObject({ number: 8003 });
    expect(await asked(connection, 'select @2', parameters.slice(1))).toEqual([[1]]);
  });

  it('says what is missing, in the numbers of SQL Server', async () => {
    const connection = await connect();
    await expect(asked(connection, 'select "X" from "NOWHERE"')).rejects.toMatchObject({ number: 208 });
    await expect(asked(connection, 'select "NOTHING" from "dbo"."RM00101"')).rejects.toMatchObject({ number: 207 });
    await expect(asked(connection, 'select @1')).rejects.toMatchObject({ number: 137 });
    server.trouble.makeServer({ failWith: 229 });
    await expect(asked(connection, 'select 1')).rejects.toMatchObject({ number: 229, class: 14 });
  });

  it('counts statements by their texts and the declarations of their parameters', async () => {
    const connection = await connect();
    server.counts.reset();
    for (const value of ['A', 'BC', 'DEF']) await asked(connection, 'select @1', [text('1', value)]);
    expect(server.counts).toMatchObject({ questions: 3, roundTrips: 3 });
    expect(server.counts.texts.size).toBe(1);
  });

  it('tells of itself, its databases, tables and procedures, and does not count that', async () => {
    const connection = await connect();
    server.counts.reset();
    const ask = (statement: string) => asked(connection, statement);
    expect(
      await ask(
        `select d."name", d."is_read_committed_snapshot_on", d."snapshot_isolation_state", s."name" from "sys"."databases" as d
          left join "sys"."databases" as s on s."name" collate database_default = (select top 1 rtrim(c."DBNAME") from "dbo"."SY00100" as c)
          where d."database_id" = db_id()`,
      ),
    ).toEqual([['LARKF', false, 0, 'DYNAMICS']]);
    expect(
      await ask(
        `select y.name, c.max_length from sys.tables as t inner join sys.columns as c on c.object_id = t.object_id
          inner join sys.types as y on y.user_type_id = c.user_type_id where t.name = 'RM00101' and c.name in ('CUSTNMBR', 'HOLD') order by c.column_id`,
      ),
    ).toEqual([
      ['char', 15],
      ['tinyint', 1],
    ]);
    expect(
      await ask(
        `select a.name, cast(a.is_output as int) from sys.procedures as p inner join sys.parameters as a on a.object_id = p.object_id
          where p.name = 'taGetSopNumber' order by a.parameter_id`,
      ),
    ).toEqual(
      expect.arrayContaining([
        ['@I_tSOPTYPE', 0],
        ['@O_vSopNumber', 1],
      ]),
    );
    expect(
      await ask(
        `select g.name, cast(g.is_disabled as int) from sys.triggers as g inner join sys.tables as t on t.object_id = g.parent_id
          where left(g.name, 4) = 'zDT_' and t.name = 'IV00102'`,
      ),
    ).toEqual(expect.arrayContaining([['zDT_IV00102U', 0]]));
    expect(server.counts.questions).toBe(0);
    expect(
      await ask(
        `select has_perms_by_name('dbo.RM00101', 'OBJECT', 'SELECT'), has_perms_by_name('DYNAMICS.dbo.MC40200', 'OBJECT', 'SELECT'),
          has_perms_by_name('dbo.NOWHERE', 'OBJECT', 'SELECT'), col_length('dbo.RM00101', 'CUSTNMBR'), col_length('dbo.RM00101', 'NOTHING'),
          db_name(), is_member('db_owner'), collationproperty('Latin1_General_BIN', 'CodePage'), datediff(minute, getutcdate(), getdate()),
          cast(serverproperty('ProductVersion') as varchar(128)), object_id('dbo.RM00101') - object_id(N'[dbo].[RM00101]', N'U')`,
      ),
    ).toEqual([[1, 1, null, 15, null, 'LARKF', 0, 1252, 0, '16.0.4135.4', 0]]);
  });

  it('cuts the connection, goes away and comes back at the same port', async () => {
    const connection = await connect();
    server.trouble.makeServer({ cutting: true });
    await expect(asked(connection, 'select 1')).rejects.toMatchObject({ code: expect.stringMatching(/ESOCKET|ECONNRESET/) });
    server.trouble.makeServer({});
    await server.goAway();
    await expect(connect()).rejects.toMatchObject({ code: 'ESOCKET' });
    await server.comeBack();
    await connect();
  });

  it('says nothing while it is a black hole', async () => {
    server.trouble.makeServer({ blackHole: true });
    await expect(connect({ connectTimeout: 50 })).rejects.toMatchObject({ code: 'ETIMEOUT' });
  });

  describe('with a certificate', () => {
    let authority: TestAuthority;
    let encrypted: TdsServer;

    beforeAll(async () => {
      authority = new TestAuthority();
      encrypted = await TdsServer.start(url, { certificate: authority.sign('server', '/CN=sql'), encryptionRequired: true });
    });

    afterAll(async () => {
      await encrypted.close();
      authority.remove();
    });

    const secure = async (options: Parameters<typeof connected>[1]) => {
      const connection = await connected(encrypted, options);
      open.push(connection);
      return connection;
    };

    it.each([true, 'strict'] as const)('speaks TLS (encrypt: %s) to a client that has its authority', async (encrypt) => {
      const ca = readFileSync(authority.certificate, 'utf8');
      const connection = await secure({ encrypt, cryptoCredentialsDetails: { ca }, packetSize: 512 });
      expect(await asked(connection, 'select @1', [text('1', 'x'.repeat(255))])).toEqual([['x'.repeat(255)]]);
      expect(await asked(connection, `select repeat('x', 7000)`)).toEqual([['x'.repeat(7000)]]);
    });

    it('is not trusted without it, and turns away who does not encrypt', async () => {
      await expect(secure({ encrypt: true })).rejects.toMatchObject({ code: 'ESOCKET' });
      await expect(secure({ encrypt: false })).rejects.toMatchObject({ code: 'EENCRYPT' });
      await secure({ encrypt: true, trustServerCertificate: true });
    });

    it('is refused by Node where it speaks an old TLS only', async () => {
      const old = await TdsServer.start(url, { certificate: authority.sign('old', '/CN=old'), tlsVersion: 'TLSv1' });
      try {
        const fault = await connected(old, { encrypt: true, trustServerCertificate: true }).catch((thrown: unknown) => thrown);
        expect(fault).toMatchObject({ code: 'ESOCKET', message: expect.stringMatching(/protocol|version/i) });
      } finally {
        await old.close();
      }
    });
  });
});
