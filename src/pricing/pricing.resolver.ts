import { Args, Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import type { Product } from '../catalog/index.js';
import {
  AnswerIsCacheable,
  type Contract,
  erpUnavailable,
  oncePerArguments,
  PartlyShared,
  type RequestContext,
  SharedField,
  unavailable,
  type Variant,
  type VariantOfObject,
} from '../contract/index.js';
import { type Freshness, freshnessOf } from '../live/index.js';
import { isGiven } from '../values/blank.js';
import { Exact } from '../values/exact.js';
import { asUnitCode } from '../values/identifiers.js';
import { andThen, type MaybePromise } from '../values/maybe-promise.js';
import { quantityProblem } from '../values/quantity.js';
import type { BuyersPart } from './extended/extended-pricing.js';
import { type KnownPrice, type PriceAnswer, PricingService } from './pricing.service.js';

const ONE = new Exact(1);

/** The question in the arguments, or an Unavailable for an invalid quantity: visitors type quantities, and the page must render. */
const questionOf = oncePerArguments(({ quantity, unitOfMeasure }: Contract.ProductPriceArgs) => {
  const asked = quantity ?? ONE;
  const problem = quantityProblem(asked);
  if (problem) return unavailable('NOT_DEFINED', `The quantity ${problem}.`);
  return { quantity: asked, unit: isGiven(unitOfMeasure) ? asUnitCode(unitOfMeasure) : null };
});

@Resolver('Product')
@AnswerIsCacheable()
export class ProductPriceResolver {
  constructor(private readonly pricing: PricingService) {}

  @ResolveField('price')
  @SharedField((resolver: ProductPriceResolver, args: Contract.ProductPriceArgs, context) => resolver.variant(args, context))
  price(
    @Parent() { sku }: Product,
    @Args() args: Contract.ProductPriceArgs,
    @Context() { viewer, budget }: RequestContext,
  ): MaybePromise<PartlyShared | Contract.Unavailable> {
    const question = questionOf(args);
    if ('reason' in question) return question;
    return andThen(this.pricing.price(viewer, sku, question, budget), priceResult);
  }

  private variant(
    args: Contract.ProductPriceArgs,
    { viewer, budget }: RequestContext,
  ): Variant | VariantOfObject<Product> | undefined {
    const question = questionOf(args);
    const buyer = 'reason' in question ? undefined : this.pricing.knownBuyer(viewer, budget);
    if (!buyer || 'reason' in question) return undefined;
    const { bySheets, freshness } = buyer;
    const asked = [...buyer.variant, question.unit, question.quantity.toFixed()];
    if (!bySheets) return variantOn(asked, freshness);
    const variantBy = ({ terms, own, others }: BuyersPart) =>
      variantOn([...asked, terms, own], freshnessOf([freshness, ...others]));
    const ofBooks = variantBy(bySheets.ofBooks);
    return ({ sku }) => {
      const sheets = this.pricing.knownSheets(sku, bySheets, budget);
      return sheets === bySheets.ofBooks ? ofBooks : sheets && variantBy(sheets);
    };
  }
}

/** @param ofBuyer the age of the facts about the buyer */
function variantOn(key: readonly unknown[], ofBuyer: Freshness): Variant {
  return {
    key,
    own: { sharedBy: (own) => (own as KnownPrice).ofProduct, ofViewer: ofBuyer },
  };
}

const OWN = new Set(['asOf', 'source']);

/** @returns the contract's PriceResult */
export function priceResult(answer: PriceAnswer): PartlyShared | Contract.Unavailable {
  switch (answer.kind) {
    case 'price':
      return new PartlyShared('Price', answer.price, answer, OWN);
    case 'noPrice':
      return unavailable('NOT_DEFINED', answer.message);
    case 'notPermitted':
      return unavailable('NOT_PERMITTED', 'Prices are shown to signed-in buyers.');
    case 'unknown':
      return erpUnavailable(answer);
  }
}
