import { NO_ERRAND, noSharedUse, type SharedLevel, type SharedLookup } from './shared-level.js';

/** That of a gateway of one instance. */
export class NoSharedLevel implements SharedLevel {
  readonly state = 'none';
  readonly figures = noSharedUse();

  lookup<V>(): SharedLookup<V> {
    return NO_ERRAND;
  }

  forget(): void {}

  listen(): void {}
}
