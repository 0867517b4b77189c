export { CatalogRules, CategoryValues, ProductRule, readCatalogRules, ViewerGroup, WarehouseRule } from './catalog-rules.js';
export { OperationsSettings } from './operations-settings.js';
export { type Configuration, readEnvironment } from './read-environment.js';
export type { HostAndPort, RedisAddress } from './redis-address.js';
export {
  CatalogSettings,
  DatabaseSettings,
  GpSettings,
  GraphqlSettings,
  IdentitySettings,
  ObservabilitySettings,
  OrderingSettings,
  RedisSettings,
  ServerSettings,
  Settings,
} from './settings.js';
