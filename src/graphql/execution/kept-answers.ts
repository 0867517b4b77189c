import { LRUCache } from 'lru-cache';
import { type ViewerIdentity } from '../../contract/index.js';
import type { Dependencies } from '../../live/index.js';
import type { Instant } from '../../values/instant.js';
import type { KnownRequest } from './known-requests.js';

export interface KeptAnswer {
  /** How often it was looked for. */
  times: number;
  readonly body: Buffer;
  readonly dependencies: Dependencies;
}

/** What an entry costs besides its body: the dependencies's facts, and the cache's slots. */
const ENTRY_BYTES = 2_000;
/** An answer counts as used once in so many times: to say each time which was used last takes longer than to find it. */
const TIMES_PER_USE = 8;

/**
 * Whole answers, each under the identity of the viewer that it was made for, and given again only while every fact that it
 * was made of is unchanged and fresh. Bounded in bytes.
 */
export class KeptAnswers {
  private readonly answers: LRUCache<KeptAnswer, true> | undefined;

  /** @param maxBytes 0 to keep none */
  constructor(maxBytes: number) {
    if (maxBytes === 0) return;
    this.answers = new LRUCache({ maxSize: maxBytes, sizeCalculation: (_, { body }) => body.length + ENTRY_BYTES });
  }

  get keepsAny(): boolean {
    return this.answers !== undefined;
  }

  find({ kept }: KnownRequest, identity: ViewerIdentity, now: Instant): Buffer | undefined {
    const answer = kept.get(identity);
    if (!answer) return undefined;
    if (this.isHeld(answer) && answer.dependencies.holds(now)) return answer.body;
    this.answers?.delete(answer);
    kept.delete(identity);
    return undefined;
  }

  keep({ kept }: KnownRequest, identity: ViewerIdentity, body: Buffer, dependencies: Dependencies): void {
    const answer = { body, dependencies, times: 0 };
    this.answers?.set(answer, true);
    kept.set(identity, answer);
  }

  private isHeld(answer: KeptAnswer): boolean | undefined {
    return ++answer.times % TIMES_PER_USE === 0 ? this.answers?.get(answer) : this.answers?.peek(answer);
  }
}
