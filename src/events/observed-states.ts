import { isDeepStrictEqual } from 'node:util';
import { Injectable, Logger } from '@nestjs/common';
import { type Kysely, sql } from 'kysely';
import { GatewayDatabase, type GatewayTables } from '../database/index.js';
import { type Acceptance, type ExtensionPoint, Extensions } from '../extensions/index.js';
import { EventLog } from './event-log.js';
import type { NewEvent } from './event-type.js';

/** Rows in one statement. */
const ROWS_AT_ONCE = 500;

/** The transaction in which a state and its events are written. */
export type Transaction = Kysely<GatewayTables>;

/** What something in GP was and is. Null where it was not known, or is not there any more. */
export interface StateChange<State extends object> {
  readonly key: string;
  readonly before: State | null;
  readonly after: State | null;
}

/** By which function records are judged, and the records by their keys. What has no record is told of. */
interface Accepts {
  readonly point: ExtensionPoint<Acceptance<unknown>>;
  /** A function where it costs something to read them: it is called where there is a function that judges. */
  readonly records: ReadonlyMap<string, unknown> | (() => Promise<ReadonlyMap<string, unknown>>);
}

/** What a look at some things of one kind has found. */
export interface Observation<State extends object> {
  /** Names the kind of thing. A released name never changes. */
  readonly kind: string;
  readonly keys: readonly string[];
  /** When the reading of them began, as `now` tells it. */
  readonly readAt: Date;
  /** What they are now, as plain JSON. A key that is absent is forgotten. */
  readonly present: ReadonlyMap<string, State>;
  /** What is told of the changes, in their order. It may read the gateway's database. */
  readonly tell: (
    changes: readonly StateChange<State>[],
    transaction: Transaction,
  ) => readonly NewEvent[] | Promise<readonly NewEvent[]>;
  /** Where a merchant's functions decide which of them are told of. */
  readonly accepts?: Accepts;
  /** Called once where there are changes after the first look, before they are told: also where nothing of them is told. */
  readonly onChanges?: (transaction: Transaction) => Promise<void>;
  /** The first look at a company: nothing is told of the past. */
  readonly isFirst: boolean;
  /** Nothing is written. */
  readonly isDryRun: boolean;
}

/**
 * What was last seen of things in GP (table observed_state). A new state is written with the events of its change in one
 * transaction: a process that dies before it has told nothing, and after it a repetition finds nothing new.
 */
@Injectable()
export class ObservedStates {
  private readonly logger = new Logger('events');

  constructor(
    private readonly database: GatewayDatabase,
    private readonly log: EventLog,
    private readonly extensions: Extensions,
  ) {}

  /** The database's clock, to be asked before GP is. */
  async now(): Promise<Date> {
    const { now } = await this.database.selectNoFrom(sql<Date>`clock_timestamp()`.as('now')).executeTakeFirstOrThrow();
    return now;
  }

  /** What was last seen of these keys, without those that are not known. */
  async known<State extends object>(kind: string, keys: readonly string[]): Promise<ReadonlyMap<string, State>> {
    return new Map((await seen<State>(this.database, kind, keys)).map(({ key, value }) => [key, value]));
  }

  /** @returns the changes that were found, whether or not they were told */
  async observe<State extends object>(look: Observation<State>): Promise<readonly StateChange<State>[]> {
    const { kind, keys, readAt, isFirst, isDryRun } = look;
    if (keys.length === 0) return [];
    if (isDryRun) return changesOf(await seen<State>(this.database, kind, keys), look);
    // Before the transaction, which holds others up.
    const refused = isFirst ? new Set<string>() : await this.refused(look);
    return this.database.transaction().execute(async (transaction) => {
      await inTurn(transaction, kind);
      const changes = changesOf(await seen<State>(transaction, kind, keys), look);
      await write(transaction, kind, changes, readAt);
      if (!isFirst && changes.length > 0) await look.onChanges?.(transaction);
      const told = changes.filter(({ key }) => !refused.has(key));
      if (!isFirst && told.length > 0) await this.log.record(transaction, await look.tell(told, transaction));
      return changes;
    });
  }

  /** The keys of the records of which the merchant's functions want nothing told. Where one fails, its record is told of. */
  private async refused<State extends object>({ accepts }: Observation<State>): Promise<ReadonlySet<string>> {
    if (!accepts || !this.extensions.has(accepts.point)) return new Set();
    const records = [...(typeof accepts.records === 'function' ? await accepts.records() : accepts.records)];
    const judged = await this.extensions.run(
      accepts.point,
      records.map(([, record]) => ({ record, isAccepted: true })),
    );
    const failed = judged.find((result) => result.kind === 'failed');
    if (failed) this.logger.warn({ operation: 'events.observe', fault: failed.fault });
    return new Set(
      records.flatMap(([key], index) => {
        const result = judged[index];
        return result?.kind === 'done' && !result.subject.isAccepted ? [key] : [];
      }),
    );
  }

  /** All that is known of a kind, a page at a time in the order of the keys. */
  async *all<State extends object>(kind: string, pageSize = 5_000): AsyncGenerator<ReadonlyMap<string, State>> {
    for (let after: string | null = null; ; ) {
      const rows: { key: string; value: object }[] = await this.database
        .selectFrom('observed_state')
        .where('kind', '=', kind)
        .$if(after !== null, (query) => query.where('key', '>', after))
        .orderBy('key')
        .limit(pageSize)
        .select(['key', 'value'])
        .execute();
      if (rows.length > 0) yield new Map(rows.map(({ key, value }) => [key, value as State]));
      if (rows.length < pageSize) return;
      after = rows.at(-1)?.key ?? null;
    }
  }

  /**
   * Forgets what was last seen long ago and is in a state that does not change any more.
   * @returns how much was forgotten
   */
  async forget(kind: string, final: Readonly<Record<string, readonly string[]>>, olderThanDays: number): Promise<number> {
    let query = this.database
      .deleteFrom('observed_state')
      .where('kind', '=', kind)
      .where('seen_at', '<', sql<Date>`now() - make_interval(days => ${olderThanDays})`);
    for (const [member, values] of Object.entries(final)) {
      query = query.where(sql<string>`value ->> ${sql.lit(member)}`, 'in', values);
    }
    return Number((await query.executeTakeFirst()).numDeletedRows);
  }
}

interface SeenRow<State> {
  readonly key: string;
  readonly value: State;
  readonly seen_at: Date;
}

/** Two looks at the same kind write one after the other. */
async function inTurn(transaction: Transaction, kind: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`observed_state ${kind}`}, 0))`.execute(transaction);
}

async function seen<State>(db: Transaction, kind: string, keys: readonly string[]): Promise<readonly SeenRow<State>[]> {
  const rows: SeenRow<State>[] = [];
  for (const part of parts(keys)) {
    const found = await db
      .selectFrom('observed_state')
      .where('kind', '=', kind)
      .where('key', 'in', part)
      .select(['key', 'value', 'seen_at'])
      .execute();
    rows.push(...(found as unknown as SeenRow<State>[]));
  }
  return rows;
}

/** A state that another look has seen after this one had begun to read is newer, and stays. */
function changesOf<State extends object>(
  rows: readonly SeenRow<State>[],
  { keys, present, readAt }: Observation<State>,
): StateChange<State>[] {
  const known = new Map(rows.map((row) => [row.key, row]));
  return keys.flatMap((key) => {
    const row = known.get(key);
    const before = row?.value ?? null;
    const after = present.get(key) ?? null;
    if ((row && row.seen_at > readAt) || isDeepStrictEqual(before, after)) return [];
    return [{ key, before, after }];
  });
}

async function write<State extends object>(
  transaction: Transaction,
  kind: string,
  changes: readonly StateChange<State>[],
  seenAt: Date,
): Promise<void> {
  for (const part of parts(changes)) {
    const rows = part.flatMap(({ key, after }) => (after ? [{ kind, key, value: JSON.stringify(after), seen_at: seenAt }] : []));
    if (rows.length > 0) {
      await transaction
        .insertInto('observed_state')
        .values(rows)
        .onConflict((conflict) =>
          conflict.columns(['kind', 'key']).doUpdateSet((eb) => ({
            value: eb.ref('excluded.value') as never,
            seen_at: eb.ref('excluded.seen_at'),
          })),
        )
        .execute();
    }
    const gone = part.flatMap(({ key, after }) => (after ? [] : [key]));
    if (gone.length > 0)
      await transaction.deleteFrom('observed_state').where('kind', '=', kind).where('key', 'in', gone).execute();
  }
}

function parts<T>(list: readonly T[]): T[][] {
  const found: T[][] = [];
  for (let start = 0; start < list.length; start += ROWS_AT_ONCE) found.push(list.slice(start, start + ROWS_AT_ONCE));
  return found;
}
