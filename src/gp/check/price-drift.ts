import { NO_SAMPLES, type PriceDifference } from '../../pricing/index.js';
import type { SqlPriceComparison } from './sql-price-comparison.js';

/** Samples that are compared with one question for their items. */
const AT_ONCE = 10;

export interface PriceDrift {
  /** Null where it is not known, as nothing can be compared. */
  readonly engine: 'standard' | 'extended' | null;
  readonly compared: number;
  readonly differences: readonly PriceDifference[];
  /** Why nothing was compared; null where something was. */
  readonly trouble: string | null;
}

export interface DriftOptions {
  /** Pairs of a customer and an item. */
  readonly samples: number;
  /** Where among the customers and items the samples begin: another number takes other ones. */
  readonly start: number;
}

/** Compares prices once. @param found is told of each difference as it is found */
export async function priceDrift(
  comparison: SqlPriceComparison,
  { samples: most, start }: DriftOptions,
  signal: AbortSignal,
  found: (difference: PriceDifference) => void = () => undefined,
): Promise<PriceDrift> {
  const trouble = await comparison.trouble(signal);
  if (trouble !== null) return { engine: null, compared: 0, differences: [], trouble };
  const engine = (await comparison.company(signal)).usesExtendedPricing ? 'extended' : 'standard';
  const samples = await comparison.samples(most, start, signal);
  const differences: PriceDifference[] = [];
  let compared = 0;
  for (let next = 0; next < samples.length; next += AT_ONCE) {
    const part = await comparison.compare(samples.slice(next, next + AT_ONCE), signal);
    compared += part.compared;
    for (const difference of part.differences) {
      differences.push(difference);
      found(difference);
    }
  }
  const nothing = compared === 0 ? NO_SAMPLES : null;
  return { engine, compared, differences, trouble: nothing };
}
