import { type DynamicModule, Injectable, Module } from '@nestjs/common';
import { AccountModule } from './account/index.js';
import { CallersModule, type KnownClients } from './callers/index.js';
import { CatalogModule } from './catalog/index.js';
import type { Configuration } from './config/index.js';
import type { GatewayDatabase } from './database/index.js';
import { DrainingModule } from './draining/index.js';
import { EditingModule } from './editing/index.js';
import { FoundationsModule } from './foundations.module.js';
import { GpModule } from './gp/gp.module.js';
import type { SandboxCompany } from './gp/sandbox/sandbox-company.js';
import { GraphqlEdgeModule, LoadSheddingModule } from './graphql/index.js';
import { IdentityModule } from './identity/index.js';
import { InventoryModule, UnitSales } from './inventory/index.js';
import type { Patience } from './live/index.js';
import { HealthController, ObservabilityModule } from './observability/index.js';
import { OrderingModule } from './ordering/index.js';
import { PricingModule, PricingService } from './pricing/index.js';
import { ThrottlingModule } from './throttling/index.js';
import type { Sku, UnitCode } from './values/identifiers.js';
import { andThen, type MaybePromise } from './values/maybe-promise.js';
import type { Viewer } from './values/viewer.js';

/** The price list says how a unit is sold, and stock counts in units that can be sold: inventory need not know pricing. */
@Injectable()
class UnitSalesOfPriceLists implements UnitSales {
  constructor(private readonly pricing: PricingService) {}

  soldInFractions(viewer: Viewer, sku: Sku, unit: UnitCode, patience: Patience): MaybePromise<boolean> {
    return andThen(this.pricing.unitSale(viewer, sku, unit, patience), (sale) => sale === 'WHOLE_AND_FRACTIONAL');
  }
}

@Module({
  imports: [PricingModule],
  providers: [{ provide: UnitSales, useClass: UnitSalesOfPriceLists }],
  exports: [UnitSales],
})
class UnitSalesModule {}

/** The whole gateway, standing on its database and on GP. */
@Module({})
export class AppModule {
  static on(
    configuration: Configuration,
    database: GatewayDatabase,
    company: SandboxCompany,
    clients: KnownClients,
  ): DynamicModule {
    const inventory = InventoryModule.with(UnitSalesModule);
    return {
      module: AppModule,
      imports: [
        ObservabilityModule.with(configuration.settings.observability),
        FoundationsModule.with(configuration, database),
        GpModule.with(company),
        LoadSheddingModule,
        CallersModule.with(clients),
        ThrottlingModule,
        DrainingModule,
        AccountModule,
        CatalogModule,
        PricingModule,
        inventory,
        OrderingModule.with(inventory),
        IdentityModule,
        EditingModule,
        GraphqlEdgeModule.with(IdentityModule),
      ],
      controllers: [HealthController],
    };
  }
}
