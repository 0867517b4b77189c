import type { FastifyInstance } from 'fastify';
import { NEVER_STORED } from '../never-stored.plugin.js';

const ONE_YEAR_SECONDS = 31_536_000;

/** For data: a browser must not guess another type, pass the address on as a referrer, or show it in a page of another site. */
const OF_DATA = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  // Scripts of the allowed origins can read it nevertheless: CORS decides for them.
  'cross-origin-resource-policy': 'same-origin',
};

/** The protective headers of each answer. @param publicUrl the URL of the gateway from outside */
export function protectiveHeaders(publicUrl: string | undefined): Readonly<Record<string, string>> {
  const isEncrypted = publicUrl !== undefined && new URL(publicUrl).protocol === 'https:';
  return isEncrypted ? { ...OF_DATA, 'strict-transport-security': `max-age=${ONE_YEAR_SECONDS}` } : OF_DATA;
}

/** Sets these headers, and forbids caches to store GraphQL answers unless the code that makes the answer allows it. */
export function protectAnswers(fastify: FastifyInstance, publicUrl: string | undefined): void {
  const headers = protectiveHeaders(publicUrl);
  const neverStored = { ...headers, ...NEVER_STORED };
  fastify.addHook('onRequest', (request, reply, done) => {
    reply.headers(request.isToGraphql ? neverStored : headers);
    done();
  });
}
