/**
 * `npm run build`: builds beside dist/ and takes its place at the end, so that an installation that runs keeps its files
 * until then. GraphiQL's page and the empty database are kept where they are newer than what they are made of.
 */
import { cpSync, existsSync, globSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { build as buildPage } from 'vite';
import { bundle } from './bundle.ts';
import { compile } from './compile.ts';

const PROJECT = join(import.meta.dirname, '..');
const DIST = join(PROJECT, 'dist');
const NEXT = join(PROJECT, 'dist.next');
const FORMER = join(PROJECT, 'dist.former');

interface Part {
  readonly made: string;
  /** Files and folders that it is made of. */
  readonly of: readonly string[];
  readonly make: () => unknown;
}

const LASTING: readonly Part[] = [
  {
    made: 'pristine.tar.gz',
    of: ['src/postgresql', 'package-lock.json'],
    make: async () => {
      const { makePristine } = (await import(
        join(NEXT, 'postgresql/make-pristine.js')
      )) as typeof import('../src/postgresql/make-pristine.ts');
      await makePristine(join(NEXT, 'pristine.tar.gz'));
    },
  },
  {
    made: 'graphiql',
    of: ['src/graphql/graphiql/page', 'README.md', 'package-lock.json'],
    make: () =>
      buildPage({
        configFile: join(PROJECT, 'src/graphql/graphiql/page/vite.config.ts'),
        logLevel: 'warn',
        build: { outDir: join(NEXT, 'graphiql') },
      }),
  },
];

remove(NEXT);
compile(NEXT);
await bundle(NEXT);
for (const part of LASTING) {
  if (isCurrent(part)) cpSync(join(DIST, part.made), join(NEXT, part.made), { recursive: true, preserveTimestamps: true });
  else await part.make();
}
remove(FORMER);
if (existsSync(DIST)) renameSync(DIST, FORMER);
renameSync(NEXT, DIST);
remove(FORMER);

function remove(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
}

function isCurrent({ made, of }: Part): boolean {
  const result = join(DIST, made);
  if (!existsSync(result)) return false;
  const madeAt = statSync(result).mtimeMs;
  return of.flatMap(filesOf).every((file) => statSync(file).mtimeMs <= madeAt);
}

function filesOf(path: string): string[] {
  return statSync(join(PROJECT, path)).isFile()
    ? [join(PROJECT, path)]
    : globSync(`${path}/**/*`, { cwd: PROJECT }).map((file) => join(PROJECT, file));
}
