import { Connection, type ConnectionConfiguration, Request, TYPES } from 'tedious';

export type Row = Readonly<Record<string, unknown>>;

/**
 * A login to the SQL Server that GP_TEST_SQLSERVER names. It may do what the gateway may not: make tables and change rows. It runs
 * its statements one after the other, in the order in which they come.
 */
export class TestLogin {
  /** Settles once every statement has ended that has come so far. */
  private idle: Promise<unknown> = Promise.resolve();

  private constructor(private readonly connection: Connection) {}

  static open(configuration: ConnectionConfiguration): Promise<TestLogin> {
    return new Promise((resolve, reject) => {
      // Loads and waits take their time.
      const connection = new Connection({ ...configuration, options: { ...configuration.options, requestTimeout: 0 } });
      connection.on('error', () => undefined);
      connection.connect((fault) => (fault ? reject(fault) : resolve(new TestLogin(connection))));
    });
  }

  /** Runs a batch, such as one that makes a table. */
  run(sql: string): Promise<readonly Row[]> {
    return this.rowsOf(sql, (request) => this.connection.execSqlBatch(request));
  }

  /** Runs a statement with parameters @1, @2, and so on. */
  query(sql: string, parameters: readonly unknown[]): Promise<readonly Row[]> {
    return this.rowsOf(sql, (request) => {
      for (const [index, value] of parameters.entries()) {
        request.addParameter(`${index + 1}`, typeof value === 'number' ? TYPES.Int : TYPES.VarChar, value);
      }
      this.connection.execSql(request);
    });
  }

  /**
   * The two databases serve one suite at a time, of whatever process. The lock goes with the connection.
   * @throws {Error} another one has it for longer than `waitsMs`
   */
  async lock(waitsMs: number): Promise<void> {
    const [answer] = await this.run(
      "declare @got int; exec @got = sp_getapplock @Resource = 'gateway tests', @LockMode = 'Exclusive', " +
        `@LockOwner = 'Session', @LockTimeout = ${waitsMs}; select @got as "got"`,
    );
    if (Number(answer?.['got']) < 0) throw new Error('GP_TEST_SQLSERVER: other tests use its databases, and do not end');
  }

  close(): void {
    this.connection.close();
  }

  private rowsOf(sql: string, send: (request: Request) => void): Promise<readonly Row[]> {
    const rows = this.idle.then(() => this.rowsAtOnce(sql, send));
    this.idle = rows.catch(() => undefined);
    return rows;
  }

  private rowsAtOnce(sql: string, send: (request: Request) => void): Promise<readonly Row[]> {
    return new Promise((resolve, reject) => {
      const rows: Row[] = [];
      const request = new Request(sql, (fault) => (fault ? reject(fault) : resolve(rows)));
      request.on('row', (columns: readonly { readonly metadata: { readonly colName: string }; readonly value: unknown }[]) => {
        rows.push(Object.fromEntries(columns.map(({ metadata, value }) => [metadata.colName, value])));
      });
      send(request);
    });
  }
}
