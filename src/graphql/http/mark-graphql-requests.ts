import type { FastifyInstance } from 'fastify';

declare module 'fastify' {
  interface FastifyRequest {
    /** Whether it has come to the GraphQL endpoint, whatever its method is. */
    isToGraphql: boolean;
  }
}

/** Marks the requests to the GraphQL endpoint. To be called before the hooks that ask for it: to ask Fastify each time costs more. */
export function markGraphqlRequests(fastify: FastifyInstance, path: string): void {
  fastify.decorateRequest('isToGraphql', false);
  fastify.addHook('onRequest', (request, _reply, done) => {
    request.isToGraphql = request.routeOptions.url === path;
    done();
  });
}
