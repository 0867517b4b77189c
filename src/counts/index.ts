export type { Backoff } from './backoff.js';
export { Counts } from './counts.js';
export { InsuredCounts } from './insured-counts.js';
export { MemoryCounts } from './memory-counts.js';
export { SharedCounts } from './shared-counts.port.js';
