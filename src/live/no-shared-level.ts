import { NO_ERRAND, noSharedUse, type SharedLevel, type SharedLookup } from './shared-level.js';

/** The shared level of a gateway that has none: it holds nothing. */
export class NoSharedLevel implements SharedLevel {
  readonly state = 'none';
  readonly figures = noSharedUse();

  lookup<V>(): SharedLookup<V> {
    return NO_ERRAND;
  }

  forget(): void {}

  listen(): void {}
}
