import { existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/**
 * Makes a folder, and those above it that are missing. The option `recursive` of Node.js never returns where a folder is there
 * and says of what is made in it that it does not exist, as /proc does.
 * @throws {Error} of Node.js, with its code
 */
export function makeFolder(path: string): void {
  const folder = resolve(path);
  try {
    mkdirSync(folder);
  } catch (fault) {
    const { code } = fault as NodeJS.ErrnoException;
    // Also where another process has just made it.
    if (code === 'EEXIST' && statSync(folder).isDirectory()) return;
    const above = dirname(folder);
    if (code !== 'ENOENT' || existsSync(above)) throw fault;
    makeFolder(above);
    makeFolder(folder);
  }
}
