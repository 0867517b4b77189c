import { Args, Context, Mutation, Resolver } from '@nestjs/graphql';
import type { Contract, RequestContext } from '../contract/index.js';
import { submissionOf } from '../ordering/index.js';
import { readQuoteRequest } from './read-quote-input.js';
import { RequestQuoteService } from './request-quote.service.js';

@Resolver()
export class QuotingResolver {
  constructor(private readonly requests: RequestQuoteService) {}

  @Mutation('requestQuote')
  async requestQuote(@Args('input') input: Contract.RequestQuoteInput, @Context() { viewer }: RequestContext) {
    const requested = await this.requests.request(viewer, readQuoteRequest(input));
    return requested.kind === 'accepted'
      ? { submission: submissionOf(requested.submission), userErrors: [] }
      : { submission: null, userErrors: requested.problems };
  }
}
