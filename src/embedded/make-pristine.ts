import { writeFileSync } from 'node:fs';
import { PGlite } from '@electric-sql/pglite';
import { PRISTINE } from './open-embedded.js';

// Part of the build: initialises an empty database once, so that no start has to.
const pglite = await PGlite.create();
const dump = await pglite.dumpDataDir('gzip');
await pglite.close();
writeFileSync(PRISTINE, Buffer.from(await dump.arrayBuffer()));
