export { catalogCosts } from './catalog.costs.js';
export { CatalogModule } from './catalog.module.js';
export { productPolicy } from './catalog.policy.js';
export { CatalogService } from './catalog.service.js';
export { CatalogSource, type ItemKey, type ItemVersion } from './catalog-source.port.js';
export type { CategoryValue, Classification, Item } from './item.js';
export type { Component, Product, ProductType, Unit } from './product.js';
export { productEvents } from './product-events.js';
export { hides } from './visibility.js';
