import { Module } from '@nestjs/common';
import { AccountModule } from '../account/index.js';
import { CategoryResolver, ProductResolver } from './catalog.resolver.js';
import { CatalogService } from './catalog.service.js';
import { CatalogComparison } from './catalog-comparison.js';
import { CatalogRefresh } from './catalog-refresh.js';
import { CatalogRemovals } from './catalog-removals.js';
import { CatalogSnapshot } from './catalog-snapshot.js';
import { ItemExtensions } from './item-extensions.js';
import { ItemImport } from './item-import.js';
import { ProductChanges } from './product-changes.job.js';
import { ProductStore } from './product-store.js';

@Module({
  imports: [AccountModule],
  providers: [
    CatalogService,
    CatalogSnapshot,
    ItemExtensions,
    ItemImport,
    CatalogRefresh,
    CatalogComparison,
    CatalogRemovals,
    ProductStore,
    ProductChanges,
    ProductResolver,
    CategoryResolver,
  ],
  exports: [CatalogService],
})
export class CatalogModule {}
