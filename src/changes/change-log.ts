import { Injectable } from '@nestjs/common';
import { type Kysely, sql } from 'kysely';
import { GatewayDatabase, type GatewayTables } from '../database/index.js';
import type { ChangeWay } from './gp-changes.port.js';

/** After LEASE_MS without a look, another instance may look. */
const LEASE_MS = 3_000;
/** Announcements are kept for KEPT_MS. An instance that has missed one that is gone has to doubt everything. */
const KEPT_MS = 600_000;
const OLD_ONES_DELETED = sql`
  delete from change_announcement where told_at < clock_timestamp() - make_interval(secs => ${sql.lit(KEPT_MS / 1000)}) returning look`;
/** Of which look on announcements are kept, once those of `gone` are deleted. */
const KEPT_FROM = sql`greatest(kept_from, coalesce((select max(look) + 1 from gone), 0))`;

/** Facts that one look has found changed. */
export interface Announcement {
  /** The kind of fact; null for all kinds. */
  readonly kind: string | null;
  /** null for all facts of the kind. */
  readonly keys: readonly string[] | null;
}

/** How far the looks of all instances have come. */
export interface LogState {
  /** The number of the last look that succeeded. */
  readonly look: number;
  /** The announcements of all looks from this number on are kept. */
  readonly keptFrom: number;
  readonly way: ChangeWay | null;
  readonly announced: readonly string[];
  readonly position: string | null;
  /** How long ago the last look that succeeded began, in milliseconds, by the database's clock; null if there was none. */
  readonly ageMs: number | null;
  /** The announcements after the look that the caller named, in their order. */
  readonly announcements: readonly Announcement[];
  /** Whether the caller is to look now. */
  readonly isMyTurn: boolean;
}

/** The result of a look, as the log keeps it. */
export interface LoggedLook {
  readonly way: ChangeWay | null;
  readonly announced: readonly string[];
  readonly position: string;
  readonly announcements: readonly Announcement[];
}

interface StateRow {
  readonly look: string | number;
  readonly kept_from: string | number;
  readonly way: ChangeWay | null;
  readonly announced: readonly string[];
  readonly position: string | null;
  readonly age_ms: string | number | null;
  readonly announcements: readonly Announcement[] | null;
  readonly turns: string | number;
}

/**
 * The looks for changes, and what they have found, in the gateway's database (change_feed, change_announcement). One instance
 * at a time holds the lease to look. All times are the database's.
 */
@Injectable()
export class ChangeLog {
  constructor(private readonly database: GatewayDatabase) {}

  /**
   * Reads the state, and takes the turn to look where it is free and due.
   * @param me names the instance
   * @param seen the number of the last look that the caller has taken in
   * @param wantsTurnEveryMs the least time between two looks; null if the caller does not want to look
   */
  async read(me: string, seen: number, wantsTurnEveryMs: number | null): Promise<LogState> {
    const { rows } = await sql<StateRow>`
      with turn as (
        update change_feed set holder = ${me}, asked_at = clock_timestamp(),
          leased_until = clock_timestamp() + make_interval(secs => ${LEASE_MS / 1000})
        where ${wantsTurnEveryMs !== null} and (holder = ${me} or leased_until < clock_timestamp())
          and asked_at <= clock_timestamp() - make_interval(secs => ${(wantsTurnEveryMs ?? 0) / 1000})
        returning 1
      )
      select look, kept_from, way, announced, position,
        extract(epoch from clock_timestamp() - looked_at) * 1000 as age_ms,
        (select json_agg(json_build_object('kind', a.kind, 'keys', a.keys) order by a.look)
          from change_announcement as a where a.look > ${seen}) as announcements,
        (select count(*) from turn) as turns
      from change_feed`.execute(this.database);
    const row = rows[0] as StateRow;
    return {
      look: Number(row.look),
      keptFrom: Number(row.kept_from),
      way: row.way,
      announced: row.announced,
      position: row.position,
      ageMs: row.age_ms === null ? null : Number(row.age_ms),
      announcements: row.announcements ?? [],
      isMyTurn: Number(row.turns) > 0,
    };
  }

  /**
   * Adds a look that has succeeded, and its announcements.
   * @param after the number of the look before
   * @returns whether it was added; not if the caller has lost the lease meanwhile
   */
  async add(me: string, after: number, { way, announced, position, announcements }: LoggedLook): Promise<boolean> {
    const told = JSON.stringify(announcements);
    const { rows } = await sql`
      with gone as (${OLD_ONES_DELETED}), done as (
        update change_feed set look = look + 1, looked_at = asked_at, way = ${way}, announced = ${JSON.stringify(announced)}::jsonb,
          position = ${position}, kept_from = ${KEPT_FROM}
        where holder = ${me} and look = ${after}
        returning look
      ), told as (
        insert into change_announcement (look, kind, keys)
        select done.look, t.kind, t.keys from done, jsonb_to_recordset(${told}::jsonb) as t(kind text, keys jsonb)
      )
      select look from done`.execute(this.database);
    return rows.length > 0;
  }

  /** Adds an announcement of all facts of some kinds: of those that looks do not announce. */
  async announce(kinds: readonly string[], transaction: Kysely<GatewayTables>): Promise<void> {
    await sql`
      with gone as (${OLD_ONES_DELETED}), done as (
        update change_feed set look = look + 1, kept_from = ${KEPT_FROM} returning look, announced
      )
      insert into change_announcement (look, kind, keys)
      select done.look, t.kind, null from done, unnest(${kinds}::text[]) as t(kind)
      where not done.announced ? t.kind`.execute(transaction);
  }

  /** Gives the lease up, so that another instance may look. */
  async release(me: string): Promise<void> {
    await sql`update change_feed set leased_until = '-infinity', holder = '' where holder = ${me}`.execute(this.database);
  }
}
