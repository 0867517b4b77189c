import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import type { Kysely } from 'kysely';
import { type ConstructorOptions, type Db, fromKysely, fromPglite, PgBoss, systemClock } from 'pg-boss';
import { type DatabasePlace, GatewayDatabase, type GatewayTables } from '../database/index.js';
import { reasonOf, StartRefused } from '../faults/index.js';

const QUEUE = 'submissions.push';
/** One instance pushes documents of at most this many owners at once. */
const CONCURRENCY = 8;
const CONNECTIONS = 4;
const CONNECT_TIMEOUT_MS = 2_000;
/**
 * Passed on to pg, which has more settings than pg-boss' types. Without it a worker would wait for a lost answer until TCP
 * gives up after 15 minutes. The connection of a failed query is closed.
 */
const OF_THE_DRIVER = { query_timeout: 10_000 };
/** Jobs need no shorter interval, as the call that accepts a document also tries to push it at once. */
const POLL_EVERY_SECONDS = 1;
/** With more ready jobs than this, workers fetch the next job without a pause. */
const BACKLOG = CONCURRENCY;
const KEEP_DONE_SECONDS = 3_600;
const STOP_WITHIN_MS = 5_000;
/** A clock that never goes back: if the machine's clock were set back, the workers would sleep for as long. */
const STEADY = { ...systemClock, now: () => performance.timeOrigin + performance.now() };
/** The least time between two lines of the log: while the database is away, every worker fails every second. */
const COMPLAIN_EVERY_MS = 60_000;

/**
 * The jobs that push submissions, in pg-boss. A job only sets when to look at a submission. The submission's own row decides
 * whether it is pushed. So a job may run twice, early or without effect, and a lost one is made anew.
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
   * Brings pg-boss' tables up to date. Several instances may call it at once.
   * @throws {StartRefused} the database does not allow it or is unavailable
   */
  async open(): Promise<void> {
    try {
      await this.boss.start();
      // The policy "short" allows one waiting job of a submission, beside one that is running.
      await this.boss.createQueue(QUEUE, { policy: 'short', retryLimit: 0, deleteAfterSeconds: KEEP_DONE_SECONDS });
    } catch (cause) {
      await this.close();
      throw new StartRefused(`Cannot prepare the tables of pg-boss in the gateway's database: ${reasonOf(cause)}.`, { cause });
    }
  }

  /** Starts the workers. A handler's failure is logged, and PushQueue makes the submission's job anew. */
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

  /** Makes the first job of a submission in the transaction that writes the submission, so that both or none exist. */
  async add(transaction: Kysely<GatewayTables>, submissionId: string, delayMs: number): Promise<void> {
    await this.boss.send(QUEUE, { submissionId }, { ...jobOf(submissionId, delayMs), db: fromKysely(transaction) });
  }

  /** Sets when the job of a submission runs; makes the job where none is waiting. */
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
  // A relative time, so that the database's clock counts, in whole seconds rounded up, so that the job is not early.
  return { singletonKey: submissionId, startAfter: Math.ceil(delayMs / 1000) };
}

function connectionOf(place: DatabasePlace, database: GatewayDatabase): ConstructorOptions {
  if (place.kind === 'embedded') return { backend: 'pglite', db: inTurn(database, fromPglite(place.pglite)) };
  // pg-boss has a pool of its own: it sends several statements at once, which Kysely's pool does not support.
  return { connectionString: place.url, max: CONNECTIONS, connectionTimeoutMillis: CONNECT_TIMEOUT_MS, ...OF_THE_DRIVER };
}

/**
 * An embedded database has one connection, so pg-boss waits for its turn as every other query does. Otherwise a statement of
 * another query could run inside a failed transaction of pg-boss before that is rolled back.
 */
function inTurn(database: GatewayDatabase, inner: Db): Db {
  return {
    executeSql: (text, values) => database.connection().execute(() => inner.executeSql(text, values)),
  };
}
