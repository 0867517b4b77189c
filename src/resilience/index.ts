export { BulkheadFull } from './bulkhead.js';
export { DeadlinePassed } from './deadline.js';
export { Guard, type GuardLimits } from './guard.js';
