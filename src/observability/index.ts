export { HealthController } from './health.controller.js';
export { JsonLog } from './json-log.js';
