import { Module } from '@nestjs/common';
import { AccountModule } from '../account/index.js';
import { ProductPriceResolver } from './pricing.resolver.js';
import { PricingService } from './pricing.service.js';

@Module({
  imports: [AccountModule],
  providers: [PricingService, ProductPriceResolver],
  exports: [PricingService],
})
export class PricingModule {}
