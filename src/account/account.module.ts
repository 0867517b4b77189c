import { Module } from '@nestjs/common';
import { AccountResolver } from './account.resolver.js';
import { AccountService } from './account.service.js';
import { CompanyCalendar } from './company-calendar.js';
import { CompanyWarmth } from './company-warmth.js';
import { CustomerChanges } from './customer-changes.job.js';
import { UserResolver, ViewerResolver } from './viewer.resolver.js';

@Module({
  providers: [AccountService, AccountResolver, ViewerResolver, UserResolver, CompanyWarmth, CompanyCalendar, CustomerChanges],
  exports: [AccountService, CompanyCalendar],
})
export class AccountModule {}
