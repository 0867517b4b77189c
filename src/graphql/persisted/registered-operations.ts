import { Logger } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import type { OperationsSettings } from '../../config/index.js';
import { reasonOf, StartRefused } from '../../faults/index.js';
import { sha256 } from './persisted-queries.js';
import { WatchedManifest } from './watched-manifest.js';

const MAX_LOGGED = 10_000;

/** The manifest, and how operations that are not in it are treated. */
export class RegisteredOperations {
  private readonly log = new Logger('operations');
  private readonly logged = new LRUCache<string, true>({ max: MAX_LOGGED });

  private constructor(
    private readonly mode: OperationsSettings['mode'],
    private readonly manifest: WatchedManifest | undefined,
  ) {}

  /** @throws {StartRefused} the manifest cannot be used */
  static open({ mode, manifestFile }: OperationsSettings): RegisteredOperations {
    if (manifestFile === undefined) return new RegisteredOperations(mode, undefined);
    try {
      return new RegisteredOperations(mode, WatchedManifest.open(manifestFile));
    } catch (cause) {
      const why = cause instanceof Error ? cause.message : reasonOf(cause);
      throw new StartRefused(`OPERATIONS_MANIFEST: expected a readable manifest of operations; ${why}.`, { cause });
    }
  }

  get refusesOthers(): boolean {
    return this.mode === 'refuse';
  }

  bodyOf(id: string): string | undefined {
    return this.manifest?.current.bodyOf(id);
  }

  /** Whether a text may be executed. A text that is not registered is logged once, by its hash. */
  admits(text: string): boolean {
    if (this.mode === 'off' || this.manifest?.current.holds(text)) return true;
    if (this.mode === 'refuse') return false;
    const hash = sha256(text);
    if (!this.logged.has(hash)) {
      this.logged.set(hash, true);
      const name = /\b(?:query|mutation)\s+(\w{1,100})/.exec(text)?.[1] ?? 'without a name';
      this.log.warn(`An operation that is not registered was answered: ${name}, ${hash}`);
    }
    return true;
  }

  close(): void {
    this.manifest?.close();
  }
}
