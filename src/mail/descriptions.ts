import { Injectable } from '@nestjs/common';
import { CatalogService } from '../catalog/index.js';
import { RequestBudget } from '../live/index.js';
import type { Sku } from '../values/identifiers.js';

/** What the catalogue calls products. */
@Injectable()
export class Descriptions {
  constructor(private readonly catalog: CatalogService) {}

  /** Products that the catalogue does not know are absent. */
  async of(skus: readonly Sku[]): Promise<ReadonlyMap<Sku, string>> {
    const budget = RequestBudget.ofPage();
    const found = await Promise.all(
      [...new Set(skus)].map(async (sku) => [sku, await this.catalog.anyProduct(sku, budget)] as const),
    );
    return new Map(found.flatMap(([sku, live]) => (live.known && live.value ? [[sku, live.value.name]] : [])));
  }
}
