import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Where `vite build` puts the page and its assets, seen from the compiled file in dist/graphql/graphiql/. */
export const PAGE_FOLDER = join(import.meta.dirname, '../../graphiql');

const NOT_BUILT = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <title>GraphQL</title>
  </head>
  <body>
    <p>The GraphiQL page has not been built. Requests are answered here all the same: send them with POST.</p>
  </body>
</html>
`;

let page: Promise<string> | undefined;

/** The HTML that a browser gets at /graphql, read once; a short text where the build is missing, as when running from src/. */
export function graphiqlPage(): Promise<string> {
  page ??= readFile(join(PAGE_FOLDER, 'index.html'), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return NOT_BUILT;
    throw error;
  });
  return page;
}
