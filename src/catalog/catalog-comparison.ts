import { Injectable } from '@nestjs/common';
import { type Applied, type ApplyRequest, type Job, type PlanRequest, RunsBySchedule } from '../jobs/index.js';
import { CatalogSource } from './catalog-source.port.js';
import { type ItemChunk, ItemImport, partsOf } from './item-import.js';

/** Compares the whole snapshot with GP's items once a night, for what has changed there without a stamp. */
@Injectable()
@RunsBySchedule()
export class CatalogComparison implements Job<ItemChunk> {
  readonly name = 'catalog.comparison';
  readonly about = 'compares every product with its item in GP';
  readonly schedule = { cron: '30 2 * * *', timeZone: 'company', missed: 'skip' } as const;

  constructor(
    private readonly items: ItemImport,
    private readonly source: CatalogSource,
  ) {}

  async *plan({ checkpoint, only, signal }: PlanRequest): AsyncGenerator<ItemChunk, null> {
    const tally = { read: 0, written: 0, removed: 0 };
    try {
      const classification = await this.source.classification(signal);
      if (only !== null) {
        for (const keys of partsOf(only)) yield { checkpoint: '', keys, classification, tally };
        return null;
      }
      const place = { startedAt: '', changedSince: null, after: checkpoint };
      for await (const versions of this.items.versions(place, signal)) {
        const keys = versions.map(({ key }) => key);
        yield { checkpoint: keys.at(-1) ?? '', keys, classification, tally };
      }
      return null;
    } finally {
      this.items.show(tally);
    }
  }

  apply(chunk: ItemChunk, request: ApplyRequest): Promise<Applied> {
    return this.items.apply(chunk, request);
  }
}
