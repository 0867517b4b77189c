export { ErpUnavailable } from './erp-unavailable.js';
export { InvalidInput } from './invalid-input.js';
export { isRefusal } from './is-refusal.js';
export { reasonOf } from './reason-of.js';
export { splitWhereRefused } from './split-where-refused.js';
export { StartRefused } from './start-refused.js';
export { StoreUnavailable } from './store-unavailable.js';
export { stored } from './stored.js';
