import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { defineConfig, type Plugin } from 'vite';
import { readmeTabs } from './readme-tabs.js';

const PROJECT = join(import.meta.dirname, '../../../..');
const README = join(PROJECT, 'README.md');

/** Builds the GraphiQL page into dist/graphiql/: index.html, and beside it assets/ with names that carry a hash. */
export default defineConfig({
  root: import.meta.dirname,
  publicDir: false,
  clearScreen: false,
  plugins: [queriesOfReadme(), compressedCopies()],
  build: {
    outDir: join(PROJECT, 'dist/graphiql'),
    emptyOutDir: true,
    target: 'es2023',
    // Monaco is one chunk, loaded after the page has been drawn.
    chunkSizeWarningLimit: 4000,
    // An inlined font would be a data: URL, which the page's Content-Security-Policy does not let through.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // React's server components have no part here, so the "use client" of the libraries means nothing.
    rolldownOptions: {
      checks: { moduleLevelDirective: false, bundlerTimings: false },
    },
  },
  worker: { format: 'es' },
  experimental: {
    // The page is /graphql, without a slash at the end: seen from there, assets/ is graphql/assets/. As no URL starts at the
    // root, the gateway can be mounted below any path.
    renderBuiltUrl: (file, { hostType }) => (hostType === 'html' ? `./graphql/${file}` : { relative: true }),
  },
});

/** Provides virtual:readme-tabs. */
function queriesOfReadme(): Plugin {
  const name = 'virtual:readme-tabs';
  return {
    name: 'queries-of-readme',
    resolveId: (id) => (id === name ? `\0${name}` : null),
    load(id) {
      if (id !== `\0${name}`) return null;
      if (!existsSync(README)) this.error(`${README} does not exist: GraphiQL takes its tabs from the README's graphql blocks.`);
      this.addWatchFile(README);
      const tabs = JSON.stringify(readmeTabs(readFileSync(README, 'utf8')));
      const version = createHash('sha256').update(tabs).digest('hex').slice(0, 12);
      return `export const tabs = ${tabs}; export const version = '${version}';`;
    },
  };
}

/** Writes a .br and a .gz beside every text asset; the gateway sends them as they are. */
function compressedCopies(): Plugin {
  return {
    name: 'compressed-copies',
    apply: 'build',
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        for (const [fileName, file] of Object.entries(bundle)) {
          if (!/^assets\/.*\.(js|css|svg)$/.test(fileName)) continue;
          const source = Buffer.from(file.type === 'chunk' ? file.code : file.source);
          this.emitFile({
            type: 'asset',
            fileName: `${fileName}.br`,
            source: brotliCompressSync(source),
          });
          this.emitFile({
            type: 'asset',
            fileName: `${fileName}.gz`,
            source: gzipSync(source),
          });
        }
      },
    },
  };
}
