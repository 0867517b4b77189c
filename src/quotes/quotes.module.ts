import { Module } from '@nestjs/common';
import { AccountModule } from '../account/index.js';
import { OrderingModule } from '../ordering/index.js';
import { SubmissionsModule } from '../submissions/index.js';
import { AnswerQuoteService } from './answer-quote.service.js';
import { OrderQuoteService } from './order-quote.service.js';
import { AccountQuotesResolver, QuoteResolver } from './quote.resolver.js';
import { QuoteService } from './quote.service.js';
import { QuoteChanges } from './quote-changes.job.js';
import { QuoteHandOver } from './quote-hand-over.js';
import { QuoteNotesService } from './quote-notes.service.js';
import { QuoteOrderHandOver } from './quote-order-hand-over.js';
import { QuotingResolver } from './quoting.resolver.js';
import { RequestQuoteService } from './request-quote.service.js';

@Module({
  imports: [AccountModule, OrderingModule, SubmissionsModule],
  providers: [
    QuoteNotesService,
    QuoteService,
    QuoteResolver,
    AccountQuotesResolver,
    RequestQuoteService,
    OrderQuoteService,
    AnswerQuoteService,
    QuoteHandOver,
    QuoteOrderHandOver,
    QuotingResolver,
    QuoteChanges,
  ],
  exports: [QuoteService],
})
export class QuotesModule {}
