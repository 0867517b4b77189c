import { Args, Context, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { Product } from '../catalog/index.js';
import { AnswerIsCacheable, type Contract, type RequestContext } from '../contract/index.js';
import { InvalidInput } from '../faults/index.js';
import { decimalString } from '../values/exact.js';
import type { MaybePromise } from '../values/maybe-promise.js';
import { PartNumberService } from './part-number.service.js';
import { QuickOrderService, quickLine } from './quick-order.service.js';

const MAX_LINES = 500;

@Resolver()
export class QuickOrderResolver {
  constructor(private readonly quickOrders: QuickOrderService) {}

  @Query('quickOrder')
  async quickOrder(@Args() { lines }: Contract.QueryQuickOrderArgs, @Context() { viewer, budget }: RequestContext) {
    if (lines.length > MAX_LINES) throw new InvalidInput('lines', `must not hold more than ${MAX_LINES} lines`);
    const typed = lines.map(({ code, quantity, unitOfMeasure }) => quickLine(code, quantity, unitOfMeasure));
    const resolved = await this.quickOrders.resolve(viewer, typed, budget);
    return resolved.map(({ line, match, product, candidates, unit, problems }, index) => ({
      code: lines[index]?.code ?? line.code,
      match,
      product,
      candidates,
      quantity: line.quantity && decimalString(line.quantity),
      unitOfMeasure: unit,
      problems,
    }));
  }
}

@Resolver('Product')
@AnswerIsCacheable()
export class CustomerPartNumberResolver {
  constructor(private readonly partNumbers: PartNumberService) {}

  @ResolveField('customerPartNumber')
  customerPartNumber(@Parent() { sku }: Product, @Context() { viewer, budget }: RequestContext): MaybePromise<string | null> {
    return this.partNumbers.numberOf(viewer, sku, budget);
  }
}
