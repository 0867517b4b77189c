import type { FastifyInstance } from 'fastify';
import { NEVER_STORED } from '../never-stored.plugin.js';

const ONE_YEAR_SECONDS = 31_536_000;

/** Data, and nothing else: no browser is to guess a page in it, keep where it came from, or put it into another site's page. */
const OF_DATA = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  // Scripts of the origins that are allowed read it all the same: for them CORS decides.
  'cross-origin-resource-policy': 'same-origin',
};

/** What every answer says to browsers. @param publicUrl where the gateway is reached from outside */
export function protectiveHeaders(publicUrl: string | undefined): Readonly<Record<string, string>> {
  const isEncrypted = publicUrl !== undefined && new URL(publicUrl).protocol === 'https:';
  return isEncrypted ? { ...OF_DATA, 'strict-transport-security': `max-age=${ONE_YEAR_SECONDS}` } : OF_DATA;
}

/** Sets them, and keeps answers to questions from being stored unless whoever makes one says otherwise. */
export function protectAnswers(fastify: FastifyInstance, publicUrl: string | undefined): void {
  const headers = protectiveHeaders(publicUrl);
  const neverStored = { ...headers, ...NEVER_STORED };
  fastify.addHook('onRequest', (request, reply, done) => {
    reply.headers(request.isToGraphql ? neverStored : headers);
    done();
  });
}
