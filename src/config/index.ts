export { CallersSettings } from './callers-settings.js';
export { CatalogRules, CategoryValues, ProductRule, readCatalogRules, ViewerGroup, WarehouseRule } from './catalog-rules.js';
export { ConnectionSettings } from './connection-settings.js';
export { DrainingSettings } from './draining-settings.js';
export { EdgeSettings } from './edge-settings.js';
export { EditingSettings } from './editing-settings.js';
export { EventsSettings } from './events-settings.js';
export { ExtensionsSettings } from './extensions-settings.js';
export { GP_EVENT_FAMILIES, type GpEventFamily, GpEventsSettings } from './gp-events-settings.js';
export { GpSettings, type SqlServerLogin, type SqlServerPlace } from './gp-settings.js';
export { COMPANY_ZONE, JobSchedules, JobSettings, MaintenanceWindow, ScheduleOverride } from './job-settings.js';
export { LimitsSettings } from './limits-settings.js';
export { type Linked, MailSettings } from './mail-settings.js';
export { isNetwork } from './network.js';
export { isProviderUrl, OpenIdIssuer } from './open-id-issuers.js';
export { OpenIdSettings } from './open-id-settings.js';
export { OperationsSettings } from './operations-settings.js';
export { allCallersHaveOrderRights } from './order-rights.js';
export { PaymentSettings } from './payment-settings.js';
export { placeOf } from './place-of.js';
export { PrintingSettings } from './printing-settings.js';
export { QuotesSettings } from './quotes-settings.js';
export { type Configuration, readEnvironment } from './read-environment.js';
export type { HostAndPort, RedisAddress } from './redis-address.js';
export {
  CatalogSettings,
  DatabaseSettings,
  GraphqlSettings,
  IdentitySettings,
  ObservabilitySettings,
  OrderingSettings,
  RedisSettings,
  ServerSettings,
  Settings,
} from './settings.js';
export { ShipmentsSettings } from './shipments-settings.js';
export { hasSilentProxy } from './silent-proxy.js';
export type { SmtpServer } from './smtp-server.js';
export type { SqlServerAddress } from './sql-server-address.js';
export { type RateLimitName, ThrottlingSettings } from './throttling-settings.js';
