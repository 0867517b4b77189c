import { type DynamicModule, Module, type ModuleMetadata } from '@nestjs/common';
import { AccountModule } from '../account/index.js';
import { CatalogModule } from '../catalog/index.js';
import {
  AccountWarehouseResolver,
  AvailabilityResolver,
  ProductAvailabilityResolver,
  WarehouseResolver,
} from './inventory.resolver.js';
import { InventoryService } from './inventory.service.js';

@Module({})
export class InventoryModule {
  /** @param unitSales the module that exports UnitSales */
  static with(unitSales: NonNullable<ModuleMetadata['imports']>[number]): DynamicModule {
    return {
      module: InventoryModule,
      imports: [AccountModule, CatalogModule, unitSales],
      providers: [
        InventoryService,
        WarehouseResolver,
        AccountWarehouseResolver,
        ProductAvailabilityResolver,
        AvailabilityResolver,
      ],
      exports: [InventoryService],
    };
  }
}
