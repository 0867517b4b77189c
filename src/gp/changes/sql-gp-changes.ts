import type { Kysely } from 'kysely';
import { type ChangeLook, type ChangeWay, GpChanges } from '../../changes/index.js';
import type { GpTables } from '../sql/gp-tables.js';
import type { ChangeSource } from './change-source.js';
import {
  ANNOUNCED_KINDS,
  CHANGED_FACTS,
  CHANGED_TABLES,
  type ChangedFact,
  KEYS_OF_STAMPED_TABLES,
  STAMPED_ELSEWHERE,
  type StampedTable,
} from './changed-facts.js';
import { type AskedChanges, type LookRow, lookQuery } from './changes.query.js';

/** Rows of a long transaction have stamps earlier than their commit. So each look overlaps those before by this much. */
const OVERLAP_MS = 5 * 60_000;
/** A stamp younger than this may still be given to another change, as SQL Server's stamps have steps of 3.3 ms. */
const SETTLED_AFTER_MS = 1_000;
/** The most rows of one table in a look. More, such as those of a mass update, are not told apart. */
const MOST_STAMPS = 5_000;
const MOST_CHANGES = 2_000;

/** Where a look ended. */
interface Position {
  readonly way: ChangeWay | null;
  readonly database: string;
  /** Change Tracking's version. */
  readonly version: string | null;
  /** GP's clock. */
  readonly stamp: string;
  readonly announced: readonly string[];
  /** The tables for which Change Tracking was off, where changes are found by it. */
  readonly untracked: readonly string[];
}

/** The company's state at a look. */
interface State extends Omit<Position, 'way' | 'announced' | 'untracked'> {
  readonly minimums: ReadonlyMap<string, bigint>;
  readonly stamped: ReadonlySet<string>;
  readonly now: number;
}

/** What is left to say about a look whose way is known. */
type Findings = Pick<ChangeLook, 'announced' | 'changed' | 'everything' | 'hint'>;

const NOTHING: Findings = { announced: [], changed: new Map(), everything: false, hint: null };

/** Asks a company's database what has changed: by Change Tracking where it is on for the tables of any kind of fact, else by stamps. */
export class SqlGpChanges implements GpChanges {
  /** The stamps that were announced, by table and key: looks overlap, and find the same rows again. */
  private readonly told = new Map<string, number>();
  /** The stamps of the last look. They are announced once the next look goes on from its position. */
  private last: { readonly position: string; readonly stamps: ReadonlyMap<string, number> } | undefined;
  private found = new Map<string, number>();
  /** Also after a look that failed. */
  private isLooking = false;

  constructor(
    private readonly gp: Kysely<GpTables>,
    private readonly source: ChangeSource | null,
    private readonly wanted: 'auto' | ChangeWay | 'off',
  ) {}

  async look(since: string | null, signal: AbortSignal): Promise<ChangeLook> {
    if (!this.source || this.wanted === 'off') return { way: null, ...NOTHING, position: '' };
    if (this.last && this.last.position === since) for (const [key, at] of this.last.stamps) this.told.set(key, at);
    this.last = undefined;
    this.found = new Map();
    const before = readPosition(since);
    const asked = this.askedSince(before);
    const wasInterrupted = this.isLooking;
    this.isLooking = true;
    // After a look that failed: the server refuses to tell changes of a table for which Change Tracking was switched off.
    let rows = await this.ask(this.source, wasInterrupted && asked?.way === 'change-tracking' ? null : asked, signal);
    if (wasInterrupted && asked?.way === 'change-tracking' && areTracked(asked.facts, stateOf(rows))) {
      rows = await this.ask(this.source, asked, signal);
    }
    this.isLooking = false;
    const state = stateOf(rows);

    const tracked =
      this.wanted === 'stamps' || state.version === null ? [] : ANNOUNCED_KINDS.filter((kind) => isTracked(kind, state));
    const stamped = this.wanted === 'change-tracking' ? [] : ANNOUNCED_KINDS.filter((kind) => isStamped(kind, state));
    const way = tracked.length > 0 ? 'change-tracking' : stamped.length > 0 ? 'stamps' : null;
    const last = before?.way === way ? before : undefined;
    const doubted = last !== undefined && isDoubted(last, state, way);
    if (doubted || last === undefined) this.told.clear();

    let findings: Findings = { ...NOTHING, hint: missingFor(this.wanted) };
    if (way === 'change-tracking') {
      const facts = !doubted && asked?.way === 'change-tracking' ? asked.facts : [];
      findings = this.tracked(rows, tracked, facts, state);
    } else if (way === 'stamps') findings = this.stamped(rows, stamped, state, this.wanted);
    const changed = new Map(findings.changed);
    // What was not announced before may have changed since it was read.
    for (const kind of findings.announced) if (!last?.announced.includes(kind)) changed.set(kind, undefined);
    const { database, version, stamp } = state;
    const untracked = way === 'change-tracking' ? untrackedOf(state) : [];
    const position = JSON.stringify({
      way,
      database,
      version,
      stamp,
      announced: findings.announced,
      untracked,
    } satisfies Position);
    this.last = { position, stamps: this.found };
    return { ...findings, way, changed, everything: doubted, position };
  }

  /** What is asked besides the company's state: nothing by a first look. */
  private askedSince(before: Position | undefined): AskedChanges | null {
    if (before?.way === 'stamps' && this.wanted !== 'change-tracking') {
      const since = isoText(Date.parse(`${before.stamp}Z`) - OVERLAP_MS);
      return { way: 'stamps', tables: KEYS_OF_STAMPED_TABLES, since, limit: MOST_STAMPS };
    }
    if (before?.way !== 'change-tracking' || this.wanted === 'stamps' || before.version === null) return null;
    const facts = CHANGED_FACTS.filter(({ table }) => !before.untracked.includes(table));
    return { way: 'change-tracking', facts, since: before.version, limit: MOST_CHANGES };
  }

  private async ask(source: ChangeSource, changes: AskedChanges | null, signal: AbortSignal): Promise<readonly LookRow[]> {
    return (await lookQuery(source, CHANGED_TABLES, STAMPED_ELSEWHERE, changes).execute(this.gp, { signal })).rows;
  }

  private tracked(rows: readonly LookRow[], announced: readonly string[], facts: readonly ChangedFact[], state: State): Findings {
    const missing = untrackedOf(state);
    const hint = missing.length > 0 ? `it is off, or may not be seen (VIEW CHANGE TRACKING), for ${missing.join(', ')}` : null;
    const changed = new Map<string, readonly string[] | undefined>();
    for (const [index, fact] of facts.entries()) {
      const of = rows.filter(({ part }) => part === String(index));
      if (of.length === 0) continue;
      const isWhole = fact.by.length === 0 || of.length >= MOST_CHANGES;
      note(changed, fact.kind, isWhole ? undefined : of.flatMap(({ first, second }) => keysOf(fact, first, second)));
    }
    return { ...NOTHING, announced, changed, hint };
  }

  private stamped(
    rows: readonly LookRow[],
    announced: readonly string[],
    state: State,
    wanted: 'auto' | ChangeWay | 'off',
  ): Findings {
    const changed = new Map<string, readonly string[] | undefined>();
    const untold = new Set<string>();
    for (const table of Object.keys(KEYS_OF_STAMPED_TABLES) as StampedTable[]) {
      const of = rows.filter(({ part }) => part === table);
      const facts = factsOfStamp(table, announced);
      if (of.length >= MOST_STAMPS) for (const { kind } of facts) untold.add(kind);
      for (const row of of) {
        if (this.isTold(table, row, state.now)) continue;
        for (const fact of facts) note(changed, fact.kind, keysOf(fact, row.first, null));
      }
    }
    for (const [key, stamp] of this.told) if (stamp <= state.now - OVERLAP_MS - SETTLED_AFTER_MS) this.told.delete(key);
    const hint = wanted === 'auto' ? null : missingFor(wanted);
    return { ...NOTHING, announced: announced.filter((kind) => !untold.has(kind)), changed, hint };
  }

  /** Whether a row's change was announced by an earlier look; notes that this look has found it. */
  private isTold(table: StampedTable, { first, stamp }: LookRow, now: number): boolean {
    const key = `${table}\n${first}`;
    const at = stamp?.getTime() ?? now;
    if (this.told.get(key) === at) return true;
    if (at <= now - SETTLED_AFTER_MS) this.found.set(key, at);
    return false;
  }
}

function readPosition(text: string | null): Position | undefined {
  if (!text) return undefined;
  try {
    const position = JSON.parse(text) as Partial<Position>;
    // One that a former release has written does not say what is untracked: this look is a first one, which doubts everything announced.
    return position.untracked ? (position as Position) : undefined;
  } catch {
    return undefined;
  }
}

function stateOf(rows: readonly LookRow[]): State {
  const of = (part: LookRow['part']) => rows.filter((row) => row.part === part);
  const now = of('now')[0]?.stamp?.getTime();
  if (now === undefined) throw new TypeError("GP's clock is missing in the answer");
  const minimums = of('minimum').flatMap(({ first, second }) =>
    first && second ? [[first.trim(), BigInt(second.trim())] as const] : [],
  );
  return {
    database: of('database')
      .map(({ first }) => first?.trim() ?? '')
      .join(' '),
    version: of('version')[0]?.first?.trim() || null,
    stamp: isoText(now),
    now,
    minimums: new Map(minimums),
    stamped: new Set(of('stamps').map(({ first }) => first?.trim() ?? '')),
  };
}

function untrackedOf({ minimums }: State): string[] {
  return CHANGED_TABLES.filter((table) => !minimums.has(table));
}

function areTracked(facts: readonly ChangedFact[], { minimums }: State): boolean {
  return facts.every(({ table }) => minimums.has(table));
}

function isTracked(kind: string, { minimums }: State): boolean {
  return tablesOf(kind).every((table) => minimums.has(table));
}

function isStamped(kind: string, { stamped }: State): boolean {
  return tablesOf(kind).every((table) => STAMPED_ELSEWHERE[table] !== undefined && stamped.has(table));
}

function tablesOf(kind: string): string[] {
  return CHANGED_FACTS.filter((fact) => fact.kind === kind).map(({ table }) => table);
}

/** Whether any fact may have changed without a trace since a look. */
function isDoubted(last: Position, state: State, way: ChangeWay | null): boolean {
  const { database, version, stamp, minimums } = state;
  if (last.database !== database || stamp < last.stamp) return true;
  if (way !== 'change-tracking') return false;
  if (untrackedOf(state).some((table) => !last.untracked.includes(table))) return true;
  const from = BigInt(last.version ?? 0);
  return BigInt(version ?? 0) < from || [...minimums].some(([, minimum]) => minimum > from);
}

/**
 * The facts that a stamp in a table outdates. The stamp of an item stands for its stock alone: it changes with every sale, and
 * seldom for the item's own sake.
 */
function factsOfStamp(table: StampedTable, announced: readonly string[]): ChangedFact[] {
  const elsewhere = CHANGED_FACTS.filter((fact) => STAMPED_ELSEWHERE[fact.table] === table && announced.includes(fact.kind));
  const isCarrier = Object.values(STAMPED_ELSEWHERE).includes(table);
  return isCarrier ? elsewhere : CHANGED_FACTS.filter((fact) => fact.table === table && !fact.through && fact.by.length > 0);
}

function keysOf(fact: ChangedFact, ...values: (string | null)[]): readonly string[] {
  return fact.keys(...values.slice(0, fact.by.length).map((value) => value?.trim() ?? ''));
}

/** @param keys undefined for all facts of the kind */
function note(changed: Map<string, readonly string[] | undefined>, kind: string, keys: readonly string[] | undefined): void {
  const known = changed.get(kind);
  if (!keys || (changed.has(kind) && !known)) changed.set(kind, undefined);
  else changed.set(kind, [...new Set([...(known ?? []), ...keys])]);
}

function missingFor(wanted: 'auto' | ChangeWay | 'off'): string | null {
  const tracking = 'Change Tracking is off in the company, or may not be seen (VIEW CHANGE TRACKING)';
  const stamps = "GP's triggers on IV00102, which stamp its items, are missing, off, or may not be seen (VIEW DEFINITION)";
  if (wanted === 'change-tracking') return tracking;
  return wanted === 'stamps' ? stamps : `${tracking}, and ${stamps}`;
}

function isoText(instant: number): string {
  return new Date(instant).toISOString().slice(0, -1);
}
