export { type DatabasePlace, GatewayDatabase } from './gateway-database.js';
export { LastKnownFacts } from './last-known-facts.js';
export type {
  CategoryTable,
  EventDeliveryTable,
  EventDestinationTable,
  EventTable,
  GatewayTables,
  JobRunTable,
  ProductTable,
  SubmissionTable,
} from './tables.js';
