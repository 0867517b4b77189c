export { ChangeFeed, type FeedState } from './change-feed.js';
export { ChangesModule } from './changes.module.js';
export { ErpClock } from './erp-clock.port.js';
export { FoundChanges } from './found-changes.js';
export { type ChangedFacts, type ChangeLook, type ChangeWay, GpChanges } from './gp-changes.port.js';
