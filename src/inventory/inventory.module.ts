import { Module } from '@nestjs/common';
import { AccountModule } from '../account/index.js';
import { CatalogModule } from '../catalog/index.js';
import { PricingModule } from '../pricing/index.js';
import {
  AccountWarehouseResolver,
  AvailabilityResolver,
  ProductAvailabilityResolver,
  WarehouseResolver,
} from './inventory.resolver.js';
import { InventoryService } from './inventory.service.js';
import { StockChanges } from './stock-changes.job.js';
import { WarehouseWarmth } from './warehouse-warmth.js';

@Module({
  imports: [AccountModule, CatalogModule, PricingModule],
  providers: [
    InventoryService,
    WarehouseResolver,
    AccountWarehouseResolver,
    ProductAvailabilityResolver,
    AvailabilityResolver,
    WarehouseWarmth,
    StockChanges,
  ],
  exports: [InventoryService],
})
export class InventoryModule {}
