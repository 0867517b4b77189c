export { addressesOf, Connections, connectionOptions } from './connections.js';
export { type Drained, drain } from './drain.js';
export { DrainingModule } from './draining.module.js';
export { endOnSignals } from './end-on-signals.js';
export { Readiness } from './readiness.js';
