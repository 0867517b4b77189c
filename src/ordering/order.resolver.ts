import { Args, Context, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { AccountService, type AccountView, type Address, notYours } from '../account/index.js';
import { CatalogService, type Product } from '../catalog/index.js';
import {
  type Contract,
  connectionOf,
  emptyConnection,
  erpUnavailable,
  type NodeSource,
  NodeType,
  pageSize,
  type RequestContext,
} from '../contract/index.js';
import { InventoryService, type Warehouse } from '../inventory/index.js';
import type { Live } from '../live/index.js';
import { andThen, type MaybePromise } from '../values/maybe-promise.js';
import { asOrderNumber } from './order.js';
import { OrderService } from './order.service.js';
import { orderCursor, orderFilter, orderPosition } from './order-list.js';
import type { OrderLineView, OrderView } from './order-view.js';

const USUAL_PAGE = 20;

type OrderList = Omit<Contract.OrderConnection, 'nodes' | 'edges'> & {
  readonly nodes: readonly OrderView[];
  readonly edges: readonly { readonly cursor: string; readonly node: OrderView }[];
};

/** The contract's OrderResult. */
export function orderResult(live: Live<OrderView | null>) {
  if (!live.known) return erpUnavailable(live);
  return live.value;
}

@Resolver('Order')
@NodeType('Order')
export class OrderResolver implements NodeSource {
  constructor(
    private readonly orders: OrderService,
    private readonly accounts: AccountService,
  ) {}

  @Query('order')
  order(@Args('number') number: string, @Context() context: RequestContext) {
    return andThen(this.find(number, context), (live) => live && orderResult(live));
  }

  node(key: string, context: RequestContext): MaybePromise<OrderView | null> {
    return andThen(this.find(key, context), (live) => (live?.known ? live.value : null));
  }

  /** A document has only the code of its billing address. */
  @ResolveField('billTo')
  billTo(@Parent() { order }: OrderView, @Context() { budget }: RequestContext): MaybePromise<Address | null> {
    const wanted = order.billingAddressCode?.toUpperCase();
    if (wanted === undefined) return null;
    return andThen(this.accounts.addresses(order.accountNumber, budget), (live) =>
      live.known ? (live.value.find(({ code }) => code.toUpperCase() === wanted) ?? null) : null,
    );
  }

  @ResolveField('customFields')
  customFields(
    @Parent() { order }: OrderView,
    @Args() { names }: Contract.OrderCustomFieldsArgs,
  ): readonly Contract.CustomField[] {
    return order.customFields.filter(({ name }) => !names || names.includes(name));
  }

  /** An order of any account that the viewer may buy for; null for an order of another account, or none. */
  private find(number: string, { viewer, budget }: RequestContext): MaybePromise<Live<OrderView | null> | null> {
    const wanted = asOrderNumber(number);
    if (viewer.kind !== 'signedIn' || wanted === '') return null;
    return this.orders.order(viewer.accountNumbers, wanted, budget);
  }
}

@Resolver('OrderLine')
export class OrderLineResolver {
  constructor(
    private readonly catalog: CatalogService,
    private readonly inventory: InventoryService,
  ) {}

  @ResolveField('product')
  product(@Parent() { sku }: OrderLineView, @Context() { viewer, budget }: RequestContext): MaybePromise<Product | null> {
    return this.catalog.product(viewer, sku, budget);
  }

  @ResolveField('warehouse')
  warehouse(
    @Parent() { warehouseCode }: OrderLineView,
    @Context() { viewer, budget }: RequestContext,
  ): MaybePromise<Warehouse | null> {
    return warehouseCode && this.inventory.warehouse(viewer, warehouseCode, budget);
  }
}

@Resolver('Account')
export class AccountOrdersResolver {
  constructor(private readonly orders: OrderService) {}

  @ResolveField('orders')
  accountOrders(
    @Parent() { accountNumber, own }: AccountView,
    @Args() { first, after, filter }: Contract.AccountOrdersArgs,
    @Context() { budget }: RequestContext,
  ): MaybePromise<OrderList> {
    const ask = {
      accountNumber,
      filter: orderFilter(filter),
      first: pageSize(first, USUAL_PAGE),
      after: orderPosition(after),
    };
    if (!own) return { ...emptyConnection<OrderView>(), unavailable: notYours() };
    return andThen(this.orders.page(ask, budget), (live) => {
      if (!live.known) return { ...emptyConnection<OrderView>(), unavailable: erpUnavailable(live) };
      const { orders, hasNextPage } = live.value;
      const items = orders.map((node) => ({ node, cursor: orderCursor(node.order) }));
      return { ...connectionOf({ items, hasNextPage, hasPreviousPage: ask.after !== null }), unavailable: null };
    });
  }
}
