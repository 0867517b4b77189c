import { andThen, type MaybePromise } from '../values/maybe-promise.js';
import { ANONYMOUS, type Viewer } from '../values/viewer.js';
import type { Authenticator } from './authenticator.js';

/** Who is asking, and what of theirs may be kept for them under. */
export interface Identified {
  readonly viewer: Viewer;
  readonly identity: ViewerIdentity;
}

/**
 * Under which whole answers are kept. Nothing makes one but an access token that was accepted, and only the same token
 * makes the same one: what is kept for a viewer can't be asked for by anybody else.
 */
export class ViewerIdentity {
  /** Everybody who comes without a token. */
  static readonly VISITOR = new ViewerIdentity('');

  readonly #token: string;

  private constructor(token: string) {
    this.#token = token;
  }

  /** Undefined where the token is not valid (any more). */
  static ofAccessToken(accessToken: string, authenticator: Authenticator): MaybePromise<Identified | undefined> {
    return andThen(authenticator.viewerOf(accessToken), (viewer) =>
      viewer ? { viewer, identity: new ViewerIdentity(accessToken) } : undefined,
    );
  }

  static visitor(): Identified {
    return { viewer: ANONYMOUS, identity: ViewerIdentity.VISITOR };
  }

  /** A key that no other identity has for anything. Tokens hold no line breaks. */
  keyOf(what: string): string {
    return `${this.#token}\n${what}`;
  }
}
