import { Args, Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import type { Product } from '../catalog/index.js';
import { InvalidInput } from '../faults/index.js';
import { type Contract, erpUnavailable, type RequestContext, unavailable } from '../graphql/index.js';
import { decimalString, Exact } from '../values/exact.js';
import { asUnitCode } from '../values/identifiers.js';
import { andThen, type MaybePromise } from '../values/maybe-promise.js';
import { quantityProblem } from '../values/quantity.js';
import { type PriceAnswer, PricingService } from './pricing.service.js';

const ONE = new Exact(1);

@Resolver('Product')
export class ProductPriceResolver {
  constructor(private readonly pricing: PricingService) {}

  @ResolveField('price')
  price(
    @Parent() { sku }: Product,
    @Args() { quantity, unitOfMeasure }: Contract.ProductPriceArgs,
    @Context() { viewer, patience }: RequestContext,
  ): MaybePromise<Contract.PriceResult> {
    const asked = quantity ?? ONE;
    const problem = quantityProblem(asked);
    if (problem) throw new InvalidInput('quantity', problem);
    const unit = unitOfMeasure ? asUnitCode(unitOfMeasure) : null;
    return andThen(this.pricing.price(viewer, sku, { quantity: asked, unit }, patience), priceResult);
  }
}

export function priceResult(answer: PriceAnswer): Contract.PriceResult {
  switch (answer.kind) {
    case 'price':
      return {
        __typename: 'Price',
        unitPrice: answer.unitPrice,
        listPrice: answer.listPrice,
        extendedPrice: answer.extendedPrice,
        quantity: decimalString(answer.quantity),
        unitOfMeasure: answer.unit,
        priceLevel: answer.level,
        breaks: answer.breaks.map(({ fromQuantity, toQuantity, unitPrice }) => ({
          fromQuantity: decimalString(fromQuantity),
          toQuantity: toQuantity && decimalString(toQuantity),
          unitPrice,
        })),
        explanation: answer.steps,
        asOf: answer.asOf,
        source: answer.source,
      };
    case 'noPrice':
      return unavailable('NOT_DEFINED', answer.message);
    case 'notPermitted':
      return unavailable('NOT_PERMITTED', 'Prices are shown to signed-in buyers.');
    case 'unknown':
      return erpUnavailable(answer);
  }
}
