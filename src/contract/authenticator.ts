import type { MaybePromise } from '../values/maybe-promise.js';
import type { Viewer } from '../values/viewer.js';

/** Tells who is asking by what they send. Implemented by identity/. */
export abstract class Authenticator {
  /**
   * The viewer of a bearer token, or undefined where the token is not valid (any more). The same object as long as nothing
   * about them has changed.
   */
  abstract viewerOf(accessToken: string): MaybePromise<Viewer | undefined>;
}
