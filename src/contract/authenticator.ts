import type { MaybePromise } from '../values/maybe-promise.js';
import type { Viewer } from '../values/viewer.js';

/** Identifies the viewer of a request. Implemented by identity/. */
export abstract class Authenticator {
  /**
   * The viewer of a bearer token, or undefined if the token is not valid (any more). The same object while the viewer is
   * unchanged.
   */
  abstract viewerOf(accessToken: string): MaybePromise<Viewer | undefined>;
}
