import { Connection, Request, TYPES } from 'tedious';
import { LOGIN, type TdsServer } from '../support/tds/tds-server.js';

/** The driver's own options, as far as a test sets them. */
export type ConnectionOptions = NonNullable<ConstructorParameters<typeof Connection>[0]['options']>;
type ParameterType = Parameters<Request['addParameter']>[1];
export type Given = readonly [name: string, type: ParameterType, value: unknown, options?: { readonly length: number }];

export const text = (name: string, value: string | null): Given => [name, TYPES.VarChar, value, { length: 255 }];
export const int = (name: string, value: number | null): Given => [name, TYPES.Int, value];

/** A connection of the real driver's to the tests' server, logged in. */
export function connected(server: TdsServer, options: ConnectionOptions = {}, login: { user: string; password: string } = LOGIN) {
  const { user: userName, password } = login;
  const connection = new Connection({
    server: '127.0.0.1',
    authentication: { type: 'default', options: { userName, password } },
    options: {
      port: server.port,
      database: 'LARKF',
      encrypt: false,
      rowCollectionOnRequestCompletion: true,
      connectTimeout: 60_000,
      requestTimeout: 60_000,
      cancelTimeout: 60_000,
      maxRetriesOnTransientErrors: 0,
      ...options,
    },
  });
  let number: number | undefined;
  connection.on('errorMessage', (error) => {
    number = error.number;
  });
  // Without a listener the loss of an idle connection would end the process.
  connection.on('error', () => undefined);
  return new Promise<Connection>((resolve, reject) => {
    // The driver keeps the server's number to itself.
    connection.connect((fault) => (fault ? reject(Object.assign(fault, { number })) : resolve(connection)));
  });
}

/** Rows as lists of values. */
export type Rows = readonly (readonly unknown[])[];

/** Sends a statement by sp_executesql. */
export function asked(connection: Connection, statement: string, given: readonly Given[] = []): Promise<Rows> {
  return answered(statement, (request) => {
    for (const [name, type, value, options] of given) request.addParameter(name, type, value, options);
    connection.execSql(request);
  });
}

/** Sends a batch. */
export function batch(connection: Connection, statements: string): Promise<Rows> {
  return answered(statements, (request) => connection.execSqlBatch(request));
}

function answered(statement: string, send: (request: Request) => void): Promise<Rows> {
  return new Promise((resolve, reject) => {
    const request = new Request(statement, (fault, _count, rows: readonly (readonly { value: unknown }[])[]) => {
      if (fault) reject(fault);
      else resolve(rows.map((row) => row.map(({ value }) => value)));
    });
    send(request);
  });
}

export const begin = (connection: Connection) => settled((done) => connection.beginTransaction(done));
export const commit = (connection: Connection) => settled((done) => connection.commitTransaction(done));
export const rollBack = (connection: Connection) => settled((done) => connection.rollbackTransaction(done));

function settled(start: (done: (fault?: Error | null) => void) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    start((fault) => (fault ? reject(fault) : resolve()));
  });
}
