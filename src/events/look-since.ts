import type { PlanRequest } from '../jobs/index.js';
import { type ChangeStamp, earlier } from '../values/change-stamp.js';
import type { ObservedStates } from './observed-states.js';

/** Rows of a long transaction have stamps earlier than their commit. So each look overlaps the one before. */
const OVERLAP_MS = 5 * 60_000;
const RECORDS_AT_ONCE = 500;

export interface SinceAsk {
  /** Those with a later stamp; null for all. */
  readonly since: ChangeStamp | null;
  /** `next` of the page before; null for the first. */
  readonly from: string | null;
  readonly limit: number;
}

export interface ChangedSince<Record> {
  readonly records: readonly Record[];
  /** Where the next page begins; null after the last one. */
  readonly next: string | null;
}

/** Records whose rows in GP have change stamps. A deleted row has none. */
export abstract class StampedSource<Record> {
  /** The time on GP's clock. @throws {ErpUnavailable} */
  abstract now(signal: AbortSignal): Promise<ChangeStamp>;
  /** A page of what has changed. @throws {ErpUnavailable} no answer before `signal` fired */
  abstract changed(ask: SinceAsk, signal: AbortSignal): Promise<ChangedSince<Record>>;
}

export interface SinceChunk<Record> {
  readonly checkpoint: string;
  readonly isFirst: boolean;
  readonly readAt: Date;
  readonly records: readonly Record[];
}

interface Position {
  /** GP's clock when the run began. */
  readonly began: ChangeStamp;
  readonly next: string | null;
}

/**
 * The plan of a job that reads what has changed since its last run, a page at a time.
 * @returns the watermark of the next run
 */
export async function* lookSince<Record>(
  states: ObservedStates,
  source: StampedSource<Record>,
  { watermark, checkpoint, signal }: PlanRequest,
): AsyncGenerator<SinceChunk<Record>, string> {
  const position = checkpoint === null ? null : (JSON.parse(checkpoint) as Position);
  const began = position?.began ?? (await source.now(signal));
  const since = watermark === null ? null : earlier(watermark, OVERLAP_MS);
  for (let from = position?.next ?? null, isDone = position?.next === null; !isDone; isDone = from === null) {
    const readAt = await states.now();
    const { records, next } = await source.changed({ since, from, limit: RECORDS_AT_ONCE }, signal);
    const reached: Position = { began, next };
    if (records.length > 0) yield { checkpoint: JSON.stringify(reached), isFirst: watermark === null, readAt, records };
    from = next;
  }
  return began;
}
