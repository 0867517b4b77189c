import { Args, Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import type { Product } from '../catalog/index.js';
import { InvalidInput } from '../faults/index.js';
import {
  type Contract,
  erpUnavailable,
  Layered,
  MadeOfFacts,
  oncePerArguments,
  type RequestContext,
  unavailable,
} from '../graphql/index.js';
import { decimalString, Exact } from '../values/exact.js';
import { asUnitCode } from '../values/identifiers.js';
import { andThen, type MaybePromise } from '../values/maybe-promise.js';
import { quantityProblem } from '../values/quantity.js';
import { type PriceAnswer, PricingService } from './pricing.service.js';
import type { UnitPrice } from './unit-price.js';

const ONE = new Exact(1);

const questionOf = oncePerArguments(({ quantity, unitOfMeasure }: Contract.ProductPriceArgs) => {
  const asked = quantity ?? ONE;
  const problem = quantityProblem(asked);
  if (problem) throw new InvalidInput('quantity', problem);
  return { quantity: asked, unit: unitOfMeasure ? asUnitCode(unitOfMeasure) : null };
});

@Resolver('Product')
@MadeOfFacts()
export class ProductPriceResolver {
  constructor(private readonly pricing: PricingService) {}

  @ResolveField('price')
  price(
    @Parent() { sku }: Product,
    @Args() args: Contract.ProductPriceArgs,
    @Context() { viewer, patience }: RequestContext,
  ): MaybePromise<Layered | Contract.Unavailable> {
    return andThen(this.pricing.price(viewer, sku, questionOf(args), patience), priceResult);
  }
}

const OWN = new Set(['asOf', 'source']);
/** What the contract says of a price, but for its age: worked out once for every price. */
const said = new WeakMap<UnitPrice, Omit<Contract.Price, 'asOf' | 'source'>>();

/** @returns the contract's PriceResult */
export function priceResult(answer: PriceAnswer): Layered | Contract.Unavailable {
  switch (answer.kind) {
    case 'price': {
      const { price, asOf, source } = answer;
      let lasting = said.get(price);
      if (!lasting) {
        lasting = priceSaid(price);
        said.set(price, lasting);
      }
      return new Layered(lasting, { asOf, source }, OWN);
    }
    case 'noPrice':
      return unavailable('NOT_DEFINED', answer.message);
    case 'notPermitted':
      return unavailable('NOT_PERMITTED', 'Prices are shown to signed-in buyers.');
    case 'unknown':
      return erpUnavailable(answer);
  }
}

function priceSaid(price: UnitPrice): Omit<Contract.Price, 'asOf' | 'source'> & { readonly __typename: 'Price' } {
  return {
    __typename: 'Price',
    unitPrice: price.unitPrice,
    listPrice: price.listPrice,
    extendedPrice: price.extendedPrice,
    quantity: decimalString(price.quantity),
    unitOfMeasure: price.unit,
    priceLevel: price.level,
    breaks: price.breaks.map(({ fromQuantity, toQuantity, unitPrice }) => ({
      fromQuantity: decimalString(fromQuantity),
      toQuantity: toQuantity && decimalString(toQuantity),
      unitPrice,
    })),
    explanation: price.steps,
  };
}
