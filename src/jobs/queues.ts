import { Logger } from '@nestjs/common';
import type { Kysely } from 'kysely';
import {
  type ConstructorOptions,
  type Db,
  fromKysely,
  fromPglite,
  PgBoss,
  type Queue,
  type SendOptions,
  systemClock,
  type WorkOptions,
} from 'pg-boss';
import type { DatabasePlace, GatewayDatabase, GatewayTables } from '../database/index.js';
import { reasonOf, StartRefused } from '../faults/index.js';

const CONNECTIONS = 4;
const CONNECT_TIMEOUT_MS = 2_000;
/**
 * Passed on to pg, which has more settings than pg-boss' types. Without it a worker would wait for a lost answer until TCP
 * gives up after 15 minutes. The connection of a failed query is closed.
 */
const OF_THE_DRIVER = { query_timeout: 10_000 };
const STOP_WITHIN_MS = 5_000;
/** How often pg-boss deletes the messages that are done, once for all instances. Its own interval is a day. */
const DELETE_DONE_EVERY_SECONDS = 3_600;
/** A clock that never goes back: if the machine's clock were set back, the workers would sleep for as long. */
const STEADY = { ...systemClock, now: () => performance.timeOrigin + performance.now() };
/** The least time between two lines of the log: while the database is away, every worker fails every second. */
const COMPLAIN_EVERY_MS = 60_000;

/** When and how often a message is handed to a worker; pg-boss' options. */
export type MessageOptions = Omit<SendOptions, 'db'>;

/**
 * The queues in the gateway's database, which all instances share. They are pg-boss' (schema `pgboss`); a process has one
 * `Queues`. A message is handed to one worker of one instance. After a crash it may be handed out again, so that a worker
 * has to bear messages that come twice.
 */
export class Queues {
  private readonly log = new Logger('jobs');
  private readonly boss: PgBoss;
  private complainedAt = Number.NEGATIVE_INFINITY;

  private constructor(database: GatewayDatabase) {
    this.boss = new PgBoss({
      ...connectionOf(database.place, database),
      clock: STEADY,
      // See DueJobs.
      schedule: false,
      registerInstance: false,
      maintenanceIntervalSeconds: DELETE_DONE_EVERY_SECONDS,
      openTelemetry: { enabled: false },
    });
    this.boss.on('error', (fault) => this.complain('queues', fault));
    this.boss.on('warning', ({ message }) => this.log.warn({ operation: 'queues', reason: message }));
  }

  /**
   * Brings pg-boss' tables up to date. Several instances may call it at once.
   * @throws {StartRefused} the database does not allow it or is unavailable
   */
  static async open(database: GatewayDatabase): Promise<Queues> {
    const queues = new Queues(database);
    try {
      await queues.boss.start();
      return queues;
    } catch (cause) {
      await queues.close();
      throw new StartRefused(`Cannot prepare the tables of pg-boss in the gateway's database: ${reasonOf(cause)}.`, { cause });
    }
  }

  /** Makes a queue, or does nothing where there is one of this name. Its policy cannot be changed later. */
  createQueue(name: string, options: Omit<Queue, 'name'>): Promise<void> {
    return this.boss.createQueue(name, options);
  }

  /**
   * Handles a queue's messages in this instance until `stopWork` or `close`, one at a time for each of the
   * `localConcurrency` workers. A failure is logged, and the message is retried as often as its queue says.
   */
  async work<Data>(
    queue: string,
    options: WorkOptions,
    handle: (data: Data, id: string, signal: AbortSignal) => Promise<void>,
  ): Promise<void> {
    await this.boss.work<Data>(queue, { ...options, batchSize: 1 }, async (messages) => {
      for (const { data, id, signal } of messages) {
        try {
          await handle(data, id, signal);
        } catch (fault) {
          this.complain(queue, fault);
          throw fault;
        }
      }
    });
  }

  /** Takes no more messages of a queue in this instance. Resolves when its workers have finished those that they have. */
  async stopWork(queue: string): Promise<void> {
    await this.boss.offWork(queue, { wait: true }).catch((fault: unknown) => this.complain(queue, fault));
  }

  /**
   * Puts a message into a queue.
   * @param db the transaction with which the message is written or not, or the database
   * @returns the message's ID; null where the queue's policy or the options allow no further message now
   */
  send(db: Kysely<GatewayTables>, queue: string, data: object, options: MessageOptions = {}): Promise<string | null> {
    return this.boss.send(queue, data, { ...options, db: fromKysely(db) });
  }

  /** Changes the waiting message with the same `singletonKey`; sends one where none is waiting. */
  async upsert(db: Kysely<GatewayTables>, queue: string, data: object, options: MessageOptions = {}): Promise<void> {
    await this.boss.upsert(queue, data, { ...options, db: fromKysely(db) });
  }

  async close(): Promise<void> {
    await this.boss.stop({ timeout: STOP_WITHIN_MS }).catch((fault: unknown) => this.complain('queues', fault));
  }

  private complain(operation: string, fault: unknown): void {
    const now = performance.now();
    if (now - this.complainedAt < COMPLAIN_EVERY_MS) return;
    this.complainedAt = now;
    this.log.warn({ operation, fault });
  }
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
