/** What one kind of fact may be remembered for, and how long a page waits for it. Stands beside each capability. */
export interface LivePolicy {
  /** Names the kind of fact, with a version to raise when its stored shape changes: "inventory.stock.v1". */
  readonly namespace: string;
  /** How long an answer is served without asking again. */
  readonly freshForMs: number;
  /** The same for "the ERP has none", which a new item or customer should not have to wait out; `freshForMs` by default. */
  readonly absentFreshForMs?: number;
  /** How long after it was read an answer may still be served when the ERP is slow or away. */
  readonly staleForMs: number;
  /** How long a page waits for the ERP before it goes on with the last known value, or without one. */
  readonly softTimeoutMs: number;
  /** The most keys in one question. */
  readonly batchSize: number;
  /** A request for this many keys or more is taken for a whole page's and waits for no others that may follow. 12 by default. */
  readonly keysOfAPage?: number;
  /** The most memory that answers of this kind may take. */
  readonly maxBytes: number;
  /** Also kept in the gateway's database, so that a restart while the ERP is away still knows it. For few and small facts. */
  readonly durable?: boolean;
  /** Read from the gateway's own database, and not from GP. */
  readonly ownDatabase?: true;
  /** A periodic task keeps it warm for all, so that no operation asks for it. */
  readonly keptWarm?: true;
  /** Its keys are GP's own and may stand in the log; other keys may be words of a user. */
  readonly namesKeys?: true;
  /** Not kept where the instances remember together, because its source has to be asked by each of them, or it is nobody else's. */
  readonly shared?: false;
}

/** From this share of its freshness on, a fact is asked for again behind the scenes while it is still served. */
const REFRESH_FROM = 0.8;

/**
 * Why a fact is wanted: a reader waits for it; it shall be read again before its freshness ends; or it is asked for
 * whatever is known of it.
 */
export type Want = 'awaited' | 'refresh' | 'anew';

export function freshForMs({ freshForMs, absentFreshForMs = freshForMs }: LivePolicy, value: unknown): number {
  return value === null ? absentFreshForMs : freshForMs;
}

/** How old a fact may get before it is asked for again. */
export function dueAfterMs(policy: LivePolicy, value: unknown, want: Want): number {
  if (want === 'anew') return 0;
  return freshForMs(policy, value) * (want === 'refresh' ? REFRESH_FROM : 1);
}
