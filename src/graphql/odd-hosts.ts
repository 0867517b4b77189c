import type { FastifyInstance, FastifyReply } from 'fastify';
import { errorBody } from '../faults/index.js';
import { NEVER_STORED } from './never-stored.plugin.js';

/**
 * Refuses requests with an invalid host. Apollo Server's integration would fail to make a URL of it, and report a fault of the
 * server. To be called before the hooks that answer.
 */
export function refuseOddHosts(fastify: FastifyInstance): void {
  // Nearly all requests have the URL of the one before, and to parse it takes longer than to compare it.
  let lastValid = '';
  fastify.addHook('preHandler', (request, reply, done) => {
    if (!request.isToGraphql) return done();
    const { url, protocol, hostname } = request;
    const name = `${protocol}://${hostname} ${url}`;
    if (name !== lastValid) {
      if (!URL.canParse(url, `${protocol}://${hostname}/`)) return refuse(reply);
      lastValid = name;
    }
    done();
  });
}

function refuse(reply: FastifyReply): void {
  reply
    .code(400)
    .headers({ 'content-type': 'application/json; charset=utf-8', ...NEVER_STORED })
    .send(errorBody('BAD_REQUEST', 'The Host header names no host.'));
}
