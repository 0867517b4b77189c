import { types } from '@electric-sql/pglite';
import { type Dialect, Kysely } from 'kysely';
import pg from 'pg';
import { reasonOf, StartRefused } from '../faults/index.js';
import { type EConnect, GpCompany, type GpTables } from '../gp/index.js';
import { discarding, openEmbedded, serverPool } from '../postgresql/index.js';
import { AlwaysWell } from '../resilience/index.js';
import { type CalendarDate, calendarDateAt } from '../values/calendar-date.js';
import { untilAborted } from '../values/until-aborted.js';
import type { CompanyFolder } from './company-folder.js';
import { type Loading, loadCompany, makeTables, schemaHash } from './load-company.js';
import { SANDBOX_CHANGES } from './sandbox-changes.js';
import { embeddedDialect, serverDialect } from './sandbox-dialect.js';
import { SandboxEConnect } from './sandbox-econnect.js';
import { TroubleMaker } from './trouble.js';

/** GP's datetime has no zone and means UTC. Drivers would read it as this machine's local time. */
const asUtc = (text: string) => new Date(`${text.replace(' ', 'T')}Z`);
/** An arbitrary number for an advisory lock. Instances that start together on one server load the company one after the other. */
const LOADING_LOCK = 4_710_101;
const HOUR_MS = 3_600_000;
/**
 * The server ends a transaction whose process sends nothing for this long. Otherwise a process that stands still would block
 * all others that need its locks. The transaction of an order sends a call every few milliseconds.
 */
const IDLE_IN_TRANSACTION_MS = 10_000;
/** No caller waits for so long for an answer: the connection is lost. Transactions end when their callers give up. */
const QUERY_TIMEOUT_MS = 10_000;

/** The database that holds the company's tables: in this process or on a server. */
interface Place {
  readonly dialect: Dialect;
  /**
   * Runs an action in one transaction.
   * @param signal where the company is on a server, the connection is closed when it fires, and the server rolls back
   */
  transaction<T>(action: (db: Loading) => Promise<T>, signal?: AbortSignal): Promise<T>;
  /** Runs one statement, sent and committed in one message. */
  readonly query: Loading['query'];
  /** Whether a company whose files have changed is loaded anew. Not on a server, where other processes may be using it. */
  readonly reloads: boolean;
  close(): Promise<void>;
}

export interface SandboxOptions {
  readonly company: CompanyFolder;
  /** The URL of a PostgreSQL server. Without it the company is in this process. */
  readonly url?: string | undefined;
  /** The folder of a company in this process. Without it the company is in memory. */
  readonly folder?: string | undefined;
  /** The time zone of the company's calendar (IANA name). */
  readonly timeZone: string;
  readonly warn: (message: string) => void;
  /** Called with the progress of a first start, which takes long. */
  readonly tell?: (message: string) => void;
}

/**
 * A GP company without GP: its tables in PostgreSQL, a calendar that starts at a date of its files, a count of all queries,
 * and failures on demand.
 */
export class SandboxCompany implements GpCompany {
  readonly gp: Kysely<GpTables>;
  readonly readOnly: Kysely<GpTables>;
  readonly committed: Kysely<GpTables>;
  readonly handingOver: Kysely<GpTables>;
  readonly econnect: EConnect = new SandboxEConnect(this);
  readonly health = new AlwaysWell();
  readonly isSqlServer = false;
  readonly restarts = 0;
  readonly changes = SANDBOX_CHANGES;

  private constructor(
    private readonly place: Place,
    readonly trouble: TroubleMaker,
    readonly databaseName: string,
    private readonly timeZone: string,
    public aheadMs: number,
  ) {
    this.gp = new Kysely<GpTables>({ dialect: place.dialect });
    this.readOnly = this.gp;
    this.committed = this.gp;
    this.handingOver = this.gp;
  }

  /**
   * Opens the company, and loads it from its files where the database does not have it yet.
   * @throws {StartRefused} a file is invalid, or the database cannot be opened
   */
  static async open(options: SandboxOptions): Promise<SandboxCompany> {
    const trouble = new TroubleMaker();
    let place: Place | undefined;
    try {
      const opened = options.url === undefined ? await embedded(options.folder, trouble) : server(options.url, trouble);
      place = opened;
      const { ahead, databaseName } = await opened.transaction(async (db) => {
        await prepare(db, opened, options);
        const [clock] = await db.query<{ seconds: string }>(
          `select extract(epoch from ahead)::text as seconds from company_clock`,
          [],
        );
        const [company] = await db.query<{ INTERID: string }>(
          `select "INTERID" from "DYNAMICS"."SY01500" order by "CMPANYID"`,
          [],
        );
        return { ahead: Number(clock?.seconds ?? 0) * 1000, databaseName: company?.INTERID.trim() ?? '' };
      });
      return new SandboxCompany(opened, trouble, databaseName, options.timeZone, ahead);
    } catch (cause) {
      await place?.close().catch(() => undefined);
      if (cause instanceof StartRefused) throw cause;
      const where = options.url === undefined ? 'in the data folder' : 'on the server that GP_URL names';
      throw new StartRefused(`The sandbox company ${where} cannot be opened: ${reasonOf(cause)}.`, { cause });
    }
  }

  today(): CalendarDate {
    return calendarDateAt(new Date(Date.now() + this.aheadMs), this.timeZone);
  }

  /** Moves the company's clock to a date. The time of day stays. */
  async moveTo(today: CalendarDate): Promise<void> {
    this.aheadMs = await this.place.transaction((db) => setClock(db, today, this.timeZone));
  }

  /** Switches Change Tracking on, or off as it is at first, as the DBA of a company does. */
  async trackChanges(turnsOn: boolean): Promise<void> {
    await this.change('select switch_change_tracking($1)', [turnsOn]);
  }

  /** Forgets the changes that Change Tracking has kept, as SQL Server does after the retention. */
  async forgetChanges(): Promise<void> {
    await this.change('select forget_changes()');
  }

  async isTrackingChanges(): Promise<boolean> {
    const [row] = await this.query<{ version: unknown }>('select change_tracking_current_version() as version', []);
    return row?.version !== null;
  }

  /** Changes GP's data without the gateway's knowledge, as GP's own clients do. */
  change(sql: string, parameters: readonly unknown[] = []): Promise<readonly unknown[]> {
    return this.transaction((db) => db.query(sql, parameters));
  }

  /**
   * Runs an action in one transaction. In an embedded database one runs at a time; other transactions and queries queue.
   * @param signal the caller gives up
   */
  transaction<T>(action: (db: Loading) => Promise<T>, signal?: AbortSignal): Promise<T> {
    return this.place.transaction(action, signal);
  }

  /** Runs one statement as a transaction of its own, in one message. */
  query<Row>(sql: string, parameters: readonly unknown[]): Promise<readonly Row[]> {
    return this.place.query(sql, parameters);
  }

  async close(): Promise<void> {
    this.trouble.make({});
    this.trouble.makeWrites({});
    // Closed here, since Kysely closes only a driver that it has used.
    await this.place.close();
  }
}

async function prepare(db: Loading, place: Place, { company, timeZone, warn, tell }: SandboxOptions): Promise<void> {
  await db.query('select pg_advisory_xact_lock($1)', [LOADING_LOCK]);
  // Between its statements the load reads files, which may take longer than the timeout.
  await db.run('set local idle_in_transaction_session_timeout = 0');
  // A change of the tables or procedures makes a new load necessary, as a change of the rows does.
  const hash = `${company.hash} ${schemaHash()}`;
  const [origin] = await db.query<{ found: string | null }>(`select to_regclass('company_origin')::text as found`, []);
  if (origin?.found) {
    const [loaded] = await db.query<{ hash: string }>('select hash from company_origin', []);
    if (loaded?.hash === hash) return;
    if (!place.reloads) {
      warn('GP_URL: the server holds a company that was loaded from other files; it is used as it is.');
      return;
    }
    await db.run('drop schema "DYNAMICS" cascade; drop schema public cascade; create schema public;');
  }
  await makeTables(db);
  // Set before the rows are loaded. With a past date, rows loaded earlier would have stamps in the company's future.
  if (company.today) await setClock(db, company.today, timeZone);
  await loadCompany(db, company, warn, tell);
  await db.run('create table company_origin (hash text not null)');
  await db.query('insert into company_origin values ($1)', [hash]);
  if (origin?.found) {
    warn(
      'The sandbox company has other files than at the last start, and was loaded anew. The gateway still has the orders, payments ' +
        'and users of the former one: use another DATA_DIR for another company.',
    );
  }
}

/** @returns how far the company's clock is ahead of real time, in milliseconds */
async function setClock(db: Loading, today: CalendarDate, timeZone: string): Promise<number> {
  const now = Date.now();
  const dayOf = (date: CalendarDate) => Date.parse(`${date}T00:00:00Z`);
  let aheadMs = dayOf(today) - dayOf(calendarDateAt(new Date(now), timeZone));
  // Around midnight, where only one of the two days has summer time, the clock reaches the day before or after.
  const reached = calendarDateAt(new Date(now + aheadMs), timeZone);
  if (reached !== today) aheadMs += reached < today ? HOUR_MS : -HOUR_MS;
  await db.query('update company_clock set ahead = make_interval(secs => $1)', [aheadMs / 1000]);
  return aheadMs;
}

async function embedded(folder: string | undefined, trouble: TroubleMaker): Promise<Place> {
  const pglite = await openEmbedded(folder, { parsers: { [types.TIMESTAMP]: asUtc } });
  return {
    dialect: embeddedDialect(pglite, trouble),
    reloads: true,
    close: () => pglite.close(),
    query: async <Row>(sql: string, parameters: readonly unknown[]) => (await pglite.query<Row>(sql, [...parameters])).rows,
    transaction: (action) =>
      pglite.transaction((transaction) =>
        action({
          run: async (sql) => {
            await transaction.exec(sql);
          },
          query: async <Row>(sql: string, parameters: readonly unknown[]) =>
            (await transaction.query<Row>(sql, [...parameters])).rows,
        }),
      ),
  };
}

function server(url: string, trouble: TroubleMaker): Place {
  const pool = serverPool({
    connectionString: url,
    max: 20,
    connectionTimeoutMillis: 2_000,
    idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_MS,
    // The queries have many joins and few rows: compiling them would take longer than running them.
    options: '-c jit=off',
    types: {
      getTypeParser: (id: number, format?: 'text' | 'binary') =>
        id === pg.types.builtins.TIMESTAMP ? asUtc : pg.types.getTypeParser(id, format as 'text'),
    },
  });
  const reading = discarding(pool, QUERY_TIMEOUT_MS);
  const open = new Set<pg.PoolClient>();
  pool.on('connect', (client) => open.add(client));
  pool.on('remove', (client) => open.delete(client));
  return {
    dialect: serverDialect(reading, trouble),
    reloads: false,
    query: async <Row>(sql: string, parameters: readonly unknown[]) => {
      const client = await reading.connect();
      try {
        return (await client.query<Row>(sql, parameters)).rows;
      } finally {
        client.release();
      }
    },
    close: async () => {
      const ended = pool.end();
      // The pool would wait for queries that still run. No caller waits for them, and some answers may never come.
      for (const client of open) (client as pg.PoolClient & Pick<pg.Client, 'end'>).end().catch(() => undefined);
      await ended;
    },
    transaction: async (action, signal = NEVER) => {
      const client = await pool.connect();
      let isLost = false;
      try {
        return await untilAborted(signal, () => inTransaction(client, action));
      } catch (fault) {
        isLost = signal.aborted;
        throw fault;
      } finally {
        client.release(isLost);
      }
    },
  };
}

const NEVER = new AbortController().signal;

async function inTransaction<T>(client: pg.PoolClient, action: (db: Loading) => Promise<T>): Promise<T> {
  try {
    await client.query('begin');
    const result = await action({
      run: async (sql) => {
        await client.query(sql);
      },
      query: async <Row>(sql: string, parameters: readonly unknown[]) => (await client.query(sql, [...parameters])).rows as Row[],
    });
    await client.query('commit');
    return result;
  } catch (fault) {
    await client.query('rollback').catch(() => undefined);
    throw fault;
  }
}
