import { Injectable } from '@nestjs/common';
import { CatalogSettings } from '../config/index.js';
import { type PeriodicTask, RunsWhileUp } from '../jobs/index.js';
import { CatalogService } from './catalog.service.js';
import { CatalogSnapshot } from './catalog-snapshot.js';

/** Brings the catalogue's snapshot up to date every CATALOG_REFRESH_SECONDS. */
@Injectable()
@RunsWhileUp('beforeListening')
export class CatalogRefresh implements PeriodicTask {
  readonly name = 'catalog.refresh';
  readonly everyMs: number;

  constructor(
    private readonly snapshot: CatalogSnapshot,
    private readonly catalog: CatalogService,
    settings: CatalogSettings,
  ) {
    this.everyMs = settings.refreshSeconds * 1000;
  }

  async run(signal: AbortSignal): Promise<void> {
    const result = await this.snapshot.refresh(signal);
    if (result && result.changed + result.removed > 0) this.catalog.snapshotChanged();
  }
}
