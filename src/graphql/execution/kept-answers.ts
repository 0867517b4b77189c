import { LRUCache } from 'lru-cache';
import type { Trail } from '../../live/index.js';
import type { Instant } from '../../values/instant.js';
import type { Viewer } from '../../values/viewer.js';
import type { ViewerIdentity } from '../viewer-identity.js';

interface KeptAnswer {
  readonly body: Buffer;
  /** As they were when it was made: another object where their session, role or accounts have changed. */
  readonly viewer: Viewer;
  readonly trail: Trail;
}

/** What an entry costs besides its body and its key: the trail's facts, and the cache's slots. */
const ENTRY_BYTES = 2_000;

/**
 * Whole answers, each under the identity of the viewer that it was made for, and given again only while every fact that it
 * was made of is unchanged and fresh. Bounded in bytes.
 */
export class KeptAnswers {
  private readonly answers: LRUCache<string, KeptAnswer> | undefined;

  /** @param maxBytes 0 to keep none */
  constructor(maxBytes: number) {
    if (maxBytes === 0) return;
    this.answers = new LRUCache({
      maxSize: maxBytes,
      sizeCalculation: ({ body }, key) => body.length + key.length + ENTRY_BYTES,
    });
  }

  get keepsAny(): boolean {
    return this.answers !== undefined;
  }

  /** @param question what was asked: the operation and its variables */
  find(identity: ViewerIdentity, viewer: Viewer, question: string, now: Instant): Buffer | undefined {
    const key = identity.keyOf(question);
    const kept = this.answers?.get(key);
    if (!kept) return undefined;
    if (kept.viewer === viewer && kept.trail.holds(now)) return kept.body;
    this.answers?.delete(key);
    return undefined;
  }

  keep(identity: ViewerIdentity, viewer: Viewer, question: string, body: Buffer, trail: Trail): void {
    this.answers?.set(identity.keyOf(question), { body, viewer, trail });
  }
}
