import { readFileSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { createSecureContext, type SecureVersion } from 'node:tls';
import pg from 'pg';
import { Connection } from './connection.js';
import { Counts } from './counts.js';
import type { Login } from './login.js';
import { makeCatalogue } from './make-catalogue.js';
import { ServerTrouble } from './server-trouble.js';
import { Session } from './session.js';
import { SqlServerError } from './sql-server-error.js';
import { StoredProcedures } from './stored-procedures.js';

export interface TdsServerOptions {
  /** Passwords by login. */
  readonly logins?: Readonly<Record<string, string>>;
  /** PEM files of the server's certificate and its key; without them the server has no encryption. */
  readonly certificate?: { readonly certificate: string; readonly key: string };
  /** Clients that do not encrypt are turned away. */
  readonly encryptionRequired?: boolean;
  /** The newest version of TLS that the server speaks. */
  readonly tlsVersion?: SecureVersion;
}

/** The company's database, GP's system database, and SQL Server's own. */
const DATABASES = new Set(['LARKF', 'DYNAMICS', 'MASTER']);
const DEFAULT_DATABASE = 'LARKF';
export const LOGIN = { user: 'gateway', password: 'Tests-1433' } as const;

/** A SQL Server for tests: speaks TDS 7.4, and answers from a sandbox company in PostgreSQL. */
export class TdsServer {
  readonly trouble = new ServerTrouble();
  readonly counts = new Counts();
  private readonly connections = new Map<Socket, Connection>();
  private readonly admin: pg.Pool;
  private readonly procedures: StoredProcedures;
  private spid = 50;
  private listeningAt = 0;

  private constructor(
    private readonly databaseUrl: string,
    private readonly options: TdsServerOptions,
    private readonly server: Server,
  ) {
    this.admin = new pg.Pool({ connectionString: databaseUrl, max: 2, idleTimeoutMillis: 1_000, allowExitOnIdle: true });
    this.admin.on('error', () => undefined);
    this.procedures = new StoredProcedures(this.admin);
  }

  /** @param databaseUrl that of a sandbox company in PostgreSQL */
  static async start(databaseUrl: string, options: TdsServerOptions = {}): Promise<TdsServer> {
    const server = createServer();
    const tds = new TdsServer(databaseUrl, options, server);
    server.on('connection', (socket) => tds.accept(socket));
    await makeCatalogue(tds.admin);
    await tds.listen();
    return tds;
  }

  get port(): number {
    return this.listeningAt;
  }

  /** As GP_URL names it; the password goes beside it. */
  get url(): string {
    return `sqlserver://${LOGIN.user}@127.0.0.1:${this.port}/${DEFAULT_DATABASE}`;
  }

  /** Changes the company's data as GP's own clients do, without any of the server's trouble. */
  async change(sql: string, parameters: readonly unknown[] = []): Promise<readonly unknown[]> {
    return (await this.admin.query(sql, [...parameters])).rows;
  }

  /** Refuses connections, and cuts those that there are, until it listens again at the same port. */
  async goAway(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.server.close(() => resolve()));
    this.cutAll();
    await closed;
  }

  comeBack(): Promise<void> {
    return this.listen();
  }

  cutAll(): void {
    for (const connection of this.connections.values()) connection.cut();
  }

  async close(): Promise<void> {
    this.trouble.make({});
    this.trouble.makeWrites({});
    const connections = [...this.connections.values()];
    if (this.server.listening) await this.goAway();
    await Promise.all(connections.map((connection) => connection.whenOver()));
    await this.admin.end();
  }

  private listen(): Promise<void> {
    return new Promise((resolve) => {
      this.server.listen(this.listeningAt, '127.0.0.1', () => {
        const address = this.server.address();
        if (address && typeof address === 'object') this.listeningAt = address.port;
        resolve();
      });
    });
  }

  private accept(socket: Socket): void {
    const { certificate, tlsVersion, encryptionRequired = false } = this.options;
    const connection = new Connection(socket, {
      trouble: this.trouble,
      counts: this.counts,
      encryptionRequired,
      secureContext:
        certificate &&
        createSecureContext({
          cert: readFileSync(certificate.certificate),
          key: readFileSync(certificate.key),
          ...(tlsVersion && { minVersion: 'TLSv1', maxVersion: tlsVersion, ciphers: 'DEFAULT@SECLEVEL=0' }),
        }),
      refusal: (login) => this.refusal(login),
      open: (login, gone) => this.open(login, gone),
    });
    this.connections.set(socket, connection);
    socket.once('close', () => this.connections.delete(socket));
  }

  private refusal({ user, password, database }: Login): SqlServerError | undefined {
    const passwords = this.options.logins ?? { [LOGIN.user]: LOGIN.password };
    if (passwords[user] === undefined || passwords[user] !== password) {
      return new SqlServerError(18456, `Login failed for user '${user}'.`, 14, 1);
    }
    if (database === '' || DATABASES.has(database.toUpperCase())) return undefined;
    return new SqlServerError(4060, `Cannot open database "${database}" requested by the login. The login failed.`, 11, 1);
  }

  private open(login: Login, gone: () => void): Promise<Session> {
    const surroundings = {
      databaseUrl: this.databaseUrl,
      trouble: this.trouble,
      counts: this.counts,
      procedures: this.procedures,
      cancel: async (processId: number) => {
        // A server that is closed has ended the sessions by then.
        await this.admin.query('select pg_cancel_backend($1)', [processId]).catch(() => undefined);
      },
    };
    return Session.open(surroundings, { ...login, database: login.database || DEFAULT_DATABASE }, ++this.spid, gone);
  }
}
