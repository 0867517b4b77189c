export { GatewayDatabase } from './gateway-database.js';
export { LastKnownFacts } from './last-known-facts.js';
export type { CategoryTable, GatewayTables, ProductTable } from './tables.js';
