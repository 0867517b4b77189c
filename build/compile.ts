import { cpSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { transformSync } from 'rolldown/utils';

const SOURCES = join(import.meta.dirname, '../src');
const NOT_OF_THE_GATEWAY = ['**/*.spec.ts', '**/golden-*.ts', 'graphql/graphiql/page/**'];
/** What the programs read beside their code. */
const ASSETS = [
  'sandbox/*.sql',
  'sandbox/econnect/*.sql',
  'sandbox/companies/*/*',
  'sandbox/demo/*',
  'mail/templates/standard/*/*',
];

/**
 * Compiles src/ into a folder, a file each, without checking types: `npm run typecheck` does that. The files stay separate,
 * so that the benchmark can reach into a built gateway.
 */
export function compile(folder: string): void {
  for (const file of globSync('**/*.ts', { cwd: SOURCES, exclude: NOT_OF_THE_GATEWAY })) {
    const source = join(SOURCES, file);
    const compiled = join(folder, file.replace(/\.ts$/, '.js'));
    const { code, map, errors } = transformSync(source, readFileSync(source, 'utf8'), {
      lang: 'ts',
      sourceType: 'module',
      target: 'es2024',
      sourcemap: true,
      // Nest finds what a constructor depends on by the types that TypeScript's decorators leave behind.
      decorator: { legacy: true, emitDecoratorMetadata: true },
      typescript: { onlyRemoveTypeImports: true, rewriteImportExtensions: 'rewrite' },
      tsconfig: false,
    });
    if (errors.length > 0) throw new Error(errors.map(({ message }) => `${file}: ${message}`).join('\n'));
    mkdirSync(dirname(compiled), { recursive: true });
    writeFileSync(compiled, `${code}\n//# sourceMappingURL=${basename(compiled)}.map\n`);
    writeFileSync(`${compiled}.map`, JSON.stringify(map));
  }
  for (const asset of globSync(ASSETS, { cwd: SOURCES })) cpSync(join(SOURCES, asset), join(folder, asset), { recursive: true });
}
