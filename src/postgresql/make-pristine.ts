import { writeFileSync } from 'node:fs';
import { PGlite } from '@electric-sql/pglite';

/** Part of the build: initialises an empty database once, so that no start has to. @param file see `PRISTINE` */
export async function makePristine(file: string): Promise<void> {
  const pglite = await PGlite.create();
  const dump = await pglite.dumpDataDir('gzip');
  await pglite.close();
  writeFileSync(file, Buffer.from(await dump.arrayBuffer()));
}
