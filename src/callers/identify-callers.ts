import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { errorBody } from '../faults/index.js';
import type { CallingClient } from '../values/calling-client.js';
import type { CallerIdentification } from './caller-identification.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** The program that sent a request to /graphql; undefined elsewhere. */
    client: CallingClient | undefined;
  }
}

/** The same for every reason, so that an attacker learns nothing from it. */
const REFUSAL = errorBody('UNAUTHENTICATED', 'This program may not use the gateway.');

/**
 * Finds out which program has sent a request to /graphql, and refuses those that may not call, before the body is read.
 * To be called after the hooks that are to see refused requests, and before those that use `request.client`.
 */
export function identifyCallers(fastify: FastifyInstance, identification: CallerIdentification): void {
  fastify.decorateRequest('client', undefined);
  fastify.addHook('onRequest', (request, reply, done) => {
    // A browser sends no key with its CORS preflight.
    if (!request.isToGraphql || request.method === 'OPTIONS') return done();
    const client = identification.identify(request);
    if (!(client instanceof Promise)) return admit(request, reply, client, done);
    client.then((found) => admit(request, reply, found, done), done);
  });
}

function admit(request: FastifyRequest, reply: FastifyReply, client: CallingClient | undefined, done: () => void): void {
  if (!client) {
    reply
      .code(401)
      .headers({
        'content-type': 'application/json; charset=utf-8',
        'cache-control': 'no-store',
        'www-authenticate': 'ApiKey',
      })
      .send(REFUSAL);
    return;
  }
  request.client = client;
  request.record.client = client;
  done();
}
