import { Module } from '@nestjs/common';
import { InventoryModule } from '../inventory/index.js';
import { OrderingModule } from '../ordering/index.js';
import {
  InvoiceShipmentsResolver,
  OrderShipmentsResolver,
  ShipmentLineResolver,
  ShipmentResolver,
} from './shipments.resolver.js';
import { ShipmentsService } from './shipments.service.js';

@Module({
  imports: [InventoryModule, OrderingModule],
  providers: [ShipmentsService, OrderShipmentsResolver, InvoiceShipmentsResolver, ShipmentResolver, ShipmentLineResolver],
  exports: [ShipmentsService],
})
export class ShipmentsModule {}
