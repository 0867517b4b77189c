import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import type { RequestContext } from '../contract/index.js';
import { InventoryService, type Warehouse } from '../inventory/index.js';
import type { OrderShipment, OrderShipmentLine, OrderView } from '../ordering/index.js';
import type { MaybePromise } from '../values/maybe-promise.js';
import { ShipmentsService, type TrackedParcel } from './shipments.service.js';

@Resolver('Order')
export class OrderShipmentsResolver {
  @ResolveField('shipments')
  shipments(@Parent() { order }: OrderView): readonly OrderShipment[] {
    return order.shipments;
  }
}

@Resolver('Shipment')
export class ShipmentResolver {
  constructor(private readonly service: ShipmentsService) {}

  @ResolveField('carrier')
  carrier(@Parent() shipment: OrderShipment): string | null {
    return this.service.carrierOf(shipment);
  }

  @ResolveField('trackingNumbers')
  trackingNumbers(@Parent() shipment: OrderShipment): readonly TrackedParcel[] {
    return this.service.parcelsOf(shipment);
  }
}

@Resolver('ShipmentLine')
export class ShipmentLineResolver {
  constructor(private readonly inventory: InventoryService) {}

  @ResolveField('unitOfMeasure')
  unitOfMeasure(@Parent() { unit }: OrderShipmentLine): string {
    return unit;
  }

  @ResolveField('warehouse')
  warehouse(
    @Parent() { warehouse }: OrderShipmentLine,
    @Context() { viewer, budget }: RequestContext,
  ): MaybePromise<Warehouse | null> {
    return warehouse && this.inventory.warehouse(viewer, warehouse, budget);
  }
}
