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
  /** The most memory that answers of this kind may take. */
  readonly maxBytes: number;
  /** Also kept in the gateway's database, so that a restart while the ERP is away still knows it. For few and small facts. */
  readonly durable?: boolean;
}
