import { Args, Context, Info, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import type { AccountView } from '../account/index.js';
import type { Product } from '../catalog/index.js';
import {
  type Contract,
  erpUnavailable,
  LastingValues,
  Layered,
  MadeOfFacts,
  type NodeSource,
  NodeType,
  oncePerArguments,
  type RequestContext,
  unavailable,
} from '../graphql/index.js';
import { Exact } from '../values/exact.js';
import { globalId } from '../values/global-id.js';
import { asUnitCode, asWarehouseCode } from '../values/identifiers.js';
import { andThen, type MaybePromise } from '../values/maybe-promise.js';
import { checkClosestWith } from './closest-with-arguments.js';
import {
  type AvailabilityAnswer,
  type AvailabilityQuestion,
  type AvailabilityView,
  type CountedStock,
  InventoryService,
  type NearStock,
} from './inventory.service.js';
import { locationOf } from './location.js';
import { closestWith } from './nearness.js';
import type { Warehouse } from './warehouse.js';

const ONE = new Exact(1);

const questionOf = oncePerArguments(
  ({ unitOfMeasure, near }: Contract.ProductAvailabilityArgs): AvailabilityQuestion => ({
    unit: unitOfMeasure ? asUnitCode(unitOfMeasure) : null,
    near: near ? locationOf(near) : null,
  }),
);

@Resolver('Warehouse')
@MadeOfFacts()
@LastingValues()
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
@MadeOfFacts()
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
@MadeOfFacts()
export class ProductAvailabilityResolver {
  constructor(private readonly inventory: InventoryService) {}

  @ResolveField('availability')
  availability(
    @Parent() product: Product,
    @Args() args: Contract.ProductAvailabilityArgs,
    @Context() { viewer, patience }: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): MaybePromise<Layered | Contract.Unavailable> {
    checkClosestWith(info);
    return andThen(this.inventory.availability(viewer, product, questionOf(args), patience), availabilityResult);
  }
}

const OWN = new Set(['warehouses', 'asOf', 'source']);
const OWN_OF_STOCK = new Set(['distanceKm']);
/** What the contract says of stock wherever the viewer is: worked out once for every count. */
const said = new WeakMap<CountedStock, object>();

function availabilityResult(answer: AvailabilityAnswer) {
  switch (answer.kind) {
    case 'availability': {
      const { counted, warehouses, asOf, source } = answer;
      let lasting = said.get(counted);
      if (!lasting) {
        const { status, totalAvailable, unit, backorderable } = counted;
        lasting = { __typename: 'Availability', status, totalAvailable, unitOfMeasure: unit, backorderable };
        said.set(counted, lasting);
      }
      return new Layered(lasting, { warehouses: warehouses.map(stockAt), asOf, source, answer }, OWN);
    }
    case 'notDefined':
      return unavailable('NOT_DEFINED', answer.message);
    case 'unknown':
      return erpUnavailable(answer);
  }
}

function stockAt(near: NearStock): Layered {
  return new Layered(near.stock, near, OWN_OF_STOCK);
}

@Resolver('Availability')
@MadeOfFacts()
export class AvailabilityResolver {
  @ResolveField('closestWith')
  closestWith(@Parent() availability: Layered, @Args() { quantity }: Contract.AvailabilityClosestWithArgs): Layered | null {
    const { answer } = availability.own as { readonly answer: AvailabilityView };
    const closest = closestWith(quantity ?? ONE, answer.warehouses, answer.hasLocation, answer.defaultWarehouse);
    return closest ? stockAt(closest) : null;
  }
}
