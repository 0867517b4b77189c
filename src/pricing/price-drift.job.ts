import { setTimeout as pause } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { type Applied, type Job, type PlanRequest, RunsBySchedule } from '../jobs/index.js';
import { asAccountNumber, asSku } from '../values/identifiers.js';
import { NothingCompared } from './nothing-compared.js';
import {
  differenceText,
  NO_COMPARABLE_SAMPLES,
  NO_SAMPLES,
  PriceComparison,
  type PriceDifference,
  type PriceSample,
} from './price-comparison.port.js';

/** Samples of a run. 50,000 items are through after 100 runs. */
const SAMPLES = 500;
/** So few that the ERP is not kept busy for long, and that a run which is cancelled ends soon. */
const SAMPLES_AT_ONCE = 10;
/** Between two parts the ERP has time for others. */
const PAUSE_MS = 200;

/** How far a run is. */
interface Progress {
  readonly start: number;
  /** The first sample that is not compared yet. */
  readonly next: number;
}

interface Chunk {
  readonly checkpoint: string;
  readonly samples: readonly PriceSample[];
}

/**
 * Compares prices with the ERP's own, those of other accounts and items in each run. A price that differs is a failed record, so
 * that the run's history names it, operators are told by the event `job.failed`, and a retry looks at it again. A run that can
 * compare nothing has failed, so that the age of the last success tells since when no price was looked at.
 */
@Injectable()
@RunsBySchedule()
export class PriceDrift implements Job<Chunk> {
  readonly name = 'pricing.drift';
  readonly about = "compares prices of some customers and items with GP's own";
  /** By no schedule of its own: it has GP work out prices for no buyer. */
  readonly schedule = { cron: null, timeZone: 'company', missed: 'skip' } as const;

  /** Of the run that is under way, since this process began it or went on with it. */
  private samplesTaken = 0;
  private pricesCompared = 0;

  constructor(private readonly comparison: PriceComparison) {}

  /**
   * The watermark is the number with which the last run began to take its samples.
   * @throws {NothingCompared}
   */
  async *plan({ watermark, checkpoint, only, signal }: PlanRequest): AsyncGenerator<Chunk, string | null> {
    const begun: Progress = checkpoint ? JSON.parse(checkpoint) : { start: Number(watermark ?? 0) + 1, next: 0 };
    const { start } = begun;
    const trouble = await this.comparison.trouble(signal);
    if (trouble !== null) throw new NothingCompared(trouble);
    const samples = only === null ? await this.comparison.samples(SAMPLES, start, signal) : samplesOf(only);
    if (samples.length === 0) throw new NothingCompared(NO_SAMPLES);
    this.samplesTaken = 0;
    this.pricesCompared = 0;
    for (let { next } = begun; next < samples.length; ) {
      if (next > begun.next) await pause(PAUSE_MS, undefined, { signal });
      const part = samples.slice(next, next + SAMPLES_AT_ONCE);
      next += part.length;
      yield { checkpoint: JSON.stringify({ start, next } satisfies Progress), samples: part };
    }
    const isWhole = only === null && checkpoint === null;
    if (isWhole && this.samplesTaken > 0 && this.pricesCompared === 0) throw new NothingCompared(NO_COMPARABLE_SAMPLES);
    return String(start);
  }

  /** Reads only, so that a dry run is as any other. */
  async apply({ samples }: Chunk, { signal }: { readonly signal: AbortSignal }): Promise<Applied> {
    const { compared, differences } = await this.comparison.compare(samples, signal);
    this.samplesTaken += samples.length;
    this.pricesCompared += compared;
    const failed = differences.map((difference) => ({ key: keyOf(difference), error: differenceText(difference) }));
    return { read: compared, changed: 0, unchanged: compared - failed.length, failed };
  }
}

/** Names what was compared, for people and for the next try. */
function keyOf({ sku, accountNumber: account, quantity, unitOfMeasure: unit }: PriceDifference): string {
  return JSON.stringify({ sku, account, quantity, unit });
}

/** The samples of records that have failed. */
function samplesOf(keys: readonly string[]): readonly PriceSample[] {
  const samples = new Map<string, PriceSample>();
  for (const key of keys) {
    const { sku, account } = JSON.parse(key) as { readonly sku: string; readonly account: string };
    samples.set(JSON.stringify([sku, account]), { sku: asSku(sku), accountNumber: asAccountNumber(account) });
  }
  return [...samples.values()];
}
