import { types } from '@electric-sql/pglite';
import { type Dialect, Kysely } from 'kysely';
import pg from 'pg';
import { openEmbedded } from '../embedded/index.js';
import { reasonOf, StartRefused } from '../faults/index.js';
import { type EConnect, GpCompany, type GpTables } from '../gp/index.js';
import { type CalendarDate, calendarDateAt } from '../values/calendar-date.js';
import type { CompanyFolder } from './company-folder.js';
import { type Loading, loadCompany, makeTables, schemaHash } from './load-company.js';
import { embeddedDialect, serverDialect } from './sandbox-dialect.js';
import { SandboxEConnect } from './sandbox-econnect.js';
import { TroubleMaker } from './trouble.js';

/** GP's datetime has no zone; what it means is UTC. Drivers would take it for the time of this machine. */
const asUtc = (text: string) => new Date(`${text.replace(' ', 'T')}Z`);
/** Any fixed number: instances that start at once on one server load the company one after the other. */
const LOADING_LOCK = 4_710_101;
const HOUR_MS = 3_600_000;
/**
 * A transaction whose process says nothing for so long is ended by the server: the process stands still, and everybody who
 * wants what is locked would stand still with it. Those of an order say something every few milliseconds.
 */
const IDLE_IN_TRANSACTION_MS = 10_000;

/** The company's tables where they are now, and how to ask and change them. */
interface Place {
  readonly dialect: Dialect;
  /** Everything in one transaction. */
  transaction<T>(action: (db: Loading) => Promise<T>): Promise<T>;
  /** One statement, sent and committed in one message. */
  readonly query: Loading['query'];
  /** A company whose files have changed is loaded anew. On a server, others may be at work with what is there. */
  readonly reloads: boolean;
  close(): Promise<void>;
}

export interface SandboxOptions {
  readonly company: CompanyFolder;
  /** A PostgreSQL server; else the company lives in this process. */
  readonly url?: string | undefined;
  /** Where the company in the process is kept; in memory where not given. */
  readonly folder?: string | undefined;
  /** Where the company's day begins (IANA name). */
  readonly timeZone: string;
  readonly warn: (message: string) => void;
  /** Told what takes its time at a first start. */
  readonly tell?: (message: string) => void;
}

/**
 * A GP company without GP: its tables in PostgreSQL, a calendar that stands where its authors left it, a count of every
 * question, and trouble on demand.
 */
export class SandboxCompany implements GpCompany {
  readonly gp: Kysely<GpTables>;
  readonly econnect: EConnect = new SandboxEConnect(this);

  private constructor(
    private readonly place: Place,
    readonly trouble: TroubleMaker,
    readonly databaseName: string,
    private readonly timeZone: string,
    private aheadMs: number,
  ) {
    this.gp = new Kysely<GpTables>({ dialect: place.dialect });
  }

  /**
   * Opens the company, and loads it from its files where it is not there yet.
   * @throws {StartRefused} the files are wrong, or the place cannot be opened
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

  /** Moves the company's clock to a date, at the time of day that it is. */
  async moveTo(today: CalendarDate): Promise<void> {
    this.aheadMs = await this.place.transaction((db) => setClock(db, today, this.timeZone));
  }

  /** Changes GP's data behind the gateway's back, as GP's own clients do. */
  change(sql: string, parameters: readonly unknown[] = []): Promise<readonly unknown[]> {
    return this.transaction((db) => db.query(sql, parameters));
  }

  /** Everything in one transaction. In the process there is one at a time; others, and questions, queue up behind it. */
  transaction<T>(action: (db: Loading) => Promise<T>): Promise<T> {
    return this.place.transaction(action);
  }

  /** One statement, which is its own transaction and needs one message. */
  query<Row>(sql: string, parameters: readonly unknown[]): Promise<readonly Row[]> {
    return this.place.query(sql, parameters);
  }

  async close(): Promise<void> {
    this.trouble.make({});
    this.trouble.makeWrites({});
    // Kysely closes only what it has used.
    await this.place.close();
  }
}

async function prepare(db: Loading, place: Place, { company, timeZone, warn, tell }: SandboxOptions): Promise<void> {
  await db.query('select pg_advisory_xact_lock($1)', [LOADING_LOCK]);
  // Between its statements loading reads files, for as long as that takes.
  await db.run('set local idle_in_transaction_session_timeout = 0');
  // Tables and procedures belong to what was loaded as much as the rows do.
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
  // Before the rows, which would have been changed in the future where the company's day is a past one.
  if (company.today) await setClock(db, company.today, timeZone);
  await loadCompany(db, company, warn, tell);
  await db.run('create table company_origin (hash text not null)');
  await db.query('insert into company_origin values ($1)', [hash]);
}

/** @returns how far the company's clock is ahead of real time, in milliseconds */
async function setClock(db: Loading, today: CalendarDate, timeZone: string): Promise<number> {
  const now = Date.now();
  const dayOf = (date: CalendarDate) => Date.parse(`${date}T00:00:00Z`);
  let aheadMs = dayOf(today) - dayOf(calendarDateAt(new Date(now), timeZone));
  // Around midnight, summer time on one of the two days alone leads into the day beside.
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
  const pool = new pg.Pool({
    connectionString: url,
    max: 20,
    connectionTimeoutMillis: 2_000,
    idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_MS,
    // Questions of many joins and few rows: compiling them would take longer than answering them.
    options: '-c jit=off',
    types: {
      getTypeParser: (id: number, format?: 'text' | 'binary') =>
        id === pg.types.builtins.TIMESTAMP ? asUtc : pg.types.getTypeParser(id, format as 'text'),
    },
  });
  // A connection that breaks is replaced by the next question; without a listener it would end the process, whether it lies
  // idle in the pool or stands between two statements of a transaction.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  const open = new Set<pg.PoolClient>();
  pool.on('connect', (client) => open.add(client));
  pool.on('remove', (client) => open.delete(client));
  return {
    dialect: serverDialect(pool, trouble),
    reloads: false,
    query: async <Row>(sql: string, parameters: readonly unknown[]) => (await pool.query(sql, [...parameters])).rows as Row[],
    close: async () => {
      const ended = pool.end();
      // Nobody waits for what is still asked, and the answer to some of it may never come: the pool would wait for it.
      for (const client of open) (client as pg.PoolClient & Pick<pg.Client, 'end'>).end().catch(() => undefined);
      await ended;
    },
    transaction: async (action) => {
      const client = await pool.connect();
      try {
        await client.query('begin');
        const result = await action({
          run: async (sql) => {
            await client.query(sql);
          },
          query: async <Row>(sql: string, parameters: readonly unknown[]) =>
            (await client.query(sql, [...parameters])).rows as Row[],
        });
        await client.query('commit');
        return result;
      } catch (fault) {
        await client.query('rollback').catch(() => undefined);
        throw fault;
      } finally {
        client.release();
      }
    },
  };
}
