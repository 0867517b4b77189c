import type { FastifyInstance } from 'fastify';

declare module 'fastify' {
  interface FastifyRequest {
    /** Whether the request is to the GraphQL endpoint, with any method. */
    isToGraphql: boolean;
  }
}

/**
 * Marks the requests to the GraphQL endpoint. To be called before the hooks that read the mark, which is cheaper than asking
 * Fastify. A method that has no route there has no URL of a route either.
 */
export function markGraphqlRequests(fastify: FastifyInstance, path: string): void {
  fastify.decorateRequest('isToGraphql', false);
  fastify.addHook('onRequest', (request, _reply, done) => {
    const { url } = request.routeOptions;
    request.isToGraphql = url === path || (url === undefined && request.url.split('?', 1)[0] === path);
    done();
  });
}
