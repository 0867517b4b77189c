import { andThen, type MaybePromise } from '../values/maybe-promise.js';
import { ANONYMOUS, type Viewer } from '../values/viewer.js';
import type { Authenticator } from './authenticator.js';

/** Who is asking, and what of theirs may be kept for them under. */
export interface Identified {
  readonly viewer: Viewer;
  readonly identity: ViewerIdentity;
}

/**
 * Under which whole answers are kept. Nothing makes one but an access token that was accepted, and the same one is made only
 * of the same token while its session, its user and their accounts are as they were: what is kept for a viewer can't be
 * asked for by anybody else.
 */
export class ViewerIdentity {
  /** Everybody who comes without a token. */
  static readonly VISITOR = new ViewerIdentity(ANONYMOUS);
  private static readonly known = new WeakMap<Viewer, ViewerIdentity>();

  readonly #viewer: Viewer;

  private constructor(viewer: Viewer) {
    this.#viewer = viewer;
  }

  /** Whose it is. */
  get viewer(): Viewer {
    return this.#viewer;
  }

  /** Undefined where the token is not valid (any more). */
  static ofAccessToken(accessToken: string, authenticator: Authenticator): MaybePromise<Identified | undefined> {
    return andThen(authenticator.viewerOf(accessToken), (viewer) =>
      viewer ? { viewer, identity: ViewerIdentity.of(viewer) } : undefined,
    );
  }

  static visitor(): Identified {
    return { viewer: ViewerIdentity.VISITOR.viewer, identity: ViewerIdentity.VISITOR };
  }

  /** An authenticator makes its viewers of one token each. */
  private static of(viewer: Viewer): ViewerIdentity {
    let identity = ViewerIdentity.known.get(viewer);
    if (!identity) {
      identity = new ViewerIdentity(viewer);
      ViewerIdentity.known.set(viewer, identity);
    }
    return identity;
  }
}
