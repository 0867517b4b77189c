import { Args, Context, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { AccountView } from '../account/index.js';
import type { Product } from '../catalog/index.js';
import {
  AnswerIsCacheable,
  type Contract,
  erpUnavailable,
  type NodeSource,
  NodeType,
  oncePerArguments,
  PartlyShared,
  type RequestContext,
  SharedField,
  SharedObjects,
  unavailable,
  type Variant,
} from '../contract/index.js';
import { isGiven } from '../values/blank.js';
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
    unit: isGiven(unitOfMeasure) ? asUnitCode(unitOfMeasure) : null,
    near: near ? locationOf(near) : null,
  }),
);

@Resolver('Warehouse')
@AnswerIsCacheable()
@SharedObjects()
@NodeType('Warehouse')
export class WarehouseResolver implements NodeSource {
  constructor(private readonly inventory: InventoryService) {}

  @Query('warehouses')
  warehouses(@Context() { viewer, budget }: RequestContext): MaybePromise<readonly Warehouse[]> {
    return andThen(this.inventory.warehouses(viewer, budget), (live) => (live.known ? live.value : []));
  }

  node(key: string, { viewer, budget }: RequestContext): MaybePromise<Warehouse | null> {
    return this.inventory.warehouse(viewer, asWarehouseCode(key), budget);
  }

  @ResolveField('id')
  id(@Parent() { code }: Warehouse): string {
    return globalId('Warehouse', code);
  }
}

@Resolver('Account')
@AnswerIsCacheable()
export class AccountWarehouseResolver {
  constructor(private readonly inventory: InventoryService) {}

  @ResolveField('defaultWarehouse')
  defaultWarehouse(
    @Parent() { accountNumber, own }: AccountView,
    @Context() { viewer, budget }: RequestContext,
  ): MaybePromise<Warehouse | null> {
    if (!own || viewer.kind !== 'signedIn') return null;
    const buyer = { ...viewer, accountNumber };
    return andThen(this.inventory.defaultWarehouse(buyer, budget), (code) =>
      code ? this.inventory.warehouse(buyer, code, budget) : null,
    );
  }
}

@Resolver('Product')
@AnswerIsCacheable()
export class ProductAvailabilityResolver {
  constructor(private readonly inventory: InventoryService) {}

  @ResolveField('availability')
  @SharedField((resolver: ProductAvailabilityResolver, args: Contract.ProductAvailabilityArgs, context) =>
    resolver.variant(args, context),
  )
  availability(
    @Parent() product: Product,
    @Args() args: Contract.ProductAvailabilityArgs,
    @Context() { viewer, budget }: RequestContext,
  ): MaybePromise<PartlyShared | Contract.Unavailable> {
    return andThen(this.inventory.availability(viewer, product, questionOf(args), budget), availabilityResult);
  }

  private variant(args: Contract.ProductAvailabilityArgs, { viewer, budget }: RequestContext): Variant | undefined {
    const view = this.inventory.knownView(viewer, questionOf(args), budget);
    return view && { key: [view.serving, view.order, view.hasLocation, view.defaultWarehouse], nested: view.places };
  }
}

const OWN = new Set(['asOf', 'source']);
const OWN_OF_STOCK = new Set(['distanceKm']);

function availabilityResult(answer: AvailabilityAnswer) {
  switch (answer.kind) {
    case 'availability':
      return new PartlyShared('Availability', answer.counted, answer, OWN, answer.places);
    case 'notDefined':
      return unavailable('NOT_DEFINED', answer.message);
    case 'unknown':
      return erpUnavailable(answer);
  }
}

@Resolver('Availability')
@AnswerIsCacheable()
export class AvailabilityResolver {
  @ResolveField('warehouses')
  warehouses(@Parent() availability: PartlyShared): PartlyShared[] {
    return stockNearby(availability);
  }

  @ResolveField('closestWith')
  closestWith(
    @Parent() availability: PartlyShared,
    @Args() { quantity }: Contract.AvailabilityClosestWithArgs,
  ): PartlyShared | null {
    const asked = quantity ?? ONE;
    // No warehouse can have an invalid quantity.
    if (quantityProblem(asked)) return null;
    const { hasLocation, defaultWarehouse } = availability.own as AvailabilityView;
    const nearby = stockNearby(availability).map((shown) => {
      const { warehouse, available } = shown.shared as SiteStock;
      return { shown, warehouse: warehouse.code, available };
    });
    return closestWith(asked, nearby, hasLocation, defaultWarehouse)?.shown ?? null;
  }
}

function stockNearby({ own }: PartlyShared): PartlyShared[] {
  const { counted, places } = own as AvailabilityView;
  const stocks: PartlyShared[] = [];
  for (const place of places) {
    const stock = counted.bySite.get(place.warehouse);
    if (stock) stocks.push(new PartlyShared('WarehouseStock', stock, place, OWN_OF_STOCK));
  }
  return stocks;
}
