export { Announcements } from './announcements.js';
export { BusinessDate } from './business-date.js';
export { Dependencies } from './dependencies.js';
export { Derived } from './derived.js';
export { DurableLevel } from './durable-level.js';
export type { Fact } from './fact.js';
export { isMarkValid } from './fact-validity.js';
export { type Freshness, freshnessOf, type Known, type Live, type Unknown, VALUE_SOURCES, type ValueSource } from './live.js';
export { type KnownRequest, LiveObserver } from './live-observer.js';
export { dueAfterMs, freshForMs, type LivePolicy, type Want } from './live-policy.js';
export { LiveReader } from './live-reader.js';
export { LiveReaders } from './live-readers.js';
export { NoSharedLevel } from './no-shared-level.js';
export { PerRequest } from './per-request.js';
export type { ReadFigures } from './read-figures.js';
export type { RememberedFact } from './remembered-fact.js';
export { RequestBudget } from './request-budget.js';
export {
  type Findings,
  type ForgottenListener,
  NO_LOOKUP,
  noSharedUse,
  type SharedFigures,
  SharedLevel,
  type SharedLookup,
  type SharedState,
} from './shared-level.js';
export { SoftTimeouts } from './soft-timeouts.js';
export type { HoldersKey, HoldersPolicy, ViewerIndependentPolicy } from './viewer-independent.js';
