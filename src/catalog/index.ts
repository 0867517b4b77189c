export { CatalogModule } from './catalog.module.js';
export { CatalogService } from './catalog.service.js';
export { CatalogRefresh } from './catalog-refresh.js';
export { CatalogSnapshot } from './catalog-snapshot.js';
export { CatalogSource, type ChangeStamp, type ItemKey, type ItemVersion } from './catalog-source.port.js';
export type { CategoryValue, Classification, Item } from './item.js';
export type { Component, Product, ProductType, Unit } from './product.js';
export { hides } from './visibility.js';
