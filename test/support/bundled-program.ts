import { existsSync, globSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { type Plugin, rolldown } from 'rolldown';
import { AS_ONE } from '../../build/bundle.js';
import { buildGateway } from './built-gateway.js';
import { whileLocked } from './databases.js';

const ROOT = resolve(import.meta.dirname, '../..');
const SOURCES = join(ROOT, 'src');
const BUILT = join(ROOT, 'dist');
/** Inside of the project, where the few packages are found that are no part of a bundle. */
const BUNDLES = join(ROOT, 'node_modules/.cache/test-programs');

/**
 * Builds the gateway, and bundles a program of the tests' own with it: the program's imports from src/ are the built modules, and
 * it can reach into any of them. A test that starts many processes of it takes a fraction of the processor time.
 * @param source the program, as "torture/program.ts", in test/
 * @returns the file to be started
 */
export async function bundledProgram(source: string): Promise<string> {
  await buildGateway();
  const entry = join(ROOT, 'test', source);
  const bundled = join(BUNDLES, source.replace(/\.ts$/, '.js'));
  await whileLocked(`bundling ${entry}`, async () => {
    if (isCurrent(bundled)) return;
    const program = await rolldown({
      ...AS_ONE.input,
      input: entry,
      resolve: { extensionAlias: { '.js': ['.ts', '.js'] } },
      plugins: [outOfTheBuild],
    });
    const next = `${bundled}.next`;
    await program.write({ ...AS_ONE.output, file: next, codeSplitting: false });
    await program.close();
    mkdirSync(dirname(bundled), { recursive: true });
    renameSync(next, bundled);
  });
  return bundled;
}

function isCurrent(bundled: string): boolean {
  if (!existsSync(bundled)) return false;
  const bundledAt = statSync(bundled).mtimeMs;
  const madeOf = [join(BUILT, 'main.js'), ...globSync(join(ROOT, 'test/**/*.ts'))];
  return madeOf.every((file) => statSync(file).mtimeMs <= bundledAt);
}

const outOfTheBuild: Plugin = {
  name: 'out-of-the-build',
  resolveId(imported, importer) {
    if (!importer || !imported.startsWith('.')) return null;
    const path = resolve(dirname(importer), imported);
    const inSources = relative(SOURCES, path);
    return inSources.startsWith('..') ? null : join(BUILT, inSources);
  },
  // Modules find what lies beside them.
  transform(code, id) {
    return id.startsWith(BUILT) ? code.replaceAll('import.meta.dirname', JSON.stringify(dirname(id))) : null;
  },
};
