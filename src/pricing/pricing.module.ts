import { Module } from '@nestjs/common';
import { AccountModule } from '../account/index.js';
import { ChangesModule } from '../changes/index.js';
import { PricesByTheDay } from './extended/prices-by-the-day.job.js';
import { PriceChanges } from './price-changes.job.js';
import { PriceDrift } from './price-drift.job.js';
import { ProductPriceResolver } from './pricing.resolver.js';
import { PricingService } from './pricing.service.js';
import { RateChanges } from './rate-changes.job.js';

@Module({
  imports: [AccountModule, ChangesModule],
  providers: [PricingService, PriceChanges, PricesByTheDay, PriceDrift, RateChanges, ProductPriceResolver],
  exports: [PricingService],
})
export class PricingModule {}
