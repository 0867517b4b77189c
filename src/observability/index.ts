export { GatewayMetrics } from './gateway-metrics.js';
export { HealthController } from './health.controller.js';
export { JsonLog } from './json-log.js';
export { ObservabilityModule } from './observability.module.js';
export { observeRequests } from './observe-requests.js';
export { RequestMetrics } from './request-metrics.js';
export { correlationId, type Execution, NO_WAITS, RequestRecord, type Waits } from './request-record.js';
export { openMetrics } from './serve-metrics.js';
export { Tracing } from './tracing.js';
