import { type Errand, NO_ERRAND, noSharedUse, type SharedLevel } from './shared-level.js';

/** That of a gateway of one instance. */
export class NoSharedLevel implements SharedLevel {
  readonly state = 'none';
  readonly figures = noSharedUse();

  errand<V>(): Errand<V> {
    return NO_ERRAND;
  }

  forget(): void {}

  listen(): void {}
}
