import { createHash } from 'node:crypto';
import { globSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const MODULE = /\.(?:ts|mts|js|mjs)$/;
/** Beside an extension there may be its tests, and types. */
const NO_EXTENSION = /\.(?:d|spec|test)\.\w+$/;

/** The files of a folder that are extensions, in their order. What they import may be in folders below. */
export function extensionsIn(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && MODULE.test(entry.name) && !NO_EXTENSION.test(entry.name))
    .map(({ name }) => name)
    .toSorted();
}

/** SHA-256 of all modules of a folder and of those below, by which a change of any of them shows. */
export function digestOf(folder: string): string {
  const digest = createHash('sha256');
  const exclude = (name: string) => name === 'node_modules';
  for (const file of globSync('**/*.{ts,mts,js,mjs,json}', { cwd: folder, exclude }).toSorted()) {
    digest
      .update(`${file}\0`)
      .update(readFileSync(join(folder, file)))
      .update('\0');
  }
  return digest.digest('base64url');
}
