import { Args, Context, Mutation, Resolver } from '@nestjs/graphql';
import type { Contract, RequestContext } from '../contract/index.js';
import { CancelOrderService } from './cancel-order.service.js';
import { orderResult } from './order.resolver.js';
import { readCancelInput } from './read-cancel-input.js';

@Resolver()
export class CancelOrderResolver {
  constructor(private readonly cancelling: CancelOrderService) {}

  @Mutation('cancelOrder')
  async cancelOrder(@Args('input') input: Contract.CancelOrderInput, @Context() { viewer }: RequestContext) {
    const read = readCancelInput(input);
    if ('problems' in read) return { order: null, userErrors: read.problems };
    const outcome = await this.cancelling.cancel(viewer, read.request);
    return outcome.kind === 'cancelled'
      ? { order: outcome.order && orderResult(outcome.order), userErrors: [] }
      : { order: null, userErrors: outcome.problems };
  }
}
