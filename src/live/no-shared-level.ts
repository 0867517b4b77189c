import { NO_LOOKUP, noSharedUse, type SharedLevel, type SharedLookup } from './shared-level.js';

/** The shared level of a gateway that has none: it holds nothing. */
export class NoSharedLevel implements SharedLevel {
  readonly state = 'none';
  readonly figures = noSharedUse();

  lookup<V>(): SharedLookup<V> {
    return NO_LOOKUP;
  }

  forget(): void {}

  async change(): Promise<boolean> {
    return true;
  }

  listen(): void {}
}
