import { describe, expect, it } from 'vitest';
import { asAccountNumber, asSku } from '../values/identifiers.js';
import { NothingCompared } from './nothing-compared.js';
import type { PriceComparison } from './price-comparison.port.js';
import { PriceDrift } from './price-drift.job.js';

const { signal } = new AbortController();
const SAMPLE = { accountNumber: asAccountNumber('HARGATE'), sku: asSku('CUT-4') };

/** A run over one sample, of which so many prices can be compared. @returns the watermark of the run */
async function run(
  compared: number,
  { checkpoint = null, only = null }: { checkpoint?: string | null; only?: string[] | null } = {},
) {
  const comparison: PriceComparison = {
    trouble: async () => null,
    samples: async () => [SAMPLE],
    compare: async () => ({ compared, differences: [] }),
  };
  const job = new PriceDrift(comparison);
  const plan = job.plan({ watermark: null, checkpoint, only, signal });
  for (;;) {
    const step = await plan.next();
    if (step.done) return step.value;
    await job.apply(step.value, { signal });
  }
}

describe('A run that compares prices', () => {
  it('has failed where no price of its samples could be compared', async () => {
    await expect(run(0)).rejects.toThrow(NothingCompared);
    expect(await run(1)).toBe('1');
  });

  it('has not where it is the rest of a run, or another try of records that may be gone', async () => {
    expect(await run(0, { checkpoint: JSON.stringify({ start: 4, next: 1 }) })).toBe('4');
    expect(await run(0, { only: [JSON.stringify({ sku: 'CUT-4', account: 'GONE' })] })).toBe('1');
  });
});
