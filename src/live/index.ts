export { type Freshness, freshnessOf, type Known, type Live, type Unknown, type ValueSource } from './live.js';
export { type AskedQuestion, LiveObserver } from './live-observer.js';
export type { LivePolicy } from './live-policy.js';
export { LiveReader } from './live-reader.js';
export { LiveReaders } from './live-readers.js';
export { Patience } from './patience.js';
export type { ReadFigures } from './read-figures.js';
export { type Fact, SecondLevel } from './second-level.js';
export { Trail } from './trail.js';
