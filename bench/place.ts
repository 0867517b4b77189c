import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** The project's folder; compiled, this file lies in dist/bench. */
export const ROOT = resolve(import.meta.dirname, '../..');
export const BUILT = join(ROOT, 'dist');

const SERVER_CORE = '0';
const LOAD_CORE = '1';

/** Where a run keeps its files, and what it has to tidy up at the end, the last first. */
export class Place implements AsyncDisposable {
  readonly folder = mkdtempSync(join(tmpdir(), 'gateway-bench-'));
  private readonly steps: (() => unknown)[] = [() => rmSync(this.folder, { recursive: true, force: true })];

  path(...names: string[]): string {
    return join(this.folder, ...names);
  }

  atTheEnd(step: () => unknown): void {
    this.steps.push(step);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const step of this.steps.splice(0).toReversed()) await step();
  }
}

/**
 * Keeps this process, and with it the load and the databases that it starts, on one core.
 * @returns whether servers can have the other one to themselves
 */
export function pinLoad(): boolean {
  try {
    execFileSync('taskset', ['-apc', LOAD_CORE, String(process.pid)], { stdio: 'pipe' });
    return true;
  } catch {
    console.warn('taskset is not there, or the machine has one core: server and load share what there is, and figures drift.');
    return false;
  }
}

/** How to start a server on its core. */
export function pinned(isPinned: boolean, command: string, words: readonly string[]): [command: string, words: string[]] {
  return isPinned ? ['taskset', ['-c', SERVER_CORE, command, ...words]] : [command, [...words]];
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

export function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
