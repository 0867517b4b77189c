import type { Inside } from './inside.js';

/**
 * The gateway's program out of its built modules, with the torture inside. What `npm start` runs is the same modules in one
 * bundle, which nobody can reach into.
 */
const { dist } = JSON.parse(process.env.TORTURE_INSIDE ?? '') as Inside;
const built = (path: string) => import(new URL(path, dist).href) as Promise<unknown>;

await built('config/production.js');
await import(new URL('inside.ts', import.meta.url).href);
const { readEnvironment } = (await built('config/index.js')) as typeof import('../../src/config/index.js');
const { serve } = (await built('serve.js')) as typeof import('../../src/serve.js');
await serve(readEnvironment());
