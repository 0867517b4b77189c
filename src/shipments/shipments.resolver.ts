import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import type { RequestContext } from '../contract/index.js';
import { InventoryService, type Warehouse } from '../inventory/index.js';
import { OrderService, type OrderShipment, type OrderShipmentLine, type OrderView } from '../ordering/index.js';
import type { InvoiceView } from '../receivables/index.js';
import { andThen, type MaybePromise } from '../values/maybe-promise.js';
import { ShipmentsService, type TrackedParcel } from './shipments.service.js';

@Resolver('Order')
export class OrderShipmentsResolver {
  @ResolveField('shipments')
  shipments(@Parent() { order }: OrderView): readonly OrderShipment[] {
    return order.shipments;
  }
}

@Resolver('Invoice')
export class InvoiceShipmentsResolver {
  constructor(private readonly orders: OrderService) {}

  /** Of its order, what left on this invoice; none while the order is not known. Without an order, what the invoice says. */
  @ResolveField('shipments')
  shipments(@Parent() { invoice }: InvoiceView, @Context() { budget }: RequestContext): MaybePromise<readonly OrderShipment[]> {
    if (invoice.orderNumber === null) return invoice.shipment ? [invoice.shipment] : [];
    return andThen(this.orders.order([invoice.accountNumber], invoice.orderNumber, budget), (live) =>
      live.known && live.value ? live.value.order.shipments.filter(({ number }) => number === invoice.number) : [],
    );
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
