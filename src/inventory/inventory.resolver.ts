import { Args, Context, Info, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import type { AccountView } from '../account/index.js';
import type { Product } from '../catalog/index.js';
import { type Contract, erpUnavailable, type NodeSource, NodeType, type RequestContext, unavailable } from '../graphql/index.js';
import { decimalString, Exact } from '../values/exact.js';
import { globalId } from '../values/global-id.js';
import { asUnitCode, asWarehouseCode } from '../values/identifiers.js';
import { andThen, type MaybePromise } from '../values/maybe-promise.js';
import { checkClosestWith } from './closest-with-arguments.js';
import { type AvailabilityAnswer, type AvailabilityView, InventoryService, type WarehouseStock } from './inventory.service.js';
import { locationOf } from './location.js';
import { closestWith } from './nearness.js';
import type { Warehouse } from './warehouse.js';

const ONE = new Exact(1);

@Resolver('Warehouse')
@NodeType('Warehouse')
export class WarehouseResolver implements NodeSource {
  constructor(private readonly inventory: InventoryService) {}

  @Query('warehouses')
  warehouses(@Context() { viewer, patience }: RequestContext): MaybePromise<readonly Warehouse[]> {
    return andThen(this.inventory.warehouses(viewer, patience), (live) => (live.known ? live.value : []));
  }

  node(key: string, { viewer, patience }: RequestContext): MaybePromise<Warehouse | null> {
    return this.inventory.warehouse(viewer, asWarehouseCode(key), patience);
  }

  @ResolveField('id')
  id(@Parent() { code }: Warehouse): string {
    return globalId('Warehouse', code);
  }
}

@Resolver('Account')
export class AccountWarehouseResolver {
  constructor(private readonly inventory: InventoryService) {}

  @ResolveField('defaultWarehouse')
  defaultWarehouse(
    @Parent() { accountNumber, own }: AccountView,
    @Context() { viewer, patience }: RequestContext,
  ): MaybePromise<Warehouse | null> {
    if (!own || viewer.kind !== 'signedIn') return null;
    const buyer = { ...viewer, accountNumber };
    return andThen(this.inventory.defaultWarehouse(buyer, patience), (code) =>
      code ? this.inventory.warehouse(buyer, code, patience) : null,
    );
  }
}

@Resolver('Product')
export class ProductAvailabilityResolver {
  constructor(private readonly inventory: InventoryService) {}

  @ResolveField('availability')
  availability(
    @Parent() product: Product,
    @Args() { unitOfMeasure, near }: Contract.ProductAvailabilityArgs,
    @Context() { viewer, patience }: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    checkClosestWith(info);
    const question = { unit: unitOfMeasure ? asUnitCode(unitOfMeasure) : null, near: near ? locationOf(near) : null };
    return andThen(this.inventory.availability(viewer, product, question, patience), availabilityResult);
  }
}

function availabilityResult(answer: AvailabilityAnswer) {
  switch (answer.kind) {
    case 'availability':
      return {
        ...answer,
        __typename: 'Availability',
        totalAvailable: decimalString(answer.totalAvailable),
        unitOfMeasure: answer.unit,
      };
    case 'notDefined':
      return unavailable('NOT_DEFINED', answer.message);
    case 'unknown':
      return erpUnavailable(answer);
  }
}

@Resolver('Availability')
export class AvailabilityResolver {
  @ResolveField('closestWith')
  closestWith(
    @Parent() { warehouses, hasLocation, defaultWarehouse }: AvailabilityView,
    @Args() { quantity }: Contract.AvailabilityClosestWithArgs,
  ): WarehouseStock | null {
    return closestWith(quantity ?? ONE, warehouses, hasLocation, defaultWarehouse) ?? null;
  }
}

@Resolver('WarehouseStock')
export class WarehouseStockResolver {
  @ResolveField('warehouse')
  warehouse(@Parent() { site }: WarehouseStock): Warehouse {
    return site;
  }
}
