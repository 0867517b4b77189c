export { inventoryCosts } from './inventory.costs.js';
export { InventoryModule } from './inventory.module.js';
export { stockPolicy } from './inventory.policy.js';
export { InventoryService } from './inventory.service.js';
export type { Stock, StockLevel } from './stock.js';
export { stockEvents } from './stock-events.js';
export { StockSource } from './stock-source.port.js';
export { availableOf, type Supply } from './supply.js';
export type { Warehouse } from './warehouse.js';
