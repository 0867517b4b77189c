import '../../src/config/production.js';
import 'reflect-metadata';
import { flushCompileCache } from 'node:module';
import { readEnvironment } from '../../src/config/index.js';
import { serve } from '../../src/serve.js';
import { hookIn } from './hooks.js';
import type { Inside } from './inside.js';

/** The gateway's program with the torture inside: into the bundle that `npm start` runs nobody can reach. */
hookIn(JSON.parse(process.env.TORTURE_INSIDE ?? '') as Inside);
await serve(readEnvironment());
// Who is killed leaves nothing behind for the next one by itself.
flushCompileCache();
