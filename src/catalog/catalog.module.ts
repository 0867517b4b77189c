import { Module } from '@nestjs/common';
import { AccountModule } from '../account/index.js';
import { CategoryResolver, ProductResolver } from './catalog.resolver.js';
import { CatalogService } from './catalog.service.js';
import { CatalogRefresh } from './catalog-refresh.js';
import { CatalogSnapshot } from './catalog-snapshot.js';
import { ProductStore } from './product-store.js';

@Module({
  imports: [AccountModule],
  providers: [CatalogService, CatalogSnapshot, CatalogRefresh, ProductStore, ProductResolver, CategoryResolver],
  exports: [CatalogService, CatalogRefresh, CatalogSnapshot],
})
export class CatalogModule {}
