import { Args, Context, Mutation, Resolver } from '@nestjs/graphql';
import type { Contract, RequestContext } from '../contract/index.js';
import { submissionOf } from '../ordering/index.js';
import { AnswerQuoteService } from './answer-quote.service.js';
import { OrderQuoteService } from './order-quote.service.js';
import { quoteResult } from './quote.resolver.js';
import { readQuoteAnswer, readQuoteOrder, readQuoteRequest } from './read-quote-input.js';
import { RequestQuoteService } from './request-quote.service.js';

@Resolver()
export class QuotingResolver {
  constructor(
    private readonly requests: RequestQuoteService,
    private readonly orders: OrderQuoteService,
    private readonly answers: AnswerQuoteService,
  ) {}

  @Mutation('requestQuote')
  async requestQuote(@Args('input') input: Contract.RequestQuoteInput, @Context() { viewer }: RequestContext) {
    const requested = await this.requests.request(viewer, readQuoteRequest(input));
    return requested.kind === 'accepted'
      ? { submission: submissionOf(requested.submission), userErrors: [] }
      : { submission: null, userErrors: requested.problems };
  }

  @Mutation('orderQuote')
  async orderQuote(@Args('input') input: Contract.OrderQuoteInput, @Context() { viewer, record }: RequestContext) {
    const placed = await this.orders.order({ viewer, client: record.client }, readQuoteOrder(input));
    return placed.kind === 'accepted'
      ? { submission: submissionOf(placed.submission), userErrors: [] }
      : { submission: null, userErrors: placed.problems };
  }

  @Mutation('answerQuote')
  async answerQuote(@Args('input') input: Contract.AnswerQuoteInput, @Context() { viewer }: RequestContext) {
    const answered = await this.answers.answer(viewer, readQuoteAnswer(input));
    return answered.kind === 'answered'
      ? { quote: quoteResult(answered.quote), userErrors: [] }
      : { quote: null, userErrors: answered.problems };
  }
}
