import type { Patience } from '../live/index.js';
import type { Viewer } from '../values/viewer.js';

/** What every resolver knows of the request it answers. */
export interface RequestContext {
  /** Replaced by a mutation that signs somebody in, so that the rest of its answer is theirs. */
  viewer: Viewer;
  /** The bearer token that the request came with, valid or not. */
  readonly accessToken: string | null;
  /** Set where the request came with an access token that is not valid (any more). */
  readonly refusedToken: boolean;
  readonly patience: Patience;
}
