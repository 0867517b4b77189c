import { type FSWatcher, statSync, watch } from 'node:fs';
import { basename, dirname } from 'node:path';
import { Logger } from '@nestjs/common';
import { Manifest } from './manifest.js';

/** The file is polled too, since network folders and mounts of containers send no events. */
const LOOK_EVERY_MS = 1_000;

/** A manifest that is read again when its file changes. If the new file is invalid, the old manifest stays in use. */
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
      // The folder is watched, because watching a file ends when another file replaces it.
      this.watcher = watch(dirname(file), { persistent: false }, (_, name) => {
        if (name === null || name === basename(file)) this.look();
      });
      this.watcher.on('error', () => this.watcher?.close());
    } catch {
      // Polling is enough.
    }
  }

  /** @throws {Error} with one line for people if the manifest cannot be used */
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
