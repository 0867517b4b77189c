import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import type { Kysely } from 'kysely';
import { type ConstructorOptions, type Db, fromKysely, fromPglite, PgBoss, systemClock } from 'pg-boss';
import { type DatabasePlace, GatewayDatabase, type GatewayTables } from '../database/index.js';
import { reasonOf, StartRefused } from '../faults/index.js';

const QUEUE = 'submissions.push';
/** Documents of so many owners are pushed at once by one instance. */
const CONCURRENCY = 8;
const CONNECTIONS = 4;
const CONNECT_TIMEOUT_MS = 2_000;
/**
 * Handed on to pg, which knows more settings than pg-boss has types for. Without it a worker would wait for an answer that is
 * lost until TCP gives up, after a quarter of an hour; a query that fails loses its connection.
 */
const OF_THE_DRIVER = { query_timeout: 10_000 };
/** Who accepts a document also tries to push it at once, and needs no job to look on. */
const POLL_EVERY_SECONDS = 1;
/** More jobs than this are fetched one after the other, without a pause between. */
const BACKLOG = CONCURRENCY;
const KEEP_DONE_SECONDS = 3_600;
const STOP_WITHIN_MS = 5_000;
/** A machine's clock that is set back would have the workers sleep for as long. */
const STEADY = { ...systemClock, now: () => performance.timeOrigin + performance.now() };
/** While its database is away, every worker says so every second. */
const COMPLAIN_EVERY_MS = 60_000;

/**
 * The jobs that push submissions, in pg-boss. A job only says when to look at a submission; whether there is something to
 * do, the submission itself knows. So a job may come twice, early or for nothing, and one that is lost is made anew.
 */
@Injectable()
export class PushJobs implements OnModuleInit {
  private readonly log = new Logger('submissions');
  private readonly boss: PgBoss;
  private complainedAt = Number.NEGATIVE_INFINITY;

  constructor(database: GatewayDatabase) {
    this.boss = new PgBoss({
      ...connectionOf(database.place, database),
      clock: STEADY,
      schedule: false,
      registerInstance: false,
      openTelemetry: { enabled: false },
    });
    this.boss.on('error', (fault) => this.complain(fault));
    this.boss.on('warning', ({ message }) => this.log.warn({ operation: 'submissions.jobs', reason: message }));
  }

  onModuleInit(): Promise<void> {
    return this.open();
  }

  /**
   * Brings pg-boss' tables up to date. Several instances may do so at once.
   * @throws {StartRefused} the database does not let it
   */
  async open(): Promise<void> {
    try {
      await this.boss.start();
      // Of one submission, one job waits at most; another may be running.
      await this.boss.createQueue(QUEUE, { policy: 'short', retryLimit: 0, deleteAfterSeconds: KEEP_DONE_SECONDS });
    } catch (cause) {
      await this.close();
      throw new StartRefused(`Cannot prepare the tables of pg-boss in the gateway's database: ${reasonOf(cause)}.`, { cause });
    }
  }

  /** Starts to work off the jobs. A handler's failure is logged, and the submission found again by the sweep. */
  async work(handle: (submissionId: string) => Promise<void>): Promise<void> {
    const options = {
      localConcurrency: CONCURRENCY,
      pollingIntervalSeconds: POLL_EVERY_SECONDS,
      burstWhenReadyExceeds: BACKLOG,
    };
    await this.boss.work<{ submissionId: string }>(QUEUE, options, async (jobs) => {
      for (const job of jobs) {
        await handle(job.data.submissionId).catch((fault: unknown) => this.complain(fault));
      }
    });
  }

  async close(): Promise<void> {
    await this.boss.stop({ timeout: STOP_WITHIN_MS }).catch((fault: unknown) => this.complain(fault));
  }

  /** Makes the first job of a submission, in the transaction that writes it: there are both or none. */
  async add(transaction: Kysely<GatewayTables>, submissionId: string, delayMs: number): Promise<void> {
    await this.boss.send(QUEUE, { submissionId }, { ...jobOf(submissionId, delayMs), db: fromKysely(transaction) });
  }

  /** Sets when the job of a submission comes, whether or not there is one that waits. */
  async set(db: Kysely<GatewayTables>, submissionId: string, delayMs: number): Promise<void> {
    await this.boss.upsert(QUEUE, { submissionId }, { ...jobOf(submissionId, delayMs), db: fromKysely(db) });
  }

  private complain(fault: unknown): void {
    const now = performance.now();
    if (now - this.complainedAt < COMPLAIN_EVERY_MS) return;
    this.complainedAt = now;
    this.log.warn({ operation: 'submissions.jobs', fault });
  }
}

function jobOf(submissionId: string, delayMs: number) {
  // Relative, so that it is the database's clock that counts, and whole seconds, so that the job is not early.
  return { singletonKey: submissionId, startAfter: Math.ceil(delayMs / 1000) };
}

function connectionOf(place: DatabasePlace, database: GatewayDatabase): ConstructorOptions {
  if (place.kind === 'embedded') return { backend: 'pglite', db: inTurn(database, fromPglite(place.pglite)) };
  // pg-boss sends several statements at once, which Kysely's pool does not take.
  return { connectionString: place.url, max: CONNECTIONS, connectionTimeoutMillis: CONNECT_TIMEOUT_MS, ...OF_THE_DRIVER };
}

/**
 * An embedded database has one connection. pg-boss waits for its turn as every other query does: a transaction of its own
 * that fails half way would else spoil the statement of somebody else before it is rolled back.
 */
function inTurn(database: GatewayDatabase, inner: Db): Db {
  return {
    executeSql: (text, values) => database.connection().execute(() => inner.executeSql(text, values)),
  };
}
