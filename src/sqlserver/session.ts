import { DATABASE_FACTS } from '../gp/index.js';
import type { SqlServerConnection } from './sql-server-connection.js';

/**
 * How reads are kept apart from the writes of GP's users. rowVersions: READ_COMMITTED_SNAPSHOT is on, and no read waits.
 * snapshot: ALLOW_SNAPSHOT_ISOLATION is on in both databases, and no read waits. locks: reads wait for a lock for a moment.
 * nolock: reads take no notice of locks, and may read what is rolled back later.
 */
export type Isolation = 'rowVersions' | 'snapshot' | 'locks' | 'nolock';

export interface DatabaseFacts {
  readonly isolation: Isolation;
  /** The name of GP's system database, which is DYNAMICS as a rule. */
  readonly systemDatabase: string;
  /** When the server was started, by its own clock. It is compared with itself only. */
  readonly startedAt: string;
}

const USUAL_SYSTEM_DATABASE = 'DYNAMICS';
/** sys.databases.snapshot_isolation_state: ON. */
const SNAPSHOT_ON = 1;

/**
 * Sets up a session that reads.
 * @param lockTimeoutMs how long a statement waits for a lock; then error 1222
 */
export async function readingSession(
  connection: SqlServerConnection,
  locks: 'wait' | 'nolock',
  lockTimeoutMs: number,
): Promise<DatabaseFacts> {
  const [row = {}] = await connection.ask(DATABASE_FACTS, []);
  const isolation = locks === 'nolock' ? 'nolock' : isolationOf(row);
  await connection.run(`set lock_timeout ${lockTimeoutMs};${LEVELS[isolation]}`);
  const systemDatabase = String(row['systemDatabase'] ?? USUAL_SYSTEM_DATABASE).trimEnd();
  connection.systemDatabase = systemDatabase;
  return { isolation, systemDatabase, startedAt: String(row['startedAt']) };
}

/** Sets up a session that writes: READ COMMITTED, in which eConnect was written, with a longer wait for locks. */
export async function writingSession(connection: SqlServerConnection, lockTimeoutMs: number): Promise<void> {
  const [row = {}] = await connection.ask(DATABASE_FACTS, []);
  await connection.run(`set lock_timeout ${lockTimeoutMs};`);
  connection.systemDatabase = String(row['systemDatabase'] ?? USUAL_SYSTEM_DATABASE).trimEnd();
}

/** READ COMMITTED is what a session begins with. */
const LEVELS: Readonly<Record<Isolation, string>> = {
  rowVersions: '',
  snapshot: ' set transaction isolation level snapshot;',
  locks: '',
  nolock: ' set transaction isolation level read uncommitted;',
};

function isolationOf(row: Readonly<Record<string, unknown>>): Isolation {
  if (Number(row['rowVersions']) === 1) return 'rowVersions';
  // A statement under snapshot isolation may touch only databases that allow it (error 3952), and most touch both.
  const allowed = Number(row['snapshots']) === SNAPSHOT_ON && Number(row['systemSnapshots']) === SNAPSHOT_ON;
  return allowed ? 'snapshot' : 'locks';
}
