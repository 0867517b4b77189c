import { type FSWatcher, statSync, watch } from 'node:fs';
import { basename, dirname } from 'node:path';
import { Logger } from '@nestjs/common';
import { Manifest } from './manifest.js';

/** Network folders and containers' mounts tell of no changes: the file is looked at too. */
const LOOK_EVERY_MS = 1_000;

/** A manifest that is read again when its file changes. A broken one changes nothing. */
export class WatchedManifest {
  private readonly log = new Logger('operations');
  private readonly timer: NodeJS.Timeout;
  private watcher: FSWatcher | undefined;
  private seen: string;

  private constructor(
    private readonly file: string,
    public current: Manifest,
    seen: string,
  ) {
    this.seen = seen;
    this.timer = setInterval(() => this.look(), LOOK_EVERY_MS);
    this.timer.unref();
    try {
      // The folder, since a file that is replaced by another of its name is not the one that was watched.
      this.watcher = watch(dirname(file), { persistent: false }, (_, name) => {
        if (name === null || name === basename(file)) this.look();
      });
      this.watcher.on('error', () => this.watcher?.close());
    } catch {
      // Looking is enough.
    }
  }

  /** @throws {Error} with one line for people where it cannot be used */
  static open(file: string): WatchedManifest {
    const seen = stateOf(file);
    return new WatchedManifest(file, Manifest.read(file), seen);
  }

  close(): void {
    clearInterval(this.timer);
    this.watcher?.close();
  }

  private look(): void {
    const state = stateOf(this.file);
    if (state === this.seen) return;
    this.seen = state;
    try {
      this.current = Manifest.read(this.file);
      this.log.log('The manifest of operations was read again');
    } catch (problem) {
      this.log.warn(`OPERATIONS_MANIFEST has changed and is not used: ${(problem as Error).message}`);
    }
  }
}

function stateOf(file: string): string {
  try {
    const { ino, mtimeMs, size } = statSync(file);
    return `${ino} ${mtimeMs} ${size}`;
  } catch {
    return 'away';
  }
}
