import { Module } from '@nestjs/common';
import { OrderingModule } from '../ordering/index.js';
import { SubmissionsModule } from '../submissions/index.js';
import { QuoteHandOver } from './quote-hand-over.js';
import { QuotingResolver } from './quoting.resolver.js';
import { RequestQuoteService } from './request-quote.service.js';

@Module({
  imports: [OrderingModule, SubmissionsModule],
  providers: [RequestQuoteService, QuoteHandOver, QuotingResolver],
})
export class QuotesModule {}
