import { LRUCache } from 'lru-cache';
import { type ViewerIdentity } from '../../contract/index.js';
import type { Dependencies } from '../../live/index.js';
import type { Instant } from '../../values/instant.js';
import type { KnownRequest } from './known-requests.js';

export interface KeptAnswer {
  /** How often the answer was looked up. */
  times: number;
  readonly body: Buffer;
  readonly dependencies: Dependencies;
}

/** Bytes of an entry besides its body: its list of facts, and its slots in the cache. */
const ENTRY_BYTES = 2_000;
/** An answer is marked as recently used once in TIMES_PER_USE look-ups: the mark takes longer than the look-up itself. */
const TIMES_PER_USE = 8;

/**
 * Whole answers, each for the viewer identity that it was made for. An answer is given again only while all facts that it
 * was made of are unchanged and fresh. At most `maxBytes` are kept.
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
    const answer = kept?.get(identity);
    if (!answer) return undefined;
    if (this.isHeld(answer) && answer.dependencies.holds(now)) return answer.body;
    this.answers?.delete(answer);
    kept?.delete(identity);
    return undefined;
  }

  keep(known: KnownRequest, identity: ViewerIdentity, body: Buffer, dependencies: Dependencies): void {
    const answer = { body: aloneInMemory(body), dependencies, times: 0 };
    this.answers?.set(answer, true);
    known.kept ??= new WeakMap();
    known.kept.set(identity, answer);
  }

  private isHeld(answer: KeptAnswer): boolean | undefined {
    return ++answer.times % TIMES_PER_USE === 0 ? this.answers?.get(answer) : this.answers?.peek(answer);
  }
}

/** A short body shares a block of memory with others, none of which could be let go while it is kept. */
function aloneInMemory(body: Buffer): Buffer {
  if (body.buffer.byteLength === body.length) return body;
  const alone = Buffer.allocUnsafeSlow(body.length);
  body.copy(alone);
  return alone;
}
