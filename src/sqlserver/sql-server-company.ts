import { Logger } from '@nestjs/common';
import { Kysely } from 'kysely';
import type { ConnectionConfiguration } from 'tedious';
import type { GpSettings, SqlServerPlace } from '../config/index.js';
import type { EConnect, GpCompany, GpTables } from '../gp/index.js';
import type { ErpHealth } from '../resilience/index.js';
import { type CalendarDate, calendarDateAt } from '../values/calendar-date.js';
import type { Clock } from '../values/clock.js';
import { Alarms } from './alarms.js';
import { Answers } from './answers.js';
import { Logins, type LoginsState } from './logins.js';
import { type DatabaseFacts, readingSession, writingSession } from './session.js';
import { SQL_SERVER_CHANGES } from './sql-server-changes.js';
import { SqlServerConnections, type SqlServerConnectionsOptions } from './sql-server-connections.js';
import { sqlServerDialect } from './sql-server-dialect.js';
import { SqlServerEConnect } from './sql-server-econnect.js';
import { SqlServerHealth, type WatchedConnections } from './sql-server-health.js';
import { tediousConfiguration } from './tedious-configuration.js';

/** Connections for reading, for each question of a kind that may run at once: a cold page asks three kinds side by side. */
const READING_PER_PLACE = 3;
/** Connections for reading that are kept open: a cold page needs no login. */
const READING_LEAST = 4;
/** A little under the soft timeout of the facts that pages ask for: from then on the last known value is served. */
export const PAGE_LOCK_TIMEOUT_MS = 200;
const BACKGROUND_LOCK_TIMEOUT_MS = 5_000;
const WRITE_LOCK_TIMEOUT_MS = 10_000;
/** To try a connection out costs one round trip. What is handed over on one that is cut off waits for the guard's deadline. */
const WRITING_DOUBTFUL_AFTER_MS = 1_000;

type Subject = 'reading' | 'background' | 'replica' | 'handingOver';

/**
 * A company of GP on a SQL Server. It is open from the start on, and connected in the background: where the server is away,
 * questions fail, and each connection is tried again until it is there.
 */
export class SqlServerCompany implements GpCompany {
  readonly gp: Kysely<GpTables>;
  readonly readOnly: Kysely<GpTables>;
  readonly committed: Kysely<GpTables>;
  readonly handingOver: Kysely<GpTables>;
  readonly econnect: EConnect;
  readonly changes = SQL_SERVER_CHANGES;
  readonly health: ErpHealth;
  readonly isSqlServer = true;
  readonly databaseName: string;
  restarts = 0;
  /** When each server that is read was started. */
  private readonly startedAt = new Map<'primary' | 'replica', string>();
  private readonly log = new Logger('gp');
  private readonly watched: readonly WatchedConnections[];
  private facts: DatabaseFacts | undefined;

  private constructor(
    place: SqlServerPlace,
    private readonly settings: GpSettings,
    private readonly clock: Clock,
  ) {
    const { address, database, reading, handingOver, replica } = place;
    const { ca, concurrency, locks } = settings;
    this.databaseName = database;
    const oneLogin = handingOver === reading;
    const login = this.logins(['reading', ...(replica ? [] : ['background']), ...(oneLogin ? ['handingOver'] : [])]);
    const pages = this.connect('reading', login, tediousConfiguration(address, reading, database, ca), {
      least: Math.min(READING_LEAST, concurrency * READING_PER_PLACE),
      most: concurrency * READING_PER_PLACE,
      prepare: async (connection) => {
        this.facts = await readingSession(connection, locks, PAGE_LOCK_TIMEOUT_MS);
        this.countRestart('primary', this.facts);
      },
    });
    const background = this.connect(
      replica ? 'replica' : 'background',
      replica ? this.logins(['replica']) : login,
      tediousConfiguration(replica ?? address, reading, database, ca, replica !== undefined),
      {
        least: 1,
        most: concurrency,
        prepare: async (connection) => {
          this.countRestart(replica ? 'replica' : 'primary', await readingSession(connection, locks, BACKGROUND_LOCK_TIMEOUT_MS));
        },
      },
    );
    const writing = this.connect(
      'handingOver',
      oneLogin ? login : this.logins(['handingOver']),
      tediousConfiguration(address, handingOver, database, ca),
      {
        least: 1,
        most: concurrency,
        doubtfulAfterMs: WRITING_DOUBTFUL_AFTER_MS,
        prepare: (connection) => writingSession(connection, WRITE_LOCK_TIMEOUT_MS),
      },
    );
    // Read without locks, an order whose attempt is rolled back a moment later would seem to be in GP.
    const committed =
      locks === 'nolock'
        ? this.connect('reading', login, tediousConfiguration(address, reading, database, ca), {
            least: 0,
            most: concurrency,
            prepare: async (connection) => {
              await readingSession(connection, 'wait', WRITE_LOCK_TIMEOUT_MS);
            },
          })
        : pages;
    this.watched = [...new Set([pages, background, writing, committed])];
    this.health = new SqlServerHealth(this.watched, () => this.facts?.isolation);
    this.gp = new Kysely<GpTables>({ dialect: sqlServerDialect(pages.connections) });
    this.readOnly = new Kysely<GpTables>({ dialect: sqlServerDialect(background.connections) });
    this.committed = committed === pages ? this.gp : new Kysely<GpTables>({ dialect: sqlServerDialect(committed.connections) });
    this.handingOver = new Kysely<GpTables>({ dialect: sqlServerDialect(writing.connections) });
    this.econnect = new SqlServerEConnect(writing.connections);
  }

  /** Opens the company without waiting for its server. */
  static open(place: SqlServerPlace, settings: GpSettings, clock: Clock): SqlServerCompany {
    const company = new SqlServerCompany(place, settings, clock);
    company.warnOfSettings(place);
    for (const { connections } of company.watched) connections.warm();
    return company;
  }

  /** GP dates what it is handed as the gateway does. */
  readonly aheadMs = 0;

  today(): CalendarDate {
    return calendarDateAt(new Date(this.clock.now()), this.settings.timeZone);
  }

  async close(): Promise<void> {
    for (const { answers } of this.watched) answers.forget();
    await Promise.all(this.watched.map(({ connections }) => connections.close()));
  }

  private countRestart(server: 'primary' | 'replica', { startedAt }: DatabaseFacts): void {
    const before = this.startedAt.get(server);
    this.startedAt.set(server, startedAt);
    if (before !== undefined && before !== startedAt) this.restarts++;
  }

  private connect(
    subject: Subject,
    logins: Logins,
    configuration: ConnectionConfiguration,
    pool: Pick<SqlServerConnectionsOptions, 'least' | 'most' | 'doubtfulAfterMs' | 'prepare'>,
  ): WatchedConnections {
    const now = () => this.clock.now();
    const alarms = new Alarms(subject, now);
    const answers = new Answers(subject, now, () => void connections.probe());
    const connections = new SqlServerConnections({
      configuration,
      logins,
      ...pool,
      observer: {
        answered: (statement) => {
          alarms.answered(statement);
          answers.answered();
        },
        failed: (statement, fault) => {
          alarms.failed(statement, fault);
          if (fault.number !== undefined) answers.answered();
        },
        passedDeadline: (cameAt) => answers.passedDeadline(cameAt),
      },
    });
    return { subject, connections, alarms, answers };
  }

  /** @param connections those that sign in as one user, and are told of in one line */
  private logins(connections: readonly string[]): Logins {
    const connection = connections.join(', ');
    return new Logins(this.databaseName, (state: LoginsState) => {
      const { kind, trouble } = state;
      if (kind === 'ready') {
        for (const { connections, answers } of this.watched) if (connections.state === state) answers.forget();
        const isolation = connections.includes('reading') ? this.facts?.isolation : undefined;
        this.log.log({ connection, ...(isolation !== undefined && { isolation }) }, 'GP is connected');
      } else if (trouble) {
        this.log.warn({ connection, reason: trouble.reason, code: trouble.code }, trouble.message);
      }
    });
  }

  /** Says aloud what is set up less safely than it could be. */
  private warnOfSettings({ address, handingOver, reading, replica }: SqlServerPlace): void {
    for (const [variable, { encrypt, trustServerCertificate, password }] of [
      ['GP_URL', address],
      ...(replica ? [['GP_READ_URL', replica] as const] : []),
    ] as const) {
      if (trustServerCertificate) {
        this.log.warn(
          `${variable}: trustServerCertificate=true, so the server's certificate is not checked, and a machine in between can read the password`,
        );
      }
      if (encrypt === false)
        this.log.warn(`${variable}: encrypt=false, so the password and all data go over the network as they are`);
      if (password !== undefined) {
        this.log.warn(`${variable} holds the password, which lists of processes and settings show: GP_PASSWORD_FILE does not`);
      }
    }
    if (handingOver === reading) {
      this.log.warn('GP_WRITE_USER is not set: one login reads for pages and hands orders over, so reads could write');
    }
    if (this.settings.locks === 'nolock') {
      this.log.warn('GP_LOCKS=nolock: pages may show prices and stock that GP rolls back later');
    }
  }
}
