import { andThen, type MaybePromise } from '../values/maybe-promise.js';
import { ANONYMOUS, type Viewer } from '../values/viewer.js';
import type { Authenticator } from './authenticator.js';

/** The viewer, and the identity under which answers may be kept for this viewer. */
export interface Identified {
  readonly viewer: Viewer;
  readonly identity: ViewerIdentity;
}

/**
 * The identity under which whole answers are kept. It is made only from an accepted access token. Two requests have the same
 * identity only if they send the same token and its session, its user and the user's accounts are unchanged. So no other
 * viewer can get an answer that is kept for this one.
 */
export class ViewerIdentity {
  /** The identity of all requests without a token. */
  static readonly VISITOR = new ViewerIdentity(ANONYMOUS);
  private static readonly known = new WeakMap<Viewer, ViewerIdentity>();

  readonly #viewer: Viewer;

  private constructor(viewer: Viewer) {
    this.#viewer = viewer;
  }

  /** The viewer that has this identity. */
  get viewer(): Viewer {
    return this.#viewer;
  }

  /** @returns undefined if the token is not valid (any more) */
  static ofAccessToken(accessToken: string, authenticator: Authenticator): MaybePromise<Identified | undefined> {
    return andThen(authenticator.viewerOf(accessToken), (viewer) =>
      viewer ? { viewer, identity: ViewerIdentity.of(viewer) } : undefined,
    );
  }

  static visitor(): Identified {
    return { viewer: ViewerIdentity.VISITOR.viewer, identity: ViewerIdentity.VISITOR };
  }

  /** One identity per viewer object: an authenticator makes a viewer object for one token only. */
  private static of(viewer: Viewer): ViewerIdentity {
    let identity = ViewerIdentity.known.get(viewer);
    if (!identity) {
      identity = new ViewerIdentity(viewer);
      ViewerIdentity.known.set(viewer, identity);
    }
    return identity;
  }
}
