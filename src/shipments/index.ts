export { shipmentsCosts } from './shipments.costs.js';
export { ShipmentsModule } from './shipments.module.js';
export { ShipmentsService } from './shipments.service.js';
