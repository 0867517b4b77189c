import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PGlite, type PGliteOptions } from '@electric-sql/pglite';

/** An empty database as the build makes it: unpacking it takes a fraction of the seconds that initialising one takes. */
export const PRISTINE = join(import.meta.dirname, '../../dist/pristine.tar.gz');

/**
 * Opens PostgreSQL in this process.
 * @param folder where it is kept, made where it is missing; in memory where not given
 */
export async function openEmbedded(folder: string | undefined, options: PGliteOptions = {}): Promise<PGlite> {
  if (folder !== undefined) mkdirSync(folder, { recursive: true });
  const isNew = folder === undefined || !existsSync(join(folder, 'PG_VERSION'));
  return PGlite.create({
    ...options,
    ...(folder !== undefined && { dataDir: folder }),
    ...(isNew && existsSync(PRISTINE) && { loadDataDir: new Blob([readFileSync(PRISTINE)]) }),
  });
}
