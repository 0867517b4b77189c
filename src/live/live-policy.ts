/** How long one kind of fact may be remembered, and how long a page waits for it. Each capability has its own (`*.policy.ts`). */
export interface LivePolicy {
  /** Names the kind of fact, with a version to raise when its stored shape changes: "inventory.stock.v1". */
  readonly namespace: string;
  /** How long an answer is served without asking again. */
  readonly freshForMs: number;
  /** The same for "the ERP has none", which a new item or customer should not have to wait out; `freshForMs` by default. */
  readonly absentFreshForMs?: number;
  /**
   * The same as `freshForMs` while every change of this kind of facts is announced (see Announcements). "The ERP has none" keeps
   * its time. Undefined for kinds whose changes GP does not announce.
   */
  readonly announcedFreshForMs?: number;
  /** How long after it was read an answer may still be served when the ERP is slow or away. */
  readonly staleForMs: number;
  /** How long a page waits for the ERP before it goes on with the last known value, or without one. */
  readonly softTimeoutMs: number;
  /** The most keys in one question. */
  readonly batchSize: number;
  /** A request for this many keys at once counts as a whole page: its batch is sent without waiting for more. 12 by default. */
  readonly keysOfAPage?: number;
  /** The most memory that answers of this kind may take. */
  readonly maxBytes: number;
  /** Also kept in the gateway's database, so that it is known after a restart while the ERP is away. For few and small facts. */
  readonly durable?: boolean;
  /** Read from the gateway's own database, and not from GP. */
  readonly ownDatabase?: true;
  /** A periodic task reads it before its freshness ends, so that no operation has to. */
  readonly keptWarm?: true;
  /** Its keys are GP's own and may stand in the log. Other keys may be text that a user has typed. */
  readonly namesKeys?: true;
  /** Not kept in the shared level: each instance has to ask the source itself, or the fact belongs to the holder of its key. */
  readonly shared?: false;
}

/** From this share of its freshness on, a fact is read again in the background while it is still served. */
const REFRESH_FROM = 0.8;

/** Facts to refresh are gathered for REFRESHES_GATHERED of their freshness, and for LONGEST_GATHERED_MS at most. */
const REFRESHES_GATHERED = 0.05;
const LONGEST_GATHERED_MS = 500;

/**
 * Why a fact is wanted. `awaited`: a reader waits for it. `refresh`: it is to be read again before its freshness ends.
 * `anew`: it is read from the source even if a fresh value is remembered.
 */
export type Want = 'awaited' | 'refresh' | 'anew';

/** @param announced whether changes of this kind of facts are announced at present */
export function freshForMs(
  { freshForMs, absentFreshForMs = freshForMs, announcedFreshForMs = freshForMs }: LivePolicy,
  value: unknown,
  announced: boolean,
): number {
  if (value === null) return absentFreshForMs;
  return announced ? announcedFreshForMs : freshForMs;
}

/** The age at which a fact is asked for again, in milliseconds. */
export function dueAfterMs(policy: LivePolicy, value: unknown, want: Want, announced: boolean): number {
  if (want === 'anew') return 0;
  return freshForMs(policy, value, announced) * (want === 'refresh' ? REFRESH_FROM : 1);
}

/**
 * How long keys whose facts are to be refreshed are gathered, in milliseconds: the ERP is asked once for what many pages have
 * shown meanwhile.
 */
export function refreshesForMs({ freshForMs, absentFreshForMs = freshForMs }: LivePolicy): number {
  return Math.min(REFRESHES_GATHERED * Math.min(freshForMs, absentFreshForMs), LONGEST_GATHERED_MS);
}
