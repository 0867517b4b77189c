import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PGlite, type PGliteOptions } from '@electric-sql/pglite';

/** An empty database as the build makes it: unpacking it takes a fraction of the seconds that initialising one takes. */
export const PRISTINE = join(import.meta.dirname, '../../dist/pristine.tar.gz');

/**
 * Opens PostgreSQL in this process.
 * @param folder where it is kept, made where it is missing; in memory where not given
 */
export async function openEmbedded(folder: string | undefined, options: PGliteOptions = {}): Promise<PGlite> {
  if (folder === undefined) return PGlite.create({ ...options, ...pristine() });
  // It is there while the folder is being filled. A process that was killed meanwhile has left a part, which PostgreSQL cannot open.
  const unfinished = markOf(folder);
  if (existsSync(unfinished)) rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  if (existsSync(join(folder, 'PG_VERSION'))) return PGlite.create({ ...options, dataDir: folder });
  writeFileSync(unfinished, '');
  const pglite = await PGlite.create({ ...options, dataDir: folder, ...pristine() });
  rmSync(unfinished, { force: true });
  return pglite;
}

/** Whether a folder has a database that was made to its end. */
export function isFilled(folder: string): boolean {
  return existsSync(join(folder, 'PG_VERSION')) && !existsSync(markOf(folder));
}

function markOf(folder: string): string {
  return `${folder}.unfinished`;
}

function pristine(): PGliteOptions {
  return existsSync(PRISTINE) ? { loadDataDir: new Blob([readFileSync(PRISTINE)]) } : {};
}
