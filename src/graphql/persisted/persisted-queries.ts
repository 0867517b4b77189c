import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { OperationsSettings } from '../../config/index.js';
import { SharedTexts } from './shared-texts.js';

const MIB = 1024 * 1024;
/** Longer queries are not persisted: they are answered, but have to be sent in full each time. No page needs one. */
const LONGEST_TEXT = 64 * 1024;
const HASH = /^[0-9a-f]{64}$/;

/** Queries that clients have sent once together with their hash, and send by the hash only from then on. */
@Injectable()
export class PersistedQueries {
  private readonly texts: LRUCache<string, string>;

  constructor(
    private readonly settings: OperationsSettings,
    private readonly shared: SharedTexts,
  ) {
    this.texts = new LRUCache({
      maxSize: settings.persistedQueriesMb * MIB,
      // A text takes up to two bytes per character.
      sizeCalculation: (text, hash) => 2 * text.length + hash.length,
    });
  }

  /** The text of a hash, if it is in the memory of this instance. */
  known(hash: string): string | undefined {
    return this.texts.get(hash);
  }

  async get(key: string): Promise<string | undefined> {
    const hash = withoutPrefix(key);
    const known = this.texts.get(hash);
    // If only registered operations are answered, no other text may be used, not even one from Redis.
    if (known !== undefined || !HASH.test(hash) || this.settings.mode === 'refuse') return known;
    const text = await this.shared.find(hash);
    // The text is checked against its hash, because other programs may be able to write to Redis.
    if (text === undefined || text.length > LONGEST_TEXT || sha256(text) !== hash) return undefined;
    this.texts.set(hash, text);
    return text;
  }

  /** Called by Apollo Server for valid queries whose hash matches. */
  async set(key: string, text: string): Promise<void> {
    if (text.length > LONGEST_TEXT) return;
    const hash = withoutPrefix(key);
    this.texts.set(hash, text);
    this.shared.keep(hash, text);
  }

  async delete(key: string): Promise<boolean> {
    return this.texts.delete(withoutPrefix(key));
  }
}

/** Removes "apq:", with which the keys of Apollo Server begin. */
function withoutPrefix(key: string): string {
  return key.startsWith('apq:') ? key.slice(4) : key;
}

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
