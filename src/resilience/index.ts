export { Admission, type AdmissionLimits, type OperationKind } from './admission.js';
export { BreakerOpen, type BreakerState } from './breaker.js';
export { BulkheadFull } from './bulkhead.js';
export { DeadlinePassed } from './deadline.js';
export { AlwaysWell, type ErpConnections, ErpHealth, type ErpProblem } from './erp-health.js';
export { Guard, type GuardLimits, type OperationState } from './guard.js';
export { type CallOutcome, type GuardedCall, GuardObserver } from './guard-observer.js';
export { Guards } from './guards.js';
export { LoadGauge } from './load-gauge.js';
