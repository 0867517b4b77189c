export { CatalogRules, CategoryValues, ProductRule, readCatalogRules, ViewerGroup, WarehouseRule } from './catalog-rules.js';
export { type Configuration, readEnvironment } from './read-environment.js';
export {
  CatalogSettings,
  DatabaseSettings,
  GpSettings,
  IdentitySettings,
  OrderingSettings,
  ServerSettings,
  Settings,
} from './settings.js';
