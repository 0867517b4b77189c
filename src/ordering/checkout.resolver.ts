import { Args, Context, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { permissionsShown } from '../account/index.js';
import { type Contract, type NodeSource, NodeType, type RequestContext } from '../contract/index.js';
import { type PriceAnswer, priceResult } from '../pricing/index.js';
import type { Rejection } from '../submissions/index.js';
import { decimalString, ZERO } from '../values/exact.js';
import { parseGlobalId } from '../values/global-id.js';
import type { AccountNumber } from '../values/identifiers.js';
import { andThen } from '../values/maybe-promise.js';
import { money } from '../values/money.js';
import { asOrderNumber } from './order.js';
import { orderResult } from './order.resolver.js';
import { OrderService } from './order.service.js';
import type { CartRequest } from './order-request.js';
import { type CheckedCart, PlaceOrderService } from './place-order.service.js';
import { readCart, readOrder } from './read-order-input.js';
import { QUOTE_REQUEST } from './submission-kinds.js';
import { SUBMISSION, type SubmissionView, submissionOf } from './submission-view.js';

const NO_WORDS: Rejection = { code: null, message: 'The order could not be taken. The merchant knows of it.' };

@Resolver()
export class CheckoutResolver {
  constructor(private readonly orders: PlaceOrderService) {}

  @Query('checkCart')
  async checkCart(@Args('input') input: Contract.CartInput, @Context() { viewer }: RequestContext) {
    const cart = readCart(input);
    const checked = await this.orders.check(viewer, cart);
    const check = 'kind' in checked ? uncheckedLines(cart.request) : checkedLines(checked);
    const { permissions } = 'kind' in checked ? checked : checked.review;
    return { ...check, permissions: permissionsShown(permissions), problems: checked.problems };
  }

  @Mutation('placeOrder')
  async placeOrder(@Args('input') input: Contract.PlaceOrderInput, @Context() { viewer, record }: RequestContext) {
    const placed = await this.orders.place({ viewer, client: record.client }, readOrder(input), input);
    return placed.kind === 'accepted'
      ? { submission: submissionOf(placed.submission), userErrors: [] }
      : { submission: null, userErrors: placed.problems };
  }
}

function checkedLines({ review, splits }: CheckedCart) {
  const prices = review.lines.flatMap(({ price }) => (price?.kind === 'price' ? price.price : []));
  const subtotal = prices.reduce((sum, { extendedPrice }) => sum.plus(extendedPrice.amount), ZERO);
  const isPriced = prices.length > 0 && prices.length === review.lines.length;
  return {
    lines: review.lines.map(({ request, product, price, warehouse }, index) => ({
      product,
      quantity: decimalString(request.quantity),
      // A cart has no prices of a quote.
      price: price && priceResult(price as PriceAnswer),
      warehouse,
      quantityAvailable: decimalString(splits[index]?.now ?? ZERO),
      quantityBackordered: decimalString(splits[index]?.later ?? ZERO),
      freeItem: freeItemOf(index),
    })),
    subtotal: isPriced ? money(subtotal, review.currency.code, review.currency.decimals) : null,
  };

  /** The line that placeOrder would add; null where nothing of it can be had. */
  function freeItemOf(line: number) {
    const index = review.freeLines.findIndex(({ ofLine }) => ofLine === line);
    const free = review.freeLines[index];
    const { now, later } = splits[review.lines.length + index] ?? { now: ZERO, later: ZERO };
    if (!free || now.plus(later).isZero()) return null;
    return {
      product: free.product,
      quantity: decimalString(now.plus(later)),
      unitOfMeasure: free.unit,
      warehouse: free.warehouse,
      quantityAvailable: decimalString(now),
      quantityBackordered: decimalString(later),
    };
  }
}

function uncheckedLines({ lines }: CartRequest) {
  return {
    lines: lines.map(({ quantity }) => ({
      product: null,
      quantity: decimalString(quantity),
      price: null,
      warehouse: null,
      quantityAvailable: '0',
      quantityBackordered: '0',
      freeItem: null,
    })),
    subtotal: null,
  };
}

/** The state of an order that was accepted. */
@Resolver(SUBMISSION)
@NodeType(SUBMISSION)
export class OrderSubmissionResolver implements NodeSource {
  constructor(
    private readonly placing: PlaceOrderService,
    private readonly orders: OrderService,
  ) {}

  @Query('orderSubmission')
  orderSubmission(@Args('id') id: string, @Context() context: RequestContext): Promise<SubmissionView | null> {
    const parsed = parseGlobalId(id);
    return parsed?.typename === SUBMISSION ? this.node(parsed.key, context) : Promise.resolve(null);
  }

  async node(key: string, { viewer }: RequestContext): Promise<SubmissionView | null> {
    const submission = await this.placing.submission(viewer, key);
    return submission && submissionOf(submission);
  }

  /** GP's text describes an account. A visitor, who is not signed in as its user, gets NO_WORDS instead. */
  @ResolveField('rejection')
  rejection(@Parent() { submission: { rejection } }: SubmissionView, @Context() { viewer }: RequestContext): Rejection | null {
    return rejection && viewer.kind === 'anonymous' ? NO_WORDS : rejection;
  }

  @ResolveField('order')
  order(@Parent() { submission }: SubmissionView, @Context() context: RequestContext) {
    const { kind, status, documentNumber, owner } = submission;
    if (kind === QUOTE_REQUEST || status !== 'PUSHED' || documentNumber === null) return null;
    return andThen(this.orders.order([owner as AccountNumber], asOrderNumber(documentNumber), context.budget), orderResult);
  }
}
