import { Args, Context, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { AccountView } from '../account/index.js';
import type { Product } from '../catalog/index.js';
import {
  type Contract,
  erpUnavailable,
  InSurroundings,
  LastingValues,
  Layered,
  MadeOfFacts,
  type NodeSource,
  NodeType,
  oncePerArguments,
  type RequestContext,
  type Surroundings,
  unavailable,
} from '../graphql/index.js';
import type { Freshness } from '../live/index.js';
import { Exact } from '../values/exact.js';
import { globalId } from '../values/global-id.js';
import { asUnitCode, asWarehouseCode } from '../values/identifiers.js';
import { andThen, type MaybePromise } from '../values/maybe-promise.js';
import { quantityProblem } from '../values/quantity.js';
import {
  type AvailabilityAnswer,
  type AvailabilityQuestion,
  type AvailabilityView,
  InventoryService,
  type SiteStock,
} from './inventory.service.js';
import { locationOf } from './location.js';
import { closestWith } from './nearness.js';
import type { Warehouse } from './warehouse.js';

const ONE = new Exact(1);

const questionOf = oncePerArguments(
  ({ unitOfMeasure, near }: Contract.ProductAvailabilityArgs): AvailabilityQuestion => ({
    unit: unitOfMeasure?.trim() ? asUnitCode(unitOfMeasure) : null,
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
  @InSurroundings((resolver: ProductAvailabilityResolver, args: Contract.ProductAvailabilityArgs, context) =>
    resolver.surroundings(args, context),
  )
  availability(
    @Parent() product: Product,
    @Args() args: Contract.ProductAvailabilityArgs,
    @Context() { viewer, patience }: RequestContext,
  ): MaybePromise<Layered | Contract.Unavailable> {
    return andThen(this.inventory.availability(viewer, product, questionOf(args), patience), availabilityResult);
  }

  surroundings(args: Contract.ProductAvailabilityArgs, { viewer, patience }: RequestContext): Surroundings | undefined {
    const surroundings = this.inventory.surroundings(viewer, questionOf(args), patience);
    if (!surroundings) return undefined;
    return { kind: surroundings.arrangement, nested: surroundings.places, basisOf: freshness, ownOf: (basis) => basis };
  }
}

function freshness(own: object): Freshness {
  const { asOf, source } = own as Freshness;
  return { asOf, source };
}

const OWN = new Set(['asOf', 'source']);
const OWN_OF_STOCK = new Set(['distanceKm']);

function availabilityResult(answer: AvailabilityAnswer) {
  switch (answer.kind) {
    case 'availability':
      return new Layered('Availability', answer.counted, answer, OWN, answer.places);
    case 'notDefined':
      return unavailable('NOT_DEFINED', answer.message);
    case 'unknown':
      return erpUnavailable(answer);
  }
}

@Resolver('Availability')
@MadeOfFacts()
export class AvailabilityResolver {
  @ResolveField('warehouses')
  warehouses(@Parent() availability: Layered): Layered[] {
    return stockNearby(availability);
  }

  @ResolveField('closestWith')
  closestWith(@Parent() availability: Layered, @Args() { quantity }: Contract.AvailabilityClosestWithArgs): Layered | null {
    const asked = quantity ?? ONE;
    // No warehouse has what is no quantity.
    if (quantityProblem(asked)) return null;
    const { hasLocation, defaultWarehouse } = availability.own as AvailabilityView;
    const nearby = stockNearby(availability).map((shown) => {
      const { warehouse, available } = shown.lasting as SiteStock;
      return { shown, warehouse: warehouse.code, available };
    });
    return closestWith(asked, nearby, hasLocation, defaultWarehouse)?.shown ?? null;
  }
}

function stockNearby({ own }: Layered): Layered[] {
  const { counted, places } = own as AvailabilityView;
  const stocks: Layered[] = [];
  for (const place of places) {
    const stock = counted.bySite.get(place.warehouse);
    if (stock) stocks.push(new Layered('WarehouseStock', stock, place, OWN_OF_STOCK));
  }
  return stocks;
}
