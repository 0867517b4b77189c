import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { PAGE_FOLDER } from './graphiql-page.js';

const PAGE_PATH = '/graphql';
const ASSETS_FOLDER = join(PAGE_FOLDER, 'assets');

/** What the GraphiQL page may load and do: all files come from the gateway's origin, and the HTML holds no script. */
export const GRAPHIQL_CONTENT_SECURITY_POLICY = [
  "default-src 'self'",
  // Monaco writes its theme and the positions of its lines into style elements and attributes.
  "style-src 'self' 'unsafe-inline'",
  // Icons in Monaco's style sheet.
  "img-src 'self' data:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const PAGE_HEADERS = {
  'Content-Security-Policy': GRAPHIQL_CONTENT_SECURITY_POLICY,
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  // The page names its hashed files: a cached page would ask for files of an older build.
  'Cache-Control': 'no-cache',
};

/**
 * Serves the files of the GraphiQL page below /graphql/assets/ and guards the page itself, which Apollo sends, with a
 * Content-Security-Policy. Serves no files if the page has not been built.
 */
export async function serveGraphiql(fastify: FastifyInstance): Promise<void> {
  fastify.addHook('onSend', (request, reply, _payload, done) => {
    const isPage =
      request.method === 'GET' &&
      request.routeOptions.url === PAGE_PATH &&
      String(reply.getHeader('content-type')).startsWith('text/html');
    if (isPage) reply.headers(PAGE_HEADERS);
    done();
  });

  if (!existsSync(ASSETS_FOLDER)) return;
  await fastify.register(fastifyStatic, {
    root: ASSETS_FOLDER,
    prefix: `${PAGE_PATH}/assets/`,
    index: false,
    decorateReply: false,
    preCompressed: true,
    immutable: true,
    maxAge: '365d',
    setHeaders: (reply) => {
      reply.header('X-Content-Type-Options', 'nosniff');
    },
  });
}
