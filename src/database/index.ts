export { type DatabasePlace, GatewayDatabase } from './gateway-database.js';
export { LastKnownFacts } from './last-known-facts.js';
export type {
  CategoryTable,
  EventDestinationTable,
  EventTable,
  GatewayTables,
  JobRunTable,
  ProductTable,
  SubmissionTable,
} from './tables.js';
