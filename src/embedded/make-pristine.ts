import { writeFileSync } from 'node:fs';
import { PGlite } from '@electric-sql/pglite';
import { PRISTINE } from './open-embedded.js';

// Part of the build: initialises an empty database once, so that no start has to. The file may be named.
const [file = PRISTINE] = process.argv.slice(2);
const pglite = await PGlite.create();
const dump = await pglite.dumpDataDir('gzip');
await pglite.close();
writeFileSync(file, Buffer.from(await dump.arrayBuffer()));
