export { CallerIdentification } from './caller-identification.js';
export { CallersModule } from './callers.module.js';
export { identifyCallers } from './identify-callers.js';
export { KnownClients } from './known-clients.js';
export { newApiKey } from './new-api-key.js';
export { OccasionalLog } from './occasional-log.js';
export { tlsOptions } from './tls-options.js';
